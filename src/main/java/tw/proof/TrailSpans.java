package tw.proof;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** 逐段讀取: the whole trail, span by span in its order; spans to come are read and hashed meanwhile, on as many connections as there are. */
final class TrailSpans {

    private static final int SPAN = 20_000;

    private TrailSpans() {}

    /** What is done with the rows of these numbers. */
    interface Taking {

        /** @param span null where each line must be looked at */
        void take(long from, long to, @Nullable TrailSpan span) throws SQLException;
    }

    private record Coming(long from, long to, Future<@Nullable TrailSpan> span) {}

    /**
     * @param reader says which rows there are
     * @param beside connections that show the same moment; without one everything is read on the reader's, one after the other
     */
    static void each(
            TrailReader reader, Collection<Connection> beside, NavigableSet<Long> held, boolean keep, Taking taking)
            throws SQLException, IOException {
        BlockingQueue<TrailSpan.Reader> idle = new ArrayBlockingQueue<>(Math.max(1, beside.size()));
        beside.forEach(connection -> idle.add(new TrailSpan.Reader(new TrailReader(connection), held, keep)));
        if (beside.isEmpty()) {
            TrailSpan.Reader alone = new TrailSpan.Reader(reader, held, keep);
            for (OptionalLong next = reader.next(-Long.MAX_VALUE); next.isPresent(); ) {
                long to = next.getAsLong() + SPAN - 1;
                taking.take(next.getAsLong(), to, alone.read(next.getAsLong(), to));
                next = reader.next(to);
            }
            return;
        }
        Deque<Coming> ahead = new ArrayDeque<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(beside.size())) {
            OptionalLong next = reader.next(-Long.MAX_VALUE);
            while (next.isPresent() || !ahead.isEmpty()) {
                if (next.isPresent()) {
                    long from = next.getAsLong();
                    long to = from + SPAN - 1;
                    ahead.add(new Coming(from, to, workers.submit(() -> read(idle, from, to))));
                    next = reader.next(to);
                }
                if (ahead.size() >= 2 * beside.size() || next.isEmpty()) {
                    Coming first = ahead.remove();
                    taking.take(first.from(), first.to(), done(first.span()));
                }
            }
        }
    }

    private static @Nullable TrailSpan read(BlockingQueue<TrailSpan.Reader> idle, long from, long to)
            throws SQLException, InterruptedException {
        TrailSpan.Reader reader = idle.take();
        try {
            return reader.read(from, to);
        } finally {
            idle.add(reader);
        }
    }

    private static @Nullable TrailSpan done(Future<@Nullable TrailSpan> span) throws IOException {
        try {
            return span.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a row cannot be read", e);
        }
    }
}
