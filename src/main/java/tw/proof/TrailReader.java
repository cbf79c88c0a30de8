package tw.proof;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** 軌跡讀取: the trail and its leaves, a span of row numbers at a time, by binary COPY: the fastest way out of PostgreSQL. */
final class TrailReader {

    private final Connection database;

    TrailReader(Connection database) {
        this.database = database;
    }

    /**
     * A row and its leaf; one of the two may be missing.
     *
     * @param index -1 without a leaf
     * @param signed the root of the database's own checkpoint that ends with this leaf, or null
     */
    record Line(long seq, @Nullable LoggedRow row, long index, byte[] salt, byte[] hash, byte @Nullable [] signed) {}

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
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select root from audit.checkpoint where size = " + size)) {
            return row.next() ? row.getBytes(1) : null;
        }
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
    List<Line> lines(long from, long to) throws SQLException, IOException {
        String span = " where seq between %d and %d order by seq".formatted(from, to);
        List<LoggedRow> rows = copied(
                "select seq, at, actor_kind, actor_id, office, agency, action, object, subject_index, outcome, detail"
                        + " from audit.trail" + span,
                11,
                TrailReader::row);
        List<Line> leaves = copied(
                "select seq, index, salt, hash, root from audit.leaf left join audit.checkpoint on size = index + 1"
                        + span,
                5,
                f -> new Line(number(f, 0), null, number(f, 1), given(f, 2), given(f, 3), f[4]));
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

    private interface Reading<T> {
        T of(byte[] @Nullable [] fields);
    }

    private <T> List<T> copied(String query, int width, Reading<T> reading) throws SQLException, IOException {
        List<T> rows = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(
                new PGCopyInputStream(
                        database.unwrap(PGConnection.class), "copy (" + query + ") to stdout (format binary)"),
                1 << 16))) {
            in.skipNBytes(15); // signature and flags
            in.skipNBytes(in.readInt());
            while (in.readShort() == width) {
                byte[] @Nullable [] fields = new byte[width][];
                for (int i = 0; i < width; i++) {
                    int length = in.readInt();
                    fields[i] = length < 0 ? null : in.readNBytes(length);
                }
                rows.add(reading.of(fields));
            }
        }
        return rows;
    }

    private static LoggedRow row(byte[] @Nullable [] f) {
        return new LoggedRow(
                number(f, 0),
                number(f, 1),
                given(f, 2),
                given(f, 3),
                f[4],
                f[5],
                given(f, 6),
                f[7],
                f[8],
                given(f, 9),
                given(f, 10));
    }

    private static byte[] given(byte[] @Nullable [] fields, int at) {
        return Objects.requireNonNull(fields[at]);
    }

    private static long number(byte[] @Nullable [] fields, int at) {
        return java.nio.ByteBuffer.wrap(given(fields, at)).getLong();
    }
}
