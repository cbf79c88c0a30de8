package tw.onestop.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * 練習資料庫: the training copy's three databases on one server: the one that is worked on; the beginning, which nobody may
 * connect to and of which it is a copy; and either of them while it is being made. Each comes to be whole or not at all.
 */
final class TrainingDatabases {

    private static final String BEGINNING = "_beginning";
    private static final String UNFINISHED = "_unfinished";

    private final TrainingOptions options;

    TrainingDatabases(TrainingOptions options) {
        this.options = options;
    }

    boolean hasBeginning() {
        return has(options.name(BEGINNING));
    }

    boolean hasCopy() {
        return has(options.name(""));
    }

    /** An empty database to make the beginning in; its address. */
    String unfinished() {
        make("");
        return options.address(UNFINISHED);
    }

    /** What was made is the beginning from now on. */
    void keep() {
        run("alter database %s allow_connections false".formatted(options.name(UNFINISHED)));
        rename(options.name(BEGINNING));
    }

    /** Forgets what was practised: the copy is as it was at the beginning. */
    void begin() {
        make(" template " + options.name(BEGINNING));
        drop(options.name(""));
        rename(options.name(""));
    }

    private void make(String from) {
        String name = options.name(UNFINISHED);
        drop(name);
        run("create database %s%s".formatted(name, from));
        close(name);
    }

    private void rename(String name) {
        run("alter database %s rename to %s".formatted(options.name(UNFINISHED), name));
    }

    /** Without force, which a role may use only against its own sessions: the server waits for those that are ending. */
    private void drop(String name) {
        run("drop database if exists " + name);
    }

    /** To everybody but the copy's own role. */
    private void close(String name) {
        run("revoke all on database %s from public".formatted(name));
        run("grant connect on database %s to \"%s\""
                .formatted(name, options.app().name()));
    }

    private boolean has(String name) {
        try (Connection connection = connect()) {
            return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("select exists (select 1 from pg_database where datname = ?)")
                    .param(name)
                    .query(Boolean.class)
                    .single();
        } catch (SQLException away) {
            throw new IllegalStateException("training: " + away.getMessage(), away);
        }
    }

    /** Names are of small letters, digits and underscores only: nothing to escape. */
    private void run(String statement) {
        try (Connection connection = connect();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException("training: " + refused.getMessage(), refused);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                options.maintenance(), options.owner().name(), options.owner().password());
    }
}
