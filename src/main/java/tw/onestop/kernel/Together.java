package tw.onestop.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * 併批: questions that come at the same time are answered together, by the thread of one of those who ask; whoever comes
 * meanwhile is of the next batch. One transaction and one commit for many, and nobody is answered before it.
 *
 * @param <Q> the question
 * @param <A> the answer
 */
public final class Together<Q, A> {

    /** With this part of a full batch there is company enough. */
    private static final int ENOUGH = 8;

    /** So long after questions came together others let them through. */
    private static final long CROWDED = Duration.ofMillis(100).toNanos();

    /** So long a question waits for a batch beside the one under way to be worth it. */
    private static final long PATIENCE = Duration.ofMillis(10).toNanos();

    private static volatile long crowded = System.nanoTime() - CROWDED;

    /** Batches of several that are being answered. */
    private static final AtomicInteger UNDER_WAY = new AtomicInteger();

    private final Work<Q> work;
    private final Semaphore leaders;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    /** Whether the last batch found company. */
    private volatile boolean busy;

    public Together(Work<Q> work) {
        this.work = work;
        this.leaders = new Semaphore(work.atOnce());
    }

    /**
     * 工作方式.
     *
     * @param most questions in a batch
     * @param atOnce batches at one time; beside another one begins when enough wait for it, or somebody has waited long
     * @param gather so long a batch waits for more when the one before had found several and few are there yet; who comes alone never waits
     * @param alone of what a question must be the only one in its batch: the next batch sees what became of it
     * @param hopeless after which fault all of a batch fail; after any other each is tried by itself
     */
    public record Work<Q>(
            int most,
            int atOnce,
            Duration gather,
            Function<Q, Collection<?>> alone,
            Predicate<RuntimeException> hopeless) {}

    /** 眾人等候: whether questions of any kind wait together or did just now; what nobody waits for leaves them room. */
    public static boolean isCrowded() {
        // However long a batch takes: what holds it up must not go faster for that.
        return UNDER_WAY.get() > 0 || System.nanoTime() - crowded < CROWDED;
    }

    /** A question and who waits for its answer. */
    private final class Waiting {

        private final Q question;
        private final Thread asking = Thread.currentThread();
        private @Nullable A answer;
        private @Nullable RuntimeException fault;
        private volatile boolean done;
        private final long since = System.nanoTime();

        Waiting(Q question) {
            this.question = question;
        }

        void ends(@Nullable A with, @Nullable RuntimeException or) {
            answer = with;
            fault = or;
            done = true;
            LockSupport.unpark(asking);
        }

        long waited() {
            return System.nanoTime() - since;
        }

        A outcome() {
            A given = answer;
            if (given == null) {
                throw fault == null ? new IllegalStateException("no answer was given") : fault;
            }
            return given;
        }
    }

    /**
     * Answers when the batch is done; throws what its question came to.
     *
     * @param answers a batch, in the order of its questions; whoever works for the others uses its own
     */
    public A ask(Q question, Function<List<Q>, List<A>> answers) {
        Waiting mine = new Waiting(question);
        waiting.add(mine);
        boolean interrupted = false;
        while (!mine.done) {
            if (leads(mine)) {
                try {
                    while (!mine.done && round(answers)) {}
                } finally {
                    leaders.release();
                }
                wakeFront();
            }
            if (!mine.done) {
                rest(mine);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return mine.outcome();
    }

    /** Two small batches cost more than one: beside another, one begins when enough wait for it, or one has waited long. */
    private boolean leads(Waiting mine) {
        int free = leaders.availablePermits();
        return free > 0 && (free == work.atOnce() || hasCompany() || mine.waited() >= PATIENCE) && leaders.tryAcquire();
    }

    /** Who waits at the front looks after all: a timer for each would cost more than it saves. */
    private void rest(Waiting mine) {
        long left = PATIENCE - mine.waited();
        if (left > 0 && work.atOnce() > 1 && waiting.peek() == mine) {
            LockSupport.parkNanos(this, left);
        } else {
            LockSupport.park(this);
        }
    }

    /** Whoever came to the front while asleep begins a batch, or sets the timer. */
    private void wakeFront() {
        Waiting front = waiting.peek();
        if (front != null) {
            LockSupport.unpark(front.asking);
        }
    }

    private boolean hasCompany() {
        return waiting.size() >= work.most() / ENOUGH;
    }

    /** Whether there was anything to do. */
    private boolean round(Function<List<Q>, List<A>> answers) {
        if (busy && !hasCompany()) {
            LockSupport.parkNanos(work.gather().toNanos());
        }
        List<Waiting> batch = next();
        wakeFront();
        busy = batch.size() > 1;
        if (busy) {
            UNDER_WAY.incrementAndGet();
            try {
                answer(batch, answers);
            } finally {
                crowded = System.nanoTime();
                UNDER_WAY.decrementAndGet();
            }
        } else if (!batch.isEmpty()) {
            answer(batch, answers);
        }
        return !batch.isEmpty();
    }

    private synchronized List<Waiting> next() {
        Set<Object> taken = new HashSet<>();
        List<Waiting> batch = new ArrayList<>();
        for (Iterator<Waiting> those = waiting.iterator(); those.hasNext() && batch.size() < work.most(); ) {
            Waiting one = those.next();
            Collection<?> alone = work.alone().apply(one.question);
            if (alone.stream().noneMatch(taken::contains)) {
                batch.add(one);
                those.remove();
            }
            taken.addAll(alone);
        }
        return batch;
    }

    private void answer(List<Waiting> batch, Function<List<Q>, List<A>> by) {
        try {
            List<A> answers = by.apply(batch.stream().map(one -> one.question).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).ends(answers.get(i), null);
            }
        } catch (RuntimeException fault) {
            if (batch.size() == 1 || work.hopeless().test(fault)) {
                batch.forEach(one -> one.ends(null, fault));
            } else {
                batch.forEach(one -> answer(List.of(one), by));
            }
        } catch (Error fatal) {
            batch.forEach(one -> one.ends(null, new IllegalStateException(fatal)));
            throw fatal;
        }
    }
}
