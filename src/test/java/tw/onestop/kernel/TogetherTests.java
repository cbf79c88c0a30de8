package tw.onestop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TogetherTests {

    private final Together<Integer, Integer> together =
            new Together<>(new Together.Work<>(8, 1, Duration.ZERO, _ -> List.of(), _ -> true));

    @Test
    void whoWaitsLongIsACrowdUntilAnswered() throws Exception {
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answering = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService several = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = several.submit(() -> together.ask(1, batch -> {
                waitFor(asked);
                return batch;
            }));
            List<Future<Integer>> others = List.of(2, 3, 4).stream()
                    .map(question -> several.submit(() -> together.ask(question, batch -> {
                        sizes.add(batch.size());
                        answering.countDown();
                        waitFor(goOn);
                        return batch.stream().map(q -> q * 10).toList();
                    })))
                    .toList();
            Thread.sleep(200);
            asked.countDown();
            assertThat(first.get()).isEqualTo(1);
            answering.await();
            // Longer than what is remembered of a batch that has ended.
            Thread.sleep(300);
            assertThat(Together.isCrowded()).isTrue();
            goOn.countDown();
            for (int i = 0; i < others.size(); i++) {
                assertThat(others.get(i).get()).isEqualTo((i + 2) * 10);
            }
            assertThat(sizes).contains(3);
            Thread.sleep(300);
            assertThat(Together.isCrowded()).isFalse();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
