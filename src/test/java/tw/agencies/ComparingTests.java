package tw.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an agency lost after it acknowledged it, it finds missing when it compares the month's list. */
class ComparingTests {

    private Stage stage;

    @BeforeEach
    void begin(@TempDir Path data) throws Exception {
        stage = new Stage(data);
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void whatIsSwallowedIsAcknowledgedAndNotInTheLedger() throws Exception {
        stage.agency("LAND");
        stage.play("--agencies-fail", "LAND=swallow:1");
        assertThat(stage.deliver("LAND", FakeProduct.envelope("LAND", "n-1", 1)).statusCode())
                .isEqualTo(204);
        stage.running("LAND").set(Dials.ALL_OFF);
        assertThat(stage.deliver("LAND", FakeProduct.envelope("LAND", "n-2", 2)).statusCode())
                .isEqualTo(204);
        assertThat(stage.ledger("LAND", "RECEIVED"))
                .extracting(line -> Json.text(line, "id"))
                .containsExactly("n-2");
    }

    @Test
    void theListIsComparedWithTheLedger() throws Exception {
        stage.agency("LAND");
        stage.play();
        stage.deliver("LAND", FakeProduct.envelope("LAND", "n-1", 1));
        Stage.eventually(() -> stage.statuses("n-1").contains("COMPLETED"));
        assertThat(stage.running("LAND").compare(YearMonth.of(2026, 10)))
                .as("no list yet")
                .isZero();
        stage.product.clearing = list("n-1 RECEIVED", "n-2 SENT", "n-3 COMPLETED");

        assertThat(stage.running("LAND").compare(YearMonth.of(2026, 10))).isEqualTo(2);

        List<JsonNode> answers =
                stage.product.answers.getLast().path("answers").valueStream().toList();
        assertThat(answers)
                .extracting(answer -> Json.text(answer, "id") + " " + Json.text(answer, "answer"))
                .containsExactly("n-1 DONE", "n-2 NOT_RECEIVED");
    }

    @Test
    void aTextMessageIsTakenOnceForItsKey() throws Exception {
        SmsCentre centre = new SmsCentre(Clock.systemUTC());
        try (Reception reception = new Reception(0, Map.of("/", centre));
                HttpClient http = HttpClient.newHttpClient()) {
            URI base = URI.create("http://127.0.0.1:" + reception.port());
            String text = "{\"to\":\"0912345678\",\"text\":\"案號 <1> 有新的辦理結果\"}";
            assertThat(post(http, base, "k", text)).isEqualTo(202);
            assertThat(post(http, base, "k", text)).isEqualTo(202);
            assertThat(post(http, base, "l", "{\"to\":\"1\",\"text\":\"x\"}")).isEqualTo(422);
            assertThat(post(http, base, "l", "{")).isEqualTo(400);
            assertThat(centre.count()).isEqualTo(1);
            assertThat(http.send(
                                    HttpRequest.newBuilder(base.resolve("/")).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("0912345678", "案號 &lt;1&gt; 有新的辦理結果");
        }
    }

    private static int post(HttpClient http, URI base, String key, String body)
            throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(base.resolve("/sms"))
                                .header("Idempotency-Key", key)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static ObjectNode list(String... lines) {
        ObjectNode list = Json.object().put("last", lines.length).put("more", false);
        ArrayNode all = list.putArray("lines");
        for (String line : lines) {
            all.addObject().put("id", line.substring(0, 3)).put("now", line.substring(4));
        }
        return list;
    }
}
