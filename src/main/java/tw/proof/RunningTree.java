package tw.proof;

import java.util.ArrayList;
import java.util.List;
import tw.witness.HashTree;

/** 累進雜湊樹: the root of what has come so far, from the complete subtrees at its right edge. */
final class RunningTree {

    /** The hash of the complete subtree of 2^i leaves, when the size has that bit; else nothing. */
    private final List<byte[]> edge = new ArrayList<>();

    private long size;

    /** The same so far, to go on another way. */
    RunningTree copy() {
        RunningTree copy = new RunningTree();
        copy.edge.addAll(edge);
        copy.size = size;
        return copy;
    }

    void add(byte[] leaf) {
        add(0, leaf);
    }

    /** A complete subtree of 2^from leaves, which begins where a subtree of its size can. */
    void add(int from, byte[] subtree) {
        byte[] hash = subtree;
        int level = from;
        for (; ((size >>> level) & 1) == 1; level++) {
            hash = HashTree.node(edge.get(level), hash);
        }
        while (edge.size() <= level) {
            edge.add(new byte[0]);
        }
        edge.set(level, hash);
        size += 1L << from;
    }

    /** The levels of the complete subtrees that make up the leaves from one index to another, from left to right. */
    static List<Integer> levels(long from, long to) {
        List<Integer> levels = new ArrayList<>();
        for (long at = from; at < to; at += 1L << levels.getLast()) {
            int aligned = at == 0 ? Long.SIZE - 2 : Long.numberOfTrailingZeros(at);
            levels.add(Math.min(aligned, Long.SIZE - 1 - Long.numberOfLeadingZeros(to - at)));
        }
        return levels;
    }

    long size() {
        return size;
    }

    byte[] root() {
        byte[] root = new byte[0];
        for (int level = 0; level < edge.size(); level++) {
            if (((size >>> level) & 1) == 1) {
                root = root.length == 0 ? edge.get(level) : HashTree.node(edge.get(level), root);
            }
        }
        return root.length == 0 ? HashTree.empty() : root;
    }
}
