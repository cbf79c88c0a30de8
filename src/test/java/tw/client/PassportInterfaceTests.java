package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tw.onestop.PassportWorld;
import tw.onestop.TestDatabase;

/** Consular Affairs asks whether somebody was confirmed. */
class PassportInterfaceTests extends ClientCase {

    private static final String PATH = "/v1/passports/confirmations/query";
    private static final String OFFICER = "officer-boca";

    @Autowired
    PassportWorld passports;

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
    void whoIsNotGrantedItIsToldNothing() {
        String purpose = world.granted("BOCA", OFFICER, "passport.confirmation");
        String other = world.granted("BOCA", OFFICER, "name");
        String number = passports.confirmed();
        ask("BOCA", "BOCA-NONE", OFFICER, number).problem(403, "unauthorizedPurpose");
        ask("BOCA", other, OFFICER, number).problem(403, "unauthorizedField");
        ask("BOCA", purpose, "somebody", number).problem(403, "unknownUser");
        ask("LAND", purpose, OFFICER, number).problem(403, "unauthorizedPurpose");
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

    private static long refusals(String detail) {
        return TestDatabase.asOwner("client")
                .sql(
                        "select count(*) from audit.trail where action = 'notice.passport.query' and outcome = 'REFUSED' and detail = ?")
                .param(detail)
                .query(Long.class)
                .single();
    }

    private Answer ask(String agency, String purpose, String officer, String number) {
        return country.machine(agency)
                .on(
                        "POST",
                        PATH,
                        "{\"nationalId\":\"%s\"}".formatted(number),
                        "RIS-Purpose-Id",
                        purpose,
                        "RIS-Case-No",
                        "P-1",
                        "RIS-User-Id",
                        officer);
    }
}
