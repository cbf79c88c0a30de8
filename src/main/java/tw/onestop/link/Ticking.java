package tw.onestop.link;

import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.kernel.Background;

/** 編號之時機: what was registered stands in the feeds within a second, numbered by one node at a time. */
@Component
class Ticking implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Ticking.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Feed feed;
    private final Numbering numbering;
    private final TransactionTemplate transaction;
    private final Background rounds = new Background("link-numbering", PAUSE, this::round, this::fault);
    private boolean told;

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
    public Background background() {
        return rounds;
    }

    private boolean round() {
        drain();
        told = false;
        return false;
    }

    /** Once, until it goes on again: it is asked twice a second. */
    private void fault(RuntimeException e) {
        if (!told) {
            LOG.warn("the change feed waits: {}", e.getClass().getSimpleName());
        }
        told = true;
    }
}
