package tw.onestop.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.LinkWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.access.Assurance;
import tw.onestop.access.Role;
import tw.onestop.access.Sessions;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.KinGrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.link.KinControlDesk.Registered;
import tw.onestop.link.KinControlDesk.Registering;
import tw.onestop.link.KinshipDesk.Answer;
import tw.onestop.link.KinshipDesk.Asking;
import tw.onestop.link.KinshipDesk.Relative;
import tw.onestop.registry.People;

/** 親等關聯查詢 (辦法 §10): relatives are told when two persons and everything else fit, and looked at afterwards. */
@ProductTest
class KinshipQueryTests {

    private static final AgencyCode VAC = new AgencyCode("VAC");
    private static final Actor MINISTRY = Actor.rule("test");
    private static final Actor QUERIER = Actor.officer("kin-querier", VAC);
    private static final Actor OTHER = Actor.officer("kin-other", VAC);
    private static final Actor CONTROLLER = Actor.officer("kin-controller", VAC);

    @Autowired
    KinshipDesk kinship;

    @Autowired
    KinControlDesk control;

    @Autowired
    KinReviewDesk reviews;

    @Autowired
    OwnLogDesk ownLog;

    @Autowired
    SheetDesk sheets;

    @Autowired
    GrantDesk grants;

    @Autowired
    KinGrantDesk kin;

    @Autowired
    Sessions sessions;

    @Autowired
    People people;

    @Autowired
    LinkWorld world;

    @Autowired
    TestClock clock;

    private final Map<String, List<String>> open = new HashMap<>();
    private final Map<String, NationalId> numbers = new HashMap<>();
    private String purpose;
    private People.Home home;

    @BeforeEach
    void aFamilyAndAnAgencyThatMayAsk() {
        purpose = "KIN-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
        grants.give(grant(600), MINISTRY);
        kin.give(VAC, purpose, "COURT", 4, MINISTRY);
        kin.appoint(VAC, purpose, Set.of(CONTROLLER.id()), MINISTRY);
        for (Actor officer : List.of(QUERIER, OTHER, CONTROLLER)) {
            named(officer, People.nextId(Sex.FEMALE));
        }
        TestDatabase.asOwner().sql("delete from link.kin_try").update();
        comes(CONTROLLER);
        comes(QUERIER);
        home = people.household("09007010001", "親等路1號")
                .head("王大同", Sex.MALE, LocalDate.of(1960, 1, 9))
                .spouse("林　美", Sex.FEMALE, LocalDate.of(1962, 3, 4))
                .child("王一", Sex.MALE, LocalDate.of(1990, 5, 6))
                .child("王二", Sex.FEMALE, LocalDate.of(1992, 5, 6))
                .found();
    }

    @AfterEach
    void everybodyGoes() {
        sessions.nobodyIsPresent();
        open.values().forEach(ids -> ids.forEach(sessions::close));
        clock.reset();
        grants.end(VAC, purpose, "test", MINISTRY);
    }

    private Grant grant(int perMinute) {
        return grant(perMinute, Set.of("name", "kinWithin"));
    }

    private Grant grant(int perMinute, Set<String> fields) {
        LocalDate today = LocalDate.now(clock);
        return new Grant(
                purpose, VAC, "遺屬年金", "Survivors", "測試", fields, 5, perMinute, today, today.plusYears(1), null);
    }

    private void comes(Actor officer) {
        comes(officer, Assurance.CERTIFICATE);
    }

    private void comes(Actor officer, Assurance way) {
        comes(officer, way, numberOf(officer));
    }

    /** With a card that says this number; the querier's last session is the one that asks. */
    private void comes(Actor officer, Assurance way, NationalId onTheCard) {
        StaffMember member = new StaffMember(officer.id(), "承辦", Set.of(Role.OFFICER), null, VAC).being(onTheCard);
        String id = sessions.open(member, way);
        open.computeIfAbsent(officer.id(), none -> new ArrayList<>()).add(id);
        if (officer.equals(QUERIER)) {
            sessions.present(id);
        }
    }

    private NationalId numberOf(Actor officer) {
        return Objects.requireNonNull(numbers.get(officer.id()));
    }

    private void goes(Actor officer) {
        open.getOrDefault(officer.id(), List.of()).forEach(sessions::close);
        open.remove(officer.id());
    }

    private void named(Actor officer, NationalId number) {
        grants.name(VAC, officer.id(), number, MINISTRY);
        numbers.put(officer.id(), number);
    }

    private Registered register(Registering typed) {
        return control.register(typed, CONTROLLER);
    }

    private Registering today(NationalId target) {
        String today = RocDate.slashed(LocalDate.now(clock));
        return new Registering(purpose, QUERIER.id(), target.value(), today, today);
    }

    private String code() {
        Registered registered = register(today(number(2)));
        assertThat(registered.refusals()).isEmpty();
        assertThat(registered.code()).matches("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}");
        return registered.code();
    }

    private NationalId number(int member) {
        return home.person(member).nationalId();
    }

    private Asking asking(String code) {
        return new Asking(purpose, code, "115-遺-1", number(2).value(), "王大同", "林美");
    }

    private Answer.Told told(Asking typed) {
        Answer answer = kinship.ask(typed, QUERIER);
        assertThat(answer).isInstanceOf(Answer.Told.class);
        return (Answer.Told) answer;
    }

    private String refused(Asking typed, Actor by) {
        Answer answer = kinship.ask(typed, by);
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).refusals().getFirst().code();
    }

    private static List<String> codes(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::code).toList();
    }

    private static int acts(String action, String outcome, String detail) {
        return TestDatabase.asOwner()
                .sql("select count(*) from audit.trail where action = ? and outcome = ? and detail like ?")
                .params(action, outcome, detail)
                .query(Integer.class)
                .single();
    }

    @Test
    void whenEverythingFitsTheRelativesAreToldByDegreeLineAndPath() {
        Answer.Told told = told(asking(code().replace("-", "").toLowerCase(java.util.Locale.ROOT)));
        assertThat(told.relatives())
                .extracting(Relative::name, Relative::lineal, Relative::degree, Relative::order)
                .containsExactlyInAnyOrder(
                        tuple("王大同", true, 1, 2), tuple("林　美", true, 1, 2), tuple("王二", false, 2, -1));
        assertThat(told.relatives().getLast().path()).containsExactly("王一", "王大同", "王二");
        assertThat(told.of()).isEqualTo("王一");
    }

    @Test
    void theAnswerIsPrintedForItsQuerierAsLongAsItIsFresh() throws IOException {
        Answer.Told told = told(asking(code()));
        SheetDesk.Offer offer = sheets.offer(told, QUERIER.id());
        assertThat(sheets.issue(offer.sealed(), OTHER)).isEqualTo(new SheetDesk.Issue.Refused("sheetUnknown"));
        SheetDesk.Issue issue = sheets.issue(offer.sealed(), QUERIER);
        assertThat(issue).isInstanceOf(SheetDesk.Issue.Issued.class);
        byte[] pdf = ((SheetDesk.Issue.Issued) issue).pdf();
        assertThat(sheets.examine(pdf).verdict()).isIn(SheetDesk.Verdict.GENUINE, SheetDesk.Verdict.NOT_YET);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", ""))
                    .contains(
                            "115-遺-1",
                            "法院審理案件，4親等以內（親等關聯資料申請提供及管理辦法）",
                            "王一（" + number(2).value() + "）",
                            "查詢時敘明之父姓名王大同",
                            "查詢時敘明之母姓名林美",
                            "第二順序（父母）直系血親1",
                            "旁系血親2王二" + number(3).value(),
                            "王一－王大同－王二",
                            QUERIER.id(),
                            told.transactionId().toString());
        }
        clock.advance(Duration.ofMinutes(31));
        assertThat(sheets.issue(offer.sealed(), QUERIER)).isEqualTo(new SheetDesk.Issue.Refused("sheetStale"));
        assertThat(TestDatabase.asOwner()
                        .sql("""
                                select action || ' ' || outcome from audit.trail
                                where object = ? and action like 'link.sheet%' order by seq
                                """)
                        .param(told.transactionId().toString())
                        .query(String.class)
                        .list())
                .containsExactly("link.sheet.issue REFUSED", "link.sheet.issue DONE", "link.sheet.issue REFUSED");
    }

    @Test
    void theCitizenAndTheirRelativesSeeThatItWasAsked() {
        Answer.Told told = told(asking(code()));
        Actor citizen = Actor.citizen("test");
        assertThat(ownLog.looks(number(2), 5, citizen).lines())
                .extracting(OwnLogDesk.Look::transactionId, OwnLogDesk.Look::purpose, OwnLogDesk.Look::kinship)
                .contains(tuple(told.transactionId(), "遺屬年金", true));
        assertThat(ownLog.looks(number(3), 5, citizen).lines())
                .extracting(OwnLogDesk.Look::transactionId)
                .contains(told.transactionId());
    }

    @Test
    void aGroundNarrowsWhoIsToldOfAndTheGrantTheDegree() {
        kin.give(VAC, purpose, "NATIONALITY", 6, MINISTRY);
        assertThat(told(asking(code())).relatives()).extracting(Relative::name).containsExactly("王大同", "林　美");
        kin.give(VAC, purpose, "ORGAN_DONATION", 1, MINISTRY);
        assertThat(told(asking(code())).relatives()).extracting(Relative::name).containsExactly("王大同", "林　美");
        kin.give(VAC, purpose, "ORGAN_DONATION", 2, MINISTRY);
        assertThat(told(asking(code())).relatives()).extracting(Relative::name).contains("王二");
        kin.give(VAC, purpose, "INHERITANCE", 6, MINISTRY);
        assertThat(told(asking(code())).relatives())
                .extracting(Relative::name, Relative::order)
                .containsExactly(tuple("王大同", 2), tuple("林　美", 2));
    }

    @Test
    void whoIsRegisteredOutsideOfTheTerritoryIsNobodyToTheGrant() {
        int before = acts("registry.person.read", "DONE", "% found=0");
        grants.give(grant(600).within(Set.of("65000")), MINISTRY);
        assertThat(refused(asking(code()), QUERIER)).isEqualTo("link.kinship.parents.wrong");
        assertThat(acts("registry.person.read", "DONE", "% found=0")).isEqualTo(before + 1);
        grants.give(grant(600).within(Set.of("09007010")), MINISTRY);
        assertThat(told(asking(code())).relatives()).hasSize(3);
    }

    @Test
    void whatTheGrantDoesNotNameAnyMoreIsAskedNoMore() {
        String code = code();
        told(asking(code));
        grants.give(grant(600, Set.of("name")), MINISTRY);
        assertThat(kinship.purposes(QUERIER))
                .extracting(one -> one.grant().purposeId())
                .doesNotContain(purpose);
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.purpose.none");
        assertThat(codes(register(today(number(2))).refusals())).containsExactly("link.kinship.notController");
        assertThat(control.authorisations(CONTROLLER)).isEmpty();
        grants.give(grant(600), MINISTRY);
        assertThat(told(asking(code)).relatives()).isNotEmpty();
    }

    @Test
    void whatIsMissingIsSaidTogether() {
        Answer answer = kinship.ask(new Asking(purpose, "", "", "A12345678", " ", ""), QUERIER);
        assertThat(codes(((Answer.Refused) answer).refusals()))
                .containsExactly(
                        "link.kinship.code.missing",
                        "link.kinship.caseNo.missing",
                        "link.kinship.number.malformed",
                        "link.kinship.parents.missing");
    }

    @Test
    void aCodeIsForOneQuerierOnePurposeAndOnePerson() {
        String code = code();
        assertThat(refused(asking("ABCD-EFGH-JKLM"), QUERIER)).isEqualTo("link.kinship.code.wrong");
        assertThat(refused(asking(code), OTHER)).isEqualTo("link.kinship.code.otherQuerier");
        Asking other = new Asking(purpose, code, "115-遺-1", number(3).value(), "王大同", "林美");
        assertThat(refused(other, QUERIER)).isEqualTo("link.kinship.number.other");
        assertThat(acts("link.kinship", "REFUSED", "link.kinship.number.other")).isPositive();
        assertThat(told(asking(code)).relatives()).isNotEmpty();
    }

    @Test
    void aCodeHoldsForItsPeriodAndUntilItIsWithdrawn() {
        LocalDate today = LocalDate.now(clock);
        String later = RocDate.slashed(today.plusDays(2));
        String code = register(new Registering(purpose, QUERIER.id(), number(2).value(), later, later))
                .code();
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.code.early");
        clock.goTo(today.plusDays(3));
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.code.expired");
        clock.reset();
        String withdrawn = code();
        UUID id = control.authorisations(CONTROLLER).getFirst().id();
        assertThat(control.withdraw(id, QUERIER)).isNotEmpty();
        assertThat(control.withdraw(id, CONTROLLER)).isEmpty();
        assertThat(refused(asking(withdrawn), QUERIER)).isEqualTo("link.kinship.code.withdrawn");
        assertThat(control.authorisations(CONTROLLER).getFirst().state()).isEqualTo(KinControlDesk.State.WITHDRAWN);
    }

    @Test
    void withoutTheAuditorAtTheirPlaceNothingIsTold() {
        String code = code();
        goes(CONTROLLER);
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.controller.absent");
        comes(CONTROLLER);
        clock.advance(Duration.ofMinutes(20));
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.controller.absent");
        clock.reset();
        kin.appoint(VAC, purpose, Set.of(OTHER.id()), MINISTRY);
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.controller.gone");
    }

    @Test
    void whoSignedInByPasswordHasNotShownTheirCertificate() {
        String code = code();
        goes(CONTROLLER);
        comes(CONTROLLER, Assurance.PASSWORD);
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.controller.certificate");
        comes(CONTROLLER);
        assertThat(told(asking(code)).relatives()).isNotEmpty();
        // The session by card is open still, and another one asks.
        comes(QUERIER, Assurance.PASSKEY);
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.certificate");
        sessions.nobodyIsPresent();
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.certificate");
    }

    @Test
    void bothCardsAreOfWhomTheRosterNamesAndThoseAreTwo() {
        String code = code();
        NationalId querier = numberOf(QUERIER);
        NationalId foreign = People.nextId(Sex.MALE);
        comes(QUERIER, Assurance.CERTIFICATE, foreign);
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.certificate.otherPerson");
        comes(QUERIER);
        comes(CONTROLLER, Assurance.CERTIFICATE, foreign);
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.controller.otherCard");
        named(CONTROLLER, querier);
        comes(CONTROLLER);
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.querier.samePerson");
        assertThat(codes(register(today(number(2))).refusals())).containsExactly("link.kinship.querier.samePerson");
    }

    @Test
    void theTrailNamesWhatProvesBothCards() {
        UUID transaction = told(asking(code())).transactionId();
        assertThat(TestDatabase.asOwner()
                        .sql("select detail from audit.trail where action = 'link.kinship' and object = ?")
                        .param(transaction.toString())
                        .query(String.class)
                        .single())
                .matches("purpose=.+ evidence=[0-9a-f-]{36} controller=[0-9a-f-]{36}");
    }

    @Test
    void thePurposeHasSoManyQueriesAMinute() {
        grants.give(grant(1), MINISTRY);
        String code = code();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) { // a minute may end between two of them
            answers.add(kinship.ask(asking(code), QUERIER));
        }
        assertThat(answers.getFirst()).isInstanceOf(Answer.Told.class);
        assertThat(answers)
                .filteredOn(Answer.Refused.class::isInstance)
                .isNotEmpty()
                .allSatisfy(answer ->
                        assertThat(codes(((Answer.Refused) answer).refusals())).containsExactly("link.kinship.quota"));
    }

    @Test
    void ofWhomNoParentIsRegisteredThatIsSaidOnPurpose() {
        NationalId alone = world.someone("親等路3號").numbers().getFirst();
        String code = register(today(alone)).code();
        Asking nothing = new Asking(purpose, code, "115-遺-1", alone.value(), "", "");
        assertThat(refused(nothing, QUERIER)).isEqualTo("link.kinship.parents.missing");
        Asking both = new Asking(purpose, code, "115-遺-1", alone.value(), "王大同", "", true);
        assertThat(refused(both, QUERIER)).isEqualTo("link.kinship.parents.both");
        told(new Asking(purpose, code, "115-遺-1", alone.value(), "", "", true));
        Asking wrong = new Asking(purpose, code(), "115-遺-1", number(2).value(), "", "", true);
        assertThat(refused(wrong, QUERIER)).isEqualTo("link.kinship.parents.wrong");
    }

    @Test
    void wrongParentsAnUnknownAndAHiddenPersonAreAnsweredAlike() {
        String code = code();
        Asking wrong = new Asking(purpose, code, "115-遺-1", number(2).value(), "王大同", "林麗");
        assertThat(refused(wrong, QUERIER)).isEqualTo("link.kinship.parents.wrong");
        Asking half = new Asking(purpose, code, "115-遺-1", number(2).value(), "王大同", "");
        assertThat(refused(half, QUERIER)).isEqualTo("link.kinship.parents.wrong");

        NationalId nobody = People.nextId(Sex.MALE);
        String unknown = register(today(nobody)).code();
        assertThat(unknown).isNotEmpty();
        assertThat(refused(new Asking(purpose, unknown, "115-遺-1", nobody.value(), "王大同", "林美"), QUERIER))
                .isEqualTo("link.kinship.parents.wrong");

        People.Home alone = world.someone("親等路2號");
        NationalId hidden = alone.numbers().getFirst();
        NationalId officer = People.nextId(Sex.MALE);
        named(QUERIER, officer);
        comes(QUERIER);
        world.bar(alone, officer);
        String barred = register(today(hidden)).code();
        assertThat(refused(new Asking(purpose, barred, "115-遺-1", hidden.value(), "無", "無"), QUERIER))
                .isEqualTo("link.kinship.parents.wrong");
    }

    @Test
    void aRelativeWhoIsHiddenFromTheQuerierIsNotThere() {
        NationalId officer = People.nextId(Sex.MALE);
        named(QUERIER, officer);
        comes(QUERIER);
        People.Home barred =
                new People.Home(home.no(), home.villageCode(), List.of(number(3)), List.of(home.person(3)));
        world.bar(barred, officer);
        assertThat(told(asking(code())).relatives()).extracting(Relative::name).doesNotContain("王二");
    }

    @Test
    void guessingIsCountedForTheQuerierAndForTheCode() {
        String code = code();
        Asking wrong = new Asking(purpose, code, "115-遺-1", number(2).value(), "王大", "林美");
        for (int i = 0; i < 5; i++) {
            assertThat(refused(wrong, QUERIER)).isEqualTo("link.kinship.parents.wrong");
        }
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.tries");
        clock.advance(Duration.ofMinutes(16));
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.code.void");
        assertThat(control.authorisations(CONTROLLER).getFirst().state()).isEqualTo(KinControlDesk.State.VOID);
    }

    @Test
    void onlyAControllerRegistersAndNeverThemself() {
        assertThat(codes(control.register(today(number(2)), QUERIER).refusals()))
                .containsExactly("link.kinship.notController");
        String today = RocDate.slashed(LocalDate.now(clock));
        assertThat(codes(register(new Registering(purpose, CONTROLLER.id(), "", "x", today))
                        .refusals()))
                .containsExactly("link.kinship.querier.same", "link.kinship.number.missing", "link.kinship.day");
        String past = RocDate.slashed(LocalDate.now(clock).minusDays(1));
        String far = RocDate.slashed(LocalDate.now(clock).plusDays(60));
        assertThat(codes(register(new Registering(purpose, "nobody", "A123456788", past, far))
                        .refusals()))
                .containsExactly(
                        "link.kinship.querier.unknown",
                        "link.kinship.number.malformed",
                        "link.kinship.from.past",
                        "link.kinship.until.tooLong");
    }

    @Test
    void withoutAKinshipGrantNothingIsAsked() {
        assertThat(refused(
                        new Asking("NO-SUCH", "ABCD-EFGH-JKLM", "1", number(2).value(), "王大同", "林美"), QUERIER))
                .isEqualTo("link.kinship.purpose.none");
        String code = code();
        grants.dismiss(VAC, QUERIER.id(), MINISTRY);
        assertThat(refused(asking(code), QUERIER)).isEqualTo("link.kinship.notOnRoster");
    }

    @Test
    void sevenOfTenAreReviewedEachMonthAndTheMinistrySeesWhoDidNot() {
        String code = code();
        for (int i = 0; i < 3; i++) {
            told(asking(code));
        }
        YearMonth month = YearMonth.now(clock);
        KinReviewDesk.Month before = reviews.month(month, CONTROLLER);
        assertThat(before.queries()).isEqualTo(3);
        assertThat(before.required()).isEqualTo(3);
        assertThat(share(month)).extracting(KinReviewDesk.Month::outstanding).isEqualTo(3);
        UUID first = before.lines().getFirst().transactionId();
        assertThat(codes(reviews.review(first, "", "", CONTROLLER))).containsExactly("link.kinship.review.finding");
        assertThat(codes(reviews.review(first, "NOT_IN_ORDER", " ", CONTROLLER)))
                .containsExactly("link.kinship.review.note");
        assertThat(codes(reviews.review(first, "IN_ORDER", "", QUERIER)))
                .containsExactly("link.kinship.review.unknown");
        kin.appoint(VAC, purpose, Set.of(CONTROLLER.id(), QUERIER.id()), MINISTRY);
        assertThat(codes(reviews.review(first, "IN_ORDER", "", QUERIER))).containsExactly("link.kinship.review.own");
        assertThat(reviews.review(first, "NOT_IN_ORDER", "查無案卷", CONTROLLER)).isEmpty();
        assertThat(codes(reviews.review(first, "IN_ORDER", "", CONTROLLER)))
                .containsExactly("link.kinship.review.done");
        KinReviewDesk.Month after = reviews.month(month, CONTROLLER);
        assertThat(after.outstanding()).isEqualTo(2);
        assertThat(after.share()).isEqualTo(33);
        assertThat(after.lines().getLast().reviewed())
                .extracting(KinReviewDesk.Reviewed::inOrder, KinReviewDesk.Reviewed::note)
                .containsExactly(false, "查無案卷");
        assertThat(share(month)).extracting(KinReviewDesk.Month::reviewed).isEqualTo(1);
    }

    @Test
    void onlyWhatWasDrawnCountsForTheShare() {
        String code = code();
        for (int i = 0; i < 4; i++) {
            told(asking(code));
        }
        YearMonth month = YearMonth.now(clock);
        KinReviewDesk.Month before = reviews.month(month, CONTROLLER);
        assertThat(before.required()).isEqualTo(3);
        assertThat(before.lines()).extracting(KinReviewDesk.Line::drawn).containsExactly(true, true, true, false);
        assertThat(reviews.review(before.lines().getLast().transactionId(), "IN_ORDER", "", CONTROLLER))
                .isEmpty();
        assertThat(reviews.month(month, CONTROLLER).outstanding()).isEqualTo(3);
        assertThat(share(month).reviewed()).isZero();
        assertThat(reviews.review(before.lines().getFirst().transactionId(), "IN_ORDER", "", CONTROLLER))
                .isEmpty();
        assertThat(share(month).outstanding()).isEqualTo(2);
    }

    private KinReviewDesk.Month share(YearMonth month) {
        return reviews.shares(month, MINISTRY).stream()
                .filter(one -> one.purposeId().equals(purpose))
                .findFirst()
                .orElseThrow()
                .month();
    }
}
