package tw.onestop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TogetherTests {

    private final Together<Integer, Integer> together =
            new Together<>(new Together.Work<>(8, 1, Duration.ZERO, _ -> List.of(), _ -> true));

    @Test
    void whoWaitsLongIsACrowdUntilAnswered() throws Exception {
        Map<Integer, Integer> answers = new ConcurrentHashMap<>();
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        CountDownLatch firstBegun = new CountDownLatch(1);
        CountDownLatch firstEnds = new CountDownLatch(1);
        CountDownLatch othersBegun = new CountDownLatch(1);
        CountDownLatch othersEnd = new CountDownLatch(1);
        Thread first = Thread.startVirtualThread(() -> answers.put(1, together.ask(1, batch -> {
            firstBegun.countDown();
            waitFor(firstEnds);
            return times10(batch);
        })));
        firstBegun.await();
        List<Thread> others = Stream.of(2, 3, 4)
                .map(question -> Thread.startVirtualThread(() -> answers.put(question, together.ask(question, batch -> {
                    sizes.add(batch.size());
                    othersBegun.countDown();
                    waitFor(othersEnd);
                    return times10(batch);
                }))))
                .toList();
        // Each has asked once it waits, since the first holds the only batch.
        while (!others.stream().allMatch(other -> other.getState() == Thread.State.WAITING)) {
            Thread.sleep(10);
        }
        firstEnds.countDown();
        first.join();
        othersBegun.await();
        // Longer than what is remembered of a batch that has ended.
        Thread.sleep(300);
        boolean crowdedMeanwhile = Together.isCrowded();
        othersEnd.countDown();
        for (Thread other : others) {
            other.join();
        }
        Thread.sleep(300);

        assertThat(crowdedMeanwhile).isTrue();
        assertThat(Together.isCrowded()).isFalse();
        assertThat(sizes).containsExactly(3);
        assertThat(answers).isEqualTo(Map.of(1, 10, 2, 20, 3, 30, 4, 40));
    }

    /** Few wait for the batch that is under way rather than begin a small one beside it, but not for as long as that takes. */
    @Test
    void nobodyWaitsForABatchThatTakesLong() throws Exception {
        Together<Integer, Integer> two =
                new Together<>(new Together.Work<>(64, 2, Duration.ZERO, _ -> List.of(), _ -> true));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ends = new CountDownLatch(1);
        Thread slow = Thread.startVirtualThread(() -> two.ask(1, batch -> {
            begun.countDown();
            waitFor(ends);
            return times10(batch);
        }));
        begun.await();
        CompletableFuture<Integer> meanwhile = CompletableFuture.supplyAsync(() -> two.ask(2, TogetherTests::times10));

        assertThat(meanwhile).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(20);
        assertThat(slow.isAlive()).isTrue();
        ends.countDown();
        slow.join();
    }

    /** Whoever stood behind a question that a batch took, and was not taken with it, is at the front from then on. */
    @Test
    void whoComesToTheFrontWaitsForNoLongBatchEither() throws Exception {
        // One at a time in a batch, whatever is asked.
        Together<Integer, Integer> two =
                new Together<>(new Together.Work<>(64, 2, Duration.ZERO, _ -> List.of("alone"), _ -> true));
        CountDownLatch firstBegun = new CountDownLatch(1);
        CountDownLatch firstEnds = new CountDownLatch(1);
        CountDownLatch secondBegun = new CountDownLatch(1);
        CountDownLatch secondEnds = new CountDownLatch(1);
        Thread.startVirtualThread(() -> two.ask(1, batch -> {
            firstBegun.countDown();
            waitFor(firstEnds);
            return times10(batch);
        }));
        firstBegun.await();
        Thread second = Thread.startVirtualThread(() -> two.ask(2, batch -> {
            secondBegun.countDown();
            waitFor(secondEnds);
            return times10(batch);
        }));
        while (second.getState() == Thread.State.NEW || second.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        CompletableFuture<Integer> third = new CompletableFuture<>();
        Thread behind = Thread.startVirtualThread(() -> third.complete(two.ask(3, TogetherTests::times10)));
        while (behind.getState() == Thread.State.NEW || behind.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        firstEnds.countDown();
        secondBegun.await();

        assertThat(third).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(30);
        assertThat(second.isAlive()).isTrue();
        secondEnds.countDown();
        second.join();
    }

    private static List<Integer> times10(List<Integer> batch) {
        return batch.stream().map(question -> question * 10).toList();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
