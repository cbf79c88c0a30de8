package tw.onestop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundTests {

    private static final Duration TAKES = Duration.ofMillis(20);

    /** Only how long is left at least is looked at: how long it is on a busy machine says nothing. */
    @Test
    void whatYieldsLeavesAsMuchTimeBetweenItsRoundsAsTheyTook() throws InterruptedException {
        List<Long> times = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(3);
        Background rounds = new Background(
                        "test-rounds",
                        Duration.ofDays(1),
                        () -> {
                            times.add(System.nanoTime());
                            Thread.sleep(TAKES);
                            times.add(System.nanoTime());
                            ended.countDown();
                            return ended.getCount() > 0;
                        },
                        _ -> {})
                .yielding(() -> 1);

        rounds.start();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        rounds.stop();

        assertThat(times).hasSize(6);
        assertThat(times.get(2) - times.get(1)).isGreaterThanOrEqualTo(TAKES.toNanos());
        assertThat(times.get(4) - times.get(3)).isGreaterThanOrEqualTo(TAKES.toNanos());
    }
}
