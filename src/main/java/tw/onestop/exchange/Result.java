package tw.onestop.exchange;

import java.time.Instant;

/**
 * 待記錄結果: an attempt that is made but not yet written.
 *
 * @param promise as it shall stand afterwards
 */
record Result(Promise promise, Attempt attempt, Instant at, Fate fate) {

    /** 去向. */
    enum Fate {
        DELIVERED,
        AGAIN,
        DEAD
    }
}
