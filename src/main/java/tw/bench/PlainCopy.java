package tw.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.Load;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.demo.Refused;
import tw.proof.Options;

/**
 * 全國載入量測: the load that ./onestop load nation made in a directory, beside a plain COPY of the same rows into the same tables
 * and the same keys made afterwards, both by two connections to a server of the same settings.
 */
public final class PlainCopy {

    private static final String HELP = """
            ./onestop bench load [--data var/nation]
            Copies the rows that ./onestop load nation left in a directory into plain tables beside them, makes the same keys, says how
            long that took beside the load, and removes the tables. Needs twice the disk. Exit status 0 when the load had at least 0.6
            of the speed of the plain copy.""";

    private static final List<String> TABLES = List.of("person", "stay", "household", "household_anchor");

    private final LocalPostgres postgres;

    private PlainCopy(LocalPostgres postgres) {
        this.postgres = postgres;
    }

    /** Exit status 0 when the figure holds, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Path data = Path.of(Options.parse(arguments, HELP).text("data", "var/nation"));
        if (!LocalPostgres.isIn(data)) {
            System.err.println("bench load: no register in %s; make one with ./onestop load nation".formatted(data));
            System.exit(2);
        }
        boolean holds;
        try (Closing closing = Closing.atExit()) {
            closing.on(DataDirectory.take(data));
            Path files = Files.createTempDirectory(data, "rows");
            closing.on(() -> Scratch.delete(files));
            LocalPostgres postgres =
                    closing.on(LocalPostgres.start(data, Load.settings().toArray(String[]::new)));
            holds = new PlainCopy(postgres).measure(files);
        } catch (Refused refused) {
            System.err.println("bench load: " + refused.sentence());
            System.exit(refused.status());
            return;
        }
        System.exit(holds ? 0 : 1);
    }

    private boolean measure(Path files) throws SQLException, InterruptedException, ExecutionException {
        List<String> keys = new ArrayList<>();
        double load;
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            load = loaded(statement);
            statement.execute("drop schema if exists plain cascade");
            statement.execute("create schema plain");
            for (String table : TABLES) {
                statement.execute("create table plain.%1$s (like registry.%1$s)".formatted(table));
                keys.addAll(keys(statement, table, "pg_get_constraintdef"));
            }
            for (String table : TABLES) {
                keys.addAll(keys(statement, table, "pg_get_indexdef"));
            }
        }
        atTwo(halves((c, half) -> out(c, half, files)));
        System.out.println("rows written to files; now the plain copy");
        long began = System.nanoTime();
        atTwo(halves((c, half) -> in(c, half, files)));
        double rows = (System.nanoTime() - began) / 1e9;
        atTwo(keys.stream().<Step>map(key -> c -> make(c, key)).toList());
        double plain = (System.nanoTime() - began) / 1e9;
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            statement.execute("drop schema plain cascade");
        }
        System.out.printf("%-40s %8.1f s%n", "load, from begin to the last key", load);
        System.out.printf("%-40s %8.1f s, of them rows %.1f s%n", "peer: plain COPY and the same keys", plain, rows);
        System.out.printf("%-40s %8.2f   (figure to reach: 0.6)%n", "speed of the load beside the peer", plain / load);
        return plain / load >= 0.6;
    }

    private static double loaded(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select what, extract(epoch from ended_at - began_at) from load.run")) {
            row.next();
            System.out.println(row.getString(1));
            return row.getDouble(2);
        }
    }

    /** Statements that make on the plain table what the register's has: its keys, or its other indexes. */
    private static List<String> keys(Statement statement, String table, String kind) throws SQLException {
        String sql = kind.equals("pg_get_constraintdef")
                ? "select format('alter table plain.%I add ', '" + table + "') || pg_get_constraintdef(oid)"
                        + " from pg_constraint where conrelid = 'registry." + table
                        + "'::regclass and contype in ('p', 'u', 'x')"
                : "select replace(pg_get_indexdef(indexrelid), ' ON registry.', ' ON plain.') from pg_index where indrelid = 'registry."
                        + table
                        + "'::regclass and not exists (select from pg_constraint c where c.conindid = indexrelid)";
        List<String> keys = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    /** What one connection does. */
    private interface Step {

        void by(Connection connection) throws SQLException, IOException;
    }

    private void atTwo(List<Step> steps) throws InterruptedException, ExecutionException {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<Object>> done = new ArrayList<>();
            for (Step step : steps) {
                done.add(two.submit(() -> {
                    try (Connection connection = postgres.connect("onestop_owner")) {
                        step.by(connection);
                    }
                    return "";
                }));
            }
            for (Future<Object> one : done) {
                one.get();
            }
        }
    }

    /** One of the halves of a table, so that two connections share the largest one too. */
    private record Half(String table, boolean first) {

        Path file(Path files) {
            return files.resolve(table + (first ? ".1" : ".2"));
        }
    }

    /** What one connection does with a half. */
    private interface HalfStep {

        void by(Connection connection, Half half) throws SQLException, IOException;
    }

    private static List<Step> halves(HalfStep step) {
        return TABLES.stream()
                .flatMap(table -> Stream.of(new Half(table, true), new Half(table, false)))
                .<Step>map(half -> connection -> step.by(connection, half))
                .toList();
    }

    private static void out(Connection connection, Half half, Path files) throws SQLException, IOException {
        try (OutputStream file = Files.newOutputStream(half.file(files));
                Statement statement = connection.createStatement();
                ResultSet pages = statement.executeQuery(
                        "select pg_relation_size('registry.%s') / 16384".formatted(half.table()))) {
            pages.next();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select * from registry.%s where ctid %s '(%d,0)'::tid) to stdout"
                                    .formatted(half.table(), half.first() ? "<" : ">=", pages.getLong(1)),
                            file);
        }
    }

    private static void in(Connection connection, Half half, Path files) throws SQLException, IOException {
        try (InputStream file = Files.newInputStream(half.file(files))) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy plain.%s from stdin".formatted(half.table()), file, 1 << 16);
        }
    }

    private static void make(Connection connection, String key) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '1GB'");
            statement.execute("set max_parallel_maintenance_workers = 0");
            statement.execute(key);
        }
    }
}
