package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** interfaces.md §5. */
class ProgressInterfaceTests extends ClientCase {

    @Test
    void numberAndCodeAreAnsweredWithStatusesAndNothingPersonal() {
        Country.Receipt receipt = country.anApplication();
        Answer answer = country.progress(receipt.number(), receipt.code()).is(200);
        Set<String> agencies = new HashSet<>();
        for (JsonNode item : answer.json().path("items")) {
            assertThat(item.propertyNames())
                    .containsExactlyInAnyOrder("agency", "programme", "status", "since", "contact");
            assertThat(item.path("programme").asString()).isEqualTo("registration-change");
            assertThat(item.path("contact").asString()).isNotBlank();
            assertThat(java.time.Instant.parse(item.path("since").asString())).isNotNull();
            agencies.add(item.path("agency").asString());
        }
        assertThat(agencies).contains("TAIPOWER", "TAIWATER", "LAND", "MVO", "NTAX");
        assertThat(answer.body()).doesNotContain(receipt.street(), "王小明", "0836-22333", "01234567890");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void aWrongCodeAndAnUnknownNumberAreAlike() {
        Country.Receipt receipt = country.anApplication();
        Answer wrong = country.progress(receipt.number(), "0000000000");
        Answer unknown = country.progress("999999999999", receipt.code());
        Answer nonsense = country.progress("\u0000", "\u0000");
        for (Answer answer : List.of(wrong, unknown, nonsense)) {
            answer.problem(404, "notFound");
            assertThat(answer.body()).isEqualTo(wrong.body());
            assertThat(names(answer)).isEqualTo(names(wrong));
        }
    }

    @Test
    void guessingIsLimitedByNumberAndSaysWhenToComeBack() {
        Country.Receipt receipt = country.anApplication();
        Answer last = null;
        for (int i = 0; i < 11; i++) {
            last = country.progress(receipt.number(), "000000000" + i % 10);
        }
        assertThat(last).isNotNull();
        last.problem(429, "tooManyAttempts");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
    }

    @Test
    void whatCannotBeReadIsNamed() {
        for (String body : List.of("{", "", "[]", "null", "\"x\"", "{\"receiptNo\":{},\"code\":\"1\"}")) {
            wire.json("POST", "/v1/progress", body).problem(400, "paramsValidation");
        }
        wire.json("POST", "/v1/progress", "{}").invalid("receiptNo");
        wire.json("POST", "/v1/progress", "{\"receiptNo\":\"1\"}").invalid("code");
    }

    @Test
    void thereIsNoOtherDoorThanPost() {
        assertThat(wire.get("/v1/progress?receiptNo=1&code=2").is(405).header("Allow"))
                .contains("POST");
    }

    private static Set<String> names(Answer answer) {
        Set<String> names = new HashSet<>(answer.response().headers().map().keySet());
        names.remove("date");
        return names;
    }
}
