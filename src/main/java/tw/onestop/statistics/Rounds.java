package tw.onestop.statistics;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.kernel.Background;
import tw.onestop.kernel.Tally;
import tw.onestop.kernel.Together;

/** 計數輪次: every two seconds what was recorded is in the figures; each source in a transaction of its own, so that none waits for another. */
@Component("statisticsRounds")
class Rounds implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Counting counting;
    private final Progress progress;
    private final TransactionTemplate transaction;
    private final Background rounds = new Background("statistics-rounds", PAUSE, this::round, this::fault)
            .yielding(() -> Together.isCrowded() ? 3 : 0);
    private boolean told;

    Rounds(Counting counting, Progress progress, TransactionTemplate transaction) {
        this.counting = counting;
        this.progress = progress;
        this.transaction = transaction;
    }

    @Override
    public Background background() {
        return rounds;
    }

    /** Counts everything that can be counted now; what others count meanwhile is waited for. */
    void drain() {
        while (round(true)) {}
    }

    private boolean round() {
        return round(false);
    }

    private boolean round(boolean waiting) {
        progress.begin(counting.sources().stream().map(Tally.Source::name).toList());
        boolean more = false;
        for (Tally.Source source : counting.sources()) {
            more |= Boolean.TRUE.equals(transaction.execute(_ -> counting.next(source, waiting)));
        }
        told = false;
        return more;
    }

    /** Once, until it goes on again. */
    private void fault(RuntimeException e) {
        if (!told) {
            LOG.warn("the figures wait: {}", e.getClass().getSimpleName());
        }
        told = true;
    }
}
