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
    private volatile long lacking;

    MarkKeeping(Recovery.Ground ground) {
        this.ground = ground;
    }

    /** 資料庫落後: the database lacks rows that were shown to the world, or nobody can say whether it does. */
    static final class LogBehind extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        LogBehind(String says, Throwable cause) {
            super(says, cause);
        }

        LogBehind(Recovery.Missing missing) {
            super("""
                    The database lacks rows of the audit log that this product has signed: %,d rows were signed, up to row %,d everything is there. \
                    It seems to come from a backup. ./onestop recover says what is the case; ./onestop recover declare goes on from here, openly.""".formatted(missing.last().size(), missing.common()));
        }
    }

    @Override
    public void start() {
        if (ground.marks().file().isEmpty()) {
            return; // nothing to compare with, and nothing is kept
        }
        Optional<String> note = ground.checkpoints().note(); // before the comparison, as in every round
        Forks.Path path = ground.forks().path();
        Optional<Marks.Mark> mark;
        Optional<Recovery.Missing> missing;
        try {
            mark = ground.marks().read();
            missing = ground.missing(ground.known(List.of(), mark, path));
        } catch (Marks.Unusable e) {
            throw new LogBehind(String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new LogBehind(
                    "The file of marks %s is of another log: %s. ONESTOP_MARKS_FILE names a file of its own for each database."
                            .formatted(ground.marks().file(), e.getMessage()),
                    e);
        }
        if (missing.isPresent()) {
            throw new LogBehind(missing.get());
        }
        note.ifPresent(now -> keep(now, mark, path));
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

    /** Rows that were signed once and are not in the database that this product runs on now. */
    long lacking() {
        return lacking;
    }

    /**
     * What is kept never tells of more than there is: it is read from what was committed. And it never tells of less than was there: a
     * database that goes back under a running product is compared as one at the start.
     */
    private boolean round() {
        ground.checkpoints().note().filter(note -> !note.equals(kept)).ifPresent(note -> {
            Forks.Path path = ground.forks().path();
            Optional<Marks.Mark> mark = ground.marks().read();
            Optional<Recovery.Missing> missing = ground.missing(ground.known(List.of(), mark, path));
            if (missing.isEmpty()) {
                keep(note, mark, path);
            } else if (lacking == 0) {
                LOG.error(
                        "the database went back while the product was running; stop every node, then ./onestop recover",
                        new LogBehind(missing.get()));
            }
            lacking = missing.map(lost -> Math.max(1, lost.rows())).orElse(0L);
        });
        return false;
    }

    private void keep(String note, Optional<Marks.Mark> mark, Forks.Path path) {
        List<Checkpoint> seen = Checkpoint.parse(note).stream()
                .flatMap(now -> mark.stream().flatMap(before -> before.before(now.size()).stream()))
                .toList();
        ground.marks().keep(new Marks.Mark(ground.leaves().reach().seq(), note, path.goingOn(seen)));
        kept = note;
    }
}
