package tw.onestop.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** Fixture: an agency's applicant, its chief information-security officer and the ministry, each by their Desk. */
class Applicants {

    static final Actor MINISTRY = new Actor(Actor.Kind.STAFF, "test-ministry", null, null);

    static final byte[] LETTER = "%PDF-1.4 level A %%EOF".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final AccessDesk access;
    private final JoiningDesk joining;
    private final ReviewDesk review;
    private final ProofDesk proofs;
    private final Clock clock;

    Applicants(AccessDesk access, JoiningDesk joining, ReviewDesk review, ProofDesk proofs, Clock clock) {
        this.proofs = proofs;
        this.access = access;
        this.joining = joining;
        this.review = review;
        this.clock = clock;
    }

    /** An account of an agency. */
    Actor account(String agency, String name) {
        AgencyCode code = new AgencyCode(agency);
        String username = "%s-%s".formatted(name, agency.toLowerCase(java.util.Locale.ROOT));
        access.open(
                new StaffMember(username, "測試承辦", Set.of(Role.OFFICER), null, code), "correct horse battery staple");
        return Actor.officer(username, code);
    }

    UUID begun(Actor officer) {
        return ((JoiningDesk.Begun.Draft) joining.begin(officer)).id();
    }

    /** Everything filled in for these items, with the applicant as the officer who will ask. */
    UUID filled(Actor officer, Actor security, List<String> items) {
        UUID id = begun(officer);
        fill(id, officer, security, items);
        return id;
    }

    void fill(UUID id, Actor officer, Actor security, List<String> items) {
        save(id, Section.BUSINESS, officer, Map.of("items", items, "scope", List.of("NATIONWIDE")));
        Application application = joining.application(id, officer).orElseThrow();
        save(
                id,
                Section.FIELDS,
                officer,
                Map.of(
                        "fields",
                        new ArrayList<>(joining.offered(application)),
                        "legalBasis",
                        List.of("測試法§1"),
                        "plan",
                        List.of("受理時查詢，代替戶籍謄本。")));
        save(id, Section.PEOPLE, officer, people(officer, security));
        assertThat(proofs.prove(id, LETTER, officer)).isEmpty();
        save(id, Section.RULES, officer, rules());
    }

    Map<String, List<String>> people(Actor officer, Actor security) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        said.put("window", List.of("OWN"));
        said.put("windowUnit", List.of("資訊科"));
        said.put("windowName", List.of("王窗口"));
        said.put("windowPhone", List.of("02-2345-6789"));
        said.put("deputyName", List.of("陳代理"));
        said.put("deputyPhone", List.of("02-2345-6780"));
        said.put("security", List.of(security.id()));
        said.put(
                "officers",
                List.of("%s %s"
                        .formatted(officer.id(), People.nextId(Sex.FEMALE).value())));
        return said;
    }

    Map<String, List<String>> rules() {
        Map<String, List<String>> said = new LinkedHashMap<>();
        said.put("retention", List.of("6"));
        said.put("destruction", List.of("碎紙並刪除電子檔"));
        said.put("destroyOn", List.of(LocalDate.now(clock).plusMonths(7).toString()));
        said.put("auditor", List.of("政風室"));
        said.put("penalties", List.of("依規定議處並註銷帳號"));
        said.put("agreement", List.of("yes"));
        said.put("levelA", List.of("院臺護字第1號 114/1/1"));
        said.put("levelAHolder", List.of("院臺護字第1號 114/1/1"));
        return said;
    }

    void save(UUID id, Section section, Actor officer, Map<String, List<String>> said) {
        assertThat(joining.save(id, section, new Answers(said), officer)).isEmpty();
    }

    /** From the draft to the approval; answers the purpose that was granted. */
    String approved(Actor officer, Actor security, List<String> items) {
        UUID id = filled(officer, security, items);
        sent(id, officer, security);
        assertThat(review.approve(id, ReviewDesk.Approval.whole(review.suggested()), MINISTRY))
                .isEmpty();
        return String.valueOf(joining.application(id, officer).orElseThrow().purposeId());
    }

    void sent(UUID id, Actor officer, Actor security) {
        assertThat(joining.submit(id, officer)).isEmpty();
        assertThat(joining.review(id, true, "", security)).isEmpty();
    }
}
