package tw.onestop.access;

import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 試錯紀錄, kept with the failures of signing in, under names that no username can be. */
@Component
class Tries implements TryDesk {

    private final Attempts attempts;

    Tries(Attempts attempts) {
        this.attempts = attempts;
    }

    @Override
    public Optional<Duration> waiting(String what) {
        return attempts.waiting(named(what));
    }

    @Override
    public void failed(String what) {
        attempts.failed(named(what));
    }

    /** A username is stripped before it is looked at, so none begins like this. */
    private static String named(String what) {
        return " " + what;
    }
}
