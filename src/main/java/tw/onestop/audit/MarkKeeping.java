package tw.onestop.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Background;

/**
 * 高水位看守: before the product opens its doors it compares the database with what this node saw last, and refuses one that lacks rows;
 * from then on it keeps how far the log reaches.
 */
@Component
class MarkKeeping implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MarkKeeping.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Recovery.Ground ground;
    private final Background rounds = new Background(
            "audit-marks",
            PAUSE,
            this::round,
            e -> LOG.warn(
                    "how far the log reaches is not looked up: {}", e.getClass().getSimpleName()));
    private String kept = "";

    MarkKeeping(Recovery.Ground ground) {
        this.ground = ground;
    }

    /** 資料庫落後: the database lacks rows that were shown to the world. */
    static final class LogBehind extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        LogBehind(Recovery.Missing missing) {
            super("""
                    The database lacks rows of the audit log that this product has signed: %,d rows were signed, up to row %,d everything is there. \
                    It seems to come from a backup. ./onestop recover says what is the case; ./onestop recover declare goes on from here, openly.""".formatted(missing.last().size(), missing.common()));
        }
    }

    @Override
    public void start() {
        Optional<Recovery.Missing> missing = ground.missing(ground.known(List.of()));
        if (missing.isPresent()) {
            throw new LogBehind(missing.get());
        }
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    /** Before the doors and everything that works by itself. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** What is kept never tells of more than there is: it is read from what was committed. */
    private boolean round() {
        ground.checkpoints().note().filter(note -> !note.equals(kept)).ifPresent(note -> {
            ground.marks().keep(new Marks.Mark(ground.leaves().reach().seq(), note));
            kept = note;
        });
        return false;
    }
}
