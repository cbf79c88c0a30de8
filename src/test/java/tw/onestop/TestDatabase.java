package tw.onestop;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real PostgreSQL for the whole run, empty at its start; without fsync, since no test of durability uses it. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final EmbeddedPostgres SERVER = start();

    /** One for the server: whatever is sealed in it is sealed under this key. */
    private static final Path KEY_FILE = keyFile();

    /** The database's name; another one is made when a context asks for it. */
    protected String name() {
        return "onestop";
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        make(name());
        TestPropertyValues.of(Map.of(
                        "spring.datasource.url", SERVER.getJdbcUrl("onestop_app", name()),
                        "spring.datasource.username", "onestop_app",
                        "spring.datasource.password", "app",
                        "spring.flyway.url", SERVER.getJdbcUrl("onestop_owner", name()),
                        "spring.flyway.user", "onestop_owner",
                        "spring.flyway.password", "owner",
                        "onestop.exchange.private-targets", "true",
                        "onestop.trust.key-file", KEY_FILE.toString()))
                .and(
                        "onestop.exchange.sftp.port=0",
                        "onestop.exchange.sftp.bind=127.0.0.1",
                        "onestop.exchange.sftp.host=127.0.0.1",
                        "onestop.exchange.sftp.most-bytes=4194304",
                        "onestop.exchange.sftp.most-in-all=16777216",
                        "onestop.exchange.sftp.directory=target/files/" + name() + "-"
                                + ProcessHandle.current().pid())
                .and(Cards.settings())
                .applyTo(context);
    }

    /** The database as its owner sees it, for tests of what the product's role must not do. */
    public static JdbcClient asOwner() {
        return asOwner("onestop");
    }

    /** The same of another database. */
    public static JdbcClient asOwner(String name) {
        return JdbcClient.create(SERVER.getDatabase("onestop_owner", name));
    }

    /** A connection of its owner, whose transaction the test takes back. */
    public static Connection connectionOfOwner() throws SQLException {
        return connectionOfOwner("onestop");
    }

    /** The same of another database. */
    public static Connection connectionOfOwner(String name) throws SQLException {
        return SERVER.getDatabase("onestop_owner", name).getConnection();
    }

    /** Any database of the server as one of its roles sees it. */
    public static JdbcClient as(String role, String database) {
        return JdbcClient.create(SERVER.getDatabase(role, database));
    }

    /** The address of a database, without who asks. */
    public static String address(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(SERVER.getPort(), database);
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "400")
                    .start();
            JdbcClient superuser = JdbcClient.create(server.getPostgresDatabase());
            superuser.sql("create role onestop_owner login password 'owner'").update();
            superuser.sql("create role onestop_app login password 'app'").update();
            superuser
                    .sql("create role onestop_training_owner login createdb password 'owner'")
                    .update();
            superuser
                    .sql("create role onestop_training_app login password 'app'")
                    .update();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void make(String name) {
        JdbcClient superuser = JdbcClient.create(SERVER.getPostgresDatabase());
        if (superuser
                .sql("select 1 from pg_database where datname = ?")
                .param(name)
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            superuser.sql("create database " + name + " owner onestop_owner").update();
        }
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempFile("onestop-test", ".key");
            file.toFile().deleteOnExit();
            byte[] key = new byte[32];
            new java.security.SecureRandom().nextBytes(key);
            return Files.writeString(file, Base64.getEncoder().encodeToString(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
