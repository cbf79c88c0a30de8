package tw.onestop.trust;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** 測試憑證管理中心的窗口, on this machine only: where it is asked by OCSP, and where its list lies. */
public final class TestMoicaDoor implements AutoCloseable {

    private final HttpServer server;
    private volatile boolean answersOcsp = true;
    private volatile boolean handsOutList = true;
    private volatile CountDownLatch ice = new CountDownLatch(0);

    private TestMoicaDoor(HttpServer server) {
        this.server = server;
    }

    public static TestMoicaDoor open(TestMoica moica) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestMoicaDoor door = new TestMoicaDoor(server);
            door.at("/ocsp", "application/ocsp-response", asked -> door.answersOcsp ? moica.ocsp(asked) : new byte[0]);
            door.at("/crl", "application/pkix-crl", _ -> door.handsOutList ? moica.crl() : new byte[0]);
            server.start();
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which of the two answer from now on: an outage to try. */
    public void answering(boolean ocsp, boolean list) {
        answersOcsp = ocsp;
        handsOutList = list;
    }

    /** Takes every question from now on and answers none until it thaws: another outage to try. */
    public void freeze() {
        ice = new CountDownLatch(1);
    }

    public void thaw() {
        ice.countDown();
    }

    public String ocspUrl() {
        return address("/ocsp");
    }

    public String crlUrl() {
        return address("/crl");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private void at(String path, String type, UnaryOperator<byte[]> answers) {
        server.createContext(path, exchange -> {
            byte[] answer = answers.apply(exchange.getRequestBody().readAllBytes());
            await(ice);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(answer.length == 0 ? 503 : 200, answer.length == 0 ? -1 : answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
