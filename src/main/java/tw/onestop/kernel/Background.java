package tw.onestop.kernel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * 背景作業: rounds of work that follow each other on threads of their own, with a pause when there was nothing to do. A fault costs
 * one pause: what could not be done now is done later.
 */
public final class Background {

    private final String name;
    private final int threads;
    private final Duration pause;
    private final Work work;
    private final Consumer<RuntimeException> fault;
    private final IntSupplier yields;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean running;

    /**
     * @param name of the thread
     * @param fault is told of each round that failed, unless it failed because everything ends
     */
    public Background(String name, Duration pause, Work work, Consumer<RuntimeException> fault) {
        this(name, 1, pause, work, fault);
    }

    /**
     * @param threads that go round at one time; the work must allow it
     */
    public Background(String name, int threads, Duration pause, Work work, Consumer<RuntimeException> fault) {
        this(name, threads, pause, work, fault, () -> 0);
    }

    private Background(
            String name, int threads, Duration pause, Work work, Consumer<RuntimeException> fault, IntSupplier yields) {
        this.name = name;
        this.threads = threads;
        this.pause = pause;
        this.work = work;
        this.fault = fault;
        this.yields = yields;
    }

    /**
     * 禮讓: the same work for which nobody waits. Of rounds that follow each other the next begins only when so many times as long as the
     * last one took has gone by; so what somebody waits for has the processors meanwhile, and what is done in the background takes longer
     * when there is more to do beside it.
     *
     * @param times asked after each round; 0 while nobody needs to be let through
     */
    public Background yielding(IntSupplier times) {
        return new Background(name, threads, pause, work, fault, times);
    }

    /** 自行作業者: what works by itself from the start of the product to its end; whoever runs the product starts and stops it. */
    public interface Owner {

        Background background();
    }

    /** 一輪作業. */
    public interface Work {

        /** Whether there is more to do at once. */
        boolean round() throws InterruptedException;
    }

    public void start() {
        running = true;
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().name(i == 0 ? name : name + "-" + i).daemon().start(this::run);
        }
    }

    /** The round that is under way is the last. */
    public void stop() {
        running = false;
        wake();
    }

    public boolean isRunning() {
        return running;
    }

    /** Ends the pause, since something has come. */
    public void wake() {
        woken.release(threads);
    }

    private void run() {
        try {
            while (running) {
                long begun = System.nanoTime();
                if (round()) {
                    TimeUnit.NANOSECONDS.sleep(yields.getAsInt() * (System.nanoTime() - begun));
                } else {
                    boolean _ = woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                    // Many calls are one; but each thread is called.
                    if (woken.availablePermits() >= threads) {
                        woken.drainPermits();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean round() throws InterruptedException {
        try {
            return work.round();
        } catch (RuntimeException e) {
            if (running) {
                fault.accept(e);
            }
            return false;
        }
    }
}
