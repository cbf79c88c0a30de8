package tw.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tw.proof.Receipts.Receipt;

/**
 * 同時撥入: telephones that call in the same moment, each keying a receipt of its own, and stay until all have heard what is told.
 *
 * @param nanos from the press of the last key to the first sound, in order
 * @param oneMore how one more call was answered while all these were held
 */
record CallsAtOnce(List<Long> nanos, List<String> faults, int oneMore, int calls) {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final double MILLI = 1e6;

    static CallsAtOnce of(Asterisk asterisk, Recordings recordings, List<Receipt> receipts)
            throws IOException, InterruptedException {
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        CountDownLatch told = new CountDownLatch(receipts.size());
        CountDownLatch over = new CountDownLatch(1);
        List<Thread> callers = new ArrayList<>();
        for (Receipt receipt : receipts) {
            callers.add(Thread.ofVirtual().start(() -> {
                Phone phone = called(asterisk, recordings, receipt, nanos, faults);
                told.countDown();
                try (phone) {
                    over.await();
                } catch (IOException fault) {
                    faults.add("NOT TRUE: a call ends well: " + fault.getMessage());
                } catch (InterruptedException ending) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        told.await();
        int oneMore;
        try (Phone late = asterisk.dial()) {
            oneMore = late.status();
        }
        over.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        return new CallsAtOnce(nanos.stream().sorted().toList(), List.copyOf(faults), oneMore, receipts.size());
    }

    /** What is printed of it. */
    String line() {
        return nanos.isEmpty()
                ? "nobody heard anything"
                : "%-18s %d answers, from the last key p50 %.0f ms, p95 %.0f ms, longest %.0f ms; %d digits, %d calls failed"
                        .formatted(
                                calls == 1 ? "one call alone:" : calls + " calls at once:",
                                nanos.size(),
                                share(0.5),
                                share(0.95),
                                share(1),
                                calls * 23,
                                faults.size());
    }

    private double share(double share) {
        return nanos.get((int) Math.ceil(share * nanos.size()) - 1) / MILLI;
    }

    /** A call that has heard what is told, or of which it is noted why not. */
    private static @Nullable Phone called(
            Asterisk asterisk, Recordings recordings, Receipt receipt, Queue<Long> nanos, Queue<String> faults) {
        Phone phone = null;
        try {
            phone = asterisk.dial();
            if (phone.status() != 200) {
                throw new IOException("it was answered with " + phone.status());
            }
            nanos.add(asked(phone, receipt, recordings));
        } catch (IOException | RuntimeException fault) {
            faults.add("NOT TRUE: a call is held to its answer: " + fault.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return phone;
    }

    /** Answers each question when it is heard; nanoseconds to the answer. */
    private static long asked(Phone phone, Receipt receipt, Recordings recordings)
            throws IOException, InterruptedException {
        String[][] steps = {{"welcome", "1"}, {"number", receipt.number()}, {"code", receipt.code()}};
        for (String[] step : steps) {
            if (!phone.hears(recordings.of(step[0]), SOON)) {
                throw new IOException("'" + step[0] + "' was not heard");
            }
            phone.press(step[1]);
        }
        long nanos = phone.answerTime(SOON);
        if (nanos < 0 || !phone.hears(recordings.of("items-1"), SOON)) {
            throw new IOException("the items were not told");
        }
        return nanos;
    }
}
