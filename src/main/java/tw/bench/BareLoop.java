package tw.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** 對照組: the JDK's HTTP client posting the same bytes with the same headers, without database and signature. */
final class BareLoop implements AutoCloseable {

    private static final int LONGEST_SECONDS = 30;
    private static final String SIGNATURE = "v1a," + "A".repeat(86) + "==";

    private final ExecutorService threads;
    private final HttpClient client;
    private final URI target;
    private final List<byte[]> bodies;
    private final int inFlight;

    /** With the threads that the product's clients share: one virtual thread for every task. */
    static BareLoop likeTheProduct(String url, List<String> envelopes, int inFlight) {
        return new BareLoop(url, envelopes, inFlight, Executors.newVirtualThreadPerTaskExecutor());
    }

    /** With the threads that the JDK gives a client that is told of none: as many as there is work for at one time. */
    static BareLoop asTheJdkMakesIt(String url, List<String> envelopes, int inFlight) {
        return new BareLoop(url, envelopes, inFlight, Executors.newCachedThreadPool());
    }

    private BareLoop(String url, List<String> envelopes, int inFlight, ExecutorService threads) {
        this.threads = threads;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        this.target = URI.create(url);
        this.bodies = envelopes.stream()
                .map(envelope -> envelope.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.inFlight = inFlight;
    }

    /** Posts so many and answers the rate, per second; what gets no answer is said, and posted again. */
    double run(int count) throws InterruptedException {
        Semaphore room = new Semaphore(inFlight);
        Lost lost = new Lost(Math.max(1, count / 100));
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            take(room, 1);
            post(request(i), room, lost);
        }
        take(room, inFlight);
        double rate = count * 1e9 / (System.nanoTime() - begun);
        lost.say();
        return rate;
    }

    private void post(HttpRequest request, Semaphore room, Lost lost) {
        var _ = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, fault) -> {
                    boolean answered = fault == null && answer.statusCode() / 100 == 2;
                    if (answered || !lost.again(fault == null ? "answered " + answer.statusCode() : why(fault))) {
                        room.release();
                    } else {
                        post(request, room, lost);
                    }
                });
    }

    private static void take(Semaphore room, int permits) throws InterruptedException {
        if (!room.tryAcquire(permits, LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "a post of the bare loop has had no answer for %d s".formatted(LONGEST_SECONDS));
        }
    }

    private static String why(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** 遺失: posts without a good answer. A few are the network's; of one in a hundred no rate is measured any more. */
    private static final class Lost {

        private final int most;
        private final AtomicInteger count = new AtomicInteger();
        private final Set<String> reasons = ConcurrentHashMap.newKeySet();

        Lost(int most) {
            this.most = most;
        }

        boolean again(String why) {
            reasons.add(why);
            return count.incrementAndGet() <= most;
        }

        void say() {
            if (count.get() > 0) {
                System.out.printf(
                        "%,d posts of the bare loop got no good answer and were posted again: %s%n",
                        count.get(), String.join("; ", reasons));
            }
            if (count.get() > most) {
                throw new IllegalStateException("too many posts of the bare loop were lost");
            }
        }
    }

    private HttpRequest request(int i) {
        return HttpRequest.newBuilder(target)
                .header("content-type", "application/cloudevents+json")
                .header("webhook-id", "019a0000-0000-7000-8000-000000000000")
                .header("webhook-timestamp", "1767225600")
                .header("webhook-signature", SIGNATURE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bodies.get(i % bodies.size())))
                .build();
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
