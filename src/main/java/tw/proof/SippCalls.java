package tw.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import tw.proof.Receipts.Receipt;

/** sipp 撥號: calls by a program that is nobody's here, all at once, each keying a receipt of its own by RFC 4733. */
final class SippCalls {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Some 400 ms a key, of which there are 25, and then a few seconds to listen. */
    private static final String STAY_MILLIS = "16000";

    private SippCalls() {}

    /** What went wrong, {@code ""} when every call was held. */
    static String make(int port, List<Receipt> receipts) throws IOException {
        Path directory = Files.createTempDirectory("onestop-sipp");
        try {
            Path scenario = Files.writeString(directory.resolve("caller.xml"), Resources.text("caller.xml"));
            StringBuilder keys = new StringBuilder("SEQUENTIAL\n");
            receipts.forEach(receipt -> keys.append("1%s#%s#;\n".formatted(receipt.number(), receipt.code())));
            String calls = String.valueOf(receipts.size());
            Path said = directory.resolve("sipp.txt");
            int status = Programs.run(
                    said,
                    LONGEST,
                    "sipp",
                    "127.0.0.1:" + port,
                    "-s",
                    Asterisk.NUMBER,
                    "-sf",
                    scenario.toString(),
                    "-inf",
                    Files.writeString(directory.resolve("keys.csv"), keys).toString(),
                    "-i",
                    "127.0.0.1",
                    "-m",
                    calls,
                    "-l",
                    calls,
                    "-r",
                    calls,
                    "-d",
                    STAY_MILLIS,
                    "-nostdin");
            return status == 0 ? "" : "sipp ended with " + status + ": " + last(said);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static String last(Path said) throws IOException {
        List<String> lines = Files.readAllLines(said);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    }
}
