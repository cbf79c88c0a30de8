package tw.onestop.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** 交易紀錄檔 of a PostgreSQL of our own. */
final class WriteAheadLog {

    private WriteAheadLog() {}

    /**
     * Gives back what a bulk of work has left. A server keeps as many files of its log for later use as it lately needed, and lets go of
     * none before it has passed it: so it is led past all of them, which writes next to nothing.
     *
     * @param home of a server that does not run
     */
    static void shrink(Path home, Closing closing) throws IOException {
        closing.on(DataDirectory.take(home));
        LocalPostgres postgres = closing.on(LocalPostgres.start(home, "max_wal_size=256MB"));
        try (Connection superuser = postgres.connect(Passwords.SUPERUSER);
                Statement statement = superuser.createStatement()) {
            for (long files = files(statement); files > 0; files--) {
                statement.execute("select pg_logical_emit_message(false, 'shrink', ''), pg_switch_wal()");
            }
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IOException("the write-ahead log in %s could not be shrunk".formatted(home), e);
        }
    }

    private static long files(Statement statement) throws SQLException {
        try (ResultSet count = statement.executeQuery("select count(*) from pg_ls_waldir()")) {
            count.next();
            return count.getLong(1);
        }
    }
}
