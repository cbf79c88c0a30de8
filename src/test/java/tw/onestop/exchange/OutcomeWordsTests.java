package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The evidence of clearing leaves this room as codes: each has its word on the page and its place in the published document. */
class OutcomeWordsTests {

    @ParameterizedTest
    @EnumSource(Attempt.Outcome.class)
    void everyOutcomeIsSaidOnThePageAndInTheDocument(Attempt.Outcome outcome) throws IOException {
        assertThat(read("/messages/clearing.properties")).contains("\nclearing.outcome." + outcome + "=");
        assertThat(read("/messages/clearing_en.properties")).contains("\nclearing.outcome." + outcome + "=");
        assertThat(read("/openapi/onestop.yaml"))
                .containsPattern("outcome: \\{enum: \\[[A-Z_, ]*\\b" + outcome + "\\b");
    }

    private static String read(String name) throws IOException {
        try (var in = Objects.requireNonNull(OutcomeWordsTests.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
