package tw.proof;

import org.jspecify.annotations.Nullable;
import tw.witness.HashTree;

/**
 * 軌跡雜湊: a line of the trail with what its row comes to.
 *
 * @param leaf null where the row or its place is missing
 * @param hash of the leaf; where there is no row, the one that stands in its place
 */
record HashedLine(TrailReader.Line line, byte @Nullable [] leaf, byte[] hash) {

    static HashedLine of(TrailReader.Line line, LeafWriter writer) {
        LoggedRow row = line.row();
        if (row == null || line.index() < 0) {
            return new HashedLine(line, null, line.hash());
        }
        byte[] leaf = writer.leaf(row, line.salt());
        return new HashedLine(line, leaf, HashTree.leaf(leaf));
    }
}
