package tw.proof;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * 軌跡雜湊: a line of the trail with what its row comes to.
 *
 * @param leaf null where the row or its place is missing
 * @param hash of the leaf; where there is no row, the one that stands in its place
 */
record HashedLine(TrailReader.Line line, byte @Nullable [] leaf, byte[] hash) {

    /** Rows read at once; their hashes are computed while the next are read. */
    private static final int SPAN = 20_000;

    private static final int AHEAD = 4;

    /** Every line of the trail, in order. */
    static void each(TrailReader reader, Consumer<HashedLine> taken) throws SQLException, IOException {
        Deque<Future<List<HashedLine>>> ahead = new ArrayDeque<>();
        try (ExecutorService hashing =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            OptionalLong next = reader.next(-Long.MAX_VALUE);
            while (next.isPresent() || !ahead.isEmpty()) {
                if (next.isPresent()) {
                    long to = next.getAsLong() + SPAN - 1;
                    List<TrailReader.Line> lines = reader.lines(next.getAsLong(), to);
                    ahead.add(hashing.submit(() -> hashed(lines)));
                    next = reader.next(to);
                }
                if (ahead.size() >= AHEAD || next.isEmpty()) {
                    done(ahead.remove()).forEach(taken);
                }
            }
        }
    }

    private static List<HashedLine> done(Future<List<HashedLine>> lines) throws IOException {
        try {
            return lines.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a row cannot be read", e);
        }
    }

    private static List<HashedLine> hashed(List<TrailReader.Line> lines) throws NoSuchAlgorithmException {
        List<HashedLine> hashed = new ArrayList<>(lines.size());
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (TrailReader.Line line : lines) {
            LoggedRow row = line.row();
            if (row == null || line.index() < 0) {
                hashed.add(new HashedLine(line, null, line.hash()));
            } else {
                byte[] leaf = row.leaf(line.salt(), sha);
                sha.update((byte) 0);
                hashed.add(new HashedLine(line, leaf, sha.digest(leaf)));
            }
        }
        return hashed;
    }
}
