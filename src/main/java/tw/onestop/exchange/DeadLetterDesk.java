package tw.onestop.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/**
 * 退件與重送: what was given up after five days, and how it is sent again. Nothing leaves the list without a person's reason; what a
 * machine recovers is sent again and stays on it until a person has looked.
 */
public interface DeadLetterDesk {

    /** Rows of a page. */
    int ROWS = 50;

    /**
     * @param page from 0
     */
    Letters letters(AgencyCode agency, int page, Actor officer);

    /**
     * Takes these off the list.
     *
     * @param again whether they are sent once more
     */
    List<Refusal> end(AgencyCode agency, List<UUID> ids, boolean again, String reason, Actor officer);

    /** 重送: everything that became visible in a span of time, under new numbers; what of it stood on the list leaves it. */
    Replayed replay(AgencyCode agency, Instant since, Instant until, String reason, Actor officer);

    /** 重新啟用 the endpoint as it is registered; what waits is sent. */
    List<Refusal> reopen(AgencyCode agency, String reason, Actor officer);

    /** Where deliveries fail, for the ministry. */
    List<Troubled> troubled(Actor ministry);

    /** How many endpoints are closed, for an alarm on every page. */
    int closed();

    /** 退件頁. */
    record Letters(List<Letter> page, int count) {

        public Letters {
            page = List.copyOf(page);
        }

        public int pages() {
            return Math.max(1, (count + ROWS - 1) / ROWS);
        }
    }

    /** 退件 and what became of it. */
    record Letter(UUID id, int attempt, String type, Instant diedAt, State state) {}

    /** 退件現況. */
    enum State {
        /** Given up, and nothing done about it. */
        DEAD,
        /** Sent again, and on its way. */
        WAITING,
        DELIVERED,
        WITHDRAWN
    }

    /** 重送結果. */
    record Replayed(int sent, List<Refusal> refusals) {

        public Replayed {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * 傳送有異之機關.
     *
     * @param letters on its list
     */
    record Troubled(
            AgencyCode agency,
            boolean closed,
            @Nullable Instant closedAt,
            @Nullable Instant failingSince,
            int letters) {}
}
