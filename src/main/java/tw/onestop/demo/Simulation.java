package tw.onestop.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * 機關模擬器程序: the simulators as a program of their own. Its standard input is its lifeline: when this process ends, however
 * it ends, they end too.
 */
final class Simulation implements AutoCloseable {

    private final Process process;
    private final Map<String, String> urls;

    private Simulation(Process process, Map<String, String> urls) {
        this.process = process;
        this.urls = urls;
    }

    /**
     * @param data holds {@code agencies/simulators.json}
     * @throws Refused with the simulators' own sentence when they do not start
     */
    static Simulation start(Path data, @Nullable String agenciesFail, Closing closing) throws IOException {
        Path running = data.resolve("agencies/running.json");
        Files.deleteIfExists(running);
        Path log = Files.createDirectories(data.resolve("logs")).resolve("agencies.log");
        Path said = data.resolve("logs/agencies.err");
        List<String> command = new ArrayList<>(Detached.PREFIX);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                "-Duser.timezone=Asia/Taipei",
                "-cp",
                System.getProperty("java.class.path"),
                "tw.agencies.Simulators",
                "--config",
                data.resolve("agencies/simulators.json").toString(),
                "--lifeline"));
        if (agenciesFail != null) {
            command.addAll(List.of("--agencies-fail", agenciesFail));
        }
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(said.toFile())
                .start();
        Simulation simulation = closing.on(new Simulation(process, new TreeMap<>()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(running)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String sentence = Files.readString(said).strip();
                throw new Refused(
                        process.isAlive() || process.exitValue() != 2 ? 1 : 2,
                        sentence.isEmpty()
                                ? "The agencies' simulators do not start; see " + log
                                : "demo: " + sentence.lines().findFirst().orElse(sentence));
            }
            pause();
        }
        State.JSON
                .readTree(Files.readString(running))
                .get("agencies")
                .forEach(a -> simulation.urls.put(
                        a.get("code").asString(), a.get("url").asString()));
        return simulation;
    }

    /** Where the page of a simulator is. */
    @Nullable
    String url(String agency) {
        return urls.get(agency);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException slow) {
            process.destroyForcibly(); // their ledgers are synchronised line by line
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the simulators were starting", stopped);
        }
    }
}
