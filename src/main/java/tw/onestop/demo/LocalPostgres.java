package tw.onestop.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * 內嵌資料庫: a PostgreSQL of the demonstration's own, in a directory of its own, on the loopback interface only.
 *
 * <p>It runs with {@code fsync} and {@code synchronous_commit} on, asks every role for its password (SCRAM), and is stopped
 * by {@link #close()}, never by a hook of its own. After a kill -9 the next start recognises an orphan of this directory and
 * stops it; a pid file that names anybody else's process is removed, and that process is never signalled.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Path cluster;
    private final Process server;
    private final int port;
    private final Passwords passwords;

    private LocalPostgres(Path cluster, Process server, int port, Passwords passwords) {
        this.cluster = cluster;
        this.server = server;
        this.port = port;
        this.passwords = passwords;
    }

    /**
     * Starts the server of a directory, making its cluster, roles and database at the first time.
     *
     * @param directory holds {@code db} (the cluster), {@code postgresql} (the server's programs) and the passwords
     * @param settings server settings beside the safe ones, {@code name=value}
     * @throws IOException in one clear sentence when it cannot run here
     */
    public static LocalPostgres start(Path directory, String... settings) throws IOException {
        Path home = Files.createDirectories(directory).toRealPath();
        PostgresPrograms programs = PostgresPrograms.in(home.resolve("postgresql"));
        Passwords passwords = Passwords.in(home.resolve("database.properties"));
        Path cluster = home.resolve("db");
        PidFile.of(cluster).settle(STOP);
        if (!Files.exists(cluster.resolve("PG_VERSION")) || Files.exists(unfinished(home))) {
            Files.writeString(unfinished(home), "initdb has not ended");
            Trees.delete(cluster);
            programs.initdb(cluster, passwords.of(Passwords.SUPERUSER));
            Files.delete(unfinished(home));
        }
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
        for (String setting : SAFE) {
            command.addAll(List.of("-c", setting));
        }
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        Path log = home.resolve("postgresql.log");
        Process server = programs.run("postgres", command, log);
        LocalPostgres started = new LocalPostgres(cluster, server, port, passwords);
        try {
            started.awaitReady(log);
            started.ensureRoles();
            return started;
        } catch (IOException | RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    /** Durable, quiet about values, reachable from this machine only. */
    private static final List<String> SAFE = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=120",
            "shared_buffers=128MB",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "timezone=Asia/Taipei",
            "log_timezone=Asia/Taipei");

    /** Of the product's database, without a password in it. */
    public String url() {
        return url("onestop");
    }

    /** Of another database of the server. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public int port() {
        return port;
    }

    /** The password of {@code onestop_owner}, {@code onestop_app} or {@code postgres}. */
    public String password(String role) {
        return passwords.of(role);
    }

    /** How the product is told of it at its start. */
    public List<String> clientSettings() {
        return List.of(
                "--spring.datasource.url=" + url(),
                "--spring.datasource.username=onestop_app",
                "--spring.datasource.password=" + password("onestop_app"),
                "--spring.flyway.url=" + url(),
                "--spring.flyway.user=onestop_owner",
                "--spring.flyway.password=" + password("onestop_owner"));
    }

    /** Whether there is one in a directory, running or not. */
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve("db").resolve("PG_VERSION"));
    }

    /** A connection to the product's database as one of its roles. */
    public Connection connect(String role) throws SQLException {
        return connect(role, "onestop");
    }

    /** Of the server; ends when it does. */
    public ProcessHandle process() {
        return server.toHandle();
    }

    /** Stops the server, also one that somebody started again in its place: everything is written, no process is left. */
    @Override
    public void close() {
        if (server.isAlive()) {
            PidFile.interrupt(server.toHandle());
            try {
                server.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                server.destroyForcibly();
            } catch (ExecutionException | TimeoutException slow) {
                server.destroyForcibly(); // recovery at the next start repairs what this leaves
            }
        }
        try {
            PidFile.of(cluster).settle(STOP);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /** A connection to any database as one of the roles. */
    public Connection connect(String role, String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", passwords.of(role));
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(url(database), properties);
    }

    private void awaitReady(Path log) throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                connect(Passwords.SUPERUSER, "postgres").close();
                return;
            } catch (SQLException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException(
                            "PostgreSQL in %s does not start; its log is %s".formatted(cluster, log), notYet);
                }
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while PostgreSQL was starting", stopped);
            }
        }
    }

    private void ensureRoles() throws IOException {
        try (Connection superuser = connect(Passwords.SUPERUSER, "postgres")) {
            passwords.apply(superuser);
        } catch (SQLException e) {
            throw new IOException("PostgreSQL in %s refuses its own passwords".formatted(cluster), e);
        }
    }

    private static Path unfinished(Path home) {
        return home.resolve("db.unfinished");
    }
}
