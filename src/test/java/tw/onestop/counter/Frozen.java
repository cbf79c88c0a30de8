package tw.onestop.counter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Fixture: something of outside that takes every connection and answers none, until it thaws. */
final class Frozen implements AutoCloseable {

    private final ServerSocket socket;
    private final List<Socket> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean thawed;

    Frozen() {
        try {
            socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    void thaw() {
        thawed = true;
    }

    int asked() {
        return held.size();
    }

    int answered() {
        return answered.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket one = socket.accept();
                held.add(one);
                if (thawed) {
                    Thread.ofVirtual().start(() -> answer(one));
                }
            }
        } catch (IOException closed) {
            thawed = true;
        }
    }

    /** Each request that comes over this connection. */
    private void answer(Socket one) {
        try {
            byte[] answer = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            if (one.getInputStream().read(new byte[64 * 1024]) > 0) {
                answered.incrementAndGet();
                one.getOutputStream().write(answer);
                one.shutdownOutput();
            }
        } catch (IOException gone) {
            held.remove(one);
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
