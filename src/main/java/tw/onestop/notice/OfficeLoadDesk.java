package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

/** 通報業務量: what the offices of a county filed, what of it waits at agencies and how long. No person is named. */
public interface OfficeLoadDesk {

    /** How far back what was filed is counted. */
    int DAYS = 30;

    /** Rows of a page of {@link #waiting}. */
    int ROWS = 50;

    /** The offices of the actor's county, as the directory lists them; nothing to who oversees none. */
    List<Load> loads(Actor by);

    /**
     * What waits, the oldest first.
     *
     * @param office one of the county, or null for all; another's has nothing
     * @param page from 0
     */
    Page waiting(@Nullable OfficeCode office, int page, Actor by);

    /**
     * 一所之業務量.
     *
     * @param filed applications of the last {@link #DAYS} days
     * @param waiting items that agencies have not ended, by age in days: up to 7, 14, 30, and more
     * @param late of them, those whose promised day has passed
     * @param medianDays from acceptance to the end, of what was filed in those days and has ended; null where nothing has
     */
    record Load(
            OfficeCode office,
            int filed,
            List<Integer> waiting,
            int late,
            @Nullable Double medianDays) {

        public Load {
            waiting = List.copyOf(waiting);
        }

        public int open() {
            return waiting.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** 待回復項目一頁. */
    record Page(List<Waiting> items, int matching) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /**
     * 待回復項目.
     *
     * @param name what an errand is called, null of a change of the register
     * @param late whether the promised day has passed
     */
    record Waiting(
            UUID id,
            String receiptNo,
            OfficeCode office,
            AgencyCode agency,
            String change,
            Errand.@Nullable Words name,
            ItemStatus status,
            Instant acceptedAt,
            long days,
            @Nullable LocalDate expectedOn,
            boolean late) {}
}
