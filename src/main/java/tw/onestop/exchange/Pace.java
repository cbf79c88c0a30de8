package tw.onestop.exchange;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** 節奏: rounds that begin at least so far apart. What comes alone finds the time passed and does not wait; what comes in crowds is done together. */
final class Pace {

    private final long apart;
    private long begun;

    Pace(Duration apart) {
        this.apart = apart.toNanos();
        this.begun = System.nanoTime() - this.apart;
    }

    /** Returns when the next round may begin. */
    void next() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(apart - (System.nanoTime() - begun));
        begun = System.nanoTime();
    }
}
