package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.notice.Filed;
import tw.onestop.notice.Filing;

/** The same calls as another program makes them (sipp), where {@code ./onestop test} could install it. */
@VoiceTest
class SippTests {

    private static final int CALLS = 30;

    @Autowired
    SipDoor door;

    @Autowired
    Filed filed;

    @TempDir
    Path scratch;

    @Test
    void thirtyCallsOfAnotherProgramAreHeldAndNoDigitIsWrong() throws Exception {
        assumeThat(isInstalled())
                .as("sipp is installed, and may send as it needs")
                .isTrue();
        List<String> numbers = new ArrayList<>();
        List<String> lines = new ArrayList<>(List.of("SEQUENTIAL"));
        for (int i = 0; i < CALLS; i++) {
            Filing.Filed receipt = filed.anApplication();
            numbers.add(receipt.receiptNo());
            lines.add(receipt.receiptNo() + ";" + receipt.queryCode());
        }
        Path data = Files.write(scratch.resolve("receipts.csv"), lines);

        int status = sipp(data);

        assertThat(status).as("sipp; see %s", scratch).isZero();
        for (String number : numbers) {
            assertThat(acts(number, "DONE")).isEqualTo(1);
            assertThat(acts(number, "REFUSED")).isZero();
        }
    }

    private int sipp(Path data) throws IOException, InterruptedException {
        Process sipp = new ProcessBuilder(
                        "sipp",
                        "127.0.0.1:" + door.port(),
                        "-sf",
                        Path.of("src/test/resources/voice/progress.xml")
                                .toAbsolutePath()
                                .toString(),
                        "-inf",
                        data.toString(),
                        "-i",
                        "127.0.0.1",
                        "-mi",
                        "127.0.0.1",
                        "-m",
                        String.valueOf(CALLS),
                        "-l",
                        String.valueOf(CALLS),
                        "-r",
                        "10",
                        "-timeout",
                        "90s",
                        "-nostdin")
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("sipp.out").toFile())
                .start();
        try {
            return sipp.waitFor(2, TimeUnit.MINUTES) ? sipp.exitValue() : -1;
        } finally {
            sipp.destroyForcibly();
        }
    }

    /** It sends keys by a raw socket, for which it must be root. */
    private static boolean isInstalled() {
        return System.getProperty("user.name").equals("root")
                && List.of("/usr/bin/sipp", "/usr/local/bin/sipp").stream()
                        .anyMatch(path -> Files.isExecutable(Path.of(path)));
    }

    private static long acts(String receiptNo, String outcome) {
        return TestDatabase.asOwner()
                .sql("select count(*) from audit.trail where action = 'notice.progress' and object = ? and outcome = ?")
                .params(receiptNo, outcome)
                .query(Long.class)
                .single();
    }
}
