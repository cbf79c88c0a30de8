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
        byte[] hash = leaf;
        int level = 0;
        for (; ((size >>> level) & 1) == 1; level++) {
            hash = HashTree.node(edge.get(level), hash);
        }
        if (level == edge.size()) {
            edge.add(hash);
        } else {
            edge.set(level, hash);
        }
        size++;
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
