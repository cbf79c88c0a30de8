package tw.agencies;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 回覆: what the agency will say about a notice, and when. It is written down when it is decided, so that it is the same bytes
 * under the same {@code Idempotency-Key} however often it must be sent, by whichever run of the program.
 */
record Reply(String key, Instant due, Body body) {

    /** How a notice can stand at an agency. */
    enum Status {
        RECEIVED("已接收，審核處理中"),
        COMPLETED("已完成"),
        REJECTED("不予核准"),
        NO_RECORD("查無資料");

        final String chinese;

        Status(String chinese) {
            this.chinese = chinese;
        }
    }

    /** How the agency told the citizen why not. */
    enum Contact {
        PHONE,
        SMS,
        LETTER
    }

    /** The body of {@code POST /v1/notices/{id}/replies}. */
    record Body(
            Status status,
            @Nullable String reason,
            @Nullable Contact contactedBy,
            @Nullable Instant contactedAt,
            @Nullable String agencyCaseNo,
            @Nullable String trackingNo,
            @Nullable Integer amount,
            @Nullable LocalDate paidOn) {

        /** Nothing is paid. */
        Body(
                Status status,
                @Nullable String reason,
                @Nullable Contact contactedBy,
                @Nullable Instant contactedAt,
                @Nullable String agencyCaseNo,
                @Nullable String trackingNo) {
            this(status, reason, contactedBy, contactedAt, agencyCaseNo, trackingNo, null, null);
        }
    }
}
