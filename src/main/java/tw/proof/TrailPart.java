package tw.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import tw.witness.Note;

/** 軌跡分割: one part of the trail, a month of it, as its owner takes it out. */
final class TrailPart {

    private static final int SPAN = 20_000;

    private final Connection database;
    private final String table;
    private final LocalDate until;

    private TrailPart(Connection database, String table, LocalDate until) {
        this.database = database;
        this.table = table;
        this.until = until;
    }

    /** @param name {@code before}, or a month like {@code 2021-11} */
    static TrailPart of(Connection database, String name) throws SQLException, NotArchived {
        String table = "trail_" + name.replace('-', '_');
        try (PreparedStatement statement = database.prepareStatement("""
                select (substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''([^'']+)''\\)')::timestamptz
                        at time zone 'Asia/Taipei')::date
                  from pg_inherits i join pg_class c on c.oid = i.inhrelid
                 where i.inhparent = 'audit.trail'::regclass and c.relname = ?
                """)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new NotArchived("the trail has no part %s".formatted(name));
                }
                return new TrailPart(database, "audit." + table, row.getObject(1, LocalDate.class));
            }
        }
    }

    String table() {
        return table;
    }

    /** 保存年限: a dated value of the office (registry.rule_value). */
    void mayGo(LocalDate today) throws SQLException, NotArchived {
        try (PreparedStatement statement = database.prepareStatement(
                "select value from registry.rule_value where name = 'audit.retention.years' and effective @> ?")) {
            statement.setObject(1, today);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new NotArchived("no rule says how long the trail is kept (audit.retention.years)");
                }
                LocalDate free = until.plusYears(row.getInt(1));
                if (today.isBefore(free)) {
                    throw new NotArchived("%s is kept for %d years: until %s".formatted(table, row.getInt(1), free));
                }
            }
        }
    }

    /** Everything of it, and what proves it at the size of the checkpoint. */
    void write(Path file, Note held, ArchiveSeal seal) throws SQLException, IOException, NotArchived {
        long[] place = numbers("""
                select min(l.index), max(l.index) + 1, min(l.seq), max(l.seq), count(*), (select count(*) from %1$s)
                  from audit.leaf l join %1$s t on t.seq = l.seq
                """.formatted(table), 6);
        if (place[5] == 0) {
            throw new NotArchived("%s has no row; drop it by hand if it is in the way".formatted(table));
        }
        if (place[4] != place[5]) {
            throw new NotArchived("rows of %s have no place in the log; see ./onestop verify audit".formatted(table));
        }
        if (held.size() < place[1]) {
            throw new NotArchived("the checkpoint of %,d rows does not cover %s, which reaches to %,d; take a later one"
                    .formatted(held.size(), table, place[1]));
        }
        ArchiveFile.Head head = new ArchiveFile.Head(
                table, place[0], place[1], subtrees(0, place[0]), subtrees(place[1], held.size()), held.text());
        TrailReader reader = new TrailReader(database, table);
        try (ArchiveFile.Writer out = new ArchiveFile.Writer(file, head, seal)) {
            for (OptionalLong next = OptionalLong.of(place[2]);
                    next.isPresent() && next.getAsLong() <= place[3];
                    next = reader.next(next.getAsLong() + SPAN - 1)) {
                long from = next.getAsLong();
                for (TrailReader.Line line : reader.lines(from, Math.min(from + SPAN - 1, place[3]))) {
                    if (line.row() == null) {
                        out.hash(line.hash());
                    } else {
                        out.row(line.row(), line.salt());
                    }
                }
            }
        }
    }

    /**
     * Takes it out of the trail and says so there, in a transaction of its own; nobody waits for it longer than five seconds. What takes
     * long, counting, comes before acts have to wait. What older archives have said of themselves in this part is said again:
     * else nobody would know any more that those rows went into files.
     */
    void detach(ArchiveFile.Read read, byte[] sha256) throws SQLException, NotArchived {
        try (Statement statement = database.createStatement()) {
            database.commit(); // what was read before
            statement.execute("set local lock_timeout = '5s'");
            statement.execute("lock table %s in share mode".formatted(table));
            if (numbers("select count(*) from " + table, 1)[0] != read.rows()) {
                throw new NotArchived("%s was changed while it was written".formatted(table));
            }
            statement.execute("alter table audit.trail detach partition " + table);
            statement.executeUpdate("""
                    insert into audit.archived (month, at, rows, first_seq, last_seq, sha256)
                    values ('%s', clock_timestamp(), %d, %d, %d, '\\x%s')
                    """.formatted(
                            table,
                            read.rows(),
                            read.firstSeq(),
                            read.lastSeq(),
                            HexFormat.of().formatHex(sha256)));
            statement.executeUpdate("""
                    insert into audit.trail (at, actor_kind, actor_id, action, object, outcome, detail)
                    select clock_timestamp(), 'RULE', 'retention', 'audit.part.archived', object, 'DONE', detail
                      from %s where action = 'audit.part.archived' and actor_id = 'retention'
                    union all
                    select clock_timestamp(), 'RULE', 'retention', 'audit.part.archived', month, 'DONE', %s
                      from audit.archived where month = '%s'
                    """.formatted(table, TrailReader.SAID, table));
            database.commit();
        }
    }

    private List<byte[]> subtrees(long from, long to) throws SQLException {
        List<byte[]> hashes = new ArrayList<>();
        long at = from;
        for (int level : RunningTree.levels(from, to)) {
            try (Statement statement = database.createStatement();
                    ResultSet row = statement.executeQuery(
                            level == 0
                                    ? "select hash from audit.leaf where index = " + at
                                    : "select hash from audit.node where level = %d and index = %d"
                                            .formatted(level, at >>> level))) {
                if (!row.next()) {
                    throw new SQLException("a node of the log is missing");
                }
                hashes.add(row.getBytes(1));
            }
            at += 1L << level;
        }
        return hashes;
    }

    private long[] numbers(String sql, int count) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            long[] numbers = new long[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = row.getLong(i + 1);
            }
            return numbers;
        }
    }
}
