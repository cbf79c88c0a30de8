package tw.proof;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The PostgreSQL server of a demo, seen from outside: ended as by a power cut, started again with the same words. */
final class DatabaseServer {

    private final Path cluster;
    private final List<String> command;

    private DatabaseServer(Path cluster, List<String> command) {
        this.cluster = cluster;
        this.command = command;
    }

    static DatabaseServer of(Path data) throws IOException {
        Path cluster = data.resolve("db");
        String words =
                Files.readString(Path.of("/proc", Long.toString(pid(cluster)), "cmdline"), StandardCharsets.UTF_8);
        return new DatabaseServer(cluster, List.of(words.split("\0")));
    }

    /** SIGQUIT: ends at once, without a checkpoint; recovery happens at the next start. */
    void stop() throws IOException {
        long pid = pid(cluster);
        run("kill", "-QUIT", Long.toString(pid));
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (ProcessHandle.of(pid).isPresent()) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("the database server does not end");
            }
            Demonstration.pause(100);
        }
    }

    void startAgain() throws IOException {
        List<String> start = isRoot()
                ? java.util.stream.Stream.concat(java.util.stream.Stream.of("unshare", "-U"), command.stream())
                        .toList()
                : command;
        File log = cluster.resolveSibling("postgresql-again.log").toFile();
        new ProcessBuilder(start)
                .directory(cluster.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static long pid(Path cluster) throws IOException {
        return Long.parseLong(
                Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip());
    }

    private static void run(String... words) throws IOException {
        try {
            if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
                throw new IOException("failed: " + String.join(" ", words));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
