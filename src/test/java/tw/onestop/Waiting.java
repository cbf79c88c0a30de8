package tw.onestop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a test does while another transaction runs against a lock that it holds. */
public final class Waiting {

    private Waiting() {}

    /** Until somebody waits for this connection. */
    public static void on(Statement statement) throws SQLException, InterruptedException {
        for (int i = 0; i < 400; i++) {
            try (ResultSet waiting = statement.executeQuery(
                    "select count(*) from pg_locks l where not granted and pg_backend_pid() = any (pg_blocking_pids(l.pid))")) {
                waiting.next();
                if (waiting.getInt(1) > 0) {
                    return;
                }
            }
            Thread.sleep(25);
        }
        throw new AssertionError("nobody waits");
    }
}
