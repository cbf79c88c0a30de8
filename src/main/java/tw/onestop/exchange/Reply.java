package tw.onestop.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 回復, what an agency answered about one item, by whichever door.
 *
 * @param status RECEIVED, COMPLETED, REJECTED or NO_RECORD
 * @param contactedBy PHONE, SMS or LETTER, or null
 * @param trackingNo 掛號號碼 of what was sent to the citizen by post, or null
 */
public record Reply(
        Status status,
        @Nullable String reason,
        @Nullable String contactedBy,
        @Nullable Instant contactedAt,
        @Nullable String agencyCaseNo,
        @Nullable String trackingNo) {

    /** Nothing was sent by post. */
    public Reply(
            Status status,
            @Nullable String reason,
            @Nullable String contactedBy,
            @Nullable Instant contactedAt,
            @Nullable String agencyCaseNo) {
        this(status, reason, contactedBy, contactedAt, agencyCaseNo, null);
    }

    /** 回復狀態. */
    public enum Status {
        RECEIVED,
        COMPLETED,
        REJECTED,
        NO_RECORD
    }
}
