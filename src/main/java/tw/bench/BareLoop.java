package tw.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** 對照組: the same HTTP client posting the same bytes with the same headers, without database and signature. */
final class BareLoop implements AutoCloseable {

    private static final String SIGNATURE = "v1a," + "A".repeat(86) + "==";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;
    private final List<byte[]> bodies;
    private final int inFlight;

    BareLoop(String url, List<String> envelopes, int inFlight) {
        this.target = URI.create(url);
        this.bodies = envelopes.stream()
                .map(envelope -> envelope.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.inFlight = inFlight;
    }

    /** Posts so many and answers the rate, per second. */
    double run(int count) throws InterruptedException {
        Semaphore room = new Semaphore(inFlight);
        AtomicInteger failed = new AtomicInteger();
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            room.acquire();
            var _ = client.sendAsync(request(i), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, fault) -> {
                        if (fault != null || answer.statusCode() / 100 != 2) {
                            failed.incrementAndGet();
                        }
                        room.release();
                    });
        }
        room.acquire(inFlight);
        if (failed.get() > 0) {
            throw new IllegalStateException(failed.get() + " posts of the bare loop failed");
        }
        return count * 1e9 / (System.nanoTime() - begun);
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
    }
}
