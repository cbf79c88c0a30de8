package tw.onestop.agency;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
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

    /**
     * Which minute, and what was taken in it with what is owed from those before.
     *
     * @param refused whether whoever came last came in vain
     */
    private record Window(long minute, int perMinute, long used, boolean refused) {

        /** What of it a later minute has to make up for, or this one still counts; a clock that went back begins anew. */
        long owed(long later, int perMinuteThen) {
            if (later <= minute) {
                return later == minute ? used : 0;
            }
            return Math.max(0, used - perMinute - perMinuteThen * (later - minute - 1));
        }

        /** What could be taken in it: what is lowered within a minute makes nobody a debtor. */
        int most(long now, int perMinuteNow) {
            return now == minute ? Math.max(perMinute, perMinuteNow) : perMinuteNow;
        }
    }

    @Override
    public Quota take(Grant grant) {
        return booked(grant, 1, false);
    }

    @Override
    public Quota weigh(Grant grant, int more) {
        return booked(grant, more, true);
    }

    private Quota booked(Grant grant, int queries, boolean admitted) {
        long seconds = clock.instant().getEpochSecond();
        long minute = seconds / WINDOW;
        int perMinute = grant.perMinute();
        Window window =
                Objects.requireNonNull(windows.compute(new Counted(grant.agency(), grant.purposeId()), (_, last) -> {
                    long before = last == null ? 0 : last.owed(minute, perMinute);
                    boolean refused = !admitted && before >= perMinute;
                    int most = last == null ? perMinute : last.most(minute, perMinute);
                    return new Window(minute, most, refused ? before : before + queries, refused);
                }));
        long minutes = Math.max(1, window.used() / perMinute);
        long remaining = window.refused() ? -1 : Math.max(0, perMinute - window.used());
        return new Quota(perMinute, (int) remaining, (int) (minutes * WINDOW - seconds % WINDOW));
    }
}
