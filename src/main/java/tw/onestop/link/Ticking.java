package tw.onestop.link;

import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** 編號之時機: what was registered stands in the feeds within a second, numbered by one node at a time. */
@Component
class Ticking implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Ticking.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Feed feed;
    private final Numbering numbering;
    private final TransactionTemplate transaction;
    private volatile boolean running;

    Ticking(Feed feed, Numbering numbering, TransactionTemplate transaction) {
        this.feed = feed;
        this.numbering = numbering;
        this.transaction = transaction;
    }

    /** Numbers everything that is visible now. */
    void drain() {
        while (feed.waits() && Objects.requireNonNull(transaction.execute(_ -> numbering.round()))) {}
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("link-numbering").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean told = false;
        while (running) {
            try {
                drain();
                told = false;
            } catch (RuntimeException e) {
                if (!told) {
                    LOG.warn("the change feed waits: {}", e.getClass().getSimpleName());
                }
                told = true;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
