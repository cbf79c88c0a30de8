package tw.proof;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** 同一時點: connections, one for each processor, that all see the database as it was at one moment, and change nothing. */
public final class SameMoment implements AutoCloseable {

    private final List<Connection> beside = new ArrayList<>();

    private SameMoment() {}

    /** How one more connection is opened. */
    public interface Opening {
        Connection open() throws SQLException, IOException;
    }

    /** @param database the first of them, whose transaction shows the moment as long as it lasts */
    public static SameMoment of(Connection database, Opening opening) throws SQLException, IOException {
        begin(database);
        String snapshot;
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
            row.next();
            snapshot = row.getString(1);
        }
        SameMoment moment = new SameMoment();
        try {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                Connection one = opening.open();
                moment.beside.add(one);
                begin(one);
                try (Statement statement = one.createStatement()) {
                    statement.execute("set transaction snapshot '%s'".formatted(snapshot));
                }
            }
            return moment;
        } catch (SQLException | IOException failed) {
            moment.close();
            throw failed;
        }
    }

    private static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
    }

    /** Those beside the first. */
    public List<Connection> beside() {
        return List.copyOf(beside);
    }

    @Override
    public void close() throws SQLException {
        for (Connection one : beside) {
            one.close();
        }
    }
}
