package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptsTests {

    private static final Prompts.Piece WELCOME = new Prompts.Piece(Tongue.MANDARIN, "welcome", "您好");

    @TempDir
    Path made;

    @TempDir
    Path recorded;

    @Test
    void whatAPersonRecordedIsPlayed() throws IOException {
        Files.createDirectories(recorded.resolve("cmn"));
        Files.write(recorded.resolve("cmn/welcome.ulaw"), new byte[] {1, 2, 3});

        Prompts.Prompt prompt = prompts("").of(WELCOME);

        assertThat(prompt.ulaw()).containsExactly(1, 2, 3);
        assertThat(prompt.file()).isEqualTo(recorded.resolve("cmn/welcome"));
        assertThat(prompts("")
                        .of(new Prompts.Piece(Tongue.HOKKIEN, "welcome", "你好"))
                        .ulaw())
                .as("another language has its own")
                .isNotEqualTo(prompt.ulaw());
    }

    @Test
    void whatWasMadeOnceIsKeptForExchangesAndLaterStarts() throws IOException {
        Prompts.Prompt prompt = prompts("").of(WELCOME);
        Path file = Path.of(prompt.file() + ".ulaw");

        assertThat(file).startsWith(made.resolve("cmn"));
        assertThat(Files.readAllBytes(file)).isEqualTo(prompt.ulaw());
        Files.write(file, new byte[] {7});
        assertThat(prompts("").of(WELCOME).ulaw()).containsExactly(7);
        try (var left = Files.list(made.resolve("cmn"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aNameIsNoWayThroughTheFileSystem() throws IOException {
        Files.write(recorded.resolve("secret.ulaw"), new byte[] {9});
        Files.createDirectories(recorded.resolve("cmn"));

        assertThat(prompts("")
                        .of(new Prompts.Piece(Tongue.MANDARIN, "../secret", "某機關"))
                        .ulaw())
                .isNotEqualTo(new byte[] {9});
    }

    @Test
    void whereNothingSpeaksEverySentenceHasATuneOfItsOwn() {
        Prompts prompts = prompts("no-such-program");

        assertThat(prompts.speaks()).isFalse();
        assertThat(prompts.of(WELCOME).ulaw()).hasSize(2_000);
        assertThat(prompts.of(new Prompts.Piece(Tongue.MANDARIN, "goodbye", "再見"))
                        .ulaw())
                .isNotEqualTo(prompts.of(WELCOME).ulaw());
    }

    @Test
    void aDirectoryThatCannotBeWrittenSilencesNobody() throws IOException {
        Path file = Files.createFile(made.resolve("file"));
        Prompts prompts = new Prompts(settings(file.resolve("below"), ""));

        assertThat(prompts.of(WELCOME).ulaw()).isNotEmpty();
    }

    @Test
    void otherTelephonesHearTheSameByAnotherLaw() {
        assertThat(G711.alaw(G711.ULAW_SILENCE)).isEqualTo((byte) 0xD5);
        assertThat(G711.ulaw(new short[] {0, 8_000, -8_000})).hasSize(3);
    }

    private Prompts prompts(String speech) {
        return new Prompts(settings(made, speech));
    }

    private VoiceSettings settings(Path directory, String speech) {
        return new VoiceSettings(
                1,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                List.of(Tongue.MANDARIN),
                new VoiceSettings.Voices(directory, recorded.toString(), speech),
                new VoiceSettings.Sip(0, "127.0.0.1", List.of(), 0),
                new VoiceSettings.Agi(-1, "127.0.0.1"));
    }
}
