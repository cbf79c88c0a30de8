package tw.onestop.agency;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps the last snapshot: forgotten when this node changes the directory, and by age because another node may. */
@Component
class Snapshots {

    private static final long LIFETIME = Duration.ofSeconds(30).toNanos();

    private final Agencies agencies;
    private final AtomicLong generation = new AtomicLong();
    private volatile @Nullable Kept kept;

    Snapshots(Agencies agencies) {
        this.agencies = agencies;
    }

    Snapshot present() {
        Kept last = kept;
        if (last != null && System.nanoTime() - last.readAt() < LIFETIME) {
            return last.snapshot();
        }
        long began = generation.get();
        Kept read = new Kept(agencies.snapshot(), System.nanoTime());
        // What was read before a change ended must not outlive it.
        if (began == generation.get()) {
            kept = read;
        }
        return read.snapshot();
    }

    /** At once, so that the transaction sees its own change; and after it, since others may have read meanwhile. */
    void forget() {
        drop();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    drop();
                }
            });
        }
    }

    private void drop() {
        generation.incrementAndGet();
        kept = null;
    }

    private record Kept(Snapshot snapshot, long readAt) {}
}
