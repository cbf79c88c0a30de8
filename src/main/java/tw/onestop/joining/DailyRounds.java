package tw.onestop.joining;

import java.time.Duration;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Background;

/** 每日巡查的時程: the first round after the start, then one for each new day of the calendar; on any node, since it can be repeated. */
@Component
class DailyRounds implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(DailyRounds.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Round round;
    private final Diary diary;
    private final Background rounds = new Background(
            "joining-round",
            PAUSE,
            this::walk,
            e -> LOG.warn(
                    "the daily round over the linkages waits: {}", e.getClass().getSimpleName()));
    private LocalDate walked = LocalDate.MIN;

    DailyRounds(Round round, Diary diary) {
        this.round = round;
        this.diary = diary;
    }

    @Override
    public Background background() {
        return rounds;
    }

    private boolean walk() {
        LocalDate today = diary.today();
        if (!today.equals(walked)) {
            // One that cannot be looked at is tried again after the pause; for all others the day is done.
            round.walk();
            walked = today;
        }
        return false;
    }
}
