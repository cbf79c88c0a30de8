package tw.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** 開放式到達: requests at a steady rate, whatever the answers take; each is measured from when it was due. */
final class OpenLoop {

    private final AtomicInteger errors = new AtomicInteger();

    /** What the answers took. */
    Percentiles run(int rate, int seconds, Runnable request) throws InterruptedException {
        Percentiles times = new Percentiles();
        List<Thread> sent = new ArrayList<>();
        long began = System.nanoTime();
        for (int turn = 0; turn < rate * seconds; turn++) {
            long due = began + Duration.ofSeconds(1).toNanos() * turn / rate;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            sent.add(Thread.ofVirtual().start(() -> {
                try {
                    request.run();
                    times.add(System.nanoTime() - due);
                } catch (RuntimeException failed) {
                    if (errors.incrementAndGet() == 1) {
                        System.out.println("the first that failed: " + failed);
                    }
                }
            }));
        }
        for (Thread one : sent) {
            one.join();
        }
        return times;
    }

    int errors() {
        return errors.get();
    }
}
