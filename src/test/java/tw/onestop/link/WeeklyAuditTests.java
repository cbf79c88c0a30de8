package tw.onestop.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.LinkWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.GrantDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.link.OversightDesk.Kind;
import tw.onestop.link.OversightDesk.Unusual;
import tw.onestop.link.WeeklyAuditDesk.Week;
import tw.onestop.registry.People;

/** 使用稽核 of an agency by its own: what is drawn, who may look, and what stands there for good. */
@ProductTest
class WeeklyAuditTests {

    private static final AgencyCode TAX = new AgencyCode("NTAX");
    private static final AgencyCode MOE = new AgencyCode("MOE");
    private static final Actor AUDITOR = Actor.officer("weekly-auditor", TAX);
    private static final Actor ELSEWHERE = Actor.officer("weekly-elsewhere", new AgencyCode("LTAX"));
    private static final Actor MINISTRY = Actor.rule("test.ministry");

    @Autowired
    WeeklyAuditDesk weekly;

    @Autowired
    OversightDesk oversight;

    @Autowired
    QueryDesk queries;

    @Autowired
    GrantDesk grants;

    @Autowired
    LinkWorld link;

    @Autowired
    People people;

    @Autowired
    OwnKinRounds ownKin;

    @Autowired
    TestClock clock;

    @Autowired
    FileDesk files;

    @Autowired
    FeedDesk feed;

    @Autowired
    SubscriptionDesk subscriptions;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    private final String purpose = "WEEK-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
    private final String filed = purpose + "-F";
    private LocalDate lastWeek;

    @BeforeEach
    void aGrant() {
        link.grant("NTAX", purpose, "name", "birthDate");
        lastWeek = LocalDate.now(clock).minusDays(7);
    }

    @AfterEach
    void ends() {
        clock.reset();
        link.end("NTAX", purpose);
        link.end("MOE", filed);
        TestDatabase.asOwner()
                .sql("delete from link.query where purpose = ?")
                .param(purpose)
                .update();
    }

    @Test
    void whatWasDrawnIsTickedOffOnceWithARemark() {
        UUID asked = ask(LinkWorld.OFFICER, someone());
        inLastWeek();
        Week week = weekly.week(lastWeek, AUDITOR);
        assertThat(week.monday().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(week.drawn()).anyMatch(one -> one.check().transactionId().equals(asked) && one.ticked() == null);
        assertThat(codes(weekly.tick(query(asked), "", " ", AUDITOR)))
                .containsExactly("link.audit.sound.missing", "link.audit.remark.missing");
        assertThat(codes(weekly.tick(query(asked), "no", "文".repeat(301), AUDITOR)))
                .containsExactly("link.audit.remark.tooLong");
        assertThat(weekly.tick(query(asked), "no", "卷內無申請書", AUDITOR)).isEmpty();
        assertThat(codes(weekly.tick(query(asked), "yes", "改口", AUDITOR))).containsExactly("link.audit.ticked");
        assertThat(weekly.week(lastWeek, AUDITOR).drawn())
                .filteredOn(one -> one.check().transactionId().equals(asked))
                .singleElement()
                .satisfies(one -> {
                    WeeklyAuditDesk.Ticked ticked = Objects.requireNonNull(one.ticked());
                    assertThat(ticked.sound()).isFalse();
                    assertThat(ticked.remark()).isEqualTo("卷內無申請書");
                });
        assertThat(weekly.kept(lastWeek, MINISTRY))
                .filteredOn(kept -> kept.agency().equals(TAX))
                .singleElement()
                .satisfies(kept -> assertThat(kept.unsound()).isPositive());
        // What an agency wrote lies sealed.
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select position('申請書'::bytea in remark_sealed) from link.checked where transaction_id = ?")
                        .param(asked)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aFileIsOneUseWithItsLinesAndIsDrawnBesideTheQueries() throws IOException {
        link.grant("MOE", filed, "name", "birthDate", "address.full");
        Actor auditor = Actor.officer("weekly-moe", MOE);
        Actor machine = Actor.system("client-moe", MOE);
        machines.change(exchange.endpoint(MOE).endpointId(), null, FileTests.KEY, machine);
        UUID file = UUID.randomUUID();
        String lines = someone().value() + "\n" + People.nextId(Sex.MALE).value() + "\n";
        assertThat(files.receive(
                        new FileDesk.Upload(
                                new QueryDesk.Occasion(file, filed, "115-檔-1", LinkWorld.OFFICER),
                                List.of("name", "birthDate"),
                                FileDesk.Format.CSV,
                                null),
                        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                        machine))
                .isInstanceOf(FileDesk.Received.Taken.class);
        answered(file, machine);
        assertThat(files.erase(file, machine)).isEqualTo(FileDesk.Collected.DONE);
        assertThat(drift(MOE, filed, auditor)).satisfies(drift -> {
            assertThat(drift.used()).containsExactly("birthDate", "name");
            assertThat(drift.unused()).containsExactly("address.full");
            assertThat(drift.queries()).isEqualTo(1);
            assertThat(drift.asked()).isEqualTo(2);
            assertThat(drift.found()).as("though it is erased").isEqualTo(1);
        });
        assertThat(unusual(Kind.BULK_FILE, LocalDate.now(clock), auditor)).isEmpty();

        TestDatabase.asOwner()
                .sql(
                        "update link.file set received_at = (?::date + time '04:00') at time zone 'Asia/Taipei', lines = 5000000 where id = ?")
                .params(lastWeek, file)
                .update();
        LocalDate on = lastWeek;
        assertThat(unusual(Kind.BULK_FILE, on, auditor))
                .containsExactly(new Unusual(Kind.BULK_FILE, MOE, LinkWorld.OFFICER, on, 5_000_000));
        assertThat(unusual(Kind.OUT_OF_HOURS, on, auditor)).hasSize(1);
        assertThat(unusual(Kind.NO_CASE, on, auditor)).isEmpty();
        assertThat(weekly.week(on, auditor).drawn())
                .filteredOn(one -> one.check().transactionId().equals(file))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.check().file()).isTrue();
                    assertThat(one.check().caseNo()).isEqualTo("115-檔-1");
                    assertThat(one.check().asked()).isEqualTo(5_000_000);
                });
        assertThat(weekly.tick(new Inquiry(file, true), "yes", "與清冊相符", auditor))
                .isEmpty();
        assertThat(weekly.week(on, auditor).ticked()).isEqualTo(1);
    }

    @Test
    void aQueryAndAFileOfOneIdAreTickedEachByItself() throws IOException {
        link.grant("MOE", filed, "name");
        Actor auditor = Actor.officer("weekly-moe", MOE);
        Actor machine = Actor.system("client-moe", MOE);
        machines.change(exchange.endpoint(MOE).endpointId(), null, FileTests.KEY, machine);
        People.Home home = link.someone("稽核路7號");
        UUID id = UUID.randomUUID();
        assertThat(files.receive(
                        new FileDesk.Upload(
                                new QueryDesk.Occasion(id, filed, "115-檔-2", LinkWorld.OFFICER),
                                List.of("name"),
                                FileDesk.Format.CSV,
                                null),
                        new ByteArrayInputStream(
                                home.numbers().getFirst().value().getBytes(StandardCharsets.UTF_8)),
                        machine))
                .isInstanceOf(FileDesk.Received.Taken.class);
        answered(id, machine);
        link.asked("MOE", filed, "115-週-8", home, id);
        for (String when : List.of("query set at", "file set received_at")) {
            TestDatabase.asOwner()
                    .sql("update link.%s = (?::date + time '04:00') at time zone 'Asia/Taipei' where %s = ?"
                            .formatted(when, when.startsWith("query") ? "transaction_id" : "id"))
                    .params(lastWeek, id)
                    .update();
        }
        assertThat(weekly.tick(new Inquiry(id, true), "yes", "與清冊相符", auditor)).isEmpty();
        assertThat(weekly.week(lastWeek, auditor).drawn())
                .filteredOn(one -> one.check().transactionId().equals(id))
                .extracting(one -> one.check().file(), one -> one.ticked() != null)
                .containsExactlyInAnyOrder(tuple(true, true), tuple(false, false));
        assertThat(weekly.tick(query(id), "no", "卷內無申請書", auditor)).isEmpty();
        assertThat(weekly.week(lastWeek, auditor).drawn())
                .filteredOn(one -> one.check().transactionId().equals(id))
                .allMatch(one -> one.ticked() != null);
        TestDatabase.asOwner()
                .sql("delete from link.query where transaction_id = ?")
                .param(id)
                .update();
    }

    private static Inquiry query(UUID asked) {
        return new Inquiry(asked, false);
    }

    private List<Unusual> unusual(Kind kind, LocalDate day, Actor auditor) {
        return oversight.report(day, day, auditor).unusual().stream()
                .filter(one -> one.kind() == kind)
                .toList();
    }

    private void answered(UUID file, Actor machine) {
        for (int i = 0; i < 200 && state(file, machine) != FileDesk.State.ANSWERED; i++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(state(file, machine)).isEqualTo(FileDesk.State.ANSWERED);
    }

    private FileDesk.State state(UUID file, Actor machine) {
        return files.file(file, machine).orElseThrow().state();
    }

    private OversightDesk.Drift drift(AgencyCode agency, String of, Actor auditor) {
        LocalDate today = LocalDate.now(clock);
        return oversight.report(today, today, auditor).drifts().stream()
                .filter(drift ->
                        drift.agency().equals(agency) && drift.purposeId().equals(of))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNarrowerGrantKeepsWhatQuestionsAndHouseholdsAreAskedBy() {
        link.end("NTAX", purpose);
        link.grant("NTAX", purpose, "name", "birthDate", "householdNo", "address.full");
        People.Home home = link.someone("稽核路6號");
        asked(home.numbers(), List.of("name"), List.of(new QueryDesk.Predicate("ageAtLeast", "", 18)), List.of());
        assertThat(drift(TAX, purpose, AUDITOR).unused()).containsExactly("address.full", "householdNo");
        asked(List.of(), List.of("name"), List.of(), List.of(home.no().value()));
        OversightDesk.Drift drift = drift(TAX, purpose, AUDITOR);
        assertThat(drift.used()).containsExactly("birthDate", "householdNo", "name");

        // With the grant that is proposed everything is answered as before.
        link.end("NTAX", purpose);
        link.grant("NTAX", purpose, drift.used().toArray(String[]::new));
        asked(home.numbers(), List.of("name"), List.of(new QueryDesk.Predicate("ageAtLeast", "", 18)), List.of());
        asked(List.of(), List.of("name"), List.of(), List.of(home.no().value()));
        String other = someone().value();
        asked(home.numbers(), List.of(), List.of(new QueryDesk.Predicate("sameHousehold", other, 0)), List.of());
        assertThat(drift(TAX, purpose, AUDITOR).used()).containsExactly("birthDate", "householdNo", "name");
    }

    private void asked(
            List<NationalId> numbers,
            List<String> fields,
            List<QueryDesk.Predicate> predicates,
            List<String> households) {
        assertThat(queries.query(
                        new QueryDesk.Query(
                                new QueryDesk.Occasion(UUID.randomUUID(), purpose, "115-週-9", LinkWorld.OFFICER),
                                numbers.stream().map(NationalId::value).toList(),
                                fields,
                                predicates,
                                null,
                                null,
                                List.of(),
                                households),
                        Actor.officer(LinkWorld.OFFICER, TAX)))
                .isInstanceOf(QueryDesk.Answer.Answered.class);
    }

    @Test
    void whoFollowsAndReadsTheFeedNeedsEveryFieldAndASubscriptionItsOwn() {
        link.grant("MOE", filed, "name", "birthDate", "address.full");
        Actor auditor = Actor.officer("weekly-moe", MOE);
        Actor machine = Actor.system("client-moe", MOE);
        machines.change(exchange.endpoint(MOE).endpointId(), null, FileTests.KEY, machine);
        assertThat(drift(MOE, filed, auditor).used()).isEmpty();
        assertThat(subscriptions.subscribe(
                        "audit-" + filed,
                        new QueryDesk.Occasion(UUID.randomUUID(), filed, "115-訂-1", LinkWorld.OFFICER),
                        new SubscriptionDesk.What(List.of("address.full"), SubscriptionDesk.Every.DAY, null),
                        machine))
                .isInstanceOf(SubscriptionDesk.Subscribing.Subscribed.class);
        assertThat(drift(MOE, filed, auditor).used()).containsExactly("address.full");
        assertThat(feed.follow(
                        "audit-" + filed,
                        new QueryDesk.Occasion(UUID.randomUUID(), filed, "115-追-1", LinkWorld.OFFICER),
                        someone().value(),
                        machine))
                .isInstanceOf(FeedDesk.Following.Follows.class);
        clock.advance(Duration.ofDays(3)); // following is a query of that day
        TestDatabase.asOwner()
                .sql("delete from link.looked where agency = 'MOE'")
                .update();
        assertThat(drift(MOE, filed, auditor).used()).containsExactly("address.full");
        feed.events(0, 1, machine);
        assertThat(drift(MOE, filed, auditor).unused()).isEmpty();
        subscriptions.unsubscribe("audit-" + filed, machine);
        feed.unfollow("audit-" + filed, machine);
    }

    @Test
    void whoeverAsksDoesNotAudit() {
        UUID asked = ask(LinkWorld.OFFICER, someone());
        inLastWeek();
        Actor asks = Actor.officer(LinkWorld.OFFICER, TAX);
        assertThat(weekly.week(lastWeek, asks).drawn()).isEmpty();
        assertThat(weekly.week(lastWeek, asks).mayTick()).isFalse();
        assertThat(codes(weekly.tick(query(asked), "yes", "自己查自己", asks))).containsExactly("link.audit.asksThemselves");
        OversightDesk.Report report = oversight.report(lastWeek, LocalDate.now(clock), asks);
        assertThat(report.whole()).isFalse();
        assertThat(report.unusual()).isEmpty();
        assertThat(report.checks()).isEmpty();
        assertThat(report.drifts()).anyMatch(drift -> drift.purposeId().equals(purpose));
    }

    @Test
    void whoCouldAskInThatWeekDoesNotAuditIt() {
        String left = "weekly-left";
        String own = "weekly-own";
        grants.name(TAX, left, People.nextId(Sex.MALE), MINISTRY);
        TestDatabase.asOwner()
                .sql("update agency.roster set valid_during = daterange(?::date - 30, ?::date) where user_id = ?")
                .params(lastWeek, lastWeek.plusDays(1), left)
                .update();
        grants.name(TAX, own, People.nextId(Sex.MALE), MINISTRY);
        UUID asked = ask(own, someone());
        grants.dismiss(TAX, own, MINISTRY);
        inLastWeek();
        assertThat(grants.onRoster(TAX, left)).isEmpty();
        assertThat(weekly.week(lastWeek, Actor.officer(left, TAX)).drawn()).isEmpty();
        assertThat(weekly.week(lastWeek.minusDays(60), Actor.officer(left, TAX)).mayTick())
                .isTrue();
        for (String who : List.of(left, own)) {
            assertThat(codes(weekly.tick(query(asked), "yes", "自己查自己", Actor.officer(who, TAX))))
                    .containsExactly("link.audit.askedThen");
        }
        TestDatabase.asOwner()
                .sql("delete from agency.roster where user_id = ?")
                .param(left)
                .update();
    }

    @Test
    void theRunningWeekIsNotDrawnAndAnotherAgencySeesNothing() {
        UUID asked = ask(LinkWorld.OFFICER, someone());
        Week week = weekly.week(LocalDate.now(clock), AUDITOR);
        assertThat(week.over()).isFalse();
        assertThat(week.drawn()).isEmpty();
        assertThat(codes(weekly.tick(query(asked), "yes", "太早", AUDITOR))).containsExactly("link.audit.notDrawn");
        inLastWeek();
        assertThat(weekly.week(lastWeek, ELSEWHERE).drawn())
                .noneMatch(one -> one.check().agency().equals(TAX));
        assertThat(codes(weekly.tick(query(asked), "yes", "別人的", ELSEWHERE))).containsExactly("link.audit.notDrawn");
        assertThat(oversight.report(lastWeek, LocalDate.now(clock), ELSEWHERE).drifts())
                .noneMatch(drift -> drift.agency().equals(TAX));
    }

    @Test
    void whoAsksAboutTheirOwnFamilyIsSeen() {
        People.Home home = people.household("09007010001", "稽核路3號")
                .head("家主", Sex.MALE, LocalDate.of(1970, 1, 9))
                .spouse("配偶", Sex.FEMALE, LocalDate.of(1972, 3, 4))
                .child("子女", Sex.MALE, LocalDate.of(2005, 5, 6))
                .found();
        String kin = "weekly-kin";
        grants.name(TAX, kin, home.numbers().getFirst(), MINISTRY);
        UUID child = ask(kin, home.numbers().get(2));
        ask(LinkWorld.OFFICER, home.numbers().get(1));
        LocalDate today = LocalDate.now(clock);
        List<Unusual> family = oversight.report(today, today, AUDITOR).unusual().stream()
                .filter(one -> one.kind() == Kind.OWN_FAMILY)
                .toList();
        assertThat(family).extracting(Unusual::userId).contains(kin).doesNotContain(LinkWorld.OFFICER);
        assertThat(child).isNotNull();
        grants.dismiss(TAX, kin, MINISTRY);
    }

    @Test
    void whoHasAMachineAskAboutTheirOwnFamilyIsSeenTheDayAfter() {
        People.Home home = people.household("09007010001", "稽核路5號")
                .head("機主", Sex.MALE, LocalDate.of(1970, 1, 9))
                .spouse("機偶", Sex.FEMALE, LocalDate.of(1972, 3, 4))
                .child("機子", Sex.MALE, LocalDate.of(2005, 5, 6))
                .found();
        String kin = "weekly-machine-kin";
        grants.name(TAX, kin, home.numbers().getFirst(), MINISTRY);
        Actor machine = Actor.system("weekly-machine", TAX);
        ask(kin, home.numbers().get(2), machine);
        ask(kin, home.numbers().getFirst(), machine);
        ask(kin, someone(), machine);
        ask(LinkWorld.OFFICER, home.numbers().get(1), machine);
        LocalDate day = LocalDate.now(clock);
        TestDatabase.asOwner()
                .sql("update agency.roster set valid_during = daterange(?::date - 30, null) where user_id = ?")
                .params(day, kin)
                .update();
        grants.dismiss(TAX, kin, MINISTRY); // whoever left is found as well
        nothingIsComparedYet();
        compared();
        assertThat(family(day)).noneMatch(one -> one.userId().equals(kin));
        clock.goTo(day.plusDays(1));
        clock.advance(Duration.ofMinutes(30).minusHours(12));
        compared();
        assertThat(family(day))
                .noneMatch(one -> one.userId().equals(kin)); // what began before midnight may not be done
        clock.advance(Duration.ofHours(1));
        compared();
        compared();
        assertThat(family(day))
                .filteredOn(one -> one.userId().equals(kin))
                .containsExactly(new Unusual(Kind.OWN_FAMILY, TAX, kin, day, 2));
        assertThat(family(day)).noneMatch(one -> one.userId().equals(LinkWorld.OFFICER));
        assertThat(oversight.report(day, day, ELSEWHERE).unusual()).noneMatch(one -> one.kind() == Kind.OWN_FAMILY);
        clock.reset();
    }

    @Test
    void whoeverWasOnTheRosterAtAnyTimeOfTheDayIsCompared() {
        NationalId hers = mother("稽核路7號");
        NationalId theirs = mother("稽核路9號");
        String within = "weekly-within-a-day";
        String another = "weekly-another-number";
        Actor machine = Actor.system("weekly-machine", TAX);
        LocalDate day = LocalDate.now(clock);
        grants.name(TAX, another, theirs, MINISTRY);
        TestDatabase.asOwner()
                .sql("update agency.roster set valid_during = daterange(?::date - 30, null) where user_id = ?")
                .params(day, another)
                .update();
        ask(another, theirs, machine);
        for (NationalId number : List.of(People.nextId(Sex.MALE), People.nextId(Sex.MALE))) {
            grants.name(TAX, another, number, MINISTRY);
        }
        grants.name(TAX, within, hers, MINISTRY);
        ask(within, hers, machine);
        grants.dismiss(TAX, within, MINISTRY);
        assertThat(grants.onRoster(TAX, within)).isEmpty();
        assertThat(grants.wasOnRoster(TAX, within, day.minusDays(1), day)).isTrue();
        assertThat(grants.wasOnRoster(TAX, within, day.plusDays(1), day.plusDays(7)))
                .isFalse();
        nothingIsComparedYet();
        clock.goTo(day.plusDays(1));
        compared();
        assertThat(family(day))
                .contains(
                        new Unusual(Kind.OWN_FAMILY, TAX, within, day, 1),
                        new Unusual(Kind.OWN_FAMILY, TAX, another, day, 1));
        clock.reset();
        grants.dismiss(TAX, another, MINISTRY);
    }

    private NationalId mother(String address) {
        return people.household("09007010001", address)
                .head("當日", Sex.FEMALE, LocalDate.of(1970, 1, 9))
                .found()
                .numbers()
                .getFirst();
    }

    /** Another test may have had another day. */
    private static void nothingIsComparedYet() {
        TestDatabase.asOwner()
                .sql("truncate link.own_kin_day, link.own_kin_waiting")
                .update();
    }

    private List<Unusual> family(LocalDate day) {
        return oversight.report(day, day, AUDITOR).unusual().stream()
                .filter(one -> one.kind() == Kind.OWN_FAMILY)
                .toList();
    }

    private void compared() {
        while (ownKin.round()) {
            // until nothing is left
        }
    }

    private NationalId someone() {
        return link.someone("稽核路4號").numbers().getFirst();
    }

    /** As an officer at the page. */
    private UUID ask(String officer, NationalId number) {
        return ask(officer, number, Actor.officer(officer, TAX));
    }

    private UUID ask(String officer, NationalId number, Actor by) {
        UUID transaction = UUID.randomUUID();
        assertThat(queries.query(
                        new QueryDesk.Query(
                                new QueryDesk.Occasion(transaction, purpose, "115-週-9", officer),
                                List.of(number.value()),
                                List.of("name"),
                                List.of(),
                                null,
                                null,
                                List.of()),
                        by))
                .isInstanceOf(QueryDesk.Answer.Answered.class);
        return transaction;
    }

    private void inLastWeek() {
        TestDatabase.asOwner()
                .sql("update link.query set at = ?::date + time '04:00' where purpose = ?")
                .params(lastWeek, purpose)
                .update();
    }

    private static List<String> codes(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::code).toList();
    }
}
