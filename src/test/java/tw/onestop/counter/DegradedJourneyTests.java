package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.TestDatabase;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.OutageDesk;
import tw.onestop.registry.People;

/** 降級作業: what is frozen outside holds up no sitting; the receipt says what follows by itself, and it does. */
class DegradedJourneyTests extends CounterJourney {

    private static final AgencyCode LAND = new AgencyCode("LAND");

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    @Autowired
    OutageDesk outages;

    @Autowired
    TransactionTemplate transaction;

    private final Frozen agency = new Frozen();

    @AfterEach
    void ends() throws Exception {
        agency.close();
        clock.reset();
        TestDatabase.asOwner().sql("""
                update exchange.endpoint set url = '', failures_in_a_row = 0, resting_until = null, failing_since = null,
                    disabled = false, disabled_at = null, version = version + 1
                where agency = 'LAND'
                """).update();
    }

    @Test
    void anAgencyThatTakesAndNeverAnswersHoldsUpNoReceiptAndIsToldAfterwards() throws Exception {
        People.Home home = people.household(JIESHOU, "介壽路3號")
                .head("林照常", Sex.FEMALE, LocalDate.of(1972, 4, 2))
                .found();
        assertThat(machines.change(exchange.endpoint(LAND).endpointId(), agency.url(), "", Actor.system("m", LAND)))
                .isInstanceOf(MachineDesk.Change.Changed.class);
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        transaction.executeWithoutResult(_ -> exchange.promise(List.of(new Outgoing(
                UUID.randomUUID(), LAND, "tw.onestop.notice.registration-change.address.v1", body, body))));
        eventually(this::isAway);

        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port);
                Connection maintenance = TestDatabase.connectionOfOwner()) {
            // Whoever looks up how agencies fare waits from now on.
            maintenance.setAutoCommit(false);
            try (Statement lock = maintenance.createStatement()) {
                lock.execute("lock table exchange.endpoint, exchange.gateway_away in access exclusive mode");
            }
            clerk.walk.open("/counter");
            assertThat(clerk.page().innerText("#away")).contains("地政", "無法連線", "照常受理");
            clerk.walk.fits("away");
            clerk.walk.flawless();
            toReview(clerk, home);
            clerk.conclude();
            String receiptNo = clerk.page().locator(".counter-done__no").textContent();
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/receipts/**");
            assertThat(clerk.page().innerText(".items")).contains("此機關的系統自", "恢復後由本系統自動送達");
            clerk.walk.fits("away-receipt");
            clerk.walk.flawless();

            maintenance.rollback();
            agency.thaw();
            eventually(() -> {
                clock.advance(Duration.ofMinutes(10));
                return agency.answered() >= 2 && !isAway();
            });
            clerk.walk.open("/counter/receipts/" + receiptNo);
            assertThat(clerk.page().innerText(".paper")).contains("已通報").doesNotContain("無法連線");
        }
    }

    @Test
    void aHouseholdThatSomethingElseHoldsIsSaidAndNothingTypedIsLost() throws Exception {
        People.Home home = people.household(JIESHOU, "介壽路5號")
                .head("林稍候", Sex.FEMALE, LocalDate.of(1973, 4, 2))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port);
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

    private boolean isAway() {
        return outages.outages().stream().anyMatch(one -> one.agency().contains("地政"));
    }

    private void toReview(Clerk clerk, People.Home home) {
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
        clerk.walk.fill("f-phone", "0912345678");
        clerk.agree();
    }

    private static void eventually(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }
}
