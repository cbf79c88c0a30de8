package tw.onestop.exchange;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** 回應開頭: the first kilobytes of an answer; what follows is read off and dropped, and too much of it ends the reading. */
final class Beginning implements HttpResponse.BodySubscriber<byte[]> {

    private static final int KEPT = 4096;
    private static final int TOLERATED = 1 << 20;

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(64);
    private Flow.@Nullable Subscription subscription;
    private int seen;

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            seen += buffer.remaining();
            byte[] wanted = new byte[Math.min(buffer.remaining(), KEPT - kept.size())];
            buffer.get(wanted);
            kept.writeBytes(wanted);
        }
        if (seen > TOLERATED && subscription != null) {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable fault) {
        body.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
        body.complete(kept.toByteArray());
    }
}
