package tw.proof;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asterisk 交換機, with the configuration that {@code docs/operations.md} shows: calls come by SIP on loopback and are handed to the
 * product by FastAGI. What it played is read from its own log.
 */
final class Asterisk implements AutoCloseable {

    /** The number that is dialled. */
    static final String NUMBER = "412";

    private static final String USER = "asterisk";
    private static final Path CONFIGURATION = Path.of("etc", "onestop");
    private static final Path LOG = Path.of("var", "log", "asterisk", "full");
    private static final List<String> FILES =
            List.of("asterisk.conf", "extensions.conf", "logger.conf", "modules.conf", "pjsip.conf", "rtp.conf");
    private static final int VOICES_FROM = 20_000;
    private static final int VOICES_TO = 20_399;
    private static final int PATIENCE_SECONDS = 60;

    /** {@code <PJSIP/trunk-0000001f> Playing '/var/…/cmn/welcome.ulaw' (…)}. */
    private static final Pattern PLAYING = Pattern.compile("<(PJSIP/[^>]+)> Playing '.*?([^/']+?)(?:\\.ulaw)?' ");

    private final ExchangeMachine machine;
    private final Process process;
    private final int port;

    private Asterisk(ExchangeMachine machine, Process process, int port) {
        this.machine = machine;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and waits until it takes calls.
     *
     * @param product the port at which the product hears an exchange
     */
    static Asterisk start(ExchangeMachine machine, int product) throws IOException {
        int port = free();
        configure(
                machine,
                Map.of(
                        "SIP_PORT", port,
                        "AGI_PORT", product,
                        "RTP_FROM", VOICES_FROM,
                        "RTP_TO", VOICES_TO));
        machine.run("install", "-d", "-o", USER, "-g", USER, "/run/asterisk", "/var/log/asterisk");
        Files.deleteIfExists(machine.root().resolve(LOG));
        List<String> command = new ArrayList<>(machine.as(USER));
        command.addAll(List.of("/usr/sbin/asterisk", "-f", "-C", "/" + CONFIGURATION.resolve("asterisk.conf")));
        Path said = machine.root().resolveSibling("asterisk.log");
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
        Asterisk asterisk = new Asterisk(machine, started, port);
        for (int tried = 0; !asterisk.says("core waitfullybooted").contains("fully booted"); tried++) {
            if (!started.isAlive() || tried == PATIENCE_SECONDS * 2) {
                asterisk.close();
                throw new IOException("Asterisk did not start; see %s and %s"
                        .formatted(said, machine.root().resolve(LOG)));
            }
            Demonstration.pause(500);
        }
        return asterisk;
    }

    /** Where it is called by SIP, on loopback. */
    int port() {
        return port;
    }

    /** Calls it by telephone. */
    Phone dial() throws IOException {
        return Phone.dial("127.0.0.1", port, NUMBER, "0912345678");
    }

    /** Its answer to a command of its console. */
    String says(String command) throws IOException {
        return machine.said("/usr/sbin/asterisk", "-C", "/" + CONFIGURATION.resolve("asterisk.conf"), "-rx", command)
                .strip();
    }

    /** Calls that it has now. */
    int calls() throws IOException {
        Matcher number = Pattern.compile("(\\d+) active channels?").matcher(says("core show channels count"));
        return number.find() ? Integer.parseInt(number.group(1)) : -1;
    }

    /** What it played so far: names of prompts by call, in the order of the calls. */
    Map<String, List<String>> played() throws IOException {
        Map<String, List<String>> played = new LinkedHashMap<>();
        for (String line : Files.readAllLines(machine.root().resolve(LOG), StandardCharsets.UTF_8)) {
            Matcher playing = PLAYING.matcher(line);
            if (playing.find()) {
                played.computeIfAbsent(playing.group(1), _ -> new ArrayList<>()).add(playing.group(2));
            }
        }
        return played;
    }

    /** Prompts that it was told of and did not find. */
    long missed() throws IOException {
        try (var lines = Files.lines(machine.root().resolve(LOG), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains("does not exist in any format"))
                    .count();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void configure(ExchangeMachine machine, Map<String, Integer> values) throws IOException {
        Path directory = Files.createDirectories(machine.root().resolve(CONFIGURATION));
        for (String file : FILES) {
            String text = Resources.text("asterisk/" + file);
            for (Map.Entry<String, Integer> value : values.entrySet()) {
                text = text.replace(
                        "${" + value.getKey() + "}", value.getValue().toString());
            }
            Files.writeString(directory.resolve(file), text);
        }
    }

    private static int free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
