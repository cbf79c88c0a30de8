package tw.badhouse.counter;

import java.net.http.HttpClient;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Broken on purpose: a door that calls out, owns tables and reads the wall clock. */
class CallsOut {

    private final HttpClient client = HttpClient.newHttpClient();
    private final JdbcClient jdbc;

    CallsOut(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String act() {
        jdbc.sql("select name from registry.person").query(String.class).list();
        return client.toString() + Instant.now();
    }
}
