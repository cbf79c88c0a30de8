package tw.witness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 見證指令: what {@code ./onestop witness} runs. */
public final class Command {

    private static final Set<String> OPTIONS = Set.of("--url", "--data", "--name", "--key", "--every", "--accept");

    private Command() {}

    /** Exit status 0 when it cosigned, 1 when it refused, 2 for a wrong command, 3 when it could not look. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(arguments));
    }

    static int run(String[] arguments) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                return wrong("unknown option, or one without its value: " + arguments[i]);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        String every = options.getOrDefault("--every", "0");
        if (!every.matches("\\d{1,6}")) {
            return wrong("--every takes seconds");
        }
        @Nullable Witness witness = null;
        while (true) {
            int status = 3;
            try {
                witness = witness == null ? opened(options) : witness;
                Note note = witness.look();
                System.out.print(note.text());
                status = 0;
            } catch (IllegalArgumentException e) {
                return wrong(String.valueOf(e.getMessage()));
            } catch (Witness.Refusal e) {
                System.err.println("REFUSED  " + e.getMessage());
                return 1; // and stays refused: what is held is kept
            } catch (IOException e) {
                System.err.println("witness: " + e.getMessage());
            }
            if (every.equals("0")) {
                return status;
            }
            Thread.sleep(Duration.ofSeconds(Long.parseLong(every)));
        }
    }

    private static Witness opened(Map<String, String> options) throws IOException {
        Witness witness = new Witness(
                options.getOrDefault("--url", "http://localhost:8080"),
                Path.of(options.getOrDefault("--data", "var/witness")),
                options.getOrDefault("--name", "witness"),
                Clock.systemUTC());
        String key = options.get("--key");
        if (key != null) {
            witness.trust(VerifierKey.newest(key));
        }
        witness.accept(options.getOrDefault("--accept", ""));
        System.err.println("witness " + witness.verifierKey().text());
        return witness;
    }

    private static int wrong(String sentence) {
        System.err.println("witness: " + sentence + "; see ./onestop witness --help");
        return 2;
    }
}
