package tw.proof;

import java.io.IOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tw.witness.ForkStatement;
import tw.witness.Note;
import tw.witness.VerifierKey;

/**
 * 稽核軌跡檢核: recomputes the whole log from the rows of the trail and holds it against checkpoints that are kept elsewhere. What
 * was changed, taken away or put in is named by the number of its row.
 *
 * <p>Everything is computed twice: from the rows, and from the hashes that stand beside them. Where the two differ a row was touched;
 * where both differ from a checkpoint that is held, somebody rewrote the hashes as well.
 */
public final class TrailCheck {

    /** Rows named of each kind. */
    private static final int NAMED = 1000;

    private final TrailReader reader;
    private final Connection database;
    private final TreeMap<Long, List<Note>> held;
    private final List<String> forks;
    private final RunningTree ofRows = new RunningTree();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Kind, Long> rowsFound = new EnumMap<>(Kind.class);
    /** Of the hashes that stand beside the rows: the same tree, until a row does not come to its hash. */
    private @Nullable RunningTree ofHashes;

    private final @Nullable Consumer<byte[]> leaves;
    private final LeafWriter writer = new LeafWriter();
    private boolean rewritten;
    private long unnamed;
    private long waiting;
    private final ArchivedParts archives;
    private long latest = Long.MIN_VALUE + TrailSpan.BACKDATED_MICROS;
    private long agreed;
    private long shift;

    private TrailCheck(
            Connection database,
            Collection<Note> checkpoints,
            List<VerifierKey> keys,
            @Nullable Consumer<byte[]> leaves)
            throws SQLException {
        this.database = database;
        this.reader = new TrailReader(database);
        this.archives = new ArchivedParts(reader.archives());
        this.leaves = leaves;
        List<ForkStatement> said = reader.forks();
        HeldCheckpoints all =
                new HeldCheckpoints(checkpoints, said, said.isEmpty() || !keys.isEmpty() ? keys : reader.keys());
        this.held = all.bySize;
        this.forks = all.forked;
        findings.addAll(all.findings);
    }

    /** What kind of thing was found. */
    public enum Kind {
        CHANGED,
        REMOVED,
        INSERTED,
        BACKDATED,
        MISPLACED,
        REWRITTEN,
        LOST
    }

    /**
     * Something that is not as it was.
     *
     * @param seq number of the row in the trail, or of the first of several
     */
    public record Finding(Kind kind, long seq, String says) {}

    /**
     * 檢核結果.
     *
     * @param size rows that have their place
     * @param waiting rows that have none yet
     * @param archived rows that were taken into files after their time, and are proven by their hashes here
     * @param unnamed what was found beside the findings, too much to name
     * @param agreed the size of the largest checkpoint held elsewhere that the rows come to, 0 without one
     * @param forks a sentence for each restore after which the log went on under another name
     */
    public record Report(
            long size,
            long waiting,
            long archived,
            long unnamed,
            long agreed,
            List<String> forks,
            List<Finding> findings) {

        public Report {
            forks = List.copyOf(forks);
            findings = List.copyOf(findings);
        }
    }

    /**
     * Checks within the transaction of the connection, which must show one moment (repeatable read).
     *
     * @param leaves is given the canonical leaf of every row, in order
     */
    public static Report check(Connection database, Collection<Note> held, Consumer<byte[]> leaves)
            throws SQLException, IOException {
        return check(database, List.of(), held, leaves);
    }

    /**
     * The same on more than one processor.
     *
     * @param beside connections that show the same moment
     * @param leaves null where nobody wants them
     */
    public static Report check(
            Connection database,
            Collection<Connection> beside,
            Collection<Note> held,
            @Nullable Consumer<byte[]> leaves)
            throws SQLException, IOException {
        return check(database, beside, held, List.of(), leaves);
    }

    /**
     * The same with keys of the log that were kept elsewhere.
     *
     * @param keys empty where the database says which they were
     */
    public static Report check(
            Connection database,
            Collection<Connection> beside,
            Collection<Note> held,
            List<VerifierKey> keys,
            @Nullable Consumer<byte[]> leaves)
            throws SQLException, IOException {
        TrailCheck check = new TrailCheck(database, held, keys, leaves);
        check.walk(beside);
        check.beyond();
        check.findings.addAll(check.archives.findings());
        return new Report(
                check.ofRows.size(),
                check.waiting,
                check.archives.gone(),
                check.unnamed,
                check.agreed,
                check.forks,
                check.findings);
    }

    private void walk(Collection<Connection> beside) throws SQLException, IOException {
        long placed = reader.lastPlaced().orElse(Long.MIN_VALUE);
        reached(reader.signed(0)); // a checkpoint of nothing
        TrailSpans.each(reader, beside, held.navigableKeySet(), leaves != null, (from, to, span) -> {
            if (span != null && goesOn(span)) {
                take(span);
            } else {
                for (TrailReader.Line line : reader.lines(from, to)) {
                    take(HashedLine.of(line, writer), placed);
                }
            }
        });
    }

    /** Whether it stands where it must, and tells of nothing long before what came so far. */
    private boolean goesOn(TrailSpan span) {
        return span.first() == ofRows.size() && shift == 0 && span.earliest() >= latest - TrailSpan.BACKDATED_MICROS;
    }

    private void take(TrailSpan span) {
        latest = Math.max(latest, span.latest());
        if (leaves != null) {
            span.leaves().forEach(leaves);
        }
        for (TrailSpan.Stretch stretch : span.stretches()) {
            for (TrailSpan.Subtree subtree : stretch.subtrees()) {
                ofRows.add(subtree.level(), subtree.hash());
                if (ofHashes != null) {
                    ofHashes.add(subtree.level(), subtree.hash());
                }
            }
            reached(rewritten ? null : stretch.own());
        }
    }

    private void take(HashedLine computed, long placed) {
        TrailReader.Line line = computed.line();
        LoggedRow row = line.row();
        if (line.index() < 0) {
            if (line.seq() < placed) {
                found(
                        Kind.INSERTED,
                        line.seq(),
                        "row %d was put into the trail after its time: it has no place in the log");
            } else {
                waiting++;
            }
            return;
        }
        if (line.index() - ofRows.size() != shift) {
            shift = line.index() - ofRows.size();
            found(
                    Kind.MISPLACED,
                    line.seq(),
                    "row %d does not stand where it stood: rows before it were taken away, with their places in the log");
        }
        if (row == null && archives.took(line.seq())) {
            // its hash stands for it
        } else if (row == null) {
            found(Kind.REMOVED, line.seq(), "row %d was taken out of the trail");
        } else if (!MessageDigest.isEqual(computed.hash(), line.hash())) {
            found(Kind.CHANGED, line.seq(), "row %d was changed");
        } else {
            dated(row);
        }
        if (computed.leaf() != null && leaves != null) {
            leaves.accept(computed.leaf());
        }
        if (ofHashes == null && !MessageDigest.isEqual(computed.hash(), line.hash())) {
            ofHashes = ofRows.copy();
        }
        ofRows.add(computed.hash());
        if (ofHashes != null) {
            ofHashes.add(line.hash());
        }
        reached(own(line));
    }

    /** A row that tells of long before the rows before it was written afterwards. */
    private void dated(LoggedRow row) {
        if (row.micros() < latest - TrailSpan.BACKDATED_MICROS) {
            found(Kind.BACKDATED, row.seq(), "row %d tells of a time long before that of the rows before it");
        }
        latest = Math.max(latest, row.micros());
    }

    /** Of the database's own checkpoints only the first that does not agree matters. */
    private byte @Nullable [] own(TrailReader.Line line) {
        if (rewritten) {
            return null;
        }
        try {
            return shift == 0 ? line.signed() : reader.signed(ofRows.size());
        } catch (SQLException e) {
            throw new IllegalStateException("the checkpoints of the log cannot be read", e);
        }
    }

    /** A size for which there are checkpoints: those held elsewhere, and the one in the database. */
    private void reached(byte @Nullable [] own) {
        long size = ofRows.size();
        List<Note> here = held.getOrDefault(size, List.of());
        if (here.isEmpty() && own == null) {
            return;
        }
        byte[] rows = ofRows.root();
        byte[] hashes = ofHashes == null ? rows : ofHashes.root();
        boolean good = true;
        for (Note note : here) {
            if (MessageDigest.isEqual(note.root(), rows)) {
                agreed = Math.max(agreed, size);
            } else if (!MessageDigest.isEqual(note.root(), hashes)) {
                good = false;
                rewritten(size, "the checkpoint of %,d rows that is held elsewhere");
            }
        }
        if (good && own != null && !MessageDigest.isEqual(own, rows) && !MessageDigest.isEqual(own, hashes)) {
            rewritten(size, "the database's own checkpoint of %,d rows");
        }
    }

    /** Once is enough: everything after it differs too. */
    private void rewritten(long size, String what) {
        if (!rewritten) {
            rewritten = true;
            findings.add(new Finding(
                    Kind.REWRITTEN,
                    agreed,
                    "the log was rewritten: it does not come to " + what.formatted(size)
                            + (agreed > 0 ? "; the first %,d places are as they were".formatted(agreed) : "")));
            rewrittenPlaces();
        }
    }

    /** Nodes that do not come from their leaves show which leaves were written anew, unless the nodes were as well. */
    private void rewrittenPlaces() {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select a.seq, b.seq from audit.node n
                        join audit.leaf a on a.index = n.index * 2
                        join audit.leaf b on b.index = n.index * 2 + 1
                        where n.level = 1 and n.hash <> sha256('\\x01'::bytea || a.hash || b.hash)
                        order by n.index limit 20
                        """)) {
            while (rows.next()) {
                findings.add(new Finding(
                        Kind.CHANGED,
                        rows.getLong(1),
                        "row %d or row %d was changed, with its hash in the log"
                                .formatted(rows.getLong(1), rows.getLong(2))));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the nodes of the log cannot be read", e);
        }
    }

    /** Checkpoints that tell of more rows than there are. */
    private void beyond() throws SQLException {
        if (shift != 0) {
            return; // said already: fewer rows, since some were taken away before the end
        }
        long own = reader.lastSigned().orElse(0);
        if (own > ofRows.size()) {
            findings.add(new Finding(
                    Kind.REMOVED,
                    ofRows.size(),
                    "the log has %,d rows, the database's own checkpoint covers %,d: the rows at its end were taken away"
                            .formatted(ofRows.size(), own)));
        }
        for (Note note : held.tailMap(ofRows.size(), false).values().stream()
                .flatMap(List::stream)
                .toList()) {
            findings.add(new Finding(
                    Kind.REMOVED,
                    ofRows.size(),
                    "the log has %,d rows, the checkpoint held elsewhere covers %,d: the rows at its end were taken away"
                            .formatted(ofRows.size(), note.size())));
        }
    }

    /** Of each kind the first are named, and all are counted: an owner may have taken away millions of old rows. */
    private void found(Kind kind, long seq, String says) {
        if (rowsFound.merge(kind, 1L, Long::sum) <= NAMED) {
            findings.add(new Finding(kind, seq, says.formatted(seq)));
        } else {
            unnamed++;
        }
    }
}
