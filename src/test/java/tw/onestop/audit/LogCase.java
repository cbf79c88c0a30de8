package tw.onestop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.OneStopApplication;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.witness.Note;

/** The product on a database of its own, since these tests do to its trail what nobody may do. */
@SpringBootTest(classes = OneStopApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = LogCase.Database.class)
@Import(ProductTest.Clocks.class)
abstract class LogCase {

    static class Database extends TestDatabase {

        @Override
        protected String name() {
            return "trail";
        }
    }

    static final Actor CLERK = Actor.staff("log-clerk", new OfficeCode("09007010"));
    static final NationalId SUBJECT = NationalId.of('Z', 1, 4711);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    AuditDesk audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private final String database;
    final JdbcClient owner;

    LogCase() {
        this("trail");
    }

    LogCase(String database) {
        this.database = database;
        this.owner = TestDatabase.asOwner(database);
    }

    /** Acts of one transaction, on one object. */
    UUID acted(int acts) {
        UUID object = UUID.randomUUID();
        List<Act> all = new ArrayList<>();
        for (int i = 0; i < acts; i++) {
            all.add(new Act(CLERK, "test.query", object.toString(), SUBJECT, Act.Outcome.DONE, "n=" + i));
        }
        transactions.executeWithoutResult(tx -> audit.record(all));
        return object;
    }

    /** Everything there is has its place, and the checkpoint says so. */
    Note settled() {
        eventually(() -> jdbc.sql("""
                        select (select coalesce(max(seq), 0) from audit.trail) = (select coalesce(max(seq), 0) from audit.leaf)
                        """).query(Boolean.class).single());
        return Note.parse(get("/v1/audit/checkpoint").body());
    }

    /** Nothing gets its place until the connection is closed. */
    Connection paused() throws SQLException {
        Connection connection = TestDatabase.connectionOfOwner(database);
        connection.createStatement().execute("select pg_advisory_lock(" + Integrator.LOCK + ")");
        return connection;
    }

    HttpResponse<String> get(String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path, int status) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return new JsonMapper().readTree(answer.body());
    }

    static List<byte[]> hashes(JsonNode proof) {
        List<byte[]> hashes = new ArrayList<>();
        proof.path("hashes").forEach(hash -> hashes.add(Base64.getDecoder().decode(hash.asString())));
        return hashes;
    }

    static void eventually(BooleanSupplier held) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!held.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
            pause(50);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
