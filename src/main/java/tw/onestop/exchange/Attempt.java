package tw.onestop.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * 傳送結果, what one attempt came to.
 *
 * @param status HTTP status, 0 when there was none
 * @param retryAfter what the agency asked for
 * @param answered the status an auto-replying agency gave
 */
record Attempt(
        Outcome outcome, int status, int millis, @Nullable Duration retryAfter, Reply.@Nullable Status answered) {

    /** 結果代碼. */
    enum Outcome {
        ACCEPTED,
        /** Handed out by pull. */
        PULLED,
        /** Handed out in the web inbox. */
        SHOWN,
        /** Fetched in a file. */
        FILED,
        REFUSED,
        REDIRECTED,
        /** 410: the endpoint is closed for good. */
        GONE,
        TIMEOUT,
        UNREACHABLE,
        /** The address is one the product must not post to. */
        TARGET_REFUSED,
        /** The envelope could not be made. */
        BROKEN
    }

    static Attempt failed(Outcome outcome, int millis) {
        return new Attempt(outcome, 0, millis, null, null);
    }

    boolean accepted() {
        return outcome == Outcome.ACCEPTED;
    }
}
