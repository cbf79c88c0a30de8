package tw.onestop.joining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Grant;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.joining.Linkage.Kind;
import tw.onestop.joining.LinkageDesk.AuditForm;
import tw.onestop.joining.LinkageDesk.OfficerForm;
import tw.onestop.joining.TermsDesk.Announcement;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.link.FeedDesk;
import tw.onestop.link.FeedDesk.Rights;
import tw.onestop.link.FileDesk;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.link.RightsChange;
import tw.onestop.registry.People;

/** What becomes of a linkage by the days of the law, with a clock that is moved. */
class LinkageTests extends JoiningCase {

    @Autowired
    RightsChange.Announced announced;

    @Autowired
    FeedDesk feed;

    @Autowired
    People people;

    @Autowired
    FileDesk files;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    private static final AgencyCode NIA = new AgencyCode("NIA");
    private static final Actor MACHINE = Actor.system("nia-machine", NIA);
    private static final String KEY = """
            {"kty":"EC","crv":"P-256","kid":"n","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}""";

    private Actor officer;
    private String purpose;
    private LocalDate began;

    @BeforeEach
    void aLinkage() {
        officer = applicants().account("NIA", "linked-officer");
        purpose = applicants().approved(officer, applicants().account("NIA", "linked-security"), List.of("NIA-01"));
        began = today();
    }

    /** What is announced for this purpose. */
    private List<RightsChange> ahead() {
        return announced.of(NIA).stream()
                .filter(change -> change.purposeId().equals(purpose))
                .toList();
    }

    /** What the feed told of it, once so much is there. */
    private List<Rights> told(int atLeast) {
        List<Rights> told = List.of();
        for (int i = 0; i < 400 && told.size() < atLeast; i++) {
            LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
            told = feed.events(0, 1000, Actor.system("nia-feed", NIA)).events().stream()
                    .filter(event -> event.purposes().contains(purpose))
                    .flatMap(event -> Stream.ofNullable(event.rights()))
                    .toList();
        }
        return told;
    }

    @Test
    void aYearWithoutUseIsNoticedAndHalfAYearLaterItIsCut() {
        goTo(began.plusMonths(12).minusDays(1));
        assertThat(kinds()).doesNotContain(Kind.IDLE);
        goTo(began.plusMonths(12));
        linkages.round();
        assertThat(kinds().stream().filter(kind -> kind == Kind.IDLE)).hasSize(1);
        assertThat(ahead()).containsExactly(new RightsChange(purpose, began.plusMonths(18), RightsChange.Kind.CUT, ""));
        goTo(began.plusMonths(18).minusDays(1));
        assertThat(linkage().days().endedOn()).isNull();
        goTo(began.plusMonths(18));
        assertThat(kinds()).contains(Kind.CUT);
        assertThat(linkage().state()).isEqualTo("ENDED");
        assertThat(refusedWith(ask())).isEqualTo("unauthorizedPurpose");
    }

    @Test
    void whoUsesItAfterTheNoticeIsNotCut() {
        goTo(began.plusMonths(12));
        assertThat(ask()).isInstanceOf(Answer.Answered.class);
        goTo(began.plusMonths(18));
        assertThat(linkage().days().idleNoticed()).isNull();
        assertThat(linkage().lastUsed()).isEqualTo(began.plusMonths(12));
        assertThat(linkage().state()).isEqualTo("ACTIVE");
    }

    @Test
    void whoOnlySendsFilesIsNeitherRemindedNorCut() throws IOException {
        String given = given();
        linkages.round();
        machines.change(exchange.endpoint(NIA).endpointId(), null, KEY, MACHINE);
        goTo(began.plusMonths(11));
        sendAFile(given);
        goTo(began.plusMonths(12));
        goTo(began.plusMonths(18));
        assertThat(kinds(given)).doesNotContain(Kind.IDLE, Kind.CUT);
        assertThat(linkage(given).lastUsed()).isEqualTo(began.plusMonths(11));
        goTo(began.plusMonths(23));
        assertThat(kinds(given)).contains(Kind.IDLE);
        sendAFile(given);
        goTo(began.plusMonths(30));
        assertThat(linkage(given).days().idleNoticed()).isNull();
        assertThat(linkage(given).state()).isEqualTo("ACTIVE");
        grants.end(NIA, given, "test", Applicants.MINISTRY);
    }

    @Test
    void whoOnlyReadsTheFeedOfThoseTheyFollowIsNeitherRemindedNorCut() {
        String given = given();
        linkages.round();
        String number = people.household("09007010001", "追蹤路7號")
                .head("追蹤人", Sex.FEMALE, LocalDate.of(1980, 1, 9))
                .found()
                .numbers()
                .getFirst()
                .value();
        assertThat(feed.follow("idle-" + given, occasion(given), number, MACHINE))
                .isInstanceOf(FeedDesk.Following.Follows.class);
        goTo(began.plusMonths(11));
        feed.events(0, 1, MACHINE);
        goTo(began.plusMonths(12));
        assertThat(kinds(given)).doesNotContain(Kind.IDLE);
        assertThat(linkage(given).lastUsed()).isEqualTo(began.plusMonths(11));
        assertThat(linkage().lastUsed())
                .as("nobody is followed for the other purpose")
                .isNull();
        goTo(began.plusMonths(23));
        assertThat(kinds(given)).as("whoever does not look does not use").contains(Kind.IDLE);
        feed.unfollow("idle-" + given, MACHINE);
        grants.end(NIA, given, "test", Applicants.MINISTRY);
    }

    private Occasion occasion(String of) {
        return new Occasion(UUID.randomUUID(), of, "測試案號", officer.id());
    }

    private void sendAFile(String of) throws IOException {
        FileDesk.Upload upload = new FileDesk.Upload(occasion(of), List.of("name"), FileDesk.Format.CSV, null);
        byte[] lines = (People.nextId(Sex.MALE).value() + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(files.receive(upload, new ByteArrayInputStream(lines), MACHINE))
                .isInstanceOf(FileDesk.Received.Taken.class);
    }

    @Test
    void threeMonthsBeforeItsEndItIsToBeRenewedAndThenItExpires() {
        LocalDate until = linkage().until();
        assertThat(until).isEqualTo(began.plusYears(5).minusDays(1));
        used();
        goTo(until.minusMonths(3).minusDays(1));
        assertThat(kinds()).doesNotContain(Kind.RENEWAL_DUE);
        goTo(until.minusMonths(3));
        assertThat(kinds()).contains(Kind.RENEWAL_DUE);
        assertThat(ahead())
                .containsExactly(new RightsChange(purpose, until.plusDays(1), RightsChange.Kind.EXPIRES, ""));
        goTo(until.plusDays(1));
        assertThat(kinds()).contains(Kind.EXPIRED);
        assertThat(refusedWith(ask())).isEqualTo("unauthorizedPurpose");
    }

    @Test
    void aRenewalGoesOnUnderTheSamePurpose() {
        used();
        goTo(linkage().until().minusMonths(2));
        var begun = (JoiningDesk.Begun.Draft) joining.renew(purpose, officer);
        Application draft = joining.application(begun.id(), officer).orElseThrow();
        assertThat(draft.answers().all("items")).containsExactly("NIA-01");
        Actor security = Actor.officer("linked-security-nia", NIA);
        applicants().save(begun.id(), Section.RULES, officer, applicants().rules());
        applicants().sent(begun.id(), officer, security);
        assertThat(review.approve(begun.id(), ReviewDesk.Approval.whole(review.suggested()), Applicants.MINISTRY))
                .isEmpty();
        assertThat(linkage().until()).isEqualTo(today().plusYears(5).minusDays(1));
        assertThat(linkage().days().renewalNoticed()).isNull();
        assertThat(ask()).isInstanceOf(Answer.Answered.class);
    }

    @Test
    void everySixMonthsAnOwnAuditIsDueUntilItsReportIsFiled() {
        goTo(began.plusMonths(6));
        assertThat(linkage().days().auditNoticed()).isEqualTo(began.plusMonths(6));
        AuditForm wrong = new AuditForm("115/1/1", "114/1/1", "ten", "2", "", "");
        assertThat(linkages.fileAudit(purpose, wrong, officer))
                .extracting(refusal -> refusal.field())
                .contains("to", "queries", "findings");
        AuditForm typed = new AuditForm(began.toString(), today().toString(), "10", "2", "無缺失", "");
        assertThat(linkages.fileAudit(purpose, typed, officer)).isEmpty();
        assertThat(linkages.audits(linkage())).hasSize(1);
        goTo(began.plusMonths(11));
        assertThat(linkage().days().auditNoticed()).isNull();
        goTo(began.plusMonths(12));
        assertThat(linkage().days().auditNoticed()).isNotNull();
    }

    @Test
    void whatAnAgencySaysOfItsQueriesStandsBesideWhatTheRegisterCounted() {
        ask();
        goTo(began.plusMonths(1));
        ask();
        goTo(began.plusMonths(2));
        ask();
        for (String said : List.of("10", "2")) {
            assertThat(linkages.fileAudit(
                            purpose,
                            new AuditForm(began.toString(), began.plusMonths(1).toString(), said, "2", "無缺失", ""),
                            officer))
                    .isEmpty();
        }
        assertThat(linkages.audits(linkage()))
                .extracting(OwnAudit::queries, OwnAudit::recorded, OwnAudit::differs)
                .containsExactly(tuple(2, 2, false), tuple(10, 2, true));
    }

    @Test
    void ofQueriesAboutKinshipSeventyPerCentAreLookedAt() {
        Actor court = applicants().account("JUDICIAL", "linked-officer");
        String kin =
                applicants().approved(court, applicants().account("JUDICIAL", "linked-security"), List.of("CRT-06"));
        AuditForm few = new AuditForm(began.toString(), began.toString(), "10", "6", "無缺失", "");
        AuditForm enough = new AuditForm(began.toString(), began.toString(), "10", "7", "無缺失", "");
        assertThat(codes(linkages.fileAudit(kin, few, court))).containsExactly("joining.audit.tooFew");
        assertThat(linkages.fileAudit(kin, enough, court)).isEmpty();
    }

    @Test
    void howManyAreLookedAtIsTheRuleThatTheMonthlyReviewHas() {
        Actor court = applicants().account("JUDICIAL", "linked-officer");
        String kin =
                applicants().approved(court, applicants().account("JUDICIAL", "linked-security"), List.of("CRT-06"));
        AuditForm seven = new AuditForm(began.toString(), began.toString(), "10", "7", "無缺失", "");
        AuditForm eight = new AuditForm(began.toString(), began.toString(), "10", "8", "無缺失", "");
        try {
            samplePercent(80);
            assertThat(linkages.sample(linkages.linkage(kin, court).orElseThrow()))
                    .isEqualTo(80);
            assertThat(linkages.fileAudit(kin, seven, court))
                    .containsExactly(Refusal.of("sampled", "joining.audit.tooFew", "80"));
            assertThat(linkages.fileAudit(kin, eight, court)).isEmpty();
            assertThat(linkages.sample(linkage())).as("of others any number").isZero();
        } finally {
            samplePercent(70);
        }
    }

    private void samplePercent(int percent) {
        TestDatabase.asOwner()
                .sql("update registry.rule_value set value = ? where name = 'link.kinship.samplePercent'")
                .param(percent)
                .update();
        people.forgetRules();
    }

    @Test
    void officersComeAndGoAtOnceAndALateReportIsMarked() {
        Actor other = applicants().account("NIA", "linked-other");
        String number = People.nextId(Sex.MALE).value();
        String today = today().toString();
        assertThat(codes(linkages.officerComes(purpose, new OfficerForm("nobody", number, today), officer)))
                .containsExactly("joining.form.officers.unknown");
        assertThat(codes(linkages.officerComes(purpose, new OfficerForm(other.id(), "A123456788", today), officer)))
                .containsExactly("joining.form.officers.number");
        assertThat(refusedWith(askAs(other))).isEqualTo("unknownUser");
        assertThat(linkages.officerComes(
                        purpose,
                        new OfficerForm(
                                other.id(), number, today().minusDays(10).toString()),
                        officer))
                .isEmpty();
        assertThat(askAs(other)).isInstanceOf(Answer.Answered.class);
        assertThat(linkage().events().getFirst().note()).isEqualTo(other.id() + " +3");
        assertThat(linkages.officerLeaves(purpose, new OfficerForm(other.id(), "", today), officer))
                .isEmpty();
        assertThat(refusedWith(askAs(other))).isEqualTo("unknownUser");
        assertThat(grants.onRoster(NIA, other.id())).isEmpty();
        assertThat(linkage().events().getFirst().note()).isEqualTo(other.id());
    }

    @Test
    void aBreachIsOrderedToBeMendedSuspendedAndEndedAMonthAfterItWasSaid() {
        assertThat(codes(linkages.orderImprovement(
                        purpose, "未稽核", today().plusMonths(7).toString(), Applicants.MINISTRY)))
                .containsExactly("joining.improve.tooLong");
        assertThat(linkages.orderImprovement(
                        purpose, "未稽核", today().plusMonths(6).toString(), Applicants.MINISTRY))
                .isEmpty();
        assertThat(linkages.suspend(purpose, "逾期未改善", Applicants.MINISTRY)).isEmpty();
        assertThat(refusedWith(ask())).isEqualTo("unauthorizedPurpose");
        assertThat(linkages.resume(purpose, Applicants.MINISTRY)).isEmpty();
        assertThat(ask()).isInstanceOf(Answer.Answered.class);
        assertThat(codes(linkages.announceEnd(
                        purpose, "業務移撥", today().plusDays(20).toString(), officer)))
                .containsExactly("joining.date.past");
        LocalDate end = today().plusMonths(1);
        assertThat(linkages.announceEnd(purpose, "業務移撥", end.toString(), officer))
                .isEmpty();
        assertThat(ahead()).containsExactly(new RightsChange(purpose, end, RightsChange.Kind.ENDS, "業務移撥"));
        assertThat(told(4))
                .containsExactly(
                        new Rights("GRANTED", null),
                        new Rights("SUSPENDED", null),
                        new Rights("RESUMED", null),
                        new Rights("END_ANNOUNCED", end));
        goTo(end.minusDays(1));
        assertThat(ask()).isInstanceOf(Answer.Answered.class);
        goTo(end);
        assertThat(linkage().state()).isEqualTo("ENDED");
        assertThat(ahead()).isEmpty();
        assertThat(told(5).getLast()).isEqualTo(new Rights("ENDED", null));
        assertThat(refusedWith(ask())).isEqualTo("unauthorizedPurpose");
        assertThat(codes(linkages.suspend(purpose, "x", Applicants.MINISTRY))).containsExactly("joining.linkage.ended");
    }

    @Test
    void officersWhoComeByTwoNodesAtOnceBothStay() {
        Actor other = applicants().account("NIA", "linked-other");
        // Another node admitted somebody a moment ago, and this one has not heard of it.
        TestDatabase.asOwner()
                .sql("update agency.purpose set officers = array_append(officers, 'by-another-node') where id = ?")
                .param(purpose)
                .update();
        OfficerForm typed = new OfficerForm(other.id(), People.nextId(Sex.MALE).value(), today().toString());
        assertThat(linkages.officerComes(purpose, typed, officer)).isEmpty();
        assertThat(codes(linkages.officerComes(purpose, typed, officer))).containsExactly("joining.officer.known");
        assertThat(linkage().officers()).contains("by-another-node", other.id(), officer.id());
        assertThat(linkages.officerLeaves(purpose, typed, officer)).isEmpty();
        assertThat(codes(linkages.officerLeaves(purpose, typed, officer))).containsExactly("joining.officer.unknown");
        assertThat(linkage().officers()).contains("by-another-node").doesNotContain(other.id());
    }

    @Test
    void aLinkageThatCannotBeReadStopsNoOther() {
        TestDatabase.asOwner().sql("""
                        insert into joining.linkage (purpose, agency, from_day, until_day, kinship)
                        values ('AAA-BROKEN', 'no code', '2020-01-01', '2040-01-01', false)
                        """).update();
        try {
            clock.goTo(began.plusMonths(12));
            assertThatThrownBy(() -> linkages.round()).isInstanceOf(IllegalStateException.class);
        } finally {
            TestDatabase.asOwner()
                    .sql("delete from joining.linkage where purpose = 'AAA-BROKEN'")
                    .update();
        }
        assertThat(kinds()).contains(Kind.IDLE);
    }

    @Test
    void aGrantThatAnotherNodeEndedAMomentAgoDoesNotComeBack() {
        String given = given();
        assertThat(grants.grant(NIA, given)).isPresent();
        TestDatabase.asOwner()
                .sql("update agency.purpose set ended_at = now(), ended_reason = 'CUT' where id = ?")
                .param(given)
                .update();
        linkages.round();
        assertThat(linkages.linkage(given, officer)).isEmpty();
    }

    @Test
    void fromALinkageThatReservesNobodyWhoLeavesIsTakenOffTheRoster() {
        String given = given();
        linkages.round();
        Actor other = applicants().account("NIA", "linked-other");
        OfficerForm typed = new OfficerForm(other.id(), "", today().toString());
        assertThat(codes(linkages.officerLeaves(given, typed, officer))).containsExactly("joining.officer.unknown");
        grants.name(NIA, other.id(), People.nextId(Sex.MALE), Applicants.MINISTRY);
        grants.admit(NIA, purpose, other.id(), Applicants.MINISTRY);
        assertThat(codes(linkages.officerLeaves(given, typed, officer))).containsExactly("joining.officer.reserved");
        assertThat(linkages.officerLeaves(purpose, typed, officer)).isEmpty();
        assertThat(grants.onRoster(NIA, other.id()))
                .as("still asks where nobody is reserved")
                .isPresent();
        assertThat(linkages.officerLeaves(given, typed, officer)).isEmpty();
        assertThat(grants.onRoster(NIA, other.id())).isEmpty();
        grants.end(NIA, given, "test", Applicants.MINISTRY);
    }

    @Test
    void whoIsReservedForASuspendedLinkageStaysOnTheRoster() {
        String given = given();
        linkages.round();
        grants.reserve(NIA, given, Set.of(officer.id()), Applicants.MINISTRY);
        assertThat(linkages.suspend(purpose, "逾期未改善", Applicants.MINISTRY)).isEmpty();
        OfficerForm typed = new OfficerForm(officer.id(), "", today().toString());
        assertThat(linkages.officerLeaves(given, typed, officer)).isEmpty();
        assertThat(linkages.resume(purpose, Applicants.MINISTRY)).isEmpty();
        assertThat(ask()).isInstanceOf(Answer.Answered.class);
        grants.end(NIA, given, "test", Applicants.MINISTRY);
    }

    private String given() {
        String given = "NIA-GIVEN" + Math.floorMod(System.nanoTime(), 1_000_000L);
        grants.give(
                new Grant(
                        given,
                        NIA,
                        "既有授權",
                        "Given",
                        "測試法§1",
                        Set.of("name"),
                        5,
                        100,
                        began,
                        began.plusYears(5).minusDays(1),
                        null),
                Applicants.MINISTRY);
        return given;
    }

    @Test
    void aGrantThatNobodyAppliedForIsWalkedToo() {
        String given = given();
        goTo(began.plusMonths(1));
        assertThat(linkages.linkage(given, officer).orElseThrow().application()).isNull();
        goTo(began.plusMonths(12));
        goTo(began.plusMonths(18));
        assertThat(linkages.linkage(given, officer).orElseThrow().state()).isEqualTo("ENDED");
        assertThat(grants.grant(NIA, given).orElseThrow().endedReason()).isEqualTo("CUT");
        grants.give(grants.grant(NIA, given).orElseThrow(), Applicants.MINISTRY);
        linkages.round();
        assertThat(linkages.linkage(given, officer).orElseThrow().days().endedOn())
                .as("given again, it goes on")
                .isNull();
        grants.end(NIA, given, "test", Applicants.MINISTRY);
    }

    @Test
    void aSuspensionLeavesTheReasonOfAnAnnouncedEndAsItIs() {
        LocalDate end = today().plusMonths(2);
        assertThat(linkages.announceEnd(purpose, "業務移撥", end.toString(), officer))
                .isEmpty();
        assertThat(linkages.suspend(purpose, "逾期未改善", Applicants.MINISTRY)).isEmpty();
        assertThat(linkage().why()).isEqualTo(new Linkage.Why("逾期未改善", "業務移撥"));
        assertThat(linkages.resume(purpose, Applicants.MINISTRY)).isEmpty();
        assertThat(linkage().why()).isEqualTo(new Linkage.Why("", "業務移撥"));
    }

    @Test
    void aNarrowerGrantIsOneApplicationAndGoesOnUnderTheSamePurpose() {
        var begun = (JoiningDesk.Begun.Draft) joining.narrow(purpose, Set.of("name", "annotations"), officer);
        Application draft = joining.application(begun.id(), officer).orElseThrow();
        assertThat(draft.renews()).isEqualTo(purpose);
        assertThat(draft.answers().all("fields")).containsExactly("name");
        assertThat(draft.answers().all("items")).containsExactly("NIA-01");
        assertThat(joining.narrow(purpose, Set.of("name"), officer)).isEqualTo(begun);
        assertThat(joining.withdraw(begun.id(), officer)).isEmpty();
        assertThat(joining.narrow(purpose, Set.of("annotations"), officer))
                .isInstanceOfSatisfying(
                        JoiningDesk.Begun.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("joining.narrow.nothing"));
    }

    @Test
    void theTermsAreDatedRows() {
        try {
            assertThat(codes(terms.announce(
                            new Announcement("link.idleMonths", "六", today().toString(), ""), Applicants.MINISTRY)))
                    .containsExactlyInAnyOrder("joining.term.value", "joining.date.past", "joining.source.missing");
            assertThat(terms.announce(
                            new Announcement(
                                    "link.idleMonths", "6", began.plusMonths(3).toString(), "測試公告"),
                            Applicants.MINISTRY))
                    .isEmpty();
            assertThat(terms.value("link.idleMonths", began)).isEqualTo(12);
            goTo(began.plusMonths(6));
            assertThat(kinds()).contains(Kind.IDLE);
        } finally {
            TestDatabase.asOwner()
                    .sql("delete from joining.rule_value where legal_basis = '測試公告'")
                    .update();
            TestDatabase.asOwner()
                    .sql("update joining.rule_value set effective = '(,)' where name = 'link.idleMonths'")
                    .update();
            readAgain();
        }
    }

    private void goTo(LocalDate day) {
        clock.goTo(day);
        linkages.round();
    }

    /** Every month of its days, so that it is never idle. */
    private void used() {
        rule("link.idleMonths", 120);
    }

    @org.junit.jupiter.api.AfterEach
    void idleAsBefore() {
        rule("link.idleMonths", 12);
    }

    private Linkage linkage() {
        return linkage(purpose);
    }

    private Linkage linkage(String of) {
        return linkages.linkage(of, officer).orElseThrow();
    }

    private List<Kind> kinds() {
        return kinds(purpose);
    }

    private List<Kind> kinds(String of) {
        return linkage(of).events().stream().map(Linkage.Event::kind).toList();
    }

    private Answer ask() {
        return askAs(officer);
    }

    private Answer askAs(Actor who) {
        return ask(who, purpose, People.nextId(Sex.MALE).value(), List.of("name"), List.of());
    }

    private static String refusedWith(Answer answer) {
        return answer instanceof Answer.Refused no ? no.code() : "answered";
    }
}
