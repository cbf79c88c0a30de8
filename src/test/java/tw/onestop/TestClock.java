package tw.onestop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A clock that runs until it is set; {@link #reset()} lets it run again. */
public class TestClock extends Clock {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

    private volatile Duration offset = Duration.ZERO;
    private volatile @Nullable Thread only;

    /** From now on the clock is set for who calls, and what works by itself meanwhile dates its acts by the clock that runs. */
    public void ofThisThread() {
        only = Thread.currentThread();
    }

    /** Moves to noon of a day. */
    public void goTo(LocalDate day) {
        offset =
                Duration.between(Instant.now(), day.atTime(12, 0).atZone(TAIPEI).toInstant());
    }

    public void advance(Duration by) {
        offset = offset.plus(by);
    }

    public void reset() {
        offset = Duration.ZERO;
    }

    @Override
    public ZoneId getZone() {
        return TAIPEI;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), here());
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(here());
    }

    private Duration here() {
        Thread only = this.only;
        return only == null || only == Thread.currentThread() ? offset : Duration.ZERO;
    }
}
