package tw.proof;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import tw.witness.ForkStatement;
import tw.witness.VerifierKey;

/** 軌跡讀取: the trail and its leaves, a span of row numbers at a time, by binary COPY: the fastest way out of PostgreSQL. */
final class TrailReader {

    /** Signature, flags and an empty extension stand before the first row. */
    private static final int HEADER = 19;

    private static final int TRAILER = Short.BYTES;

    private final Connection database;
    private final String rows;

    TrailReader(Connection database) {
        this(database, "audit.trail");
    }

    /** @param rows the trail, or one of its parts */
    TrailReader(Connection database, String rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * A row and its leaf; one of the two may be missing.
     *
     * @param index -1 without a leaf
     * @param signed the root of the database's own checkpoint that ends with this leaf, or null
     */
    record Line(long seq, @Nullable LoggedRow row, long index, byte[] salt, byte[] hash, byte @Nullable [] signed) {}

    /** The database's own checkpoint. */
    record Signed(long size, byte[] root) {}

    /** What the act of an archive says in its detail, of a row of audit.archived. */
    static final String SAID =
            "format('rows=%s sha256=%s seq=%s-%s', rows, encode(sha256, 'hex'), first_seq, last_seq)";

    /**
     * Rows that were taken into a file after their time, between these numbers.
     *
     * @param logged whether a row behind them, with a place in the log, says the same
     */
    record Archived(String part, long rows, long firstSeq, long lastSeq, boolean logged) {

        boolean spans(long seq) {
            return seq >= firstSeq && seq <= lastSeq;
        }
    }

    List<Archived> archives() throws SQLException {
        List<Archived> archives = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("""
                        select month, rows, first_seq, last_seq,
                               exists (select from audit.trail t join audit.leaf l on l.seq = t.seq
                                        where t.actor_id = 'retention' and t.action = 'audit.part.archived'
                                          and t.object = month and t.outcome = 'DONE' and t.seq > last_seq and t.detail = %s)
                          from audit.archived order by last_seq
                        """.formatted(SAID))) {
            while (row.next()) {
                archives.add(new Archived(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getBoolean(5)));
            }
        }
        return archives;
    }

    /** What the log has said of its own forks. */
    List<ForkStatement> forks() throws SQLException {
        List<ForkStatement> forks = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select statement from audit.fork order by place")) {
            while (row.next()) {
                forks.addAll(ForkStatement.parse(row.getString(1)));
            }
        }
        return forks;
    }

    /** Every key that ever signed, under every name of the log. */
    List<VerifierKey> keys() throws SQLException {
        List<VerifierKey> keys = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select origin, public_key
                          from (select origin from audit.origin union select origin from audit.fork) as o, trust.log_key
                        """)) {
            while (rows.next()) {
                keys.add(new VerifierKey(rows.getString(1), VerifierKey.LOG, rows.getBytes(2)));
            }
        }
        return keys;
    }

    /** The first row or leaf after a row number. */
    OptionalLong next(long after) throws SQLException {
        return number("""
                select least((select min(seq) from audit.trail where seq > %1$d), (select min(seq) from audit.leaf where seq > %1$d))
                """.formatted(after));
    }

    /** The last row that has its place. */
    OptionalLong lastPlaced() throws SQLException {
        return number("select max(seq) from audit.leaf");
    }

    /** The size of the database's own last checkpoint. */
    OptionalLong lastSigned() throws SQLException {
        return number("select max(size) from audit.checkpoint");
    }

    /** The root of the database's own checkpoint of a size, or null. */
    byte @Nullable [] signed(long size) throws SQLException {
        List<Signed> one = signed(size, size);
        return one.isEmpty() ? null : one.getFirst().root();
    }

    /** The database's own checkpoints from one size to another, both included. */
    List<Signed> signed(long from, long to) throws SQLException {
        List<Signed> signed = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "select size, root from audit.checkpoint where size between %d and %d order by size"
                                .formatted(from, to))) {
            while (row.next()) {
                signed.add(new Signed(row.getLong(1), row.getBytes(2)));
            }
        }
        return signed;
    }

    OptionalLong number(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            long value = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
        }
    }

    /** Rows and leaves with numbers from one up to another, both included, in their order. */
    List<Line> lines(long from, long to) throws SQLException {
        List<LoggedRow> rows = new ArrayList<>();
        rows(from, to, rows::add);
        List<Line> leaves = new ArrayList<>();
        copied(
                "select seq, index, salt, hash, root from audit.leaf left join audit.checkpoint on size = index + 1"
                        + span(from, to),
                (message, at) -> leaves.add(leaf(message, at)));
        List<Line> lines = new ArrayList<>(Math.max(rows.size(), leaves.size()));
        int next = 0;
        for (LoggedRow row : rows) {
            while (next < leaves.size() && leaves.get(next).seq() < row.seq()) {
                lines.add(leaves.get(next++));
            }
            if (next < leaves.size() && leaves.get(next).seq() == row.seq()) {
                Line leaf = leaves.get(next++);
                lines.add(new Line(row.seq(), row, leaf.index(), leaf.salt(), leaf.hash(), leaf.signed()));
            } else {
                lines.add(new Line(row.seq(), row, -1, new byte[0], new byte[0], null));
            }
        }
        lines.addAll(leaves.subList(next, leaves.size()));
        return lines;
    }

    /** What is done with a row of the trail. */
    interface TakingRows {
        void row(LoggedRow row);
    }

    void rows(long from, long to, TakingRows taking) throws SQLException {
        copied(
                "select " + LoggedRow.COLUMNS + " from " + rows + span(from, to),
                (message, at) -> taking.row(LoggedRow.sent(message, at)));
    }

    /** What is done with a leaf: seq, index, salt and hash in their binary form, the first of which begins at {@code at}. */
    interface TakingLeaves {
        void leaf(long seq, long index, byte[] message, int salt, int hash);
    }

    void leaves(long from, long to, TakingLeaves taking) throws SQLException {
        // Two bytes for the number of columns, then four before each: all of them have one width.
        copied("select seq, index, salt, hash from audit.leaf" + span(from, to), (message, at) -> {
            ByteBuffer fields = ByteBuffer.wrap(message);
            taking.leaf(fields.getLong(at + 6), fields.getLong(at + 18), message, at + 30, at + 50);
        });
    }

    private static String span(long from, long to) {
        return " where seq between %d and %d order by seq".formatted(from, to);
    }

    private interface Taking {
        void row(byte[] message, int at);
    }

    /** PostgreSQL sends each row in a message of its own, the header with the first. */
    private void copied(String query, Taking taking) throws SQLException {
        CopyOut out = database.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (" + query + ") to stdout (format binary)");
        int at = HEADER;
        for (byte[] message = out.readFromCopy(); message != null; message = out.readFromCopy()) {
            if (message.length - at > TRAILER) {
                taking.row(message, at);
            }
            at = 0;
        }
    }

    private static Line leaf(byte[] message, int at) {
        ByteBuffer fields = ByteBuffer.wrap(message);
        int root = fields.getInt(at + 82);
        return new Line(
                fields.getLong(at + 6),
                null,
                fields.getLong(at + 18),
                Arrays.copyOfRange(message, at + 30, at + 46),
                Arrays.copyOfRange(message, at + 50, at + 82),
                root < 0 ? null : Arrays.copyOfRange(message, at + 86, at + 86 + root));
    }
}
