package tw.onestop.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.Writers;

/** 葉與節點: the rows of the trail that have their place in the log, and those that wait for one. */
@Repository
class Leaves {

    private static final String COLUMNS = """
            t.seq, t.at, t.actor_kind, t.actor_id, t.office, t.agency, t.action, t.object, t.subject_index, t.outcome, t.detail
            """;

    private final JdbcClient jdbc;

    Leaves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far the log reaches. */
    record Reach(long size, long seq) {}

    /** A row with its place; the next of the same transaction, when there is one. */
    record Placed(long index, Leaf leaf, OptionalLong next) {}

    /** Where a transaction stands, when it has a row with a place; else whether it has one that waits. */
    record Whereabouts(OptionalLong index, boolean waits) {}

    Reach reach() {
        return jdbc.sql("select coalesce(max(index) + 1, 0), coalesce(max(seq), 0) from audit.leaf")
                .query((row, n) -> new Reach(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** The last row that can be seen. */
    long newest() {
        return jdbc.sql("select coalesce(max(seq), 0) from audit.trail")
                .query(Long.class)
                .single();
    }

    /** Transactions that have written into the trail, or are about to, and have not ended. */
    List<String> writers() {
        return jdbc.sql(Writers.OF_TABLE)
                .param("audit.trail")
                .query(String.class)
                .list();
    }

    List<Leaf.Row> rows(long after, long upTo, int atMost) {
        return jdbc.sql("select " + COLUMNS + " from audit.trail t where seq > ? and seq <= ? order by seq limit ?")
                .params(after, upTo, atMost)
                .query((row, n) -> row(row))
                .list();
    }

    void add(long from, List<Leaf> leaves, List<byte[]> hashes) {
        @Nullable String[] transactions = new String[leaves.size()];
        for (int i = 0; i < transactions.length; i++) {
            transactions[i] =
                    leaves.get(i).row().transactionId().map(UUID::toString).orElse(null);
        }
        jdbc.sql("""
                insert into audit.leaf (index, seq, transaction_id, salt, hash)
                select ? + place - 1, seq, transaction_id, salt, hash
                  from unnest(?::bigint[], ?::uuid[], ?::bytea[], ?::bytea[])
                       with ordinality as l(seq, transaction_id, salt, hash, place)
                """)
                .param(from)
                .param(leaves.stream().map(leaf -> leaf.row().seq()).toArray(Long[]::new))
                .param(transactions)
                .param(leaves.stream().map(Leaf::salt).toArray(byte[][]::new))
                .param(hashes.toArray(byte[][]::new))
                .update();
    }

    void addNodes(List<Growth.Node> nodes) {
        jdbc.sql("""
                insert into audit.node (level, index, hash)
                select * from unnest(?::smallint[], ?::bigint[], ?::bytea[])
                """)
                .param(nodes.stream().map(node -> node.place().level()).toArray(Integer[]::new))
                .param(nodes.stream().map(node -> node.place().index()).toArray(Long[]::new))
                .param(nodes.stream().map(Growth.Node::hash).toArray(byte[][]::new))
                .update();
    }

    /** The hashes of complete subtrees, in one statement that goes through the keys: a join would read the tables whole. */
    Map<MerkleTree.Place, byte[]> hashes(List<MerkleTree.Place> places) {
        Map<MerkleTree.Place, byte[]> hashes = new HashMap<>();
        jdbc.sql("""
                select w.level, w.index,
                       case when w.level = 0 then (select l.hash from audit.leaf l where l.index = w.index)
                            else (select n.hash from audit.node n where n.level = w.level and n.index = w.index) end
                  from unnest(?::smallint[], ?::bigint[]) as w(level, index)
                """)
                .param(places.stream().map(MerkleTree.Place::level).toArray(Integer[]::new))
                .param(places.stream().map(MerkleTree.Place::index).toArray(Long[]::new))
                .query(row -> {
                    byte[] hash = row.getBytes(3);
                    if (hash == null) {
                        throw new IllegalStateException("a node of the log is missing");
                    }
                    hashes.put(new MerkleTree.Place(row.getInt(1), row.getLong(2)), hash);
                });
        return hashes;
    }

    /** The hashes of ranges, all from one reading. */
    List<byte[]> ofRanges(List<MerkleTree.Range> ranges) {
        Map<MerkleTree.Place, byte[]> known =
                hashes(ranges.stream().flatMap(range -> range.places().stream()).toList());
        return ranges.stream()
                .map(range -> range.hash(place -> Objects.requireNonNull(known.get(place))))
                .toList();
    }

    Optional<Placed> at(long index) {
        return jdbc.sql("select " + COLUMNS + """
                       , l.salt, (select min(n.index) from audit.leaf n
                                   where n.transaction_id = l.transaction_id and n.index > l.index) as next
                  from audit.leaf l join audit.trail t on t.seq = l.seq
                 where l.index = ?
                """)
                .param(index)
                .query((row, n) -> new Placed(index, new Leaf(row(row), row.getBytes("salt")), whole(row, "next")))
                .optional();
    }

    /**
     * Rows about these things, with or without a place; found from the time they can be of at the earliest. What agencies ask by
     * linkage is about none of them, and not in the index.
     */
    List<LogDesk.Shown> about(Collection<String> objects, Instant since) {
        return jdbc.sql("select " + COLUMNS + """
                       , l.salt, l.index from audit.trail t left join audit.leaf l on l.seq = t.seq
                 where t.at >= ? and t.object = any(?) and t.action not like 'link.%'
                 order by t.seq
                """)
                .param(since.atOffset(ZoneOffset.UTC))
                .param(objects.toArray(String[]::new))
                .query((row, n) -> shown(row(row), row.getBytes("salt"), whole(row, "index")))
                .list();
    }

    private static LogDesk.Shown shown(Leaf.Row row, byte @Nullable [] salt, OptionalLong index) {
        Map<String, byte[]> openings = new HashMap<>();
        if (salt != null) {
            Leaf leaf = new Leaf(row, salt);
            List.of("actor", "detail", "object", "office").forEach(name -> openings.put(name, leaf.opening(name)));
        }
        return new LogDesk.Shown(
                row.at(),
                row.actorKind(),
                row.actorId(),
                row.office(),
                row.agency(),
                row.action(),
                row.object(),
                Act.Outcome.valueOf(row.outcome()),
                row.detail(),
                index,
                openings);
    }

    Optional<LogDesk.Place> first(UUID transaction) {
        return jdbc.sql("select index, hash from audit.leaf where transaction_id = ? order by index limit 1")
                .param(transaction)
                .query((row, n) -> new LogDesk.Place(row.getLong("index"), row.getBytes("hash")))
                .optional();
    }

    /** What waits is asked only of who has no place, and from where the places then ended: a row cannot slip between. */
    Whereabouts of(UUID transaction) {
        Found found = jdbc.sql("""
                select (select min(index) from audit.leaf where transaction_id = ?) as index,
                       (select coalesce(max(seq), 0) from audit.leaf) as placed
                """)
                .param(transaction)
                .query((row, n) -> new Found(whole(row, "index"), row.getLong("placed")))
                .single();
        return new Whereabouts(found.index(), found.index().isEmpty() && waits(transaction, found.placed()));
    }

    private record Found(OptionalLong index, long placed) {}

    private boolean waits(UUID transaction, long after) {
        return jdbc.sql("select exists (select from audit.trail where seq > ? and lower(object) = ?)")
                .params(after, transaction.toString())
                .query(Boolean.class)
                .single();
    }

    private static OptionalLong whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Leaf.Row row(ResultSet row) throws SQLException {
        return new Leaf.Row(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor_kind"),
                row.getString("actor_id"),
                row.getString("office"),
                row.getString("agency"),
                row.getString("action"),
                row.getString("object"),
                row.getBytes("subject_index"),
                row.getString("outcome"),
                row.getString("detail"));
    }
}
