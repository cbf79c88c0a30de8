package tw.onestop.link;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Grant;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.QueryDesk.Quota;

/** 配額, queries a minute of each purpose, counted on this node. */
@Component
class Quotas {

    private static final int WINDOW = 60;

    private final Clock clock;
    private final Map<Counted, Window> windows = new ConcurrentHashMap<>();

    Quotas(Clock clock) {
        this.clock = clock;
    }

    /** Of one agency, since all rehearse under the same purposes. */
    private record Counted(AgencyCode agency, String purposeId) {}

    /** Which minute, and how many queries came in it. */
    private record Window(long minute, int used) {}

    /** Takes one query; what remains after it is below 0 when there was none left. */
    Quota take(Grant grant) {
        long seconds = clock.instant().getEpochSecond();
        long minute = seconds / WINDOW;
        Window window = windows.merge(
                new Counted(grant.agency(), grant.purposeId()),
                new Window(minute, 1),
                (before, first) -> before.minute() == minute ? new Window(minute, before.used() + 1) : first);
        return new Quota(grant.perMinute(), grant.perMinute() - window.used(), (int) (WINDOW - seconds % WINDOW));
    }
}
