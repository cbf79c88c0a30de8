package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.Outgoing;
import tw.onestop.exchange.Reply;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.PhotoDesk.Sent;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;

/** 健保卡相片補件: by a link that opens once. */
@ProductTest
@Import(PhotoTests.Wire.class)
class PhotoTests {

    private static final String JIESHOU = "09007010001";
    private static final Actor CLERK = People.clerk(JIESHOU);
    private static final AgencyCode INSURANCE = new AgencyCode("NHIA");
    private static final Actor MACHINE = Actor.system("client-nhia", INSURANCE);

    @TestConfiguration(proxyBeanMethods = false)
    static class Wire {

        @Bean
        @Primary
        FakeExchange fakeExchange() {
            return new FakeExchange();
        }
    }

    @Autowired
    PhotoDesk photos;

    @Autowired
    NoticeDesk desk;

    @Autowired
    PictureRound round;

    @Autowired
    InboundHandler replies;

    @Autowired
    FakeExchange exchange;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JsonMapper json;

    @AfterEach
    void theClockAsBefore() {
        clock.reset();
    }

    @Test
    void aPictureComesByALinkOnceAndItsAgencyIsTold() throws Exception {
        Filing.Filed filed = lostCard("相片路1號");
        UUID item = item(filed).id();
        assertThat(photos.standing(filed.receiptNo(), item, CLERK).orElseThrow().link())
                .isNull();

        String code = code(filed);
        assertThat(photos.send(code.toLowerCase(Locale.ROOT).replaceAll("(.{4})", "$1- "), upright()))
                .isInstanceOf(Sent.Received.class);

        Outgoing told = exchange.promised.getLast();
        assertThat(told.type()).isEqualTo("tw.onestop.notice.nhi-card.photo.v1");
        JsonNode data = json.readTree(told.dataJson());
        assertThat(data.path("photographs").asString()).isEqualTo(item.toString());
        byte[] jpeg = photos.picture(told.id(), MACHINE).orElseThrow();
        assertThat(jpeg)
                .startsWith(0xFF, 0xD8)
                .isEqualTo(photos.picture(item, MACHINE).orElseThrow());
        assertThat(data.path("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(jpeg)));
        assertThat(photos.picture(item, Actor.system("client-land", new AgencyCode("LAND"))))
                .isEmpty();
        assertThat(replied(told.id())).isEqualTo(ReplyAnswer.TAKEN);
        assertThat(Objects.requireNonNull(item(filed).photograph()).receivedAt())
                .isNotNull();
        assertThat(refused(code, upright())).isEqualTo(Refusal.of("code", "notice.photo.code.used"));
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select count(*) from notice.photo where position('JFIF' in encode(photo_sealed, 'escape')) > 0")
                        .query(Long.class)
                        .single())
                .as("sealed")
                .isZero();
    }

    @Test
    void aPictureIsErasedSomeDaysAfterItsItemHasEndedAndItsDigestStays() throws Exception {
        Filing.Filed filed = lostCard("相片路5號");
        UUID item = item(filed).id();
        assertThat(photos.send(code(filed), upright())).isInstanceOf(Sent.Received.class);
        byte[] jpeg = photos.picture(item, MACHINE).orElseThrow();
        clock.advance(Duration.ofDays(60));
        round.walk();
        assertThat(photos.picture(item, MACHINE))
                .as("the insurance is still at it")
                .isPresent();

        assertThat(desk.withdraw(filed.receiptNo(), filed.queryCode(), item)).isTrue();
        clock.advance(Duration.ofDays(30).minusHours(1));
        round.walk();
        assertThat(photos.picture(item, MACHINE)).isPresent();
        clock.advance(Duration.ofHours(2));
        round.walk();
        round.walk();

        assertThat(photos.picture(item, MACHINE)).isEmpty();
        assertThat(Objects.requireNonNull(item(filed).photograph()).receivedAt())
                .as("that it came stays known")
                .isNotNull();
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jpeg));
        assertThat(TestDatabase.asOwner()
                        .sql("select encode(sha256, 'hex') from notice.photo where item = ? and photo_sealed is null")
                        .param(item)
                        .query(String.class)
                        .single())
                .isEqualTo(sha256);
        assertThat(TestDatabase.asOwner()
                        .sql("select detail from audit.trail where action = 'notice.photo.erase' and object = ?")
                        .param(item.toString())
                        .query(String.class)
                        .list())
                .containsExactly("sha256=" + sha256);
    }

    @Test
    void aPictureWhoseSealDoesNotOpenStaysAndIsReportedUntilItOpensAgain() {
        Filing.Filed filed = lostCard("相片路6號");
        UUID item = item(filed).id();
        assertThat(photos.send(code(filed), upright())).isInstanceOf(Sent.Received.class);
        assertThat(desk.withdraw(filed.receiptNo(), filed.queryCode(), item)).isTrue();
        // As it was before digests were kept, and another key is there than it was sealed under.
        turned(item, "sha256 = null, photo_sealed = photo_sealed || '\\x00'::bytea");
        clock.advance(Duration.ofDays(31));
        round.walk();
        clock.advance(Duration.ofHours(25));
        round.walk();

        assertThat(erasing(item)).containsExactly("REFUSED sealDoesNotOpen");
        assertThat(unread(item)).isEqualTo(1);

        turned(item, "photo_sealed = substring(photo_sealed for octet_length(photo_sealed) - 1)");
        round.walk();
        assertThat(photos.picture(item, MACHINE)).as("once a day").isPresent();
        clock.advance(Duration.ofHours(25));
        round.walk();
        assertThat(photos.picture(item, MACHINE)).isEmpty();
        assertThat(erasing(item)).hasSize(2).last().asString().startsWith("DONE sha256=");
        assertThat(unread(item)).isZero();
    }

    private static void turned(UUID item, String how) {
        assertThat(TestDatabase.asOwner()
                        .sql("update notice.photo set %s where item = ?".formatted(how))
                        .param(item)
                        .update())
                .isEqualTo(1);
    }

    private static long unread(UUID item) {
        return TestDatabase.asOwner()
                .sql("select count(*) from notice.unread_picture where object = ?")
                .param(item)
                .query(Long.class)
                .single();
    }

    private static List<String> erasing(UUID item) {
        return TestDatabase.asOwner()
                .sql(
                        "select outcome || ' ' || detail from audit.trail where action = 'notice.photo.erase' and object = ? order by seq")
                .param(item.toString())
                .query(String.class)
                .list();
    }

    @Test
    void aLinkIsOverAfterItsHoursAndTheNextTakesItsPlace() {
        Filing.Filed filed = lostCard("相片路2號");
        String first = code(filed);
        clock.advance(Duration.ofDays(3).minusMinutes(1));
        assertThat(photos.standing(filed.receiptNo(), item(filed).id(), CLERK)
                        .orElseThrow()
                        .link())
                .isNotNull();
        clock.advance(Duration.ofMinutes(2));
        assertThat(photos.standing(filed.receiptNo(), item(filed).id(), CLERK)
                        .orElseThrow()
                        .link())
                .isNull();
        assertThat(refused(first, upright())).isEqualTo(Refusal.of("code", "notice.photo.code.over"));

        String second = code(filed);
        assertThat(refused(first, upright())).isEqualTo(Refusal.of("code", "notice.photo.code.unknown"));
        assertThat(photos.send(second, upright())).isInstanceOf(Sent.Received.class);
        assertThat(refused(" ", upright())).isEqualTo(Refusal.of("code", "notice.photo.code.missing"));
    }

    @Test
    void whatIsNoPictureLeavesTheLinkAsItWas() {
        String code = code(lostCard("相片路3號"));

        assertThat(refused(code, new byte[0])).isEqualTo(Refusal.of("photo", "notice.passport.photo.missing"));
        assertThat(refused(code, "no picture".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Refusal.of("photo", "notice.passport.photo.none"));
        assertThat(refused(code, Filed.picture(200, 260, pen -> {})))
                .isEqualTo(Refusal.of("photo", "notice.passport.photo.tooSmall"));
        assertThat(refused(code, Filed.picture(800, 600, pen -> {})))
                .isEqualTo(Refusal.of("photo", "notice.passport.photo.shape"));
        assertThat(photos.send(code, upright())).isInstanceOf(Sent.Received.class);
    }

    @Test
    void whatHasEndedOrIsAnotherOfficesTakesNone() {
        Filing.Filed filed = lostCard("相片路4號");
        UUID item = item(filed).id();
        String code = code(filed);
        assertThat(photos.link(filed.receiptNo(), item, Actor.staff("elsewhere", new OfficeCode("09007020"))))
                .isFalse();

        assertThat(desk.withdraw(filed.receiptNo(), filed.queryCode(), item)).isTrue();

        assertThat(refused(code, upright())).isEqualTo(Refusal.of("code", "notice.photo.code.ended"));
        assertThat(photos.link(filed.receiptNo(), item, CLERK)).isFalse();
    }

    private String code(Filing.Filed filed) {
        UUID item = item(filed).id();
        assertThat(photos.link(filed.receiptNo(), item, CLERK)).isTrue();
        PhotoDesk.Link link = Objects.requireNonNull(
                photos.standing(filed.receiptNo(), item, CLERK).orElseThrow().link());
        assertThat(link.code()).matches("[2-9A-HJ-NP-Z]{16}");
        return link.code();
    }

    private Refusal refused(String code, byte[] file) {
        Sent sent = photos.send(code, file);
        assertThat(sent).isInstanceOf(Sent.Refused.class);
        return ((Sent.Refused) sent).why();
    }

    private ReplyAnswer replied(UUID id) {
        return replies.replied(List.of(new InboundHandler.Replying(
                        id, new Reply(Reply.Status.COMPLETED, null, null, null, null), MACHINE)))
                .getFirst();
    }

    private static byte[] upright() {
        return Filed.picture(413, 531, pen -> pen.fillOval(100, 100, 200, 260));
    }

    private Receipt.Item item(Filing.Filed filed) {
        return desk.receipt(filed.receiptNo(), CLERK).orElseThrow().items().getFirst();
    }

    private Filing.Filed lostCard(String street) {
        Person person = people.household(JIESHOU, street)
                .head("江相片", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found()
                .person(0);
        NoticeForm form = new NoticeForm(
                List.of(),
                person.nationalId(),
                person.name(),
                null,
                "0912345678",
                "",
                true,
                ConsentNotices.VERSION,
                Filed.signature(true),
                List.of(),
                List.of(new NoticeForm.Wish(
                        "nhi-card", "lost", person.id(), Map.of("idCardLost", "YES", "delivery", "臺北市信義區市府路1號"))),
                Set.of());
        return (Filing.Filed) Objects.requireNonNull(transaction.execute(_ -> desk.file(form, CLERK)));
    }
}
