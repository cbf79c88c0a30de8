package tw.onestop.exchange;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 回復, what an agency answered about one item, by whichever door.
 *
 * @param status RECEIVED, COMPLETED, REJECTED or NO_RECORD
 * @param contactedBy PHONE, SMS or LETTER, or null
 * @param trackingNo 掛號號碼 of what was sent to the citizen by post, or null
 * @param benefit what is paid to the citizen, or null
 */
public record Reply(
        Status status,
        @Nullable String reason,
        @Nullable String contactedBy,
        @Nullable Instant contactedAt,
        @Nullable String agencyCaseNo,
        @Nullable String trackingNo,
        @Nullable Benefit benefit) {

    /** Nothing is paid. */
    public Reply(
            Status status,
            @Nullable String reason,
            @Nullable String contactedBy,
            @Nullable Instant contactedAt,
            @Nullable String agencyCaseNo,
            @Nullable String trackingNo) {
        this(status, reason, contactedBy, contactedAt, agencyCaseNo, trackingNo, null);
    }

    /** Nothing was sent by post. */
    public Reply(
            Status status,
            @Nullable String reason,
            @Nullable String contactedBy,
            @Nullable Instant contactedAt,
            @Nullable String agencyCaseNo) {
        this(status, reason, contactedBy, contactedAt, agencyCaseNo, null);
    }

    /**
     * 核定給付.
     *
     * @param amount in NT$
     * @param paidOn the day on which it is in the account
     */
    public record Benefit(int amount, LocalDate paidOn) {

        /** More than any benefit there is. */
        public static final int MOST = 99_999_999;

        public Benefit {
            if (amount < 1 || amount > MOST) {
                throw new IllegalArgumentException("no such amount");
            }
        }
    }

    /** 回復狀態. */
    public enum Status {
        RECEIVED,
        COMPLETED,
        REJECTED,
        NO_RECORD
    }
}
