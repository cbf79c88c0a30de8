package tw.proof;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * 重新啟動驗證: the demo starts, stops, is killed, and starts again: nothing is lost, no process and no port is left. See
 * {@code ./onestop verify restart --help}.
 */
public final class DemoRestart {

    private static final int PATIENCE_SECONDS = 30;

    private final List<String> failures = new ArrayList<>();

    private DemoRestart() {}

    /** Exit status 0 when everything holds, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Options options = Options.parse(arguments, """
                ./onestop verify restart [--port 18085] [--second-start 10]

                Starts a demo in a temporary directory, stops it as Ctrl-C does, starts it again (ready within so many
                seconds), kills it with signal 9, starts it once more, and stops it; after each end no process and no port
                may be left, and people, accounts and secrets must be the same. Exit status 0 when all of it holds.""");
        DemoRestart proof = new DemoRestart();
        proof.run(options.number("port", 18085), options.number("second-start", 10));
        proof.failures.forEach(System.out::println);
        System.out.println(proof.failures.isEmpty() ? "everything holds" : proof.failures.size() + " failures");
        System.exit(proof.failures.isEmpty() ? 0 : 1);
    }

    private void run(int port, int secondStart) throws IOException, SQLException {
        Path data = Files.createTempDirectory("onestop restart ");
        try (Demonstration demo = new Demonstration(data, port, List.of())) {
            System.out.printf("first start  %5.1f s%n", start(demo));
            long people = people(demo);
            JsonNode first = demo.file();
            List<Integer> ports = ports(first, port);
            System.out.printf("stop         %5.1f s%n", stop(demo));
            check("nothing is left after a stop", () -> nothingLeft(data, ports));

            double again = start(demo);
            System.out.printf("second start %5.1f s%n", again);
            check("the second start is ready within %d s".formatted(secondStart), () -> again <= secondStart);
            check(
                    "accounts and passwords stay",
                    () -> first.get("staff").equals(file(demo).get("staff")));
            check("citizens stay", () -> first.get("citizens").equals(file(demo).get("citizens")));
            check("nobody is loaded twice", people == people(demo));

            ports.addAll(ports(demo.file(), port));
            demo.kill();
            check("the simulators end with the product", () -> within(() -> mentioning(data, "Simulators") == 0));
            System.out.printf("after kill   %5.1f s%n", start(demo));
            check("nobody is lost", people == people(demo));
            check("one database server", mentioning(data, "postgres") >= 1);

            ports.addAll(ports(demo.file(), port));
            double stopped = stop(demo);
            System.out.printf("stop         %5.1f s%n", stopped);
            check("it stops within %d s".formatted(PATIENCE_SECONDS), stopped <= PATIENCE_SECONDS);
            check("nothing is left at the end", () -> nothingLeft(data, ports));
        }
    }

    private void check(String sentence, boolean holds) {
        if (!holds) {
            failures.add("NOT TRUE: " + sentence);
        }
    }

    private void check(String sentence, BooleanSupplier holds) {
        check(sentence, holds.getAsBoolean());
    }

    private static double start(Demonstration demo) throws IOException {
        long from = System.nanoTime();
        demo.start();
        return (System.nanoTime() - from) / 1e9;
    }

    private static double stop(Demonstration demo) throws IOException {
        long from = System.nanoTime();
        demo.close();
        return (System.nanoTime() - from) / 1e9;
    }

    private static long people(Demonstration demo) throws IOException, SQLException {
        try (Connection database = demo.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select count(distinct id) from registry.person")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static JsonNode file(Demonstration demo) {
        try {
            return demo.file();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Every port that this demo has opened. */
    private static List<Integer> ports(JsonNode file, int port) {
        List<Integer> ports = new ArrayList<>(List.of(port));
        for (JsonNode agency : file.get("agencies")) {
            ports.add(java.net.URI.create(agency.get("simulator").asString()).getPort());
        }
        return ports;
    }

    private static boolean nothingLeft(Path data, List<Integer> ports) {
        return within(() -> mentioning(data, "") == 0 && ports.stream().noneMatch(DemoRestart::answers))
                && !Files.exists(data.resolve("db/postmaster.pid"));
    }

    /** Processes other than this one that name the directory and the word in their command line. */
    private static long mentioning(Path data, String word) {
        return ProcessHandle.allProcesses()
                .filter(p -> p.pid() != ProcessHandle.current().pid())
                .map(p -> commandLine(p.pid()))
                .filter(line -> line.contains(data.toString()) && line.contains(word))
                .count();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private static boolean within(BooleanSupplier holds) {
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            if (holds.getAsBoolean()) {
                return true;
            }
            try {
                Demonstration.pause(100);
            } catch (IOException stopped) {
                return false;
            }
        }
        return false;
    }
}
