package tw.onestop;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Fixture: the database is away for this product, since all connections of its pool are held until it closes. Whoever asks waits less
 * long than people do.
 */
public final class DatabaseAway implements AutoCloseable {

    private final HikariConfigMXBean pool;
    private final long patience;
    private final List<Connection> held = new ArrayList<>();

    private DatabaseAway(HikariConfigMXBean pool) {
        this.pool = pool;
        this.patience = pool.getConnectionTimeout();
    }

    public static DatabaseAway from(DataSource database) throws SQLException {
        DatabaseAway away =
                new DatabaseAway(database.unwrap(HikariDataSource.class).getHikariConfigMXBean());
        away.pool.setConnectionTimeout(1_000);
        away.hold(database);
        return away;
    }

    private void hold(DataSource database) {
        try {
            while (true) {
                held.add(database.getConnection());
            }
        } catch (SQLException none) {
            // all are held
        }
    }

    @Override
    public void close() throws SQLException {
        pool.setConnectionTimeout(patience);
        for (Connection one : held) {
            one.close();
        }
    }
}
