package tw.onestop.kernel;

import java.time.Duration;

/** 回覆時距: some answers are not given sooner than others, so that the time they take tells nothing. Never inside a transaction. */
public final class Pace {

    private Pace() {}

    /** Waits as long as is left; not at all when that is over. */
    public static void rest(Duration left) {
        if (left.isPositive()) {
            try {
                Thread.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
