package tw.onestop.exchange;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * 主導節點: one node dispatches at a time. An advisory lock of a session of its own says which: when the holder dies, so
 * does its session, and another takes over.
 */
@Component
class Leadership {

    /** {@code select pg_advisory_lock(20480)} by an operator pauses all dispatching. */
    static final long LOCK = 20480;

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final JdbcConnectionDetails database;
    private @Nullable Connection session;

    Leadership(JdbcConnectionDetails database) {
        this.database = database;
    }

    /** Whether this node leads now; tries to when nobody does. */
    boolean holds() {
        Connection present = session;
        try {
            if (present != null) {
                if (present.isValid(2)) {
                    return true;
                }
                release();
            }
            return take();
        } catch (SQLException e) {
            LOG.warn("leadership is unknown: {}", e.getSQLState());
            release();
            return false;
        }
    }

    /** Lets go of the lead at once: a session that is closed ends a moment later, and whoever asked meanwhile would be told that somebody leads. */
    void resign() {
        Connection present = session;
        if (present != null) {
            try (Statement statement = present.createStatement()) {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            } catch (SQLException e) {
                LOG.debug("the session was gone already: {}", e.getSQLState());
            }
        }
        release();
    }

    private void release() {
        Connection present = session;
        session = null;
        if (present != null) {
            try {
                present.close();
            } catch (SQLException e) {
                LOG.debug("the session was gone already: {}", e.getSQLState());
            }
        }
    }

    private boolean take() throws SQLException {
        Connection fresh = open();
        try (Statement statement = fresh.createStatement();
                ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            if (answer.next() && answer.getBoolean(1)) {
                session = fresh;
                LOG.info("this node dispatches from now on");
                return true;
            }
        }
        fresh.close();
        return false;
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        String username = database.getUsername();
        String password = database.getPassword();
        if (username != null) {
            properties.setProperty("user", username);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "onestop-dispatcher");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("connectTimeout", "3");
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }
}
