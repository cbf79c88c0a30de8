package tw.onestop.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tw.onestop.kernel.Sha256;

/** 雜湊樹 (RFC 9162 §2.1): how leaves and nodes are hashed, and of which subtrees a proof consists. */
final class MerkleTree {

    private MerkleTree() {}

    /**
     * A complete subtree.
     *
     * @param level it has 2^level leaves
     * @param index how many such subtrees stand before it
     */
    record Place(int level, long index) {}

    /** Leaves from one index up to, not including, another. */
    record Range(long from, long to) {

        /** The complete subtrees it consists of, from left to right: at most one of each size. */
        List<Place> places() {
            List<Place> places = new ArrayList<>();
            for (long at = from; at < to; ) {
                int level = Math.min(
                        at == 0 ? Long.SIZE - 2 : Long.numberOfTrailingZeros(at),
                        Long.SIZE - 1 - Long.numberOfLeadingZeros(to - at));
                places.add(new Place(level, at >>> level));
                at += 1L << level;
            }
            return places;
        }

        /** Its hash, from those of its places: the right edge is folded first. */
        byte[] hash(Function<Place, byte[]> of) {
            List<byte[]> hashes = places().stream().map(of).toList();
            byte[] hash = hashes.isEmpty() ? empty() : hashes.getLast();
            for (int i = hashes.size() - 2; i >= 0; i--) {
                hash = node(hashes.get(i), hash);
            }
            return hash;
        }
    }

    static byte[] leaf(byte[] content) {
        return Sha256.of(new byte[] {0}, content);
    }

    static byte[] node(byte[] left, byte[] right) {
        return Sha256.of(new byte[] {1}, left, right);
    }

    /** The root of a tree without leaves. */
    static byte[] empty() {
        return Sha256.of();
    }

    /** What proves that the leaf stands in the tree of this size, the nearest first (§2.1.3.1). */
    static List<Range> inclusion(long index, long size) {
        List<Range> proof = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (index < middle) {
                proof.add(new Range(middle, to));
                to = middle;
            } else {
                proof.add(new Range(from, middle));
                from = middle;
            }
        }
        return proof.reversed();
    }

    /** What proves that the tree of the first size is the beginning of that of the second (§2.1.4.1). */
    static List<Range> consistency(long first, long second) {
        if (first == 0) {
            return List.of();
        }
        List<Range> proof = new ArrayList<>();
        long from = 0;
        long to = second;
        boolean whole = true;
        while (first < to) {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (first <= middle) {
                proof.add(new Range(middle, to));
                to = middle;
            } else {
                proof.add(new Range(from, middle));
                from = middle;
                whole = false;
            }
        }
        if (!whole) {
            proof.add(new Range(from, to));
        }
        return proof.reversed();
    }
}
