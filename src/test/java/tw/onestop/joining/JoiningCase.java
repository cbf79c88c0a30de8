package tw.onestop.joining;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.QueryDesk;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.link.QueryDesk.Query;

/** What the tests of joining share: the desks, a clock that is put back, and a query. */
@ProductTest
abstract class JoiningCase {

    @Autowired
    AccessDesk access;

    @Autowired
    JoiningDesk joining;

    @Autowired
    ReviewDesk review;

    @Autowired
    ProofDesk proofs;

    @Autowired
    LinkageDesk linkages;

    @Autowired
    TermsDesk terms;

    @Autowired
    GrantDesk grants;

    @Autowired
    QueryDesk queries;

    @Autowired
    TestClock clock;

    Applicants applicants() {
        return new Applicants(access, joining, review, proofs, clock);
    }

    /** Nothing of these tests is looked at by another test's round. */
    @AfterEach
    void asBefore() {
        clock.reset();
        TestDatabase.asOwner()
                .sql("update joining.linkage set ended_on = current_date where ended_on is null")
                .update();
        TestDatabase.asOwner()
                .sql("update agency.purpose set ended_at = now(), ended_reason = 'test' where id like '%-J__'")
                .update();
        // What is held in memory is read again.
        grants.end(new tw.onestop.kernel.AgencyCode("LAND"), "NONE", "test", Applicants.MINISTRY);
    }

    /** As if a dated rule had been another number all along. */
    void rule(String name, int value) {
        TestDatabase.asOwner()
                .sql("update joining.rule_value set value = ? where name = ?")
                .params(value, name)
                .update();
        readAgain();
    }

    /** Refused, and what is in memory is read again all the same. */
    void readAgain() {
        terms.announce(new TermsDesk.Announcement("none", "", "", ""), Applicants.MINISTRY);
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    Answer ask(
            Actor officer, String purpose, String number, List<String> fields, List<QueryDesk.Predicate> predicates) {
        return queries.query(query(officer, purpose, number, fields, predicates), officer);
    }

    static Query query(
            Actor officer, String purpose, String number, List<String> fields, List<QueryDesk.Predicate> predicates) {
        Occasion occasion = new Occasion(UUID.randomUUID(), purpose, "測試案號", officer.id());
        return new Query(occasion, List.of(number), fields, predicates, null, null, List.of());
    }

    static List<String> codes(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::code).toList();
    }
}
