package tw.onestop.trust;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.tsp.TimeStampRequest;

/** Fixture: 時戳服務窗口, an authority's time-stamps (RFC 3161) over HTTP on this machine. */
public final class StampDoor implements AutoCloseable {

    private final HttpServer server;
    private final SealKey stamp;
    private final Supplier<Instant> now;
    private final AtomicInteger asked = new AtomicInteger();

    private StampDoor(HttpServer server, SealKey stamp, Supplier<Instant> now) {
        this.server = server;
        this.stamp = stamp;
        this.now = now;
    }

    public static StampDoor open(Supplier<Instant> now) {
        SealKey authority = TestAuthority.issue(SealKey.Role.AUTHORITY, null, now.get());
        return open(TestAuthority.issue(SealKey.Role.STAMP, authority, now.get()), now);
    }

    static StampDoor open(SealKey stamp, Supplier<Instant> now) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            StampDoor door = new StampDoor(server, stamp, now);
            server.createContext("/", exchange -> {
                byte[] answer = door.answered(exchange.getRequestBody().readAllBytes());
                exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
                exchange.sendResponseHeaders(200, answer.length);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write(answer);
                }
            });
            server.start();
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    int asked() {
        return asked.get();
    }

    public String anchorsAsPem() {
        return SealKeys.pem(List.of(stamp.certificate()));
    }

    /** RFC 3161: a granted status before the token. */
    private byte[] answered(byte[] request) throws IOException {
        asked.incrementAndGet();
        TimeStampRequest question = new TimeStampRequest(request);
        Instant at = now.get();
        ASN1EncodableVector reply = new ASN1EncodableVector();
        reply.add(new DERSequence(new ASN1Integer(0)));
        reply.add(ASN1Primitive.fromByteArray(
                new TestStamps(() -> stamp, () -> at).answer(question).getEncoded()));
        return new DERSequence(reply).getEncoded();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
