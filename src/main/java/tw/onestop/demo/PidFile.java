package tw.onestop.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code postmaster.pid} of a cluster: says which process serves it, or served it before the power went. The number in it may
 * by now be a stranger's; nobody is signalled who is not a postgres of this very directory.
 */
final class PidFile {

    private final Path cluster;

    private PidFile(Path cluster) {
        this.cluster = cluster;
    }

    static PidFile of(Path cluster) {
        return new PidFile(cluster);
    }

    /** Stops an orphan that still serves the cluster, and removes the file when it names nobody or a stranger. */
    void settle(Duration patience) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        Optional<ProcessHandle> orphan = named(file).filter(this::serves);
        if (orphan.isPresent()) {
            stop(orphan.get(), patience);
        }
        Files.deleteIfExists(file);
    }

    /** Ends all sessions and stops: PostgreSQL's fast shutdown. */
    static void interrupt(ProcessHandle postgres) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -INT " + postgres.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException noShell) {
            postgres.destroy();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(ProcessHandle orphan, Duration patience) throws IOException {
        interrupt(orphan);
        try {
            orphan.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier PostgreSQL was stopping", stopped);
        } catch (ExecutionException | TimeoutException slow) {
            throw new IOException(
                    "an earlier PostgreSQL (process %d) still serves %s and does not stop"
                            .formatted(orphan.pid(), cluster),
                    slow);
        }
    }

    private static Optional<ProcessHandle> named(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        } catch (NumberFormatException torn) {
            return Optional.empty();
        }
    }

    /** Whether the process is a postgres and this is its directory. */
    private boolean serves(ProcessHandle process) {
        String program = process.info().command().orElse("").toLowerCase(Locale.ROOT);
        if (!program.isEmpty() && !program.endsWith("postgres")) {
            return false;
        }
        Path working = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            if (Files.exists(working)) {
                return working.toRealPath().equals(cluster.toRealPath());
            }
        } catch (IOException notOurs) {
            return false;
        }
        // Without /proc the command line must name the directory.
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains(cluster.toString()))
                .orElseGet(() -> process.info()
                        .commandLine()
                        .map(line -> line.contains("postgres") && line.contains(cluster.toString()))
                        .orElse(false));
    }
}
