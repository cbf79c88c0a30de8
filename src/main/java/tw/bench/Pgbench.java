package tw.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tw.onestop.demo.LocalPostgres;

/** PostgreSQL's own load generator, the peer that sends statements and does nothing else. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+)");

    private final Path program;
    private final LocalPostgres postgres;

    private Pgbench(Path program, LocalPostgres postgres) {
        this.program = program;
        this.postgres = postgres;
    }

    /** Empty where it is not installed. */
    static Optional<Pgbench> of(LocalPostgres postgres) throws IOException {
        List<Path> places = new ArrayList<>();
        try (Stream<Path> versions = Files.isDirectory(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql"))
                : Stream.empty()) {
            versions.map(v -> v.resolve("bin/pgbench")).forEach(places::add);
        }
        for (String directory :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1)) {
            places.add(Path.of(directory, "pgbench"));
        }
        return places.stream().filter(Files::isExecutable).findFirst().map(p -> new Pgbench(p, postgres));
    }

    /**
     * Transactions a second, over TCP, every statement prepared once a connection.
     *
     * @param options beside those: {@code -f}, {@code -c}, {@code -t}, {@code -D}
     * @throws IOException with what it said when it ended badly
     */
    double run(String role, String database, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--host=127.0.0.1",
                "--port=" + postgres.port(),
                "--username=" + role));
        command.addAll(options);
        command.add(database);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", postgres.password(role));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IOException(
                    "pgbench ended badly: " + said.lines().limit(12).toList());
        }
        return Double.parseDouble(rate.group(1));
    }
}
