package tw.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import tw.proof.Receipts.Receipt;

/** sipp 撥號: calls by a program that is nobody's here, all at once, each keying a receipt of its own by RFC 4733. */
public final class SippCalls {

    private static final Duration LONGEST = Duration.ofSeconds(100);
    private static final String LONGEST_BY_ITSELF = "80s";

    private SippCalls() {}

    /**
     * What went wrong, {@code ""} when every call was held.
     *
     * @param stays how long each call lasts, keys among it: some 400 ms for each
     */
    public static String make(int port, String dialled, Duration stays, List<Receipt> receipts) throws IOException {
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
                    dialled,
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
                    String.valueOf(stays.toMillis()),
                    "-nostdin",
                    "-timeout",
                    LONGEST_BY_ITSELF);
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
