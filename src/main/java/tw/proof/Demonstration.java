package tw.proof;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The demo as a process of its own, with its database and its simulators: what proofs and benchmarks start, kill and ask. */
public final class Demonstration implements AutoCloseable {

    private static final ObjectMapper JSON = new JsonMapper();

    private final Path data;
    private final int port;
    private final List<String> more;
    private final Map<String, String> settings;
    private @Nullable Process process;

    /**
     * @param data its directory, kept between starts
     * @param more further arguments, e.g. {@code --agencies-fail ALL=fail:0.33}
     */
    public Demonstration(Path data, int port, List<String> more) {
        this(data, port, more, Map.of());
    }

    /**
     * @param settings of the product, as {@code docs/operations.md} names them
     */
    Demonstration(Path data, int port, List<String> more, Map<String, String> settings) {
        this.data = data;
        this.port = port;
        this.more = List.copyOf(more);
        this.settings = Map.copyOf(settings);
    }

    /** Starts it and waits until it is ready. */
    public void start() throws IOException {
        Files.createDirectories(data);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseCompactObjectHeaders",
                "-Duser.timezone=Asia/Taipei",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "tw.onestop.demo.Demo",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        // As ./onestop demo starts it: with the cache for quick starts, where there is one.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:AOTCache=") || argument.startsWith("-Xlog:"))
                .forEach(argument -> command.add(1, argument));
        settings.forEach((name, value) -> command.add(1, "-D" + name + "=" + value));
        command.addAll(more);
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("proof.log").toFile()))
                .start();
        process = started;
        // Whoever ends this program, by Ctrl-C or at its end by a failure, ends the demo as well.
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        while (!isUp() || !Files.exists(data.resolve("demo.json"))) {
            if (!started.isAlive() || Instant.now().isAfter(end)) {
                throw new IOException("the demo did not start; see " + data.resolve("proof.log"));
            }
            pause(200);
        }
    }

    public String baseUrl() {
        return "http://localhost:" + port;
    }

    /** The product's process id. */
    public long pid() {
        return running().pid();
    }

    /** Kill -9 of the product, in the middle of whatever it does. */
    public void kill() throws IOException {
        Process doomed = running();
        doomed.destroyForcibly();
        waitFor(doomed);
    }

    /** What the demo tells about itself. */
    public JsonNode file() throws IOException {
        return JSON.readTree(Files.readString(data.resolve("demo.json")));
    }

    /** Username and password of the clerks of an office, or of all when null. */
    public List<Account> clerks(@Nullable String office) throws IOException {
        return staff("CLERK").stream()
                .filter(clerk -> office == null || office.equals(clerk.office()))
                .toList();
    }

    /** Who reads the product's metrics. */
    public Account operator() throws IOException {
        return staff("OPERATOR").getFirst();
    }

    private List<Account> staff(String wanted) throws IOException {
        List<Account> accounts = new ArrayList<>();
        for (JsonNode staff : file().get("staff")) {
            for (JsonNode role : staff.get("roles")) {
                if (role.asString().equals(wanted)) {
                    accounts.add(new Account(
                            staff.get("username").asString(),
                            staff.get("password").asString(),
                            staff.path("office").asString("")));
                }
            }
        }
        return accounts;
    }

    /** So many more clerks of the same office and with the same password, since one person may not sit at many desks. */
    public List<Account> colleagues(Account clerk, int number) throws IOException, SQLException {
        List<Account> colleagues = new ArrayList<>();
        try (Connection database = database();
                PreparedStatement account = database.prepareStatement("""
                        insert into access.account (username, name, password, office, agency, opened_at, changed_at)
                        select ?, name, password, office, agency, opened_at, changed_at
                          from access.account where username = ?
                        on conflict do nothing
                        """);
                PreparedStatement role = database.prepareStatement(
                        "insert into access.account_role (username, role) values (?, 'CLERK') on conflict do nothing")) {
            for (int i = 1; i <= number; i++) {
                Account colleague = new Account(clerk.username() + "-" + i, clerk.password(), clerk.office());
                account.setString(1, colleague.username());
                account.setString(2, clerk.username());
                account.executeUpdate();
                role.setString(1, colleague.username());
                role.executeUpdate();
                colleagues.add(colleague);
            }
        }
        return colleagues;
    }

    /** 帳號 of one of the staff. */
    public record Account(String username, String password, String office) {}

    /** The database beneath it, as its owner. */
    public Connection database() throws SQLException, IOException {
        Properties passwords = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("database.properties"))) {
            passwords.load(reader);
        }
        int databasePort = Integer.parseInt(
                Files.readAllLines(data.resolve("db").resolve("postmaster.pid")).get(3));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/onestop",
                "onestop_owner",
                passwords.getProperty("onestop_owner"));
    }

    public Path data() {
        return data;
    }

    /** Whether the product says that it is up. */
    public boolean isUp() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(URI.create(baseUrl() + "/actuator/health"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    /** Stops it as Ctrl-C does. */
    void stop() throws IOException {
        Process stopping = process;
        if (stopping != null && stopping.isAlive()) {
            stopping.destroy();
            waitFor(stopping);
        }
    }

    static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private static void waitFor(Process process) throws IOException {
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                throw new IOException("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
