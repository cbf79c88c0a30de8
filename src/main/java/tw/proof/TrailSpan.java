package tw.proof;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * 一段軌跡: rows that are all as their leaves say, one behind the other, and what they come to: the complete subtrees between
 * the sizes for which there are checkpoints. Where anything is otherwise there is no such span, and each line is looked at.
 *
 * @param first index of the first leaf
 * @param earliest microseconds of the row that tells of the earliest time
 * @param latest of the row that tells of the latest
 * @param leaves the canonical leaves, where they are wanted
 */
record TrailSpan(long first, long earliest, long latest, List<Stretch> stretches, List<byte[]> leaves) {

    private static final int SALT = 16;
    private static final int HASH = 32;

    /** How many microseconds a row may tell of before the rows before it. */
    static final long BACKDATED_MICROS = 300_000_000L;

    /**
     * Leaves up to a size.
     *
     * @param own the root that the database's own checkpoint of this size names, or null
     */
    record Stretch(List<Subtree> subtrees, byte @Nullable [] own) {}

    /** A complete subtree of 2^level leaves. */
    record Subtree(int level, byte[] hash) {}

    /** Reads spans, one after the other, on a connection of its own. */
    static final class Reader {

        private final TrailReader trail;
        private final NavigableSet<Long> held;
        private final boolean keep;
        private final LeafWriter writer = new LeafWriter();
        private final byte[] computed = new byte[HASH];
        private long[] seqs = new long[0];
        private byte[] salts = new byte[0];
        private byte[] hashes = new byte[0];
        private int leaves;
        private int rows;
        private long first;
        private long earliest;
        private long latest;
        private boolean good;

        /**
         * @param held sizes of the checkpoints that are held elsewhere
         * @param keep whether the leaves are wanted
         */
        Reader(TrailReader trail, NavigableSet<Long> held, boolean keep) {
            this.trail = trail;
            this.held = held;
            this.keep = keep;
        }

        /** The rows with these numbers, both included; null where each must be looked at. */
        @Nullable
        TrailSpan read(long from, long to) throws SQLException {
            int most = Math.toIntExact(to - from + 1);
            if (seqs.length < most) {
                seqs = new long[most];
                salts = new byte[most * SALT];
                hashes = new byte[most * HASH];
            }
            leaves = 0;
            good = true;
            trail.leaves(from, to, this::leaf);
            if (leaves == 0) {
                return null;
            }
            rows = 0;
            earliest = Long.MAX_VALUE;
            latest = Long.MIN_VALUE + BACKDATED_MICROS;
            List<byte[]> kept = new ArrayList<>();
            trail.rows(from, to, row -> row(row, kept));
            return good && rows == leaves
                    ? new TrailSpan(first, earliest, latest, stretches(first, first + leaves), kept)
                    : null;
        }

        private void leaf(long seq, long index, byte[] message, int salt, int hash) {
            if (leaves == 0) {
                first = index;
            }
            if (index != first + leaves || leaves == seqs.length) {
                good = false;
                return;
            }
            seqs[leaves] = seq;
            System.arraycopy(message, salt, salts, leaves * SALT, SALT);
            System.arraycopy(message, hash, hashes, leaves * HASH, HASH);
            leaves++;
        }

        private void row(LoggedRow row, List<byte[]> kept) {
            good &= rows < leaves && row.seq() == seqs[rows];
            if (!good) {
                return;
            }
            writer.hash(row, salts, rows * SALT, computed, 0);
            good = Arrays.equals(computed, 0, HASH, hashes, rows * HASH, (rows + 1) * HASH);
            if (keep) {
                kept.add(writer.written());
            }
            long micros = row.micros();
            good &= micros >= latest - BACKDATED_MICROS;
            earliest = Math.min(earliest, micros);
            latest = Math.max(latest, micros);
            rows++;
        }

        private List<Stretch> stretches(long from, long to) throws SQLException {
            List<TrailReader.Signed> signed = trail.signed(from + 1, to);
            NavigableSet<Long> ends = new TreeSet<>(held.subSet(from, false, to, true));
            signed.forEach(own -> ends.add(own.size()));
            ends.add(to);
            List<Stretch> stretches = new ArrayList<>();
            long at = from;
            int next = 0;
            for (long end : ends) {
                byte @Nullable [] own = null;
                if (next < signed.size() && signed.get(next).size() == end) {
                    own = signed.get(next++).root();
                }
                stretches.add(new Stretch(subtrees(at, end), own));
                at = end;
            }
            return stretches;
        }

        private List<Subtree> subtrees(long from, long to) {
            List<Subtree> subtrees = new ArrayList<>();
            long at = from;
            for (int level : RunningTree.levels(from, to)) {
                int place = (int) (at - first) * HASH;
                for (int left = 1 << level; left > 1; left >>= 1) {
                    for (int i = 0; i < left; i += 2) {
                        writer.node(hashes, place + i * HASH, hashes, place + i / 2 * HASH);
                    }
                }
                subtrees.add(new Subtree(level, Arrays.copyOfRange(hashes, place, place + HASH)));
                at += 1L << level;
            }
            return subtrees;
        }
    }
}
