package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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

    /** An exchange is told of the file, from a directory of its own and as another user. */
    @Test
    void whatAnExchangeIsToldOfItCanFindAndRead() throws IOException {
        Path relative = Path.of("target/voice-recorded");
        Files.write(Files.createDirectories(relative.resolve("cmn")).resolve("welcome.ulaw"), new byte[] {4});

        assertThat(new Prompts(settings(made, relative.toString(), ""))
                        .of(WELCOME)
                        .file())
                .isEqualTo(relative.toAbsolutePath().resolve("cmn/welcome"));
        assertThat(Files.getPosixFilePermissions(Path.of(prompts("").of(WELCOME).file() + ".ulaw")))
                .contains(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    }

    @Test
    void whatIsRecordedIsCountedAndWhatNobodyAsksForIsNamed() throws IOException {
        Files.createDirectories(recorded.resolve("cmn"));
        for (String file : List.of("welcome.ulaw", "goodbye.wav", "台灣電力公司.ulaw")) {
            Files.write(recorded.resolve("cmn").resolve(file), new byte[] {1});
        }

        Recorded there = prompts("").recorded();

        List<Prompts.Piece> wanted = List.of(WELCOME, new Prompts.Piece(Tongue.MANDARIN, "goodbye", "再見"));
        assertThat(there.account(Tongue.MANDARIN, wanted))
                .isEqualTo("cmn: 1 of 2 recorded; besides, by name: goodbye.wav 台灣電力公司.ulaw");
        assertThat(there.account(Tongue.HAKKA, wanted)).isEqualTo("hak: 0 of 0 recorded");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void recordingsThatAreNowhereAreSaidAtTheStart(CapturedOutput log) {
        Prompts prompts =
                new Prompts(settings(made, recorded.resolve("elsewhere").toString(), ""));

        assertThat(log).contains("ONESTOP_VOICE_RECORDINGS").contains("elsewhere, which is no directory");
        assertThat(prompts.of(WELCOME).ulaw()).isNotEmpty();
    }

    @Test
    void aLanguageIsSpokenByItsOwnVoiceWhereOneReadsItsCharacters() throws IOException {
        Path program = espeak("nan", "cmn-latn-pinyin", "en-us");

        prompts(program.toString()).of(new Prompts.Piece(Tongue.HOKKIEN, "welcome", "你好"));
        prompts(program.toString()).of(new Prompts.Piece(Tongue.HAKKA, "welcome", "你好"));
        prompts(program.toString()).of(new Prompts.Piece(Tongue.ENGLISH, "welcome", "Hello"));

        assertThat(Files.readAllLines(made.resolve("spoken"))).containsExactly("nan", "cmn-latn-pinyin", "en-us");
    }

    @Test
    void wherePlainMandarinReadsEverythingItIsTaken() throws IOException {
        prompts(espeak("cmn").toString()).of(WELCOME);

        assertThat(Files.readAllLines(made.resolve("spoken"))).containsExactly("cmn");
    }

    /** A version of espeak-ng that reads Han characters with these voices alone; others spell them, or are not there. */
    private Path espeak(String... reading) throws IOException {
        Path program = Files.writeString(
                made.resolve("espeak"), """
                #!/bin/sh
                [ "$1" != --version ] || exit 0
                word=$(cat)
                case "$2" in
                  nan | cmn | cmn-latn-pinyin | hak | en-us) ;;
                  *) exit 1 ;;
                esac
                case " %s " in
                  *" $2 "*) ;;
                  *) word='(en)letter' ;;
                esac
                case "$*" in
                  *" -x "*) echo "$word" ;;
                  *) echo "$2" >> %s; head -c 24 /dev/zero; printf '\\100\\037\\000\\000'; head -c 600 /dev/zero ;;
                esac
                """.formatted(String.join(" ", reading), made.resolve("spoken")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
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

        assertThat(prompts.of(WELCOME).ulaw()).hasSize(960);
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
        return settings(directory, recorded.toString(), speech);
    }

    private static VoiceSettings settings(Path directory, String recordings, String speech) {
        return new VoiceSettings(
                1,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                List.of(Tongue.MANDARIN),
                new VoiceSettings.Voices(directory, recordings, speech),
                new VoiceSettings.Sip(0, "127.0.0.1", List.of(), 0),
                new VoiceSettings.Agi(-1, "127.0.0.1", Duration.ofMinutes(1)));
    }
}
