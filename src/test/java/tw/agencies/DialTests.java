package tw.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tw.agencies.FakeProduct.envelope;
import static tw.agencies.Stage.eventually;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every dial does what it says. */
class DialTests {

    @TempDir
    Path data;

    private Stage stage;

    @BeforeEach
    void setUp() throws IOException, JOSEException {
        stage = new Stage(data);
        stage.agency("TAX");
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    private int deliver(String id) throws IOException, InterruptedException {
        return stage.deliver("TAX", envelope("TAX", id, 1)).statusCode();
    }

    @Test
    void slowAnswersLaterButHasTakenTheNotice() throws Exception {
        stage.play("--agencies-fail", "TAX=slow:700");
        Instant before = Instant.now();
        assertThat(deliver("n1")).isEqualTo(204);
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    void downTakesNothingAndRepliesNothingUntilItIsUpAgain() throws Exception {
        stage.play();
        stage.post("TAX", "/dials", "late=1");
        assertThat(deliver("n1")).isEqualTo(204);
        stage.post("TAX", "/dials", "down=1");
        assertThat(deliver("n2")).isEqualTo(503);
        Thread.sleep(1_300);
        assertThat(stage.product.replies).isEmpty();
        stage.post("TAX", "/reset", "");
        eventually(() -> stage.statuses("n1").equals(List.of("COMPLETED")));
        assertThat(stage.ledger("TAX", "RECEIVED")).hasSize(1);
    }

    @Test
    void refuseClosesThePortAndOpensItAgain() throws Exception {
        stage.play("--agencies-fail", "TAX=refuse:3");
        String url = stage.url("TAX");
        eventually(() -> isRefused(url));
        eventually(() -> !isRefused(url));
        assertThat(deliver("n2")).isEqualTo(204);
    }

    private static boolean isRefused(String url) throws IOException {
        try (Socket caller =
                new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort())) {
            return !caller.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }

    @Test
    void failTakesNothing() throws Exception {
        stage.play("--agencies-fail", "ALL=fail:1");
        assertThat(deliver("n1")).isEqualTo(500);
        assertThat(stage.ledger("TAX", "RECEIVED")).isEmpty();
    }

    @Test
    void failStrikesAsOftenAsItSays() throws Exception {
        stage.play("--agencies-fail", "ALL=fail:0.33");
        int failed = 0;
        for (int i = 0; i < 200; i++) {
            failed += deliver("n" + i) == 500 ? 1 : 0;
        }
        assertThat(failed).isBetween(35, 100);
    }

    @Test
    void dropTakesTheNoticeAndCutsTheConnection() throws Exception {
        stage.play("--agencies-fail", "TAX=drop:1");
        assertThatThrownBy(() -> deliver("n1")).isInstanceOf(IOException.class);
        assertThat(stage.ledger("TAX", "RECEIVED")).isNotEmpty();
    }

    @Test
    void aLostReplyIsSentAgainAsTheSameReply() throws Exception {
        stage.play("--agencies-fail", "TAX=lose-replies:0.6");
        for (int i = 0; i < 8; i++) {
            deliver("n" + i);
        }
        Thread.sleep(1_000);
        stage.post("TAX", "/reset", "");
        eventually(() -> stage.ledger("TAX", "REPLIED").size() == 8);
        Set<String> keys = new HashSet<>();
        stage.product.replies.forEach(reply -> keys.add(reply.key()));
        assertThat(keys).hasSize(8);
        assertThat(stage.product.replies).allMatch(reply -> reply.answered() == 200);
    }

    @Test
    void twiceSendsTheReplyAgainUnderAnotherKey() throws Exception {
        stage.play("--agencies-fail", "TAX=twice");
        deliver("n1");
        eventually(() -> stage.statuses("n1").equals(List.of("COMPLETED", "COMPLETED")));
        assertThat(stage.product.replies).extracting(FakeProduct.Arrived::key).doesNotHaveDuplicates();
    }

    @Test
    void lateRepliesLater() throws Exception {
        stage.play("--agencies-fail", "TAX=late:1");
        Instant before = Instant.now();
        deliver("n1");
        eventually(() -> stage.product.replies.size() == 1);
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(1_050));
    }

    @Test
    void outOfOrderCompletesFirstAndAcceptsThatGoingBackIsRefused() throws Exception {
        stage.play("--agencies-fail", "TAX=out-of-order");
        deliver("n1");
        eventually(() -> stage.ledger("TAX", "REPLIED").size() == 2);
        assertThat(stage.statuses("n1")).containsExactly("COMPLETED", "RECEIVED");
        JsonNode refused = stage.ledger("TAX", "REPLIED").getLast();
        assertThat(refused.path("code").asInt()).isEqualTo(409);
        assertThat(Json.text(refused, "problem")).isEqualTo("statusNotForward");
    }

    @Test
    void rejectGivesAReasonAndHalfTheContactsInALaterReply() throws Exception {
        stage.play("--agencies-fail", "TAX=reject:1");
        for (int i = 0; i < 20; i++) {
            deliver("n" + i);
        }
        eventually(() -> stage.running("TAX").recent().stream()
                .noneMatch(shown -> shown.about().isOpen()));
        assertThat(stage.product.replies)
                .allMatch(reply -> reply.status().equals("REJECTED"))
                .allMatch(reply -> !Json.text(reply.body(), "reason").isBlank());
        long bare = stage.product.replies.stream()
                .filter(reply -> !reply.body().has("contactedAt"))
                .count();
        long contacts = stage.product.replies.stream()
                .filter(reply -> reply.body().has("contactedAt") && reply.body().has("contactedBy"))
                .count();
        assertThat(bare).isBetween(4L, 16L);
        assertThat(contacts).as("every rejection has its contact in the end").isEqualTo(20);
    }

    @Test
    void rotateRegistersANewKeyAndOpensBothForAWhile() throws Exception {
        stage.agency("MVO").put("encryption", true);
        stage.play();
        eventually(() -> stage.product.isRegistered("MVO"));
        JsonNode old = stage.product.endpoint("MVO").path("encryptionJwk");
        stage.post("MVO", "/rotate", "");
        eventually(() -> !stage.product.endpoint("MVO").path("encryptionJwk").equals(old));
        JsonNode fresh = stage.product.endpoint("MVO").path("encryptionJwk");
        assertThat(stage.deliver("MVO", FakeProduct.sealed(envelope("MVO", "n1", 1), old, "n1"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(stage.deliver("MVO", FakeProduct.sealed(envelope("MVO", "n2", 2), fresh, "n2"))
                        .statusCode())
                .isEqualTo(204);
        eventually(() -> stage.running("MVO").keyCount() == 1);
        assertThat(stage.deliver("MVO", FakeProduct.sealed(envelope("MVO", "n3", 3), old, "n3"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void thePageShowsTheDialsAndRefusesNonsense() throws Exception {
        stage.play("--agencies-fail", "TAX=slow:10+twice");
        assertThat(stage.page("TAX")).contains("slow:10+twice");
        var refused = stage.post("TAX", "/dials", "fail=2");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("takes a number from 0 to 1");
        assertThat(stage.running("TAX").dials().toString()).isEqualTo("slow:10+twice");
    }
}
