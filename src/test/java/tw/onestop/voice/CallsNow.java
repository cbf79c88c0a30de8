package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** 通話數 as the product counts them: tests leave none to those that come after them. */
record CallsNow(MeterRegistry meters) {

    private static final Duration SOON = Duration.ofSeconds(20);

    double number() {
        return meters.get("onestop.voice.calls.now").gauge().value();
    }

    void nobodyIsLeft() throws InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        while (number() > 0 && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(number()).isZero();
    }
}
