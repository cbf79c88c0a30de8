package tw.onestop.joining;

import java.time.Duration;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** 每日巡查的時程: the first round after the start, then one for each new day of the calendar; on any node, since it can be repeated. */
@Component
class DailyRounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DailyRounds.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Round round;
    private final Diary diary;
    private volatile boolean running;

    DailyRounds(Round round, Diary diary) {
        this.round = round;
        this.diary = diary;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("joining-round").daemon().start(this::run);
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
        LocalDate walked = LocalDate.MIN;
        try {
            while (running) {
                LocalDate today = diary.today();
                if (!today.equals(walked) && walk()) {
                    walked = today;
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fault costs one pause: what is due stays due. */
    private boolean walk() {
        try {
            round.walk();
            return true;
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn(
                        "the daily round over the linkages waits: {}",
                        e.getClass().getSimpleName());
            }
            return false;
        }
    }
}
