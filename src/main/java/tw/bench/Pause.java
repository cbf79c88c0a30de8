package tw.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** 暫停派送: holds the lock that says who dispatches; letting it go starts the drain. */
final class Pause implements AutoCloseable {

    private static final String LOCK = "20480";

    private final Connection session;

    Pause(String url, String user, String password) throws SQLException {
        this.session = DriverManager.getConnection(url, user, password);
    }

    /** Takes the lock from the product's session, which it ends. */
    void begin() throws SQLException {
        try (Statement statement = session.createStatement()) {
            boolean held = false;
            while (!held) {
                statement.execute("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where application_name = 'onestop-dispatcher'
                        """);
                try (var answer = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
                    held = answer.next() && answer.getBoolean(1);
                }
            }
        }
    }

    void end() throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + LOCK + ")");
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
