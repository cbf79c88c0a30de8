package tw.onestop.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.Cards;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.link.DiscreetDesk;
import tw.onestop.link.OwnLogDesk;
import tw.onestop.link.QueryDesk;
import tw.onestop.notice.PassportInquiryDesk;
import tw.onestop.registry.People;

/** 誰查過我的資料: a citizen with a card sees what was asked about them, and nobody else does. */
@ProductTest
class OwnLogJourneyTests {

    private static final AgencyCode TAX = new AgencyCode("NTAX");
    private static final Actor MINISTRY = Actor.rule("test");

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    GrantDesk grants;

    @Autowired
    QueryDesk queries;

    @Autowired
    PassportInquiryDesk passports;

    @Autowired
    OwnLogDesk log;

    @Autowired
    DiscreetDesk marks;

    @Autowired
    TestClock clock;

    private final String open = "MINE-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
    private final String discreet = "MINED-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
    private NationalId number;

    @BeforeEach
    void somebodyIsAskedAbout() {
        clock.reset();
        number = people.household("09007010001", "介壽路902號")
                .head("温小峯", Sex.FEMALE, LocalDate.of(1980, 1, 9))
                .found()
                .person(0)
                .nationalId();
        LocalDate today = LocalDate.now(clock);
        for (String purpose : List.of(open, discreet)) {
            grants.give(
                    new Grant(
                            purpose,
                            TAX,
                            "遺產稅審查",
                            "Inheritance tax",
                            "稅捐稽徵法第30條",
                            Set.of("name", "birthDate", PassportInquiryDesk.FIELD),
                            5,
                            100,
                            today,
                            today.plusYears(1),
                            null),
                    MINISTRY);
        }
        grants.name(TAX, "officer-mine", People.nextId(Sex.FEMALE), MINISTRY);
        assertThat(marks.mark(
                        new DiscreetDesk.Marking("NTAX " + discreet, RocDate.slashed(today), "刑事訴訟法 §245"), MINISTRY))
                .isEmpty();
        ask(open);
        ask(discreet);
    }

    @AfterEach
    void asBefore() {
        clock.reset();
    }

    @Test
    void aCitizenSeesWhoAskedWithItsProofAndNotWhatIsDiscreet() {
        // As the card writes the name: other variants of the same characters.
        Cards.insert("溫小峰", number);
        try (Walk walk = Walk.of(port)) {
            walk.open("/mine");
            walk.flawless();
            enter(walk, "A12345678");
            walk.see("#nationalId-error:has-text('不正確')");
            walk.flawless();
            assertThat(walk.page().inputValue("#nationalId")).isEqualTo("A12345678");
            walk.fits("mine");
            enter(walk, number.value());
            walk.arrive("**/mine/log");
            assertThat(walk.text()).contains("溫小峰", "共 1 次", "遺產稅審查", "稅捐稽徵法第30條", "姓名、出生日期");
            assertThat(walk.page().url()).doesNotContain(number.value());
            walk.fits("mine-log");
            walk.open("/mine/log?lang=en");
            walk.flawless();
            assertThat(walk.text()).contains("Inheritance tax", "asked about you 1 times");
            walk.tabTo("leave");
            walk.press("Enter");
            walk.arrive("**/mine?left");
            walk.open("/mine/log");
            walk.arrive("**/mine");
        }
    }

    @Test
    void whoIsNotKnownByTheirCardSeesNothing() {
        try (Walk walk = Walk.of(port)) {
            walk.open("/mine/log");
            walk.arrive("**/mine");
            Cards.insert("別人", number);
            enter(walk, number.value());
            walk.see("#nationalId-error:has-text('無法確認是本人')");
            walk.flawless();
            Cards.insert(
                    "温小峯", "%04d".formatted((Integer.parseInt(number.value().substring(6)) + 1) % 10_000));
            enter(walk, number.value());
            walk.see("#nationalId-error:has-text('末四碼與卡片不同')");
            // A number that nobody bears is told as one whose bearer has another name.
            NationalId nobody = People.nextId(Sex.MALE);
            Cards.insert("温小峯", nobody);
            enter(walk, nobody.value());
            walk.see("#nationalId-error:has-text('無法確認是本人')");
        }
    }

    @Test
    void aQuarterOfAnHourLaterNobodyIsThere() {
        Cards.insert("温小峯", number);
        try (Walk walk = Walk.of(port)) {
            walk.open("/mine");
            enter(walk, number.value());
            walk.arrive("**/mine/log");
            clock.advance(java.time.Duration.ofMinutes(16));
            walk.open("/mine/log");
            walk.arrive("**/mine");
        }
    }

    @Test
    void aCardThatIsTriedTooOftenWaitsAndTheBearerOfTheNumberDoesNot() {
        TestDatabase.asOwner().sql("delete from access.sign_in_failure").update();
        try (Walk walk = Walk.of(port)) {
            walk.open("/mine");
            Cards.insert("別人", number);
            for (int i = 0; i < 5; i++) {
                enter(walk, number.value());
                walk.see("#nationalId-error:has-text('無法確認是本人')");
                walk.open("/mine");
            }
            enter(walk, number.value());
            walk.see("#nationalId-error:has-text('這張卡片試了太多次')");
            walk.flawless();
            walk.open("/mine");
            Cards.insert("温小峯", number);
            enter(walk, number.value());
            walk.arrive("**/mine/log");
        }
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select count(*) from audit.trail where action = 'portal.citizen.come' and outcome = 'REFUSED'"
                                        + " and subject_index is not null and length(object) = 36 and detail = 'portal.mine.waiting'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void whetherTheyWereConfirmedForAPassportIsSaidInWords() {
        assertThat(passports.ask(
                        new PassportInquiryDesk.Inquiry(
                                UUID.randomUUID(), number.value(), open, "115-2", "officer-mine"),
                        Actor.system("test", TAX)))
                .isInstanceOf(PassportInquiryDesk.Answer.Found.class);
        Cards.insert("温小峯", number);
        try (Walk walk = Walk.of(port)) {
            walk.open("/mine");
            enter(walk, number.value());
            walk.arrive("**/mine/log");
            assertThat(walk.page().locator("[data-transaction]").first().innerText())
                    .contains("遺產稅審查", "首次護照人別確認");
        }
    }

    @Test
    void whatIsDiscreetTakesNoPlaceInTheLog() {
        for (int i = 0; i < 4; i++) {
            ask(discreet);
        }
        OwnLogDesk.Looks looks = log.looks(number, 1, Actor.citizen("test"));
        assertThat(looks.lines()).extracting(OwnLogDesk.Look::purpose).containsExactly("遺產稅審查");
        assertThat(looks.more()).isFalse();
        ask(open);
        assertThat(log.looks(number, 1, Actor.citizen("test")).more()).isTrue();
    }

    private static void enter(Walk walk, String typed) {
        walk.alone();
        walk.page().focus("#nationalId");
        walk.fill("nationalId", typed);
        walk.pin(Cards.PIN);
    }

    private void ask(String purpose) {
        QueryDesk.Answer answer = queries.query(
                new QueryDesk.Query(
                        new QueryDesk.Occasion(UUID.randomUUID(), purpose, "115-1", "officer-mine"),
                        List.of(number.value()),
                        List.of("name", "birthDate"),
                        List.of(),
                        null,
                        null,
                        List.of()),
                Actor.system("machine", TAX));
        assertThat(answer.getClass().getSimpleName()).isNotEqualTo("Refused");
    }
}
