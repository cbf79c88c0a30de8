package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tw.onestop.PassportWorld;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.OversightDesk;
import tw.onestop.link.OwnLogDesk;

/** Consular Affairs asks whether somebody was confirmed. */
class PassportInterfaceTests extends ClientCase {

    private static final String PATH = "/v1/passports/confirmations/query";
    private static final String OFFICER = "officer-boca";

    @Autowired
    PassportWorld passports;

    @Autowired
    Clock clock;

    @Autowired
    OwnLogDesk own;

    @Autowired
    OversightDesk oversight;

    @Test
    void theNewestConfirmationSaysWhetherItHolds() {
        String purpose = world.granted("BOCA", OFFICER, "passport.confirmation");
        String number = passports.confirmed();
        JsonNode answer = ask("BOCA", purpose, OFFICER, number).is(200).json();
        assertThat(answer.path("nationalId").asString()).isEqualTo(number);
        JsonNode first = answer.path("confirmations").path(0);
        assertThat(first.path("result").asString()).isEqualTo("CONFIRMED");
        assertThat(first.path("valid").asBoolean()).isTrue();
        assertThat(first.path("confirmationNo").asString()).matches("C\\d{12}");
        assertThat(first.path("comparedWith").asString()).isEqualTo("ID_CARD");
        assertThat(ask("BOCA", purpose, OFFICER, "A123456789")
                        .is(200)
                        .json()
                        .path("confirmations")
                        .size())
                .isZero();
    }

    @Test
    void whatChangedSinceIsNamedAndWhoDiedHasNoneThatHolds() {
        String purpose = world.granted("BOCA", OFFICER, "passport.confirmation");
        String number = passports.confirmed();
        JsonNode before = newest(purpose, number);
        assertThat(before.path("invalidBecause").isNull()).isTrue();
        assertThat(before.path("changedSince").size()).isZero();

        passports.renamed(number, "陳改名");
        JsonNode renamed = newest(purpose, number);
        assertThat(renamed.path("valid").asBoolean()).isTrue();
        assertThat(renamed.path("changedSince").toString()).isEqualTo("[\"name\"]");
        assertThat(renamed.toString()).doesNotContain("陳");

        passports.dies(number);
        JsonNode dead = newest(purpose, number);
        assertThat(dead.path("valid").asBoolean()).isFalse();
        assertThat(dead.path("invalidBecause").asString()).isEqualTo("NOT_REGISTERED");
        assertThat(dead.path("result").asString()).as("what was decided stays").isEqualTo("CONFIRMED");
    }

    private JsonNode newest(String purpose, String number) {
        return ask("BOCA", purpose, OFFICER, number)
                .is(200)
                .json()
                .path("confirmations")
                .path(0);
    }

    @Test
    void whoIsNotGrantedItIsToldNothing() {
        String purpose = world.granted("BOCA", OFFICER, "passport.confirmation");
        String other = world.granted("BOCA", OFFICER, "name");
        String number = passports.confirmed();
        ask("BOCA", "BOCA-NONE", OFFICER, number).problem(403, "unauthorizedPurpose");
        ask("BOCA", other, OFFICER, number).problem(403, "unauthorizedField");
        ask("BOCA", purpose, "somebody", number).problem(403, "unknownUser");
        ask("LAND", purpose, OFFICER, number).problem(403, "unauthorizedPurpose");
        ask("TAIPOWER", purpose, OFFICER, number).problem(403, "forbidden");
        ask("BOCA", purpose, OFFICER, "A123").invalid("nationalId");
        ask("BOCA", purpose, "", number).invalid("RIS-User-Id");
        assertThat(wire.json("POST", PATH, "{}").status()).isEqualTo(401);
    }

    @Test
    void aPurposeAsksNoMoreThanItsQuota() {
        String purpose = world.granted("BOCA", OFFICER, "passport.confirmation", "name");
        Answer over = ask("BOCA", purpose, OFFICER, "A123456789");
        for (int i = 0; i < 250 && over.status() == 200; i++) {
            over = ask("BOCA", purpose, OFFICER, "A123456789");
        }
        over.problem(429, "quotaExceeded");
        assertThat(over.header("Retry-After")).matches("[1-9][0-9]?");
    }

    @Test
    void aQuestionThatCannotBeReadIsAnAct() {
        long before = refusals("nationalId format");
        ask("BOCA", "BOCA-NONE", OFFICER, "A123").invalid("nationalId");
        assertThat(refusals("nationalId format")).isEqualTo(before + 1);
    }

    /** Like every query of a linked agency: the person learns of it, those in charge see it, and its case is sealed. */
    @Test
    void whoWasAskedAboutSeesItAndOversightDoes() {
        String purpose = world.granted("BOCA", OFFICER, "passport.confirmation", "birthDate");
        NationalId number = new NationalId(passports.confirmed());
        UUID transaction = UUID.randomUUID();
        Answer answer = asked(number.value(), purpose, OFFICER, "P-secret-1", transaction.toString());
        assertThat(answer.is(200).header("RIS-Transaction-Id")).isEqualTo(transaction.toString());

        assertThat(own.looks(number, 10, Actor.citizen("test")).lines())
                .singleElement()
                .satisfies(look -> {
                    assertThat(look.transactionId()).isEqualTo(transaction);
                    assertThat(look.agency().value()).isEqualTo("BOCA");
                    assertThat(look.confirmation()).isTrue();
                    assertThat(look.fields()).isEmpty();
                });
        for (int i = 0; i < 4; i++) {
            ask("BOCA", purpose, OFFICER, number.value()).is(200);
        }
        OversightDesk.Report report =
                oversight.report(LocalDate.now(clock).minusDays(1), LocalDate.now(clock), Actor.rule("test"));
        assertThat(report.drifts())
                .filteredOn(drift -> drift.purposeId().equals(purpose))
                .singleElement()
                .satisfies(drift -> {
                    assertThat(drift.used()).containsExactly("passport.confirmation");
                    assertThat(drift.unused()).containsExactly("birthDate");
                    assertThat(drift.queries()).isEqualTo(5);
                    assertThat(drift.found()).isEqualTo(5);
                });
        assertThat(report.unusual())
                .filteredOn(one -> one.kind() == OversightDesk.Kind.SAME_PERSON
                        && one.agency().value().equals("BOCA"))
                .extracting(OversightDesk.Unusual::userId)
                .contains(OFFICER);
        assertThat(TestDatabase.asOwner("client")
                        .sql("select count(*) from audit.trail where object like ? or detail like ?")
                        .params("%P-secret-1%", "%P-secret-1%")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(TestDatabase.asOwner("client")
                        .sql("select case_index is not null from link.query where transaction_id = ?")
                        .param(transaction)
                        .query(Boolean.class)
                        .single())
                .isTrue();

        asked(number.value(), purpose, OFFICER, "P-1", transaction.toString()).problem(409, "transactionIdReused");
        assertThat(own.looks(number, 10, Actor.citizen("test")).lines()).hasSize(5);
    }

    @Test
    void ofSeveralWrongHeadersEachIsNamedInItsOrder() {
        long before = refusals("RIS-Transaction-Id malformed");
        JsonNode problem =
                asked("A123456789", "x".repeat(65), "", "P-1", "none").problem(400, "paramsValidation");
        assertThat(problem.path("invalidParams")
                        .valueStream()
                        .map(one -> one.path("name").asString() + " "
                                + one.path("code").asString()))
                .containsExactly("RIS-Transaction-Id malformed", "RIS-Purpose-Id tooLong", "RIS-User-Id missing");
        assertThat(refusals("RIS-Transaction-Id malformed")).isEqualTo(before + 1);
    }

    private static long refusals(String detail) {
        return TestDatabase.asOwner("client")
                .sql(
                        "select count(*) from audit.trail where action = 'notice.passport.query' and outcome = 'REFUSED' and detail = ?")
                .param(detail)
                .query(Long.class)
                .single();
    }

    private Answer ask(String agency, String purpose, String officer, String number) {
        return country.machine(agency).on("POST", PATH, body(number), headers(purpose, officer, "P-1"));
    }

    private Answer asked(String number, String purpose, String officer, String caseNo, String transaction) {
        List<String> headers = new ArrayList<>(List.of(headers(purpose, officer, caseNo)));
        headers.addAll(List.of("RIS-Transaction-Id", transaction));
        return country.machine("BOCA").on("POST", PATH, body(number), headers.toArray(String[]::new));
    }

    private static String body(String number) {
        return "{\"nationalId\":\"%s\"}".formatted(number);
    }

    private static String[] headers(String purpose, String officer, String caseNo) {
        return new String[] {"RIS-Purpose-Id", purpose, "RIS-Case-No", caseNo, "RIS-User-Id", officer};
    }
}
