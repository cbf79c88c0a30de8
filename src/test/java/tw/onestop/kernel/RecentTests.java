package tw.onestop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentTests {

    private final AtomicInteger source = new AtomicInteger(1);

    @Test
    void whatIsFreshIsNotReadAgain() {
        Recent<Integer> recent = new Recent<>(source::get, Duration.ofHours(1));
        assertThat(recent.get()).isEqualTo(1);
        source.set(2);
        assertThat(recent.get()).isEqualTo(1);
    }

    @Test
    void whatWasForgottenOrIsOldIsReadAgain() {
        Recent<Integer> fresh = new Recent<>(source::get, Duration.ofHours(1));
        Recent<Integer> old = new Recent<>(source::get, Duration.ZERO);
        assertThat(fresh.get() + old.get()).isEqualTo(2);
        source.set(2);
        fresh.forget();
        assertThat(fresh.get()).isEqualTo(2);
        assertThat(old.get()).isEqualTo(2);
    }

    @Test
    void whileOneReadsAnewTheOthersGoOnWithTheLastCopy() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        Recent<Integer> recent = new Recent<>(
                () -> {
                    if (source.get() > 1) {
                        reading.countDown();
                        await(may);
                    }
                    return source.get();
                },
                Duration.ZERO);
        assertThat(recent.get()).isEqualTo(1);
        source.set(2);
        Thread slow = Thread.ofVirtual().start(recent::get);
        await(reading);
        assertThat(recent.get()).isEqualTo(1);
        may.countDown();
        slow.join();
        assertThat(recent.get()).isEqualTo(2);
    }

    @Test
    void whatWasReadBeforeAChangeEndedDoesNotOutliveIt() throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        Recent<Integer> recent = new Recent<>(
                () -> {
                    int value = source.get();
                    if (value == 1) {
                        read.countDown();
                        await(may);
                    }
                    return value;
                },
                Duration.ofHours(1));
        Thread slow = Thread.ofVirtual().start(recent::get);
        await(read);
        source.set(2);
        recent.forget();
        may.countDown();
        slow.join();
        assertThat(recent.get()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
