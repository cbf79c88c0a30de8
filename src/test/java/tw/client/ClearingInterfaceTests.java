package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tw.onestop.TestDatabase;

/** The monthly clearing list and its answers, as an agency's system asks for them. */
class ClearingInterfaceTests extends ClientCase {

    private String month = "";
    private String id = "";

    @BeforeEach
    void aNoticeThatHasNotEndedByTheEndOfTheMonth() {
        Country.Receipt receipt = country.anApplication();
        id = country.notice(receipt, "TAIPOWER").path("id").asString();
        month = world.cleared(UUID.fromString(id));
    }

    @Test
    void theListHasEachLineWithTheEvidenceOfItsAttempts() {
        JsonNode list =
                power.get("/v1/clearing/" + month + "?limit=1000").is(200).json();
        assertThat(list.path("number").asString()).endsWith("-TAIPOWER");
        JsonNode line = line(list);
        assertThat(line.path("status").asString()).isEqualTo("SENT");
        assertThat(line.path("attempts").get(0).path("outcome").asString()).isEqualTo("PULLED");
        assertThat(line.path("attempts").get(0).path("sequence").asString()).matches("\\d{12}");
        JsonNode first = power.get("/v1/clearing/" + month + "?limit=1").is(200).json();
        assertThat(first.path("lines").size()).isEqualTo(1);
        assertThat(power.get("/v1/clearing/" + month + "?after="
                                + list.path("last").asInt())
                        .is(200)
                        .json()
                        .path("lines")
                        .size())
                .isZero();
        assertThat(list.toString()).doesNotContain("王");
    }

    @Test
    void whatWasNotReceivedComesAgainUnderTheSameIdAndOnceForOneKey() {
        String body = body("NOT_RECEIVED");
        Answer first = answer("k-" + id, body).is(200);
        assertThat(result(first)).isEqualTo("SENT_AGAIN");
        assertThat(answer("k-" + id, body).is(200).body()).isEqualTo(first.body());
        Country.eventually(() -> power.feed().stream()
                .anyMatch(envelope -> envelope.path("id").asString().equals(id)
                        && envelope.path("attempt").asInt() == 2));
        assertThat(power.feed().stream()
                        .filter(envelope -> envelope.path("id").asString().equals(id)))
                .hasSize(2);
        answer("k-" + id, body("DONE")).problem(422, "idempotencyKeyReused");
        assertThat(result(answer("d-" + id, body("DONE")).is(200))).isEqualTo("TAKEN");
        assertThat(line(power.get("/v1/clearing/" + month + "?limit=1000").json())
                        .path("now")
                        .asString())
                .isEqualTo("COMPLETED");
    }

    @Test
    void aRefusalNeedsItsReasonAndItsContact() {
        assertThat(result(answer("a-" + id, body("REJECTED")).is(200))).isEqualTo("REASON_MISSING");
        assertThat(result(
                        answer("b-" + id, body("REJECTED\",\"reason\":\"電號不符")).is(200)))
                .isEqualTo("CONTACT_MISSING");
        String whole = body(
                "REJECTED\",\"reason\":\"電號不符\",\"contactedBy\":\"PHONE\",\"contactedAt\":\"2026-01-09T09:05:00+08:00");
        assertThat(result(answer("c-" + id, whole).is(200))).isEqualTo("TAKEN");
    }

    @Test
    void whatIsWrongIsNamed() {
        answer("", body("DONE")).problem(400, "idempotencyKeyMissing");
        answer("k".repeat(256), body("DONE")).invalid("Idempotency-Key");
        answer("w1-" + id, body("MAYBE")).invalid("answers[0].answer");
        answer("w2-" + id, "{\"answers\":[{\"id\":\"x\",\"answer\":\"DONE\"}]}").invalid("answers[0].id");
        answer("w3-" + id, "{\"answers\":[]}").invalid("answers");
        answer("w4-" + id, "{").invalid("answers");
        answer("w5-" + id, body("REJECTED\",\"contactedBy\":\"PIGEON")).invalid("answers[0].contactedBy");
        answer("w6-" + id, body("REJECTED\",\"contactedAt\":\"yesterday")).invalid("answers[0].contactedAt");
        power.get("/v1/clearing/2026-13").invalid("month");
        power.get("/v1/clearing/+999999999-01").invalid("month");
        power.get("/v1/clearing/" + month + "?limit=0").invalid("limit");
        power.get("/v1/clearing/" + month + "?after=x").invalid("after");
        power.get("/v1/clearing/2951-01").problem(404, "notBuilt");
        power.json("POST", "/v1/clearing/2951-01/answers", body("DONE")).problem(400, "idempotencyKeyMissing");
        wire.get("/v1/clearing/" + month).problem(401, "unauthorized");
        assertThat(TestDatabase.asOwner("client")
                        .sql(
                                "select count(*) from audit.trail where action = 'notice.clearing.read' and detail = 'notALine'")
                        .query(Long.class)
                        .single())
                .as("a refused reading is a reading")
                .isPositive();
    }

    @Test
    void anotherAgencyAnswersNothingOfIt() {
        Machine land = country.machine("LAND");
        Answer answer = wire.send(
                "POST",
                "/v1/clearing/" + month + "/answers",
                body("DONE"),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "l-" + id,
                "Authorization",
                land.bearer());
        assertThat(result(answer.is(200))).isEqualTo("UNKNOWN");
    }

    private Answer answer(String key, String body) {
        return wire.send(
                "POST",
                "/v1/clearing/" + month + "/answers",
                body,
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key,
                "Authorization",
                power.bearer());
    }

    private String body(String answer) {
        return "{\"answers\":[{\"id\":\"" + id + "\",\"answer\":\"" + answer + "\"}]}";
    }

    private static String result(Answer answer) {
        return answer.json().path("answers").get(0).path("result").asString();
    }

    private JsonNode line(JsonNode list) {
        for (JsonNode line : list.path("lines")) {
            if (line.path("id").asString().equals(id)) {
                return line;
            }
        }
        throw new AssertionError("not on the list: " + id);
    }
}
