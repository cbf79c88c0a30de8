package tw.onestop.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 重送時程: when a failed delivery is tried again, and when it is given up. */
@Component
class RetrySchedule {

    private static final Duration LONGEST_ASKED = Duration.ofHours(24);

    private final ExchangeSettings settings;

    RetrySchedule(ExchangeSettings settings) {
        this.settings = settings;
    }

    /**
     * @param step failures since the endpoint last took something, this one included
     * @param asked what the agency asked for by {@code Retry-After}, which then takes the schedule's place
     * @return empty when it is given up
     */
    Optional<Instant> next(Instant now, Instant promised, int step, @Nullable Duration asked) {
        Duration pause = asked == null ? jittered(pause(step)) : capped(asked);
        Instant next = now.plus(pause);
        return next.isAfter(promised.plus(settings.giveUpAfter())) ? Optional.empty() : Optional.of(next);
    }

    /**
     * How soon it may be tried again when the endpoint's first success releases what waits: after its first failure at once,
     * then the schedule's first pause later with every further one. A notice that only the agency's own fault keeps back is thus tried soon; one that
     * can never be taken is tried some hundred times in five days, not at every success of the others.
     *
     * @param asked what the agency asked for by {@code Retry-After}, which a release does not shorten
     */
    Instant earliest(Instant now, int tries, @Nullable Duration asked) {
        return asked == null ? now.plus(betweenProbes().multipliedBy(tries - 1L)) : now.plus(capped(asked));
    }

    /** Shortest pause between two probes of an endpoint that rests. */
    Duration betweenProbes() {
        return settings.retrySchedule().getFirst();
    }

    boolean over(Instant now, Instant promised) {
        return now.isAfter(promised.plus(settings.giveUpAfter()));
    }

    static Duration capped(Duration asked) {
        return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    }

    private Duration pause(int step) {
        return settings.retrySchedule()
                .get(Math.min(step, settings.retrySchedule().size()) - 1);
    }

    private static Duration jittered(Duration pause) {
        return Duration.ofMillis(
                Math.round(pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
