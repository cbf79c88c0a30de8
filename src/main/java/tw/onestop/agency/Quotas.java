package tw.onestop.agency;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;

/** 配額, queries a minute of each purpose in whichever room, counted on this node. */
@Component
class Quotas implements QuotaDesk {

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

    @Override
    public Quota take(Grant grant) {
        long seconds = clock.instant().getEpochSecond();
        long minute = seconds / WINDOW;
        Window window = windows.merge(
                new Counted(grant.agency(), grant.purposeId()),
                new Window(minute, 1),
                (before, first) -> before.minute() == minute ? new Window(minute, before.used() + 1) : first);
        return new Quota(grant.perMinute(), grant.perMinute() - window.used(), (int) (WINDOW - seconds % WINDOW));
    }
}
