package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.notice.Filed;
import tw.onestop.notice.Filing;

/** Calls by a program that is not ours: sipp, which keys by RFC 4733. */
@VoiceTest
class SippTests {

    private static final int CALLS = 30;

    /** A key takes it some 400 ms, and there are 25. */
    private static final String STAY_MILLIS = "12500";

    @Autowired
    SipDoor door;

    @Autowired
    Filed filed;

    @TempDir
    Path directory;

    @Test
    void thirtyCallsOfAnotherProgramAreAnsweredAndNoDigitIsWrong() throws Exception {
        List<Filing.Filed> receipts = new ArrayList<>();
        StringBuilder keys = new StringBuilder("SEQUENTIAL\n");
        for (int i = 0; i < CALLS; i++) {
            Filing.Filed receipt = filed.anApplication();
            receipts.add(receipt);
            keys.append("1%s#%s#;\n".formatted(receipt.receiptNo(), receipt.queryCode()));
        }
        Path pressed = Files.writeString(directory.resolve("keys.csv"), keys);
        Path said = directory.resolve("sipp.txt");
        Process sipp = new ProcessBuilder(
                        "sipp",
                        "127.0.0.1:" + door.port(),
                        "-s",
                        "progress",
                        "-sf",
                        Path.of("src/main/resources/tw/proof/caller.xml")
                                .toAbsolutePath()
                                .toString(),
                        "-inf",
                        pressed.toString(),
                        "-i",
                        "127.0.0.1",
                        "-m",
                        String.valueOf(CALLS),
                        "-l",
                        String.valueOf(CALLS),
                        "-r",
                        String.valueOf(CALLS),
                        "-d",
                        STAY_MILLIS,
                        "-nostdin",
                        "-timeout",
                        "80s",
                        "-trace_err")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(sipp.waitFor(100, TimeUnit.SECONDS)).isTrue();

        assertThat(sipp.exitValue()).as(() -> heard(said)).isZero();
        for (Filing.Filed receipt : receipts) {
            assertThat(SipCallTests.acts(receipt.receiptNo(), "DONE")).isEqualTo(1);
            assertThat(SipCallTests.acts(receipt.receiptNo(), "REFUSED")).isZero();
        }
    }

    private String heard(Path said) {
        try (var files = Files.list(directory)) {
            StringBuilder all = new StringBuilder(Files.readString(said));
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
