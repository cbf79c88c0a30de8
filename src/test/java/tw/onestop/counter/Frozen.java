package tw.onestop.counter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fixture: something of outside that takes every connection and answers none, or answers by drips that never end, until it thaws; then
 * it says that all is well, or has what stands behind it answer.
 */
final class Frozen implements AutoCloseable {

    private enum State {
        FROZEN,
        DRIPPING,
        THAWED
    }

    private final ServerSocket socket;
    private final int behind;
    private final List<Socket> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile State state = State.FROZEN;

    Frozen() {
        this(0);
    }

    /** @param behind port of what answers when it has thawed; 0 for none */
    private Frozen(int behind) {
        this.behind = behind;
        try {
            socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    static Frozen before(int port) {
        return new Frozen(port);
    }

    int port() {
        return socket.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    void freeze() {
        state = State.FROZEN;
    }

    void drip() {
        state = State.DRIPPING;
    }

    void thaw() {
        state = State.THAWED;
    }

    int answered() {
        return answered.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket one = socket.accept();
                held.add(one);
                switch (state) {
                    case FROZEN -> {}
                    case DRIPPING -> Thread.ofVirtual().start(() -> quietly(() -> dripInto(one)));
                    case THAWED ->
                        Thread.ofVirtual()
                                .start(() -> quietly(() -> {
                                    if (behind == 0) {
                                        answer(one);
                                    } else {
                                        passOn(one);
                                    }
                                }));
                }
            }
        } catch (IOException closed) {
            state = State.THAWED;
        }
    }

    /** Each request that comes over this connection. */
    private void answer(Socket one) throws IOException {
        if (one.getInputStream().read(new byte[64 * 1024]) > 0) {
            answered.incrementAndGet();
            one.getOutputStream().write(ascii("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));
            one.shutdownOutput();
        }
    }

    private static void dripInto(Socket one) throws IOException {
        OutputStream out = one.getOutputStream();
        out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"));
        try {
            while (true) {
                out.write('.');
                Thread.sleep(200);
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOn(Socket one) throws IOException {
        Socket there = new Socket(InetAddress.getLoopbackAddress(), behind);
        held.add(there);
        Thread.ofVirtual().start(() -> quietly(() -> pour(one.getInputStream(), there)));
        pour(there.getInputStream(), one);
        answered.incrementAndGet();
    }

    private static void pour(InputStream from, Socket into) throws IOException {
        from.transferTo(into.getOutputStream());
        into.shutdownOutput();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private interface Talk {
        void go() throws IOException;
    }

    /** Whoever is gone is told nothing more. */
    private void quietly(Talk talk) {
        try {
            talk.go();
        } catch (IOException gone) {
            held.removeIf(Socket::isClosed);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket one : held) {
            one.close();
        }
    }
}
