package tw.onestop.trust;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** 外部服務現況, as this node saw it: each node asks for itself. */
@Component("trustOutside")
class Outside implements OutsideDesk {

    private final Map<Authority, Instant> silent = new ConcurrentHashMap<>();
    private final Clock clock;

    Outside(Clock clock) {
        this.clock = clock;
    }

    void answered(Authority authority) {
        silent.remove(authority);
    }

    void saidNothing(Authority authority) {
        silent.putIfAbsent(authority, clock.instant());
    }

    @Override
    public Map<Authority, Instant> silent() {
        return Map.copyOf(silent);
    }
}
