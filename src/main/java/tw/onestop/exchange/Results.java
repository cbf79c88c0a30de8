package tw.onestop.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.AgencyCode;

/** 結果登錄: writes what attempts came to, up to 1024 in one transaction, and tells the room above in the same one. */
@Component
class Results {

    private static final Logger LOG = LoggerFactory.getLogger(Results.class);
    private static final int BATCH = 1024;

    /** So long others may join the first of a batch: every batch is a transaction, however small. */
    private static final long GATHER_MILLIS = 40;

    private final Outbox outbox;
    private final Books books;
    private final ObjectProvider<InboundHandler> handler;
    private final TransactionTemplate transaction;
    private final Counters counters;
    private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();

    Results(
            Outbox outbox,
            Books books,
            ObjectProvider<InboundHandler> handler,
            TransactionTemplate transaction,
            Counters counters) {
        this.outbox = outbox;
        this.books = books;
        this.handler = handler;
        this.transaction = transaction;
        this.counters = counters;
    }

    /** 簿冊: how endpoints fare, what was given up, and who is closed. */
    @Component("resultBooks")
    record Books(Endpoints endpoints, DeadLetters letters, Closing closing) {}

    void add(Entry entry) {
        waiting.add(entry);
    }

    /** Writes one batch, if there is one within the time. */
    void work(long millis) throws InterruptedException {
        Entry first = waiting.poll(millis, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        List<Entry> batch = new ArrayList<>(BATCH);
        batch.add(first);
        if (waiting.size() < BATCH / 2) {
            Thread.sleep(GATHER_MILLIS);
        }
        waiting.drainTo(batch, BATCH - 1);
        settle(batch);
    }

    private void settle(List<Entry> batch) throws InterruptedException {
        while (true) {
            try {
                transaction.executeWithoutResult(status -> write(batch));
                batch.forEach(entry -> entry.sender().written(entry.result()));
                return;
            } catch (RuntimeException e) {
                if (!AuditDesk.isAway(e)) {
                    singly(batch, e);
                    return;
                }
                // Nothing is lost, what is under way waits here.
                LOG.warn(
                        "{} results wait for the database: {}",
                        batch.size(),
                        e.getClass().getSimpleName());
                Thread.sleep(500);
            }
        }
    }

    /** One that cannot be written must not stop the others. */
    private void singly(List<Entry> batch, RuntimeException fault) {
        if (batch.size() == 1) {
            LOG.error(
                    "the result of notice {} could not be written: {}",
                    batch.getFirst().result().promise().id(),
                    fault.getClass().getSimpleName());
            batch.getFirst().sender().lost(batch.getFirst().result());
            return;
        }
        for (Entry entry : batch) {
            try {
                transaction.executeWithoutResult(status -> write(List.of(entry)));
                entry.sender().written(entry.result());
            } catch (RuntimeException e) {
                singly(List.of(entry), e);
            }
        }
    }

    private void write(List<Entry> batch) {
        List<Result> results = batch.stream().map(Entry::result).toList();
        Instant now = results.getLast().at();
        delivered(
                results.stream().filter(r -> r.fate() == Result.Fate.DELIVERED).toList(), now);
        dead(results.stream().filter(r -> r.fate() == Result.Fate.DEAD).toList(), now);
        List<Promise> again = results.stream()
                .filter(r -> r.fate() == Result.Fate.AGAIN)
                .map(Result::promise)
                .toList();
        if (!again.isEmpty()) {
            outbox.again(again);
        }
        outbox.attempts(results);
        Map<AgencyCode, Endpoints.Faring> faring = new HashMap<>();
        Set<String> released = new HashSet<>();
        for (Entry entry : batch) {
            Endpoints.Faring news = entry.faring();
            if (news != null) {
                faring.merge(news.agency(), news, Results::later);
                if (news.gone()) {
                    // By its own version: what is merged may be of a registration that came after.
                    books.closing().gone(news.agency(), news.version(), news.at());
                }
            }
            if (entry.release()) {
                released.add(entry.result().promise().agency().value());
            }
        }
        faring.values().forEach(books.endpoints()::fared);
        if (!released.isEmpty()) {
            outbox.release(released, now);
        }
        counters.count(results);
    }

    private static Endpoints.Faring later(Endpoints.Faring a, Endpoints.Faring b) {
        return new Endpoints.Faring(
                b.agency(),
                b.version(),
                b.failures(),
                b.restingUntil(),
                b.lastSuccess() == null ? a.lastSuccess() : b.lastSuccess(),
                b.gone(),
                b.at());
    }

    private void delivered(List<Result> results, Instant now) {
        if (results.isEmpty()) {
            return;
        }
        Set<UUID> settled = outbox.settle(ids(results), sequences(results), "DELIVERED", now);
        List<InboundHandler.Delivered> delivered = results.stream()
                .filter(r -> settled.contains(r.promise().id()) && !r.promise().withdrawn())
                .map(r -> new InboundHandler.Delivered(
                        r.promise().id(), r.at(), r.attempt().answered()))
                .toList();
        if (!delivered.isEmpty()) {
            handler.getObject().delivered(delivered);
        }
    }

    /** Notices that cannot be written at all, in the caller's transaction: given up, and on the list until a person has looked. */
    void broken(List<Promise> notices, Instant now) {
        List<Result> results = notices.stream()
                .map(one -> new Result(one, Attempt.failed(Attempt.Outcome.BROKEN, 0), now, Result.Fate.DEAD))
                .toList();
        dead(results, now);
        outbox.attempts(results);
        counters.count(results);
    }

    private void dead(List<Result> results, Instant now) {
        if (results.isEmpty()) {
            return;
        }
        Set<UUID> settled = outbox.settle(ids(results), sequences(results), "DEAD", now);
        List<UUID> failed = results.stream()
                .map(Result::promise)
                .filter(p -> settled.contains(p.id()) && !p.withdrawn())
                .map(Promise::id)
                .toList();
        if (!failed.isEmpty()) {
            LOG.error("{} notices were given up after their last attempt", failed.size());
            books.letters().add(failed, now);
            handler.getObject().failed(failed, now);
        }
    }

    private static List<UUID> ids(List<Result> results) {
        return results.stream().map(r -> r.promise().id()).toList();
    }

    private static long[] sequences(List<Result> results) {
        return results.stream().mapToLong(r -> r.promise().sequence()).toArray();
    }

    /**
     * @param faring news of the endpoint, or null
     * @param release all that waits for the agency is due
     */
    record Entry(Sender sender, Result result, Endpoints.@Nullable Faring faring, boolean release) {}
}
