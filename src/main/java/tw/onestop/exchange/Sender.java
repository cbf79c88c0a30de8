package tw.onestop.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** 傳送者: works one agency's lane on a thread of its own, so that a dead or slow agency delays no other. */
final class Sender implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int UNWRITTEN_AT_MOST = 4096;

    private final Tools tools;
    private Lane lane;
    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore changed = new Semaphore(0);
    private volatile Endpoints.Row endpoint;
    private volatile boolean stopped;
    private volatile long head;
    private int unwritten;
    /** The endpoint was changed: what the lane holds may have been given up meanwhile, so it is read anew once nothing is under way. */
    private boolean renewed;

    /** The registration that answered 410: closed here at once, before its row says so. */
    private int goneVersion = -1;

    private int savedFailures;
    private Instant savedSuccess = Instant.MIN;

    Sender(Tools tools, Endpoints.Row endpoint) {
        this.tools = tools;
        this.endpoint = endpoint;
        this.savedFailures = endpoint.failures();
        this.lane = new Lane(tools.clock, tools.schedule, endpoint.failures());
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                step();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn(
                        "queue of {} pauses: {}",
                        endpoint.agency(),
                        e.getClass().getSimpleName());
                pause();
            }
        }
    }

    /** What the dispatcher sees on its rounds: the endpoint as it stands, and the last number given. */
    void tell(Endpoints.Row now, long last) {
        lock.lock();
        try {
            boolean changes = now.version() != endpoint.version();
            endpoint = now;
            head = Math.max(head, last);
            if (changes) {
                savedFailures = 0;
                renewed = true;
            }
            changed.release();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more leaves once this returns; what is under way comes to its end. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.release();
        } finally {
            lock.unlock();
        }
    }

    /** Attempts under way or not yet written. */
    int unfinished() {
        lock.lock();
        try {
            return unwritten;
        } finally {
            lock.unlock();
        }
    }

    private void step() throws InterruptedException {
        Promise next = null;
        boolean fetch = false;
        lock.lockInterruptibly();
        try {
            if (renewed && unwritten == 0) {
                lane = new Lane(tools.clock, tools.schedule, 0);
                renewed = false;
            }
            if (!stopped
                    && !renewed
                    && endpoint.open()
                    && endpoint.version() != goneVersion
                    && unwritten < UNWRITTEN_AT_MOST) {
                next = lane.next(tools.settings.inFlight());
                if (next != null) {
                    unwritten++;
                } else {
                    fetch = lane.hungry() && lane.cursor() < head;
                }
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            send(next);
        } else if (fetch) {
            fetch();
        } else {
            changed.tryAcquire(200, TimeUnit.MILLISECONDS);
            changed.drainPermits();
        }
    }

    private void fetch() {
        long upTo = head;
        var page = tools.taking.after(endpoint.agency(), lane.cursor());
        lock.lock();
        try {
            lane.load(page);
            if (page.size() < Taking.PAGE) {
                lane.seen(upTo);
            }
        } finally {
            lock.unlock();
        }
    }

    private void send(Promise promise) {
        Endpoints.Row to = endpoint;
        try {
            byte[] envelope = tools.envelopes.write(promise, to.encryptionJwk());
            var _ = tools.poster
                    .post(to.url(), promise.id().toString(), envelope)
                    .thenAccept(attempt -> ended(promise, to, attempt));
        } catch (RuntimeException e) {
            LOG.warn(
                    "notice {} could not be sent: {}",
                    promise.id(),
                    e.getClass().getSimpleName());
            ended(promise, to, Attempt.failed(Attempt.Outcome.BROKEN, 0));
        }
    }

    private void ended(Promise promise, Endpoints.Row to, Attempt attempt) {
        Instant now = tools.clock.instant();
        Result result = judged(promise, attempt, now);
        boolean release;
        Endpoints.@Nullable Faring faring;
        lock.lock();
        try {
            release = attempt.accepted() && lane.succeeded();
            if (!attempt.accepted()) {
                boolean wholeEndpoint = attempt.status() == 429 || attempt.status() == 503;
                Duration asked = attempt.retryAfter();
                lane.failed(wholeEndpoint && asked != null ? now.plus(RetrySchedule.capped(asked)) : null);
            }
            if (attempt.outcome() == Attempt.Outcome.GONE) {
                goneVersion = to.version();
            }
            faring = faring(to, attempt, now);
            changed.release();
        } finally {
            lock.unlock();
        }
        tools.results.add(new Results.Entry(this, result, faring, release));
    }

    private Result judged(Promise promise, Attempt attempt, Instant now) {
        if (attempt.accepted()) {
            return new Result(promise, attempt, now, Result.Fate.DELIVERED);
        }
        Optional<Instant> next = tools.schedule.next(now, promise.since(), promise.step() + 1, attempt.retryAfter());
        Instant earliest = tools.schedule.earliest(now, promise.tries() + 1, attempt.retryAfter());
        return next.map(due -> new Result(promise.failed(due, earliest), attempt, now, Result.Fate.AGAIN))
                .orElseGet(() -> new Result(promise, attempt, now, Result.Fate.DEAD));
    }

    /** Null when the endpoint's row need not be touched: it says already what there is to say. */
    private Endpoints.@Nullable Faring faring(Endpoints.Row to, Attempt attempt, Instant now) {
        boolean gone = attempt.outcome() == Attempt.Outcome.GONE;
        boolean news = attempt.accepted() && now.isAfter(savedSuccess.plusSeconds(5));
        if (!gone && !news && lane.failures() == savedFailures) {
            return null;
        }
        savedFailures = lane.failures();
        if (attempt.accepted()) {
            savedSuccess = now;
        }
        return new Endpoints.Faring(
                to.agency(),
                to.version(),
                lane.failures(),
                lane.pausedUntil(),
                attempt.accepted() ? now : null,
                gone,
                now);
    }

    /** Called when the result is durable. */
    void written(Result result) {
        lock.lock();
        try {
            unwritten--;
            if (result.fate() == Result.Fate.AGAIN) {
                lane.again(result.promise(), result.at());
            } else {
                lane.settled(result.promise());
            }
            changed.release();
        } finally {
            lock.unlock();
        }
    }

    /** The result could not be written: the same id goes out again after a while. */
    void lost(Result result) {
        lock.lock();
        try {
            unwritten--;
            Instant soon = tools.clock.instant().plusSeconds(60);
            lane.again(result.promise().unwritten(soon), result.at());
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** 工具 that all senders share. */
    @Component
    static class Tools {

        private final Taking taking;
        private final Envelopes envelopes;
        private final Poster poster;
        private final Results results;
        private final RetrySchedule schedule;
        private final ExchangeSettings settings;
        private final Clock clock;

        Tools(
                Taking taking,
                Envelopes envelopes,
                Poster poster,
                Results results,
                RetrySchedule schedule,
                ExchangeSettings settings,
                Clock clock) {
            this.taking = taking;
            this.envelopes = envelopes;
            this.poster = poster;
            this.results = results;
            this.schedule = schedule;
            this.settings = settings;
            this.clock = clock;
        }
    }
}
