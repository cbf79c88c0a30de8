package tw.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.agencies.FakeProduct.envelope;
import static tw.agencies.Stage.eventually;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A reply is given until it is taken, and is always the same reply. */
class ReplyingTests {

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

    @Test
    void aReplyIsRepeatedUntilTheProductTakesIt() throws Exception {
        stage.product.repliesToFail.set(2);
        stage.play();
        stage.deliver("TAX", envelope("TAX", "n1", 1));
        eventually(() -> stage.ledger("TAX", "REPLIED").size() == 1);
        assertThat(stage.product.replies)
                .extracting(FakeProduct.Arrived::answered)
                .containsExactly(503, 503, 200);
        assertThat(stage.product.replies).extracting(FakeProduct.Arrived::key).containsOnly("n1-completed");
    }

    @Test
    void aReplyOwedAtTheEndIsGivenByTheNextRunInTheSameWords() throws Exception {
        stage.product.repliesToFail.set(1);
        stage.play("--agencies-fail", "TAX=reject:1");
        stage.deliver("TAX", envelope("TAX", "n1", 1));
        eventually(() -> stage.product.replies.size() == 1);
        stage.stop();
        stage.play();
        eventually(() -> !stage.ledger("TAX", "REPLIED").isEmpty());
        assertThat(stage.statuses("n1"))
                .as("decided then, whatever the dials say now")
                .containsOnly("REJECTED");
        var first = stage.product.replies.getFirst();
        var second = stage.product.replies.get(1);
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void oneTokenServesManyCallsAndARefusedOneIsReplacedAtOnce() throws Exception {
        stage.play();
        for (int i = 0; i < 5; i++) {
            stage.deliver("TAX", envelope("TAX", "n" + i, i + 1));
        }
        eventually(() -> stage.product.replies.size() == 5);
        assertThat(stage.product.tokenRequests).hasSize(1);
        stage.product.expireTokens();
        stage.deliver("TAX", envelope("TAX", "n5", 6));
        eventually(() -> stage.product.replies.size() == 6);
        assertThat(stage.product.tokenRequests).hasSize(2);
    }

    @Test
    void theLabourBureauSaysWhatItPaysAndWhen() throws Exception {
        stage.play();
        ObjectNode grant = envelope("TAX", "n1", 1);
        grant.put("type", "tw.onestop.notice.labour-benefit.funeral.v1");
        ((ObjectNode) grant.path("data")).putObject("details").put("months", "1.5");
        stage.deliver("TAX", grant);
        eventually(() -> stage.statuses("n1").equals(List.of("COMPLETED")));
        assertThat(stage.product.replies).singleElement().satisfies(one -> {
            assertThat(one.body().path("amount").asInt()).isEqualTo(68_700);
            assertThat(Json.text(one.body(), "paidOn")).matches("\\d{4}-\\d{2}-\\d{2}");
        });
    }

    @Test
    void whatIsToBePaidForIsMadeOnceItIsPaidAndSentByRegisteredPost() throws Exception {
        stage.play();
        ObjectNode card = envelope("TAX", "n1", 1);
        toBePaid(card).put("delivery", "連江縣南竿鄉介壽路1號");
        stage.deliver("TAX", card);
        stage.deliver("TAX", envelope("TAX", "n2", 2));
        eventually(() -> stage.statuses("n2").equals(List.of("COMPLETED")));
        assertThat(stage.statuses("n1")).as("nobody has paid").isEmpty();
        stage.stop();
        stage.play();
        ObjectNode paid = envelope("TAX", "n3", 3);
        ((ObjectNode) paid.path("data")).put("pays", "n1");
        stage.deliver("TAX", paid);
        stage.deliver("TAX", paid);
        eventually(
                () -> !stage.statuses("n1").isEmpty() && !stage.statuses("n3").isEmpty());
        assertThat(stage.statuses("n1")).containsExactly("COMPLETED");
        assertThat(stage.product.replies)
                .filteredOn(one -> one.noticeId().equals("n1"))
                .allSatisfy(
                        one -> assertThat(Json.text(one.body(), "trackingNo")).matches("\\d{14}"));
    }

    @Test
    void whatIsFetchedAtTheCounterHasNoNumberOfARegisteredLetter() throws Exception {
        stage.play();
        ObjectNode passport = envelope("TAX", "n1", 1);
        toBePaid(passport).put("handing", "OFFICE");
        stage.deliver("TAX", passport);
        ObjectNode paid = envelope("TAX", "n2", 2);
        ((ObjectNode) paid.path("data")).put("pays", "n1");
        stage.deliver("TAX", paid);
        eventually(() -> stage.statuses("n1").equals(List.of("COMPLETED")));
        assertThat(stage.product.replies)
                .filteredOn(one -> one.noticeId().equals("n1"))
                .singleElement()
                .satisfies(
                        one -> assertThat(Json.text(one.body(), "trackingNo")).isEmpty());
    }

    /** Its details, to be said. */
    private static ObjectNode toBePaid(ObjectNode envelope) {
        ObjectNode data = (ObjectNode) envelope.path("data");
        data.putObject("paymentDue").put("amount", 200);
        return data.putObject("details");
    }
}
