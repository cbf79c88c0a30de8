package tw.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.agencies.FakeProduct.envelope;
import static tw.agencies.Stage.eventually;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The agencies that come and fetch. */
class PullingTests {

    @TempDir
    Path data;

    @Test
    void aPullingAgencyTakesEverythingOnceAndGoesOnWhereItWas() throws Exception {
        try (Stage stage = new Stage(data)) {
            stage.agency("LAND").put("door", "PULL").put("autoReply", true);
            for (int i = 1; i <= 1_500; i++) {
                stage.product.feed.add(envelope("LAND", "n" + i, i));
            }
            stage.play();
            eventually(() -> stage.ledger("LAND", "RECEIVED").size() == 1_500);
            eventually(() -> stage.ledger("LAND", "REPLIED").size() == 3_000);
            assertThat(stage.statuses("n7")).containsExactly("RECEIVED", "COMPLETED");
            stage.stop();
            stage.product.feed.add(envelope("LAND", "n1501", 1_501));
            stage.play();
            eventually(() -> stage.ledger("LAND", "REPLIED").size() == 3_002);
            assertThat(stage.ledger("LAND", "RECEIVED"))
                    .as("nothing is fetched twice")
                    .hasSize(1_501)
                    .allMatch(line -> line.path("effect").asBoolean());
            assertThat(stage.ledger("LAND", "PULLED"))
                    .extracting(line -> Json.text(line, "after"))
                    .containsExactly("000000001000", "000000001500", "000000001501");
        }
    }

    @Test
    void aPageThatWasCutOffComesAgainAndChangesNothing() throws Exception {
        try (Stage stage = new Stage(data)) {
            stage.agency("LAND").put("door", "PULL");
            stage.product.feed.add(envelope("LAND", "n1", 1));
            stage.play("--agencies-fail", "LAND=drop");
            eventually(() -> stage.ledger("LAND", "RECEIVED").size() > 1);
            stage.post("LAND", "/dials", "drop=0");
            eventually(() -> stage.ledger("LAND", "PULLED").size() == 1);
            assertThat(stage.ledger("LAND", "RECEIVED").stream()
                            .filter(line -> line.path("effect").asBoolean()))
                    .hasSize(1);
            assertThat(stage.statuses("n1")).isEqualTo(List.of("COMPLETED"));
        }
    }

    @Test
    void aPullingAgencyRegistersItsKeyAndOpensWhatItFetches() throws Exception {
        try (Stage stage = new Stage(data)) {
            stage.agency("LAND").put("door", "PULL").put("encryption", true);
            stage.play();
            eventually(() -> stage.product.isRegistered("LAND"));
            JsonNode endpoint = stage.product.endpoint("LAND");
            assertThat(endpoint.has("url")).isFalse();
            stage.product.feed.add(FakeProduct.sealed(envelope("LAND", "n1", 1), endpoint.path("encryptionJwk"), "n1"));
            eventually(() -> stage.page("LAND").contains("王小明"));
        }
    }
}
