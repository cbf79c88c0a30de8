package tw.onestop.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 回復, what an agency answered about one item, by whichever door.
 *
 * @param status RECEIVED, COMPLETED, REJECTED or NO_RECORD
 * @param contactedBy PHONE, SMS or LETTER, or null
 */
public record Reply(
        Status status,
        @Nullable String reason,
        @Nullable String contactedBy,
        @Nullable Instant contactedAt,
        @Nullable String agencyCaseNo) {

    /** 回復狀態. */
    public enum Status {
        RECEIVED,
        COMPLETED,
        REJECTED,
        NO_RECORD
    }
}
