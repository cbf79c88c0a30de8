package tw.onestop.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** 樹之增長: a tree that takes leaves at its right edge, and remembers which subtrees became complete by them. */
final class Growth {

    /** The complete subtrees at the right edge: for each bit of the size one. */
    private final Map<MerkleTree.Place, byte[]> edge;

    private final List<Node> completed = new ArrayList<>();
    private long size;

    /** A subtree that became complete; of level 1 and up. */
    record Node(MerkleTree.Place place, byte[] hash) {}

    /** @param edge the hashes of {@code new Range(0, size).places()} */
    Growth(long size, Map<MerkleTree.Place, byte[]> edge) {
        this.size = size;
        this.edge = new HashMap<>(edge);
    }

    void add(byte[] leaf) {
        MerkleTree.Place place = new MerkleTree.Place(0, size);
        byte[] hash = leaf;
        while ((place.index() & 1) == 1) {
            byte[] left = Objects.requireNonNull(edge.remove(new MerkleTree.Place(place.level(), place.index() - 1)));
            hash = MerkleTree.node(left, hash);
            place = new MerkleTree.Place(place.level() + 1, place.index() >>> 1);
            completed.add(new Node(place, hash));
        }
        edge.put(place, hash);
        size++;
    }

    long size() {
        return size;
    }

    byte[] root() {
        return new MerkleTree.Range(0, size).hash(place -> Objects.requireNonNull(edge.get(place)));
    }

    List<Node> completed() {
        return List.copyOf(completed);
    }
}
