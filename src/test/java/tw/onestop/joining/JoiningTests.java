package tw.onestop.joining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Grant;
import tw.onestop.agency.MachineAccessDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.notice.PassportInquiryDesk;
import tw.onestop.registry.People;

/** From the application to the grant: who may apply, what is missing, who reviews, and what an approval makes. */
class JoiningTests extends JoiningCase {

    private static final AgencyCode LAND = new AgencyCode("LAND");

    @Autowired
    People people;

    @Autowired
    AgencyDesk directory;

    @Autowired
    MachineAccessDesk machines;

    @Autowired
    PassportInquiryDesk confirmations;

    @Autowired
    CatalogueDesk catalogue;

    @Test
    void stateCorporationsFirmsAndAssociationsAreRefusedWithTheLawAndItIsAnAct() {
        Actor officer = applicants().account("TAIPOWER", "join-applicant");
        assertThat(joining.begin(officer))
                .isInstanceOfSatisfying(
                        JoiningDesk.Begun.Refused.class,
                        refused -> assertThat(refused.refusal().code())
                                .isEqualTo("joining.notAnAuthority.STATE_CORPORATION"));
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select count(*) from audit.trail where action = 'joining.application.begin' and outcome = 'REFUSED' and detail = 'joining.notAnAuthority.STATE_CORPORATION'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void aDraftKeepsWhatWasTypedWhateverIsWrongWithIt() {
        Actor officer = applicants().account("VAC", "join-applicant");
        UUID id = applicants().begun(officer);
        assertThat(codes(joining.save(id, Section.BUSINESS, new Answers(Map.of("items", List.of("LAND-01"))), officer)))
                .containsExactlyInAnyOrder("joining.form.items.missing", "joining.form.scope.missing");
        assertThat(codes(joining.save(
                        id,
                        Section.PEOPLE,
                        new Answers(Map.of(
                                "window",
                                List.of("SUPERIOR"),
                                "security",
                                List.of(officer.id()),
                                "officers",
                                List.of("nobody A123456789\n" + officer.id() + " A123456788\none"))),
                        officer)))
                .containsExactlyInAnyOrder(
                        "joining.form.windowUnit.missing",
                        "joining.form.windowName.missing",
                        "joining.form.windowPhone.missing",
                        "joining.form.superior.missing",
                        "joining.form.security.same",
                        "joining.form.officers.unknown",
                        "joining.form.officers.number",
                        "joining.form.officers.line");
        Application kept = joining.application(id, officer).orElseThrow();
        assertThat(kept.stage()).isEqualTo(Stage.DRAFT);
        assertThat(kept.answers().one("officers")).contains("nobody A123456789");
        assertThat(kept.answers().all("items")).containsExactly("LAND-01");
        // What names people lies sealed.
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select position('A123456789'::bytea in content_sealed) from joining.application where id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(joining.submit(id, officer)).isNotEmpty();
        assertThat(joining.application(id, applicants().account("NIA", "join-applicant")))
                .as("another agency's")
                .isEmpty();
    }

    @Test
    void aWindowHasSeveralDeputiesEachWithATelephone() {
        Actor officer = applicants().account("MOCS", "join-applicant");
        Actor security = applicants().account("MOCS", "join-security");
        UUID id = applicants().begun(officer);
        Map<String, List<String>> said = new HashMap<>(applicants().people(officer, security));
        said.put("deputyName", List.of("陳代理", "", "林代理", "周代理"));
        said.put("deputyPhone", List.of("02-2345-6780", "", "", "02-2345-6782"));
        assertThat(joining.save(id, Section.PEOPLE, new Answers(said), officer))
                .extracting(Refusal::field, Refusal::code, Refusal::arguments)
                .containsExactly(tuple("deputyPhone", "joining.form.deputyPhone.missing", List.of("2")));
        said.put("deputyPhone", List.of("02-2345-6780", "", "02-2345-6781", "02-2345-6782"));
        applicants().save(id, Section.PEOPLE, officer, said);
        Application application = joining.application(id, officer).orElseThrow();
        assertThat(application.deputies())
                .containsExactly(
                        new Deputy("陳代理", "02-2345-6780"),
                        new Deputy("林代理", "02-2345-6781"),
                        new Deputy("周代理", "02-2345-6782"));
        assertThat(String.join("", joining.rules(application)))
                .contains("代理人陳代理，電話02-2345-6780；代理人林代理，電話02-2345-6781；代理人周代理，電話02-2345-6782。");
        said.put("deputyName", Collections.nCopies(Deputy.MOST + 1, "代理"));
        said.put("deputyPhone", Collections.nCopies(Deputy.MOST + 1, "1"));
        assertThat(codes(joining.save(id, Section.PEOPLE, new Answers(said), officer)))
                .containsExactly("joining.form.deputies.tooMany");
        said.put("deputyName", List.of(""));
        said.remove("deputyPhone");
        assertThat(codes(joining.save(id, Section.PEOPLE, new Answers(said), officer)))
                .containsExactly("joining.form.deputyName.missing", "joining.form.deputyPhone.missing");
    }

    @Test
    void theSuperiorAgencyIsOneOfTheDirectory() {
        Actor officer = applicants().account("SFAA", "join-applicant");
        UUID id = applicants().begun(officer);
        Map<String, List<String>> said =
                new HashMap<>(applicants().people(officer, applicants().account("SFAA", "join-security")));
        said.put("window", List.of("SUPERIOR"));
        for (String none : List.of("某某部", "SFAA", "HEALTH-09007010", "TAIPOWER")) {
            said.put("superior", List.of(none));
            assertThat(codes(joining.save(id, Section.PEOPLE, new Answers(said), officer)))
                    .as(none)
                    .containsExactly("joining.form.superior.unknown");
        }
        said.put("superior", List.of("MOHW"));
        applicants().save(id, Section.PEOPLE, officer, said);
        Application application = joining.application(id, officer).orElseThrow();
        assertThat(joining.superiors(application))
                .extracting(agency -> agency.code().value())
                .contains("MOHW")
                .doesNotContain("SFAA", "HEALTH-09007010", "TAIPOWER");
        assertThat(String.join("", joining.rules(application))).contains("由上級機關衛生福利部擔任。");
    }

    @Test
    void consularAffairsComesToItsQueryByApplying() {
        Actor officer = applicants().account("BOCA", "join-applicant");
        Actor security = applicants().account("BOCA", "join-security");
        String purpose;
        rule("link.rehearsal", 0);
        try {
            purpose = applicants().approved(officer, security, List.of("BOCA-02"));
        } finally {
            rule("link.rehearsal", 1);
        }
        String number = people.household("09007010001", "介壽路916號")
                .head("林護照", Sex.FEMALE, java.time.LocalDate.of(2008, 1, 1))
                .found()
                .numbers()
                .getFirst()
                .value();
        assertThat(confirmations.ask(
                        new PassportInquiryDesk.Inquiry(UUID.randomUUID(), number, purpose, "測試案號", officer.id()),
                        officer))
                .isInstanceOf(PassportInquiryDesk.Answer.Found.class);
        assertThat(catalogue.fields()).contains("address.full", "kinWithin", PassportInquiryDesk.FIELD);
    }

    @Test
    void theFieldsFollowFromTheItemsAndNothingBeyondThemCanBeAskedFor() {
        Actor officer = applicants().account("LTAX", "join-applicant");
        UUID id = applicants().begun(officer);
        applicants()
                .save(
                        id,
                        Section.BUSINESS,
                        officer,
                        Map.of("items", List.of("LTAX-05"), "scope", List.of("OWN"), "counties", List.of("09007")));
        Application application = joining.application(id, officer).orElseThrow();
        assertThat(joining.offered(application)).containsExactly("name", "maritalStatus", "spouse");
        Map<String, List<String>> said =
                Map.of("fields", List.of("name", "kinWithin"), "legalBasis", List.of("法"), "plan", List.of("計畫"));
        assertThat(codes(joining.save(id, Section.FIELDS, new Answers(said), officer)))
                .containsExactly("joining.form.fields.beyond");
        // Neither nationwide nor of kinship: no proof of level A is wanted.
        assertThat(joining.application(id, officer).orElseThrow().nationwide()).isFalse();
    }

    private static Answers business(String item, String scope, String... counties) {
        return new Answers(Map.of("items", List.of(item), "scope", List.of(scope), "counties", List.of(counties)));
    }

    @Test
    void anAgencyNamesItsOwnCountyAndIsGrantedNoMore() {
        Actor officer = applicants().account("MOE", "own-applicant");
        Actor security = applicants().account("MOE", "own-security");
        UUID id = applicants().filled(officer, security, List.of("EDU-02"));
        assertThat(codes(joining.save(id, Section.BUSINESS, business("EDU-02", "OWN"), officer)))
                .containsExactly("joining.form.counties.missing");
        assertThat(codes(joining.submit(id, officer))).containsExactly("joining.form.counties.missing");
        assertThat(codes(joining.save(id, Section.BUSINESS, business("EDU-02", "OWN", "09999"), officer)))
                .containsExactly("joining.form.counties.unknown");
        assertThat(joining.save(id, Section.BUSINESS, business("EDU-02", "OWN", "09007", "65000"), officer))
                .isEmpty();
        assertThat(joining.application(id, officer).orElseThrow().needsLevelA())
                .as("several counties are more than an agency's own")
                .isTrue();
        assertThat(joining.save(id, Section.BUSINESS, business("EDU-02", "OWN", "09007"), officer))
                .isEmpty();
        Application application = joining.application(id, officer).orElseThrow();
        assertThat(application.needsLevelA()).isFalse();
        assertThat(joining.rules(application)).anyMatch(rule -> rule.contains("轄內資料（連江縣）"));
        applicants().sent(id, officer, security);
        assertThat(review.approve(id, ReviewDesk.Approval.whole(review.suggested()), Applicants.MINISTRY))
                .isEmpty();

        AgencyCode agency = new AgencyCode("MOE");
        String purpose =
                String.valueOf(joining.application(id, officer).orElseThrow().purposeId());
        assertThat(grants.stored(agency, purpose).orElseThrow().territory()).containsExactly("09007");
        assertThat(linkages.suspend(purpose, "測試", Applicants.MINISTRY)).isEmpty();
        assertThat(linkages.resume(purpose, Applicants.MINISTRY)).isEmpty();
        assertThat(linkages.linkage(purpose, officer).orElseThrow().territory()).containsExactly("09007");
        assertThat(found(officer, purpose, "09007010001")).isOne();
        assertThat(found(officer, purpose, "65000010001")).isZero();
    }

    private int found(Actor officer, String purpose, String village) {
        var home = people.household(village, "轄區路9號")
                .head("林轄區", Sex.MALE, java.time.LocalDate.of(1971, 1, 1))
                .found();
        Answer answer = ask(officer, purpose, home.numbers().getFirst().value(), List.of("name"), List.of());
        assertThat(answer).isInstanceOf(Answer.Answered.class);
        return ((Answer.Answered) answer).persons().size();
    }

    @Test
    void whereTheDirectoryKnowsAnAgencysAreaNoCountyIsAskedFor() {
        Actor officer = applicants().account("HEALTH-09007010", "own-applicant");
        UUID id = applicants().begun(officer);
        assertThat(codes(joining.save(id, Section.BUSINESS, business("NONE", "OWN"), officer)))
                .containsExactly("joining.form.items.missing");
        Application application = joining.application(id, officer).orElseThrow();
        assertThat(joining.counties(application)).isEmpty();
        assertThat(joining.rules(application)).anyMatch(rule -> rule.contains("轄內資料（連江縣南竿鄉）"));
        Actor education = applicants().account("MOE", "own-applicant");
        assertThat(joining.counties(joining.application(applicants().begun(education), education)
                        .orElseThrow()))
                .hasSize(22);
    }

    @Test
    void nationwideDataNeedTheProofOfLevelA() {
        Actor officer = applicants().account("MOE", "join-applicant");
        Actor security = applicants().account("MOE", "join-security");
        UUID id = applicants().filled(officer, security, List.of("EDU-02"));
        Map<String, List<String>> without = new HashMap<>(applicants().rules());
        without.remove("levelA");
        assertThat(codes(joining.save(id, Section.RULES, new Answers(without), officer)))
                .containsExactly("joining.form.levelA.missing");
        assertThat(codes(joining.submit(id, officer))).containsExactly("joining.form.levelA.missing");
    }

    @Test
    void theProofOfLevelAIsAPdfThatLiesSealedAndReviewersSee() {
        Actor officer = applicants().account("MOE", "join-applicant");
        Actor security = applicants().account("MOE", "join-security");
        UUID id = applicants().begun(officer);
        assertThat(codes(proofs.prove(id, new byte[0], officer))).containsExactly("joining.form.levelAFile.missing");
        assertThat(codes(proofs.prove(id, "no paper".getBytes(StandardCharsets.US_ASCII), officer)))
                .containsExactly("joining.form.levelAFile.notPdf");
        byte[] large = Arrays.copyOf(Applicants.LETTER, 3 * 1024 * 1024 + 1);
        assertThat(codes(proofs.prove(id, large, officer))).containsExactly("joining.form.levelAFile.tooLarge");
        assertThat(codes(proofs.prove(id, Applicants.LETTER, applicants().account("NIA", "join-applicant"))))
                .containsExactly("joining.unknown");
        applicants().fill(id, officer, security, List.of("EDU-02"));
        assertThat(proofs.proof(id, security)).contains(Applicants.LETTER);
        assertThat(proofs.proof(id, Applicants.MINISTRY))
                .as("a draft is the agency's own")
                .isEmpty();
        applicants().sent(id, officer, security);
        assertThat(proofs.proof(id, Applicants.MINISTRY)).contains(Applicants.LETTER);
        assertThat(codes(proofs.prove(id, Applicants.LETTER, officer))).containsExactly("joining.closed");
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select position('level A'::bytea in content_sealed) from joining.proof where application = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void withoutItsFileAnApplicationIsNotWhole() {
        Actor officer = applicants().account("MOE", "join-applicant");
        UUID id = applicants().begun(officer);
        applicants()
                .save(
                        id,
                        Section.BUSINESS,
                        officer,
                        Map.of("items", List.of("EDU-02"), "scope", List.of("NATIONWIDE")));
        assertThat(codes(
                        joining.save(id, Section.RULES, new Answers(applicants().rules()), officer)))
                .containsExactly("joining.form.levelAFile.missing");
    }

    @Test
    void eachKindOfBodyHearsWhyInASentenceOfItsOwn() {
        for (String body : List.of("PRIVATE_FIRM", "ASSOCIATION", "STATUTORY_BODY")) {
            String code = "TEST-" + body.replace('_', '-');
            TestDatabase.asOwner().sql("""
                            insert into agency.agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                                                       promised_days, auto_replies, door, township_code, shown_order, body)
                            values (?, '測試', 'Test', 'RECEIVER', '', '', '', 1, false, 'INBOX', null, 9999, ?)
                            on conflict (code) do nothing
                            """).params(code, body).update();
            directory.chooseDoor(new AgencyCode(code), Agency.Door.INBOX); // and it is read again
            assertThat(joining.begin(Actor.officer("join-" + body, new AgencyCode(code))))
                    .isInstanceOfSatisfying(
                            JoiningDesk.Begun.Refused.class,
                            refused ->
                                    assertThat(refused.refusal().code()).isEqualTo("joining.notAnAuthority." + body));
            TestDatabase.asOwner()
                    .sql("delete from agency.agency where code = ?")
                    .param(code)
                    .update();
        }
        directory.chooseDoor(
                new AgencyCode("LAND"),
                directory.find(new AgencyCode("LAND")).orElseThrow().door());
    }

    @Test
    void machinesWaitForTheRehearsalWhereTheRuleWantsOne() {
        Actor officer = applicants().account("CIP", "join-applicant");
        Actor security = applicants().account("CIP", "join-security");
        String purpose = applicants().approved(officer, security, List.of("IND-01"));
        AgencyCode agency = new AgencyCode("CIP");
        assertThat(machines.isOpen(agency, purpose)).isFalse();
        assertThat(ask(Actor.system("client-cip", agency), purpose, "A123456789", List.of("name"), List.of()))
                .isInstanceOfSatisfying(
                        tw.onestop.link.QueryDesk.Answer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("rehearsalMissing"));
        assertThat(codes(terms.announce(
                        new TermsDesk.Announcement(
                                "link.rehearsal", "2", today().plusDays(1).toString(), "測試公告"),
                        Applicants.MINISTRY)))
                .containsExactly("joining.term.flag");
        rule("link.rehearsal", 0);
        try {
            String free = applicants().approved(officer, security, List.of("IND-01"));
            assertThat(machines.isOpen(agency, free)).isTrue();
        } finally {
            rule("link.rehearsal", 1);
        }
    }

    @Test
    void theManagementRulesSayWhatTheLawWantsAndNameNoNumber() {
        Actor officer = applicants().account("CIP", "join-applicant");
        Actor security = applicants().account("CIP", "join-security");
        UUID id = applicants().filled(officer, security, List.of("IND-01"));
        String rules =
                String.join("\n", joining.rules(joining.application(id, officer).orElseThrow()));
        assertThat(rules)
                .contains(
                        "依據與計畫", "測試法§1", "保存期限", "6個月", "碎紙並刪除電子檔", "首次銷毀日期為民國", "至少每6個月", security.id(), officer.id())
                .doesNotContainPattern("[A-Z][12]\\d{8}")
                .doesNotContain("百分之70");
        Actor kin = applicants().account("MOCS", "join-applicant");
        UUID other = applicants().filled(kin, applicants().account("MOCS", "join-security"), List.of("CSV-01"));
        assertThat(String.join("", joining.rules(joining.application(other, kin).orElseThrow())))
                .contains("百分之70");
    }

    @Test
    void onlyTheNamedAccountReviewsForTheAgency() {
        Actor officer = applicants().account("MOA", "join-applicant");
        Actor security = applicants().account("MOA", "join-security");
        UUID id = applicants().filled(officer, security, List.of("AGR-01"));
        assertThat(joining.submit(id, officer)).isEmpty();
        assertThat(codes(joining.review(id, true, "", officer))).containsExactly("joining.security.notYou");
        assertThat(codes(review.approve(id, ReviewDesk.Approval.whole(review.suggested()), Applicants.MINISTRY)))
                .containsExactly("joining.closed");
        assertThat(codes(joining.review(id, false, " ", security))).containsExactly("joining.remark.missing");
        assertThat(joining.review(id, false, "請補計畫", security)).isEmpty();
        assertThat(joining.application(id, officer).orElseThrow().stage()).isEqualTo(Stage.DRAFT);
        applicants().sent(id, officer, security);
        assertThat(review.waiting(Applicants.MINISTRY))
                .extracting(Application::id)
                .contains(id);
    }

    @Test
    void theMinistryReturnsOnceWithEverythingListed() {
        Actor officer = applicants().account("NLMA", "join-applicant");
        Actor security = applicants().account("NLMA", "join-security");
        UUID id = applicants().filled(officer, security, List.of("HSG-02"));
        applicants().sent(id, officer, security);
        assertThat(codes(review.giveBack(id, Map.of(Section.FIELDS, " "), Applicants.MINISTRY)))
                .containsExactly("joining.returned.nothing");
        assertThat(review.giveBack(id, Map.of(Section.FIELDS, "配偶非必要", Section.RULES, "請載明銷毀人員"), Applicants.MINISTRY))
                .isEmpty();
        Application returned = joining.application(id, officer).orElseThrow();
        assertThat(returned.remarks()).containsOnlyKeys(Section.FIELDS, Section.RULES);
        applicants().sent(id, officer, security);
        assertThat(codes(review.giveBack(id, Map.of(Section.FIELDS, "再補"), Applicants.MINISTRY)))
                .containsExactly("joining.returned.once");
        assertThat(codes(review.refuse(id, "", Applicants.MINISTRY))).containsExactly("joining.reason.missing");
        assertThat(review.refuse(id, "無法律依據", Applicants.MINISTRY)).isEmpty();
        assertThat(joining.application(id, officer).orElseThrow().stage()).isEqualTo(Stage.REFUSED);
        assertThat(codes(review.approve(id, ReviewDesk.Approval.whole(review.suggested()), Applicants.MINISTRY)))
                .containsExactly("joining.closed");
    }

    @Test
    void aPartOfWhatWasAppliedForIsGrantedWithTheReasonForTheRest() {
        Actor officer = applicants().account("LAND", "part-applicant");
        Actor security = applicants().account("LAND", "part-security");
        UUID id = applicants().filled(officer, security, List.of("LAND-01", "LAND-04"));
        applicants().sent(id, officer, security);
        ReviewDesk.Quota quota = review.suggested();
        assertThat(codes(review.approve(
                        id, new ReviewDesk.Approval(quota, Set.of("birthDate"), " "), Applicants.MINISTRY)))
                .containsExactly("joining.whyWithout.missing");
        assertThat(codes(review.approve(
                        id, new ReviewDesk.Approval(quota, Set.of("spouse"), "無此需要"), Applicants.MINISTRY)))
                .containsExactly("joining.without.unknown");
        assertThat(codes(review.approve(
                        id,
                        new ReviewDesk.Approval(
                                quota, Set.of("name", "birthDate", "domicileStatus", "address.full"), "都不需要"),
                        Applicants.MINISTRY)))
                .containsExactly("joining.without.all");
        assertThat(review.approve(
                        id, new ReviewDesk.Approval(quota, Set.of("birthDate"), "登記不需出生日期"), Applicants.MINISTRY))
                .isEmpty();
        Application approved = joining.application(id, officer).orElseThrow();
        assertThat(approved.history().getLast().note()).isEqualTo("部分核准，不含出生日期：登記不需出生日期");
        assertThat(grants.grant(LAND, String.valueOf(approved.purposeId()))
                        .orElseThrow()
                        .fields())
                .containsExactlyInAnyOrder("name", "domicileStatus", "address.full");
    }

    @Test
    void anApprovalMakesTheGrantForFiveYearsAndOnlyItsOfficersAsk() {
        Actor officer = applicants().account("LAND", "join-applicant");
        Actor security = applicants().account("LAND", "join-security");
        String purpose = applicants().approved(officer, security, List.of("LAND-01", "LAND-04"));
        Grant grant = grants.grant(LAND, purpose).orElseThrow();
        assertThat(grant.fields()).containsExactlyInAnyOrder("name", "birthDate", "domicileStatus", "address.full");
        assertThat(grant.until()).isEqualTo(today().plusYears(5).minusDays(1));
        assertThat(grant.legalBasis()).isEqualTo("測試法§1");
        assertThat(grant.items()).containsExactlyInAnyOrder("LAND-01", "LAND-04");
        assertThat(grants.stored(LAND, purpose)).contains(grant);
        assertThat(grants.officers(LAND, purpose)).containsExactly(officer.id());
        var home = people.household("09007010001", "介壽路912號")
                .head("林大同", Sex.MALE, java.time.LocalDate.of(1971, 1, 1))
                .found();
        String number = home.person(0).nationalId().value();
        assertThat(ask(officer, purpose, number, List.of("name"), List.of())).isInstanceOf(Answer.Answered.class);
        assertThat(ask(officer, purpose, number, List.of("spouse"), List.of()))
                .isInstanceOfSatisfying(
                        Answer.Refused.class, no -> assertThat(no.code()).isEqualTo("unauthorizedField"));
        // On the roster of the agency by another purpose, but not reserved for this one.
        grants.name(LAND, security.id(), People.nextId(Sex.MALE), Applicants.MINISTRY);
        assertThat(ask(security, purpose, number, List.of("name"), List.of()))
                .isInstanceOfSatisfying(
                        Answer.Refused.class, no -> assertThat(no.code()).isEqualTo("unknownUser"));
        grants.dismiss(LAND, security.id(), Applicants.MINISTRY);
    }
}
