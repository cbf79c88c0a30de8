package tw.onestop.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Background;

/** 管道移轉之施行: moves who is due by the ministry's signature; a door that is not ready any more is waited for. */
@Component
class DueDoors implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(DueDoors.class);
    private static final Actor RULE = Actor.rule("exchange.door.due");
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final AgencyDesk agencies;
    private final Doors doors;
    private final Clock clock;
    private final Background rounds = new Background(
            "exchange-due-doors",
            PAUSE,
            this::step,
            e -> LOG.warn("doors wait to be moved: {}", e.getClass().getSimpleName()));

    DueDoors(AgencyDesk agencies, Doors doors, Clock clock) {
        this.agencies = agencies;
        this.doors = doors;
        this.clock = clock;
    }

    @Override
    public Background background() {
        return rounds;
    }

    private boolean step() {
        agencies.dueDoors(LocalDate.now(clock)).stream()
                .filter(due -> doors.isReady(due.agency(), due.door()))
                .forEach(due -> doors.move(due.agency(), due.door(), RULE));
        return false;
    }
}
