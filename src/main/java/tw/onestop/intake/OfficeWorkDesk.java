package tw.onestop.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;

/** 櫃檯業務量: what the counters of a county concluded, how long it took, and what waits there. No person is named. */
public interface OfficeWorkDesk {

    /** How far back what was concluded is counted. */
    int DAYS = 30;

    /** Of the offices of the actor's county; nothing to who oversees none. */
    Map<OfficeCode, Work> work(Actor by);

    /**
     * 一所之櫃檯業務.
     *
     * @param concluded sittings of the last {@link #DAYS} days
     * @param medianMinutes from their opening to their end, null where there are none
     * @param open sittings that somebody is typing or has left
     * @param tasks reports that wait for a registration
     * @param overdue of them, those whose time limit has passed
     */
    record Work(int concluded, @Nullable Double medianMinutes, int open, int tasks, int overdue) {

        public static final Work NONE = new Work(0, null, 0, 0, 0);
    }
}
