package tw.onestop.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * 機關佇列: what waits for one agency, in the order it may leave. One under way per citizen; a citizen whose notice is
 * blocked blocks nobody else. Not thread-safe: {@link Sender} guards it.
 */
final class Lane {

    /** Failures in a row after which an endpoint rests: one probe at a time goes out. */
    static final int TIRED = 5;

    private static final int HELD_AT_MOST = 20_000;

    private final Clock clock;
    private final RetrySchedule schedule;
    private final ArrayDeque<Promise> fresh = new ArrayDeque<>();
    private final ArrayDeque<Promise> unblocked = new ArrayDeque<>();
    private final Map<Promise.Key, ArrayDeque<Promise>> busy = new HashMap<>();
    private PriorityQueue<Promise> later = queue();
    private int held;
    private int inFlight;
    private int failures;
    /** A pause that the agency asked for; a success of what was under way does not shorten it. */
    private Instant askedUntil = Instant.MIN;

    private Instant nextProbe = Instant.MIN;
    private Instant lastRelease = Instant.MIN;
    private long cursor;

    Lane(Clock clock, RetrySchedule schedule, int failures) {
        this.clock = clock;
        this.schedule = schedule;
        this.failures = failures;
    }

    long cursor() {
        return cursor;
    }

    int failures() {
        return failures;
    }

    int inFlight() {
        return inFlight;
    }

    @Nullable
    Instant pausedUntil() {
        Instant until = askedUntil.isAfter(nextProbe) ? askedUntil : nextProbe;
        return until.equals(Instant.MIN) ? null : until;
    }

    boolean hungry() {
        boolean restingWithWork = failures >= TIRED && !(fresh.isEmpty() && later.isEmpty() && unblocked.isEmpty());
        return fresh.isEmpty() && held < HELD_AT_MOST && !restingWithWork;
    }

    /** All up to there has been looked at; what is settled already leaves no page to load. */
    void seen(long sequence) {
        cursor = Math.max(cursor, sequence);
    }

    void load(List<Promise> page) {
        Instant now = clock.instant();
        for (Promise promise : page) {
            cursor = Math.max(cursor, promise.sequence());
            if (promise.due().isAfter(now) && !busy.containsKey(promise.citizen())) {
                busy.put(promise.citizen(), new ArrayDeque<>(1));
                later.add(promise);
            } else {
                fresh.add(promise);
            }
        }
    }

    /** The oldest that may leave now, counted as under way; null when none may. */
    @Nullable
    Promise next(int bound) {
        Instant now = clock.instant();
        boolean resting = failures >= TIRED;
        if (inFlight >= (resting ? 1 : bound) || askedUntil.isAfter(now) || nextProbe.isAfter(now)) {
            return null;
        }
        Promise promise = pick(now);
        if (promise != null) {
            inFlight++;
        }
        return promise;
    }

    private @Nullable Promise pick(Instant now) {
        Promise due = later.peek();
        if (due != null && !due.due().isAfter(now)) {
            return later.remove();
        }
        Promise promise = unblocked.poll();
        while (promise == null && !fresh.isEmpty()) {
            Promise candidate = fresh.remove();
            ArrayDeque<Promise> before = busy.get(candidate.citizen());
            if (before == null) {
                busy.put(candidate.citizen(), new ArrayDeque<>(1));
                promise = candidate;
            } else {
                before.add(candidate);
                held++;
            }
        }
        return promise;
    }

    /** An attempt ended well; answers whether it is the first success after failures. */
    boolean succeeded() {
        inFlight--;
        boolean first = failures > 0;
        if (first) {
            release();
        }
        failures = 0;
        nextProbe = Instant.MIN;
        return first;
    }

    /**
     * @param until what the agency asked for, or null
     */
    void failed(@Nullable Instant until) {
        inFlight--;
        failures++;
        if (until != null) {
            askedUntil = until;
        } else if (failures >= TIRED) {
            nextProbe = clock.instant().plus(schedule.betweenProbes());
        }
    }

    /** It has been written that this one is settled: the citizen's next may leave. */
    void settled(Promise promise) {
        ArrayDeque<Promise> behind = busy.get(promise.citizen());
        if (behind == null) {
            return;
        }
        Promise next = behind.poll();
        if (next == null) {
            busy.remove(promise.citizen());
        } else {
            held--;
            if (next.due().isAfter(clock.instant())) {
                later.add(next);
            } else {
                unblocked.add(next);
            }
        }
    }

    /**
     * It has been written that this one shall be tried again.
     *
     * @param failedAt a release since then holds for it too, although it was not yet among those that wait
     */
    void again(Promise promise, Instant failedAt) {
        later.add(failedAt.isAfter(lastRelease) ? promise : promise.releasedAt(lastRelease));
    }

    private void release() {
        lastRelease = clock.instant();
        requeue(promise -> promise.releasedAt(lastRelease));
    }

    private void requeue(UnaryOperator<Promise> change) {
        List<Promise> waiting = new ArrayList<>(later);
        later = queue();
        waiting.forEach(promise -> later.add(change.apply(promise)));
    }

    private static PriorityQueue<Promise> queue() {
        return new PriorityQueue<>(Comparator.comparing(Promise::due).thenComparingLong(Promise::sequence));
    }
}
