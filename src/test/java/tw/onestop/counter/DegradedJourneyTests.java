package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.Cards;
import tw.onestop.DatabaseAway;
import tw.onestop.PaymentWorld;
import tw.onestop.TestDatabase;
import tw.onestop.exchange.AwayDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.exchange.MessageDesk;
import tw.onestop.exchange.MessageDesk.Channel;
import tw.onestop.exchange.MessageDesk.Message;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.OutageDesk;
import tw.onestop.payment.CollectionDesk;
import tw.onestop.payment.Remittance;
import tw.onestop.registry.People;
import tw.onestop.trust.CertificateAnswer;
import tw.onestop.trust.CertificateDesk;
import tw.onestop.trust.NotSealed;
import tw.onestop.trust.SealDesk;
import tw.onestop.trust.TestCard;

/** 降級作業: what is frozen outside holds up no sitting; the receipt says what follows by itself, and it does. */
class DegradedJourneyTests extends GatewayJourney {

    private static final AgencyCode LAND = new AgencyCode("LAND");

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    @Autowired
    OutageDesk outages;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MessageDesk messages;

    @Autowired
    SealDesk seals;

    @Autowired
    CertificateDesk certificates;

    @Autowired
    CollectionDesk collection;

    @Autowired
    PaymentWorld payments;

    @Autowired
    DataSource database;

    private final Frozen agency = new Frozen();

    @AfterEach
    void ends() throws Exception {
        agency.close();
        Cards.DOOR.thaw();
        clock.reset();
        TestDatabase.asOwner().sql("""
                update exchange.endpoint set url = '', failures_in_a_row = 0, resting_until = null, failing_since = null,
                    disabled = false, disabled_at = null, version = version + 1
                where agency = 'LAND'
                """).update();
    }

    @Test
    void aHouseholdThatSomethingElseHoldsIsSaidAndNothingTypedIsLost() throws Exception {
        People.Home home = people.household(JIESHOU, "介壽路5號")
                .head("林稍候", Sex.FEMALE, LocalDate.of(1973, 4, 2))
                .found();
        try (Clerk clerk = clerk();
                Connection other = TestDatabase.connectionOfOwner()) {
            toReview(clerk, home);
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("lock table registry.household_anchor in exclusive mode");
            }
            clerk.walk.press("Enter");
            clerk.walk.see("text=戶籍資料正由另一項作業使用中");
            clerk.walk.fits("held");
            clerk.walk.flawless();
            other.rollback();
            clerk.walk.open(URI.create(clerk.page().url()).getPath().replace("/conclude", "/review"));
            clerk.conclude();
        }
    }

    @Test
    void whatIsAwayInTheMiddleOfASittingIsSaidAndAllOfItFollowsByItself() throws Exception {
        People.Home home = people.household(JIESHOU, "介壽路7號")
                .head("林不斷", Sex.FEMALE, LocalDate.of(1974, 4, 2))
                .found();
        String slip = payments.slipNo();
        TestCard card =
                Cards.MOICA.card("林不斷", home.numbers().getFirst().value().substring(6));
        try (Clerk clerk = clerk();
                Connection maintenance = TestDatabase.connectionOfOwner()) {
            toNotices(clerk, home);
            SMS.drip();
            SMTP.freeze();
            STAMPS.freeze();
            Cards.DOOR.freeze();
            tellTheAgency();
            String about = UUID.randomUUID().toString();
            transaction.executeWithoutResult(_ -> messages.promise(List.of(
                    new Message(Channel.SMS, about, "0912345678", "結果", "案號 " + about),
                    new Message(Channel.EMAIL, about, "lin@example.tw", "結果", "案號 " + about))));
            CompletableFuture<Boolean> sheet = CompletableFuture.supplyAsync(this::stamped);
            CompletableFuture<Boolean> citizen = CompletableFuture.supplyAsync(() -> comes(card));
            clerk.walk.fill("f-phone", "0912345678");
            clerk.walk.fill("f-email", "lin@example.tw");
            clerk.walk.tick("f-message.SMS", "f-message.EMAIL");
            clerk.agree();
            assertThat(sheet.get(30, TimeUnit.SECONDS)).isFalse();
            assertThat(citizen.get(30, TimeUnit.SECONDS)).isFalse();
            eventually(() -> kinds().equals(EnumSet.allOf(AwayDesk.Kind.class)));
            // Whoever looks up how agencies and gateways fare waits from now on.
            maintenance.setAutoCommit(false);
            try (Statement lock = maintenance.createStatement()) {
                lock.execute("lock table exchange.endpoint, exchange.gateway_away in access exclusive mode");
            }

            clerk.conclude();
            String receiptNo = clerk.page().locator(".counter-done__no").textContent();
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/receipts/**");
            assertThat(clerk.page().innerText(".paper")).contains("此機關的系統自", "簡訊自", "電子郵件自", "恢復後由本系統自動送出");
            clerk.walk.fits("away-all-receipt");
            assertThat(printed(clerk, receiptNo)).contains("簡訊自", "電子郵件自", "恢復後由本系統自動送出", "此機關的系統自");
            clerk.walk.open("/counter/slips/" + slip);
            assertThat(clerk.walk.text()).contains("1,300").doesNotContain("已入帳");
            clerk.walk.open("/counter");
            assertThat(clerk.page().innerText("#away"))
                    .contains("地政", "無法連線", "照常受理", "簡訊自", "電子郵件自", "時戳服務自", "憑證狀態查詢自");
            clerk.walk.fits("away-all");
            clerk.walk.flawless();

            maintenance.rollback();
            agency.thaw();
            SMS.thaw();
            SMTP.thaw();
            STAMPS.thaw();
            Cards.DOOR.thaw();
            collection.collect(
                    new CollectionDesk.Told(
                            "T-" + about,
                            slip,
                            1300,
                            clock.instant().truncatedTo(ChronoUnit.SECONDS),
                            Remittance.Channel.STORE),
                    Actor.system("client-bank", new AgencyCode("COLLECTING-BANK")));
            clock.advance(Duration.ofMinutes(2));
            assertThat(stamped()).isTrue();
            assertThat(comes(card)).isTrue();
            eventually(() -> {
                clock.advance(Duration.ofMinutes(10));
                return kinds().isEmpty() && agency.answered() >= 2 && SMS.answered() >= 1 && mailed(about);
            });
            clerk.walk.open("/counter/receipts/" + receiptNo);
            assertThat(clerk.page().innerText(".paper")).contains("已通報").doesNotContain("無法連線", "無法送出");
            clerk.walk.open("/counter/slips/" + slip);
            assertThat(clerk.walk.text()).contains("已入帳");
        }
    }

    @Test
    void whenTheDatabaseGoesInTheMiddleOfASittingItIsSaidAndNothingTypedIsLost() throws Exception {
        People.Home home = people.household(JIESHOU, "介壽路9號")
                .head("林再來", Sex.FEMALE, LocalDate.of(1975, 4, 2))
                .found();
        try (Clerk clerk = clerk()) {
            toNotices(clerk, home);
            clerk.walk.fill("f-phone", "0912345678");
            clerk.walk.tick("f-consent");
            clerk.walk.sign();
            try (var _ = DatabaseAway.from(database)) {
                clerk.walk.press("Enter");
                clerk.walk.see("text=系統暫時無法使用");
                assertThat(clerk.walk.text()).contains("F5");
                clerk.walk.flawless();
                clerk.walk.fits("database-away");
            }
            clerk.page().reload();
            clerk.walk.arrive("**/review");
            assertThat(clerk.walk.text()).contains("0912345678");
            String review = URI.create(clerk.page().url()).getPath();
            // What was typed before lies in the draft, for whoever closed the page.
            clerk.walk.open("/counter");
            assertThat(clerk.walk.text()).contains("林○來");
            clerk.walk.open(review);
            clerk.conclude();
        }
    }

    private void tellTheAgency() {
        assertThat(machines.change(exchange.endpoint(LAND).endpointId(), agency.url(), "", Actor.system("m", LAND)))
                .isInstanceOf(MachineDesk.Change.Changed.class);
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        transaction.executeWithoutResult(_ -> exchange.promise(List.of(new Outgoing(
                UUID.randomUUID(), LAND, "tw.onestop.notice.registration-change.address.v1", body, body))));
    }

    /** Somebody elsewhere has a sheet signed and stamped. */
    private boolean stamped() {
        try (PDDocument document = new PDDocument()) {
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            document.addPage(new PDPage());
            document.save(pdf);
            return seals.seal(pdf.toByteArray(), "試").length > pdf.size();
        } catch (NotSealed away) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody elsewhere comes by their card. */
    private boolean comes(TestCard card) {
        byte[] challenge = certificates.challenge("degraded", "portal.mine").getBytes(StandardCharsets.US_ASCII);
        return certificates.verify(
                        "degraded", "portal.mine", Base64.getEncoder().encodeToString(card.sign(challenge, true)))
                instanceof CertificateAnswer.Proven;
    }

    private static boolean mailed(String about) {
        return Stream.of(MAIL.getReceivedMessages()).anyMatch(mail -> text(mail).contains(about));
    }

    private static String text(MimeMessage mail) {
        try {
            return String.valueOf(mail.getContent());
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String printed(Clerk clerk, String receiptNo) throws IOException {
        APIResponse answer = clerk.page()
                .request()
                .get(URI.create(clerk.page().url())
                        .resolve("/counter/receipts/" + receiptNo.replaceAll("\\D", "") + ".pdf")
                        .toString());
        try (PDDocument document = Loader.loadPDF(answer.body())) {
            assertThat(document.getNumberOfPages()).isOne();
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    /** Of what is away; other agencies than this test's may be, left so by tests before. */
    private Set<AwayDesk.Kind> kinds() {
        return outages.outages().stream()
                .filter(away ->
                        away.kind() != AwayDesk.Kind.AGENCY || away.agency().contains("地政"))
                .map(OutageDesk.Outage::kind)
                .collect(Collectors.toSet());
    }

    private void toReview(Clerk clerk, People.Home home) {
        toNotices(clerk, home);
        clerk.walk.fill("f-phone", "0912345678");
        clerk.agree();
    }

    private void toNotices(Clerk clerk, People.Home home) {
        clerk.find(home.numbers().getFirst().value());
        clerk.walk.press("Enter");
        clerk.walk.arrive("**/forms/0");
        clerk.walk.type(RocDate.compact(LocalDate.now(clock)));
        clerk.answer("mode", 0);
        clerk.walk.fill("f-address.neighbourhood", "3");
        clerk.walk.fill("f-address.street", "復興路88號");
        clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
        clerk.toNotices();
        clerk.walk.tick(box("LAND", home.id(0)));
    }

    private static void eventually(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }
}
