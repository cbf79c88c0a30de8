package tw.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * 量測連線群: connections that stay, each with one request at a time, all kept by one thread that waits for whichever is answered
 * first: it shares the machine with what it measures, as the peer does, which is made alike.
 *
 * @param <Q> what is remembered of a request until it is answered
 */
final class Crowd<Q> implements AutoCloseable {

    private static final int LARGEST = 64 * 1024;
    private static final long PATIENCE = 1_000;

    private final Asking<Q> asking;
    private final Selector selector;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final int connections;

    Crowd(int port, int connections, Asking<Q> asking) throws IOException {
        this.asking = asking;
        this.connections = connections;
        this.selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel);
            channel.register(selector, SelectionKey.OP_READ, connection);
            idle.add(connection);
        }
    }

    /** What is asked, and what answers are judged by. */
    interface Asking<Q> {

        /** Writes a request. */
        Q next(ByteBuffer request);

        void answered(Q question, HttpAnswer answer);
    }

    /** Answers a second; every connection asks as soon as it was answered. */
    double askOnAndOn(int seconds) throws IOException {
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        long answered = 0;
        while (!idle.isEmpty()) {
            idle.remove().ask(began);
        }
        while (idle.size() < connections) {
            answered += await(PATIENCE, answering -> {
                if (System.nanoTime() < end) {
                    answering.ask(began);
                } else {
                    idle.add(answering);
                }
            });
        }
        return answered * 1e9 / (System.nanoTime() - began);
    }

    /** What answers took, each from when its request was due, at this steady rate of arrivals. */
    Percentiles askAtRate(int rate, int seconds) throws IOException {
        Percentiles times = new Percentiles();
        long began = System.nanoTime();
        int all = rate * seconds;
        int sent = 0;
        while (sent < all || idle.size() < connections) {
            long now = System.nanoTime();
            while (sent < all && !idle.isEmpty() && due(began, sent, rate) <= now) {
                idle.remove().ask(due(began, sent++, rate));
            }
            // Not shorter than the clock of the selector: what is due meanwhile goes out late, and that counts.
            long pause = sent == all || idle.isEmpty() ? PATIENCE : (due(began, sent, rate) - now) / 1_000_000;
            int _ = await(Math.max(1, pause), answering -> {
                times.add(System.nanoTime() - answering.due);
                idle.add(answering);
            });
        }
        return times;
    }

    private static long due(long began, int turn, int rate) {
        return began + (long) (turn * 1e9 / rate);
    }

    private interface Then<C> {
        void with(C answered) throws IOException;
    }

    /** How many were answered. */
    private int await(long millis, Then<Connection> then) throws IOException {
        selector.select(millis);
        int answered = 0;
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = of(key);
            if (connection.isAnswered()) {
                answered++;
                then.with(connection);
            }
        }
        selector.selectedKeys().clear();
        return answered;
    }

    @SuppressWarnings("unchecked")
    private Connection of(SelectionKey key) {
        return (Connection) key.attachment();
    }

    /** 連線: one, with the request under way. */
    private final class Connection {

        private final SocketChannel channel;
        private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST);
        private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST);
        private @Nullable Q question;
        private long due;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void ask(long dueAt) throws IOException {
            due = dueAt;
            question = asking.next(out.clear());
            in.clear();
            out.flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /** Reads what has come; whether that was the last of the answer. */
        boolean isAnswered() throws IOException {
            Q asked = question;
            if (channel.read(in) < 0 || asked == null) {
                throw new IOException("the connection ended");
            }
            byte[] bytes = new byte[in.position()];
            in.get(0, bytes);
            HttpAnswer answer = HttpAnswer.of(bytes);
            if (answer == null) {
                return false;
            }
            question = null;
            asking.answered(asked, answer);
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
