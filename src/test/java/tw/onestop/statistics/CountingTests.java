package tw.onestop.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sex;
import tw.onestop.kernel.Tally.Counts;
import tw.onestop.notice.Filed;
import tw.onestop.notice.Filing;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.NoticeWorld;
import tw.onestop.registry.People;
import tw.onestop.statistics.StatisticsDesk.Carried;

/** What was recorded is counted once, whatever it was, however late it was committed, and however often it is counted again. */
@ProductTest
@Import(NoticeWorld.class)
class CountingTests {

    private static final Actor OPERATOR = Actor.rule("test");
    private static final Actor MACHINE = Actor.system("tax-machine", new AgencyCode("NTAX"));
    private static final AgencyCode POWER = new AgencyCode("TAIPOWER");
    private static final AgencyCode LAND = new AgencyCode("LAND");
    private static final Actor CLERK = Actor.staff("clerk-statistics", new OfficeCode("09007010"));

    @LocalServerPort
    int port;

    @Autowired
    StatisticsDesk desk;

    @Autowired
    Rounds rounds;

    @Autowired
    Services services;

    @Autowired
    Republished figures;

    @Autowired
    AuditDesk audit;

    @Autowired
    NoticeDesk notices;

    @Autowired
    InboundHandler replies;

    @Autowired
    Filed filed;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void everythingElseIsCounted() {
        clock.reset();
        rounds.drain();
    }

    @AfterEach
    void asBefore() {
        clock.reset();
    }

    @Test
    void anApplicationIsACaseForEachAgencyWithItsTimeAndItsRefusal() {
        Counts before = counts("change");
        long ofOffice = ofNangan("change");
        Filing.Filed application = filed.anApplication();
        clock.advance(Duration.ofDays(2));
        reply(application, POWER, new Reply(Reply.Status.COMPLETED, null, null, null, null));
        clock.advance(Duration.ofDays(1));
        reply(application, LAND, new Reply(Reply.Status.REJECTED, "無此土地", null, null, null));
        rounds.drain();

        Counts after = counts("change");
        assertThat(after.cases() - before.cases()).isEqualTo(2);
        assertThat(ofNangan("change") - ofOffice).isEqualTo(2);
        assertThat(after.ended() - before.ended()).isEqualTo(2);
        assertThat(after.refused() - before.refused()).isEqualTo(1);
        assertThat(after.seconds() - before.seconds())
                .isBetween(Duration.ofDays(5).toSeconds(), Duration.ofDays(5).toSeconds() + 60);
        assertThat(after.longest()).isGreaterThanOrEqualTo(Duration.ofDays(3).toSeconds());
    }

    @Test
    void aQueryAboutSeveralPersonsIsOneCaseAndARefusalIsOneRefusal() throws Exception {
        Counts before = counts("link-query");
        Counts passports = counts("passport");
        Counts transcripts = counts("e-transcript");
        String query = UUID.randomUUID().toString();
        transaction.executeWithoutResult(_ -> audit.record(List.of(
                Act.done(MACHINE, "link.query", query, People.nextId(Sex.MALE)),
                Act.done(MACHINE, "link.query", query, People.nextId(Sex.FEMALE)))));
        act(Act.refused(MACHINE, "link.query", UUID.randomUUID().toString(), "unauthorizedPurpose"));
        act(Act.done(CLERK, "transcript.deliver", UUID.randomUUID().toString(), null));
        act(new Act(CLERK, "notice.passport.decide", "C1", null, Act.Outcome.DONE, "CONFIRMED ID_CARD NONE"));
        act(new Act(CLERK, "notice.passport.decide", "C2", null, Act.Outcome.DONE, "DOUBTFUL NOTHING NONE"));
        for (int i = 0; i < 150 && counts("passport").equals(passports); i++) {
            Thread.sleep(100);
            rounds.drain();
        }
        assertThat(counts("link-query").cases() - before.cases()).isEqualTo(1);
        assertThat(counts("link-query").refused() - before.refused()).isEqualTo(1);
        assertThat(counts("passport").cases() - passports.cases()).isEqualTo(1);
        assertThat(counts("e-transcript").cases() - transcripts.cases()).isEqualTo(1);
    }

    @Test
    void whatCommitsLateIsNotMissed() throws SQLException {
        long before = counts("registration").cases();
        try (Connection late = TestDatabase.connectionOfOwner();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute(registration());
            TestDatabase.asOwner().sql(registration()).update();
            rounds.drain();
            assertThat(counts("registration").cases()).isEqualTo(before);
            late.commit();
        }
        rounds.drain();
        assertThat(counts("registration").cases()).isEqualTo(before + 2);
    }

    @Test
    void countedAgainFromTheFirstRecordTheFiguresAreTheSame() throws InterruptedException {
        filed.anApplication();
        Counts queries = counts("link-query");
        act(Act.done(MACHINE, "link.query", UUID.randomUUID().toString(), People.nextId(Sex.MALE)));
        // Else it may come to its place in the log between the two countings.
        for (int i = 0; i < 150 && counts("link-query").equals(queries); i++) {
            Thread.sleep(100);
            rounds.drain();
        }
        figures.record(List.of(
                new Carried("link-query", "", "NTAX", LocalDate.of(2013, 5, 31), 77, "測試"),
                new Carried("nhi-card", "68000010", "NHIA", LocalDate.of(2013, 6, 30), 12, "測試")));
        desk.rebuild(OPERATOR);
        List<Map<String, Object>> once = everything();
        assertThat(once).hasSizeGreaterThan(5);
        TestDatabase.asOwner()
                .sql("update statistics.counted set cases = cases + 1 where service = 'change'")
                .update();
        desk.rebuild(OPERATOR);
        assertThat(everything()).isEqualTo(once);
        figures.takeAway();
    }

    @Test
    void aMonthInWhichATariffChangesIsCountedByBoth() throws IOException {
        var owner = TestDatabase.asOwner();
        owner.sql("update registry.rule_value set effective = '(,2012-07-16)' where name = 'statistics.travel'")
                .update();
        owner.sql("insert into registry.rule_value values ('statistics.travel', 60, '[2012-07-16,)', '測試')")
                .update();
        people.forgetRules();
        try {
            figures.record(List.of(
                    new Carried("passport", "68000010", "", LocalDate.of(2012, 7, 15), 10, "測試"),
                    new Carried("passport", "68000010", "", LocalDate.of(2012, 7, 16), 10, "測試"),
                    new Carried("passport", "10003010", "", LocalDate.of(2012, 8, 31), 10, "測試")));
            // Another context may have counted them by the rules it still remembered.
            desk.rebuild(OPERATOR);
            StatisticsDesk.Year year = desk.year(2012);
            assertThat(year.total().travel()).isEqualTo(10 * 50 + 20 * 60);
            assertThat(year.months().get(6).savings().travel()).isEqualTo(1_100);
            assertThat(year.periods())
                    .extracting(StatisticsDesk.Period::since)
                    .containsExactly(LocalDate.of(2012, 1, 1), LocalDate.of(2012, 7, 16));
            // 桃園縣 of that time, under its code of before and of today, is one county; a month without data says so.
            StatisticsDesk.Area taoyuan = year.areas().stream()
                    .filter(area -> area.county().code().equals("68000"))
                    .findFirst()
                    .orElseThrow();
            assertThat(taoyuan.county().name()).isEqualTo("桃園縣");
            assertThat(taoyuan.cases()).isEqualTo(Figure.of(30));
            assertThat(desk.year(2014).areas())
                    .extracting(area -> area.county().name() + area.county().earlier())
                    .contains("桃園市桃園縣");
            assertThat(year.months().get(0).counted()).isFalse();
            // Two tariffs would tell the halves of an area apart, so the page tells its cases alone, and says why.
            Document areas = Jsoup.connect("http://localhost:" + port + "/statistics/areas?year=2012&county=68000")
                    .get();
            assertThat(areas.select("#tariffs").text()).contains("民國101年7月16日", "只列件數");
            assertThat(areas.select("thead").text()).contains("件數").doesNotContain("往返時間");
            assertThat(year.months().get(6).counted()).isTrue();
        } finally {
            owner.sql("delete from registry.rule_value where name = 'statistics.travel' and legal_basis = '測試'")
                    .update();
            owner.sql("update registry.rule_value set effective = '(,)' where name = 'statistics.travel'")
                    .update();
            people.forgetRules();
            figures.takeAway();
        }
    }

    @Test
    void aSmallFigureOfACountyIsHiddenWithOthersAndTheNationsIsTold() {
        LocalDate day = LocalDate.of(2009, 3, 31);
        figures.record(List.of(
                new Carried("change", "65000010", "", day, 50, "測試"),
                new Carried("change", "09007010", "", day, 30, "測試"),
                new Carried("life-policy", "65000010", "", day, 40, "測試"),
                new Carried("life-policy", "09007010", "", day, 2, "測試")));
        StatisticsDesk.Year year = desk.year(2009);
        List<String> codes =
                year.journeys().stream().map(line -> line.service().code()).toList();
        int change = codes.indexOf("change");
        int policies = codes.indexOf("life-policy");
        assertThat(year.journeys().get(policies).counts().cases()).isEqualTo(42);
        for (StatisticsDesk.Area area : year.areas()) {
            boolean withCases = List.of("65000", "09007").contains(area.county().code());
            assertThat(area.services().get(policies).hidden()).isEqualTo(withCases);
            assertThat(area.services().get(change).hidden()).isEqualTo(withCases);
            assertThat(area.cases().hidden()).isFalse();
        }
        assertThat(desk.offices(2009, "09007").orElseThrow().offices())
                .extracting(StatisticsDesk.OfficeLine::cases)
                .contains(Figure.of(32));
        assertThat(desk.offices(2009, "99999")).isEmpty();
        figures.takeAway();
    }

    @Test
    void whatIsWrongWithAFigureTakenOverIsSaidOfEachLineAndNothingIsTaken() {
        StatisticsDesk.Taken taken = desk.carry(
                List.of(
                        new Carried("passport", "68000010", "", LocalDate.of(2012, 7, 15), 10, "測試"),
                        new Carried(
                                "nothing", "6800", "tax", LocalDate.now(clock).plusDays(1), 0, " ")),
                OPERATOR);
        assertThat(taken.lines()).isZero();
        assertThat(taken.wrong())
                .extracting(StatisticsDesk.Wrong::line, StatisticsDesk.Wrong::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, StatisticsDesk.What.SERVICE),
                        org.assertj.core.groups.Tuple.tuple(2, StatisticsDesk.What.OFFICE),
                        org.assertj.core.groups.Tuple.tuple(2, StatisticsDesk.What.AGENCY),
                        org.assertj.core.groups.Tuple.tuple(2, StatisticsDesk.What.DAY),
                        org.assertj.core.groups.Tuple.tuple(2, StatisticsDesk.What.CASES),
                        org.assertj.core.groups.Tuple.tuple(2, StatisticsDesk.What.SOURCE));
        assertThat(TestDatabase.asOwner()
                        .sql("select count(*) from statistics.carried where source = '測試'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void everyProgrammeHasItsService() {
        Services.Sorting sorting = services.sorting();
        for (String programme : TestDatabase.asOwner()
                .sql("select distinct programme || ' ' || change from notice.errand")
                .query(String.class)
                .list()) {
            assertThat(sorting.of("notice " + programme)).as(programme).isPresent();
        }
        assertThat(sorting.of("notice nhi-card lost"))
                .get()
                .extracting(Served::code)
                .isEqualTo("nhi-card");
        assertThat(sorting.of("notice passport filing"))
                .get()
                .extracting(Served::code)
                .isEqualTo("passport-filing");
        assertThat(sorting.of("notice passport confirmation"))
                .get()
                .extracting(Served::code)
                .isEqualTo("passport-told");
        assertThat(sorting.of("notice new-programme x"))
                .get()
                .extracting(Served::code)
                .isEqualTo("other");
        assertThat(sorting.of("registration BIRTH"))
                .get()
                .extracting(Served::code)
                .isEqualTo("registration");
        assertThat(sorting.of("act link.events")).isEmpty();
        assertThat(services.all())
                .filteredOn(service -> !service.recorded())
                .extracting(Served::code)
                .containsExactly("e-transcript");
    }

    private Counts counts(String service) {
        return desk.year(LocalDate.now(clock).getYear()).lines().stream()
                .filter(line -> line.service().code().equals(service))
                .findFirst()
                .orElseThrow()
                .counts();
    }

    private long ofNangan(String service) {
        return TestDatabase.asOwner().sql("""
                        select coalesce(sum(cases), 0)::bigint from statistics.counted
                         where dimension = 'OFFICE' and key = '09007010' and service = ?
                        """).param(service).query(Long.class).single();
    }

    private void act(Act act) {
        transaction.executeWithoutResult(_ -> audit.record(act));
    }

    private void reply(Filing.Filed application, AgencyCode agency, Reply reply) {
        UUID item = notices.receipt(application.receiptNo(), CLERK).orElseThrow().items().stream()
                .filter(one -> one.agency().code().equals(agency))
                .findFirst()
                .orElseThrow()
                .id();
        replies.replied(List.of(new InboundHandler.Replying(item, reply, Actor.system("machine", agency))));
    }

    private static String registration() {
        return """
                insert into registry.registration
                       (id, kind, party, office, event_date, filed_on, recorded_at, recorded_by, days_late, details)
                values (nextval('registry.registration_id'), 'ADDR', 0, '09007010', current_date, current_date, now(), 'test', 0, '')
                """;
    }

    private static List<Map<String, Object>> everything() {
        return TestDatabase.asOwner()
                .sql("select * from statistics.counted order by dimension, key, service, since")
                .query()
                .listOfRows();
    }
}
