package tw.onestop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tw.witness.HashTree;

/** Every tree of up to 70 leaves, every proof of it, against the standard written out. */
class MerkleTreeTests {

    private static final int MOST = 70;

    private final List<byte[]> leaves = new ArrayList<>();
    private final List<byte[]> roots = new ArrayList<>();
    private final Map<MerkleTree.Place, byte[]> nodes = new HashMap<>();

    MerkleTreeTests() {
        Growth tree = new Growth(0, Map.of());
        roots.add(tree.root());
        for (int i = 0; i < MOST; i++) {
            byte[] leaf = ("row " + i).getBytes(StandardCharsets.UTF_8);
            leaves.add(leaf);
            nodes.put(new MerkleTree.Place(0, i), MerkleTree.leaf(leaf));
            tree.add(MerkleTree.leaf(leaf));
            roots.add(tree.root());
        }
        tree.completed().forEach(node -> nodes.put(node.place(), node.hash()));
    }

    @Test
    void theRootIsTheStandards() {
        for (int n = 0; n <= MOST; n++) {
            assertThat(roots.get(n)).isEqualTo(Rfc9162.treeHash(leaves.subList(0, n)));
        }
    }

    @Test
    void everyLeafIsProvenInEveryTreeFromStoredNodesAlone() {
        for (int n = 1; n <= MOST; n++) {
            for (int i = 0; i < n; i++) {
                List<byte[]> proof = hashes(MerkleTree.inclusion(i, n));
                assertThat(Rfc9162.isIncluded(leaves.get(i), i, n, proof, roots.get(n)))
                        .as(i + " in " + n)
                        .isTrue();
                assertThat(Rfc9162.isIncluded(leaves.get((i + 1) % MOST), i, n, proof, roots.get(n)))
                        .as("another leaf for " + i + " in " + n)
                        .isFalse();
            }
        }
    }

    @Test
    void everyTreeIsProvenToGoOnFromEveryTreeBefore() {
        for (int n = 2; n <= MOST; n++) {
            for (int m = 1; m < n; m++) {
                List<byte[]> proof = hashes(MerkleTree.consistency(m, n));
                assertThat(Rfc9162.isConsistent(m, roots.get(m), n, roots.get(n), proof))
                        .as(m + " to " + n)
                        .isTrue();
                assertThat(HashTree.consistent(m, roots.get(m), n, roots.get(n), proof))
                        .as("to the witness " + m + " to " + n)
                        .isTrue();
            }
        }
    }

    @Test
    void theWitnessBelievesNoProofThatWasTouched() {
        for (int n = 2; n <= MOST; n++) {
            for (int m = 1; m < n; m++) {
                List<byte[]> proof = hashes(MerkleTree.consistency(m, n));
                assertThat(HashTree.consistent(m, roots.get(n), n, roots.get(n), proof))
                        .isFalse();
                assertThat(HashTree.consistent(m, roots.get(m), n, roots.get(m), proof))
                        .isFalse();
                assertThat(HashTree.consistent(m, roots.get(m), n, roots.get(n), List.of()))
                        .isFalse();
                for (int i = 0; i < proof.size(); i++) {
                    List<byte[]> touched = new ArrayList<>(proof);
                    touched.set(i, MerkleTree.leaf(proof.get(i)));
                    assertThat(HashTree.consistent(m, roots.get(m), n, roots.get(n), touched))
                            .isFalse();
                    touched.remove(i);
                    assertThat(HashTree.consistent(m, roots.get(m), n, roots.get(n), touched))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void aTreeGoesOnFromItsEdgeAlone() {
        for (int n = 0; n < MOST; n++) {
            Map<MerkleTree.Place, byte[]> edge = new HashMap<>();
            new MerkleTree.Range(0, n)
                    .places()
                    .forEach(place -> edge.put(place, Objects.requireNonNull(nodes.get(place))));
            Growth tree = new Growth(n, edge);
            tree.add(MerkleTree.leaf(leaves.get(n)));
            assertThat(tree.root()).isEqualTo(roots.get(n + 1));
        }
    }

    private List<byte[]> hashes(List<MerkleTree.Range> ranges) {
        return ranges.stream()
                .map(range -> range.hash(place -> Objects.requireNonNull(nodes.get(place))))
                .toList();
    }
}
