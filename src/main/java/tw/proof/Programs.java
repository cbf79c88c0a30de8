package tw.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** 他人程式, as a proof runs them: until they end, not longer than allowed, and never longer than the proof itself. */
final class Programs {

    private Programs() {}

    /** Whether it would be found. */
    static boolean have(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    /** Its exit status; what it says goes to the file. */
    static int run(Path log, Duration atMost, String... words) throws IOException {
        Process process = new ProcessBuilder(List.of(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return end(process, atMost);
    }

    /** What it says, to its end; {@code ""} when it fails. */
    static String said(Duration atMost, String... words) throws IOException {
        Path log = Files.createTempFile("onestop-said", ".txt");
        try {
            return run(log, atMost, words) == 0 ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } finally {
            Files.delete(log);
        }
    }

    private static int end(Process process, Duration atMost) throws IOException {
        Thread stopping = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("a program did not end in " + atMost.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            process.destroy();
            removeHook(stopping);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The program is ending, and the hook does what it is for.
            return;
        }
    }
}
