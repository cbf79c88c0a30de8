package tw.onestop.access;

import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/** 暫停登入: too many failures; this username waits. */
class Waiting extends LockedException {

    private static final long serialVersionUID = 1L;

    private final long minutes;

    Waiting(Duration left) {
        super("too many failures");
        this.minutes = left.plusSeconds(59).toMinutes();
    }

    long minutes() {
        return minutes;
    }
}
