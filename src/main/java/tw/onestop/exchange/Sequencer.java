package tw.onestop.exchange;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 編號: gives committed promises their place in the agency's feed. Any node may do it: the agency's counter is locked
 * for the short transaction, so the feed is gap-free and ascending in the order in which it becomes visible.
 */
@Component
class Sequencer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final int BATCH = 2000;

    /** Each round locks and commits, whether it numbers five or five hundred. */
    private static final Duration APART = Duration.ofMillis(20);

    private final Feed feed;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore wake = new Semaphore(0);
    private final Pace pace = new Pace(APART);
    private volatile Runnable numbered = () -> {};
    private volatile boolean running;

    Sequencer(Feed feed, TransactionTemplate transaction, Clock clock) {
        this.feed = feed;
        this.transaction = transaction;
        this.clock = clock;
    }

    void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.release();
            }
        });
    }

    void onNumbered(Runnable listener) {
        numbered = listener;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("exchange-sequencer").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        wake.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                var _ = wake.tryAcquire(200, TimeUnit.MILLISECONDS);
                pace.next();
                wake.drainPermits();
                int count = BATCH;
                // Whoever promises more wakes it again.
                while (running && count >= BATCH) {
                    count = number();
                    if (count > 0) {
                        numbered.run();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("numbering waits: {}", e.getClass().getSimpleName());
            }
        }
    }

    private int number() {
        List<String> agencies = feed.unnumbered(BATCH);
        if (agencies.isEmpty()) {
            return 0;
        }
        Integer count = transaction.execute(status -> {
            feed.lock(agencies);
            return feed.number(agencies, BATCH, clock.instant());
        });
        return count == null ? 0 : count;
    }
}
