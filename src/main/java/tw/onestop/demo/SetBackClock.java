package tw.onestop.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * 撥慢之時鐘: the time of the day for everybody, but an earlier one for whoever furnishes an earlier day, as long as that takes and only
 * there. What is registered so is registered by the same road as everything else.
 */
final class SetBackClock extends Clock {

    private static final ScopedValue<Duration> BACK = ScopedValue.newInstance();

    private final Clock present;

    SetBackClock(Clock present) {
        this.present = present;
    }

    /** Does something so long ago. */
    static <R, X extends Exception> R ago(Duration back, ScopedValue.CallableOp<R, X> work) throws X {
        return ScopedValue.where(BACK, back).call(work);
    }

    @Override
    public ZoneId getZone() {
        return present.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SetBackClock(present.withZone(zone));
    }

    @Override
    public Instant instant() {
        return present.instant().minus(BACK.orElse(Duration.ZERO));
    }
}
