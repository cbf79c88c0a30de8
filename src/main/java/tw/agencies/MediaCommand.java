package tw.agencies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** 媒體指令: what {@code ./onestop medium} runs, at an agency without a line. */
public final class MediaCommand {

    private static final Set<String> OPTIONS = Set.of(
            "--data",
            "--name",
            "--register",
            "--seals",
            "--agency",
            "--purpose",
            "--officer",
            "--case",
            "--fields",
            "--lines",
            "--numbers",
            "--out",
            "--in");

    private MediaCommand() {}

    /** Exit status 0 when it did, 1 when what was given is faulty, 2 for a wrong command. */
    public static void main(String[] arguments) {
        System.exit(run(Clock.systemUTC(), arguments));
    }

    static int run(Clock clock, String... arguments) {
        try {
            String word = arguments.length == 0 ? "" : arguments[0];
            Map<String, String> options = options(arguments);
            switch (word) {
                case "keys" -> MediaKeyFiles.make(data(options), wanted(options, "--name"), clock.instant());
                case "request" -> request(options);
                case "read" -> read(options).forEach(System.out::println);
                default -> throw new WrongUsage("there is keys, request and read");
            }
            return 0;
        } catch (WrongUsage e) {
            System.err.println("medium: " + e.getMessage() + "; see ./onestop medium --help");
            return 2;
        } catch (MediaFaulty | IOException e) {
            System.err.println("medium: " + e.getMessage());
            return 1;
        }
    }

    private static Map<String, String> options(String... arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                throw new WrongUsage("unknown option, or one without its value: " + arguments[i]);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private static String wanted(Map<String, String> options, String name) {
        String value = options.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new WrongUsage(name + " is missing");
        }
        return value;
    }

    private static Path data(Map<String, String> options) {
        return Path.of(options.getOrDefault("--data", "var/medium"));
    }

    private static void request(Map<String, String> options) throws IOException {
        MediaKeys keys = MediaKeyFiles.read(
                data(options),
                List.of(),
                MediaKeyFiles.certificates(Path.of(wanted(options, "--register")))
                        .getFirst());
        String lines = options.getOrDefault("--lines", "100000");
        if (!lines.matches("[1-9]\\d{0,6}")) {
            throw new WrongUsage("--lines is how many lines a volume may have");
        }
        List<String> numbers = Files.readAllLines(Path.of(wanted(options, "--numbers")));
        UUID set = UUID.randomUUID();
        List<byte[]> volumes = MediaSet.write(
                new MediaSet.Request(
                        set,
                        wanted(options, "--agency"),
                        wanted(options, "--purpose"),
                        wanted(options, "--officer"),
                        wanted(options, "--case"),
                        List.of(wanted(options, "--fields").split(",", -1))),
                numbers,
                Integer.parseInt(lines),
                keys);
        Path out = Files.createDirectories(Path.of(wanted(options, "--out")));
        for (int i = 0; i < volumes.size(); i++) {
            Files.write(out.resolve("%s-%03d.p7m".formatted(set, i + 1)), volumes.get(i));
        }
        System.err.printf("%d volumes of %d lines in %s%n", volumes.size(), numbers.size(), out);
    }

    private static List<String> read(Map<String, String> options) throws IOException, MediaFaulty {
        MediaKeys keys = MediaKeyFiles.read(
                data(options), MediaKeyFiles.certificates(Path.of(wanted(options, "--seals"))), null);
        List<byte[]> volumes = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(wanted(options, "--in")))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".p7m"))
                    .sorted()
                    .toList()) {
                volumes.add(Files.readAllBytes(file));
            }
        }
        return MediaSet.read(volumes, keys);
    }
}
