package tw.onestop.kernel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * 近期副本: a copy of what changes rarely and by announcement, read again by age because another node may have changed it.
 * While one reads it anew the others go on with the last copy: in a full house they would all read it at once.
 */
public final class Recent<T> {

    private static final Duration LIFETIME = Duration.ofSeconds(30);

    private final Supplier<T> reading;
    private final long lifetime;
    private final AtomicBoolean beingRead = new AtomicBoolean();
    private final AtomicLong generation = new AtomicLong();
    private volatile @Nullable Kept<T> kept;

    public Recent(Supplier<T> reading) {
        this(reading, LIFETIME);
    }

    Recent(Supplier<T> reading, Duration lifetime) {
        this.reading = reading;
        this.lifetime = lifetime.toNanos();
    }

    public T get() {
        Kept<T> last = kept;
        if (last == null) {
            return read();
        }
        if (System.nanoTime() - last.readAt() < lifetime || !beingRead.compareAndSet(false, true)) {
            return last.value();
        }
        try {
            return read();
        } finally {
            beingRead.set(false);
        }
    }

    /** The next question is answered from the source. */
    public void forget() {
        generation.incrementAndGet();
        kept = null;
    }

    private T read() {
        long began = generation.get();
        Kept<T> read = new Kept<>(reading.get(), System.nanoTime());
        // What was read before a change ended must not outlive it.
        if (began == generation.get()) {
            kept = read;
        }
        return read.value();
    }

    private record Kept<T>(T value, long readAt) {}
}
