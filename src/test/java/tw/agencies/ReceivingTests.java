package tw.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.agencies.FakeProduct.envelope;
import static tw.agencies.Stage.eventually;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an agency takes, and what it does with it. */
class ReceivingTests {

    @TempDir
    Path data;

    private Stage stage;

    @BeforeEach
    void setUp() throws IOException, JOSEException {
        stage = new Stage(data);
        stage.agency("TAIPOWER").put("autoReply", true);
        stage.agency("MVO");
        stage.agency("TAX").put("encryption", true);
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    @Test
    void anAgencyRegistersWhereItReceivesAndUnderWhichKey() throws Exception {
        stage.play();
        eventually(() -> stage.product.isRegistered("MVO") && stage.product.isRegistered("TAX"));
        assertThat(Json.text(stage.product.endpoint("MVO"), "url")).isEqualTo(stage.url("MVO") + "/notices");
        assertThat(stage.product.endpoint("MVO").has("encryptionJwk")).isFalse();
        JsonNode key = stage.product.endpoint("TAX").path("encryptionJwk");
        assertThat(Json.text(key, "crv")).isEqualTo("P-256");
        assertThat(key.has("d")).as("the private part stays at home").isFalse();
    }

    @Test
    void whereEverybodyListensStandsInOneFile() throws Exception {
        stage.play();
        JsonNode running =
                Json.MAPPER.readTree(data.resolve("agencies/running.json").toFile());
        assertThat(running.path("agencies").valueStream().map(agency -> Json.text(agency, "code")))
                .containsExactly("TAIPOWER", "MVO", "TAX");
        assertThat(running.path("agencies").get(1).path("port").asInt())
                .isEqualTo(stage.running("MVO").port());
    }

    @Test
    void anAutoReplyingAgencyAnswersTheDeliveryItselfAndCompletesLater() throws Exception {
        stage.play();
        var answer = stage.deliver("TAIPOWER", envelope("TAIPOWER", "n1", 1));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"RECEIVED\"}");
        eventually(() -> stage.statuses("n1").equals(List.of("COMPLETED")));
        assertThat(Json.text(stage.product.replies.getFirst().body(), "agencyCaseNo"))
                .startsWith("TAIPOWER-");
    }

    @Test
    void anotherAgencyAnswersWithoutAWord() throws Exception {
        stage.play();
        assertThat(stage.deliver("MVO", envelope("MVO", "n1", 1)).statusCode()).isEqualTo(204);
        eventually(() -> !stage.ledger("MVO", "REPLIED").isEmpty());
        JsonNode line = stage.ledger("MVO", "REPLIED").getFirst();
        assertThat(Json.text(line, "status")).isEqualTo("COMPLETED");
        assertThat(line.path("code").asInt()).isEqualTo(200);
    }

    @Test
    void aSignatureByAnybodyElseIsRefused() throws Exception {
        stage.play();
        var notice = envelope("MVO", "n1", 1);
        var forged = stage.product.deliver(stage.url("MVO"), notice, Instant.now(), FakeProduct.signingKey());
        assertThat(forged.statusCode()).isEqualTo(401);
        var unsigned = stage.product.deliver(stage.url("MVO"), notice, Instant.now());
        assertThat(unsigned.statusCode()).isEqualTo(401);
        assertThat(stage.ledger("MVO", "RECEIVED")).isEmpty();
    }

    @Test
    void aDeliveryCopiedYesterdayIsRefused() throws Exception {
        stage.play();
        var key = FakeProduct.signingKey();
        stage.product.publish(key);
        var stale = stage.product.deliver(
                stage.url("MVO"), envelope("MVO", "n1", 1), Instant.now().minusSeconds(301), key);
        assertThat(stale.statusCode()).isEqualTo(401);
        var fresh = stage.product.deliver(
                stage.url("MVO"), envelope("MVO", "n1", 1), Instant.now().minusSeconds(200), key);
        assertThat(fresh.statusCode()).isEqualTo(204);
    }

    @Test
    void oneOfSeveralSignaturesIsEnoughWhileKeysRotate() throws Exception {
        stage.play();
        var next = FakeProduct.signingKey();
        stage.product.publish(next);
        var answer = stage.product.deliver(
                stage.url("MVO"), envelope("MVO", "n1", 1), Instant.now(), FakeProduct.signingKey(), next);
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @Test
    void anUnknownSignatureMakesItAskForTheKeysOnceMore() throws Exception {
        stage.play();
        assertThat(stage.deliver("MVO", envelope("MVO", "n1", 1)).statusCode()).isEqualTo(204);
        Thread.sleep(1_100);
        stage.product.rotateSigningKey();
        assertThat(stage.deliver("MVO", envelope("MVO", "n2", 2)).statusCode()).isEqualTo(204);
        assertThat(stage.product.keyFetches).hasValue(2);
    }

    @Test
    void anotherAgencysNoticeIsRefused() throws Exception {
        stage.play();
        assertThat(stage.deliver("MVO", envelope("TAIPOWER", "n1", 1)).statusCode())
                .isEqualTo(403);
        assertThat(stage.ledger("MVO", "RECEIVED")).isEmpty();
    }

    @Test
    void sealedDataIsOpenedAndShownOnThePageOnly() throws Exception {
        stage.play();
        eventually(() -> stage.product.isRegistered("TAX"));
        JsonNode key = stage.product.endpoint("TAX").path("encryptionJwk");
        var sealed = FakeProduct.sealed(envelope("TAX", "n1", 1), key, "n1");
        assertThat(stage.deliver("TAX", sealed).statusCode()).isEqualTo(204);
        assertThat(stage.page("TAX")).contains("王小明").contains("南竿鄉&lt;介壽村&gt;");
        assertThat(Files.readString(stage.ledgerFile("TAX"))).doesNotContain("王小明");
    }

    @Test
    void sealedDataMovedFromAnotherNoticeIsRefused() throws Exception {
        stage.play();
        eventually(() -> stage.product.isRegistered("TAX"));
        JsonNode key = stage.product.endpoint("TAX").path("encryptionJwk");
        var moved = FakeProduct.sealed(envelope("TAX", "n1", 1), key, "n2");
        assertThat(stage.deliver("TAX", moved).statusCode()).isEqualTo(400);
    }

    @Test
    void theSameNoticeHasOneEffectAlsoAcrossARestart() throws Exception {
        stage.play();
        for (int i = 0; i < 3; i++) {
            assertThat(stage.deliver("MVO", envelope("MVO", "n1", 1)).statusCode())
                    .isEqualTo(204);
        }
        eventually(() -> !stage.ledger("MVO", "REPLIED").isEmpty());
        stage.stop();
        stage.play();
        assertThat(stage.deliver("MVO", envelope("MVO", "n1", 1)).statusCode()).isEqualTo(204);
        Thread.sleep(300);
        assertThat(stage.ledger("MVO", "RECEIVED"))
                .extracting(line -> line.path("effect").asBoolean())
                .containsExactly(true, false, false, false);
        assertThat(stage.statuses("n1")).containsExactly("COMPLETED");
    }

    @Test
    void aHundredArrivalsAtOnceHaveOneEffect() throws Exception {
        stage.play();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, 100)
                    .mapToObj(i -> senders.submit(
                            () -> stage.deliver("MVO", envelope("MVO", "n1", 1)).statusCode()))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(204);
            }
        }
        assertThat(stage.ledger("MVO", "RECEIVED")).hasSize(100);
        assertThat(stage.ledger("MVO", "RECEIVED").stream()
                        .filter(line -> line.path("effect").asBoolean()))
                .hasSize(1);
    }

    @Test
    void aLineTornByACrashIsCutOffAndTheRestStands() throws Exception {
        stage.play();
        stage.deliver("MVO", envelope("MVO", "n1", 1));
        eventually(() -> !stage.ledger("MVO", "REPLIED").isEmpty());
        stage.stop();
        Files.writeString(
                stage.ledgerFile("MVO"), "{\"at\":\"2026-03-02T01:00:00Z\",\"event\":\"REC", StandardOpenOption.APPEND);
        stage.play();
        stage.deliver("MVO", envelope("MVO", "n1", 1));
        stage.deliver("MVO", envelope("MVO", "n2", 2));
        assertThat(stage.ledger("MVO", "RECEIVED"))
                .extracting(line -> Json.text(line, "id") + line.path("effect").asBoolean())
                .containsExactly("n1true", "n1false", "n2true");
    }

    @Test
    void aNoticeResentByTheClearingIsRepliedToAgain() throws Exception {
        stage.play();
        stage.deliver("MVO", envelope("MVO", "n1", 1));
        eventually(() -> stage.ledger("MVO", "REPLIED").size() == 1);
        stage.deliver("MVO", envelope("MVO", "n1", 2).put("attempt", 2));
        eventually(() -> stage.ledger("MVO", "REPLIED").size() == 2);
        assertThat(stage.product.replies).extracting(FakeProduct.Arrived::key).doesNotHaveDuplicates();
        assertThat(stage.product.replies.getFirst().body())
                .isEqualTo(stage.product.replies.getLast().body());
        assertThat(stage.ledger("MVO", "RECEIVED").getLast().path("effect").asBoolean())
                .isFalse();
    }

    @Test
    void motorVehiclesCompletesAlsoForOwnersWhoOwe() throws Exception {
        stage.play();
        for (int i = 0; i < 30; i++) {
            stage.deliver("MVO", envelope("MVO", "n" + i, i + 1));
        }
        eventually(() -> stage.product.replies.size() == 30);
        assertThat(stage.product.replies).allMatch(reply -> reply.status().equals("COMPLETED"));
        assertThat(stage.product.replies.stream()
                        .filter(reply -> Json.text(reply.body(), "reason").equals(VehicleOwners.UNPAID)))
                .hasSizeBetween(3, 20);
    }
}
