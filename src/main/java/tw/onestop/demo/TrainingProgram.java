package tw.onestop.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tw.onestop.access.TrainingRoom;

/**
 * 練習環境程序: the training copy of a demonstration, started when somebody first wants it, since it takes memory and some
 * seconds. Its standard input is its lifeline: when this process ends, however it ends, it ends too.
 */
final class TrainingProgram implements TrainingRoom, AutoCloseable {

    private static final int LAST_WORDS_SECONDS = 8;

    private final Path data;
    private final Map<String, String> environment;
    private final int port;
    private State state = State.CLOSED;
    private boolean closed;
    private @Nullable Process process;

    /**
     * @param data directory of the demonstration, for logs
     * @param environment what {@code ./onestop training} reads
     */
    TrainingProgram(Path data, int port, Map<String, String> environment) {
        this.data = data;
        this.port = port;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public synchronized void open() {
        if (closed || state == State.OPENING || state == State.OPEN) {
            return;
        }
        try {
            Process started = start();
            process = started;
            state = State.OPENING;
            Thread.ofVirtual().name("training-room").start(() -> listen(started));
        } catch (IOException failed) {
            state = State.FAILED;
            throw new UncheckedIOException(failed);
        }
    }

    /** Null until it was opened. */
    synchronized @Nullable ProcessHandle process() {
        return process == null ? null : process.toHandle();
    }

    @Override
    public void close() throws IOException {
        Process running;
        synchronized (this) {
            closed = true;
            running = process;
        }
        if (running == null) {
            return;
        }
        running.getOutputStream().close();
        awaitEnd(running);
    }

    /** Waits until nothing is left of it: whoever opens the next one needs its port. */
    private static void awaitEnd(Process running) {
        try {
            running.onExit().get(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException slow) {
            running.destroyForcibly(); // what was practised is in the database, as far as it was concluded
        }
    }

    private Process start() throws IOException {
        Path logs = Files.createDirectories(data.resolve("logs"));
        List<String> command = new ArrayList<>(Detached.PREFIX);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As this JVM was started, so that the same cache makes the start quick; with less memory.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:") || argument.startsWith("-Xlog:"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx384m",
                "-Duser.timezone=Asia/Taipei",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingCopy.class.getName(),
                "--lifeline",
                "--server.port=" + port,
                "--spring.lifecycle.timeout-per-shutdown-phase=4s",
                "--logging.threshold.console=off",
                "--logging.file.name=" + logs.resolve("training.log")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(logs.resolve("training.err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ONESTOP_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void listen(Process started) {
        try (BufferedReader said = started.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                hear(line);
            }
        } catch (IOException gone) {
            // It ends, which is what follows.
        }
        awaitEnd(started);
        synchronized (this) {
            state = closed ? State.CLOSED : State.FAILED;
        }
    }

    private synchronized void hear(String line) {
        if (line.startsWith("open")) {
            state = State.OPEN;
        } else if (line.startsWith("closed")) {
            state = State.OPENING;
        }
    }
}
