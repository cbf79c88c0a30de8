package tw.agencies;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * 收件測試端: the smallest receiver there can be, for benchmarks: finds the end of each request, answers, keeps the connection.
 * One thread and one selector, because a benchmark's receiver should take as little as possible of the machine it shares
 * with what is measured.
 *
 * <p>{@code java … tw.agencies.Sink --port N [--delay ms] [--status 503] [--flap seconds]}; with {@code --flap} it answers 503 in every
 * other period; prints {@code listening <port>} when ready.
 */
public final class Sink implements AutoCloseable {

    private static final int LARGEST_HEAD = 32 * 1_024;
    private static final byte[] LENGTH = "\ncontent-length:".getBytes(ISO_8859_1);

    /** An answer that is due later; the delay is the same for all, so the queue is in order. */
    private record Promise(Caller caller, long dueNanos) {}

    private final Selector selector = Selector.open();
    private final ServerSocketChannel door = ServerSocketChannel.open();
    private final Queue<Promise> promises = new ArrayDeque<>();
    private final long delayNanos;
    private final long flapNanos;
    private final ByteBuffer answer;
    private final ByteBuffer no = answer(503);

    Sink(int port, int delayMillis, int status) throws IOException {
        this(port, delayMillis, status, 0);
    }

    /**
     * @param flapSeconds how long it answers, and then refuses; 0 where it always answers
     */
    Sink(int port, int delayMillis, int status, int flapSeconds) throws IOException {
        this.delayNanos = delayMillis * 1_000_000L;
        this.flapNanos = flapSeconds * 1_000_000_000L;
        this.answer = answer(status);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        door.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        Thread.ofPlatform().name("sink").start(this::serve);
    }

    /** 200 says that the notice was taken up, as an agency that replies at once does. */
    private static ByteBuffer answer(int status) {
        String body = status == 200 ? "{\"status\":\"RECEIVED\"}" : "";
        return ByteBuffer.wrap("HTTP/1.1 %d -\r\n%s\r\n%s"
                .formatted(status, status == 204 ? "" : "Content-Length: %d\r\n".formatted(body.length()), body)
                .getBytes(ISO_8859_1));
    }

    private ByteBuffer answer() {
        boolean refuses = flapNanos > 0 && System.nanoTime() / flapNanos % 2 != 0;
        return (refuses ? no : answer).duplicate();
    }

    /** Runs until ended from outside. */
    public static void main(String[] arguments) {
        int port = 0;
        int delay = 0;
        int status = 204;
        int flap = 0;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                int value = Integer.parseUnsignedInt(arguments[i + 1]);
                switch (arguments[i]) {
                    case "--port" -> port = value;
                    case "--delay" -> delay = value;
                    case "--status" -> status = value;
                    case "--flap" -> flap = value;
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
            System.out.println("listening " + new Sink(port, delay, status, flap).port());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
            System.err.println("usage: Sink --port N [--delay ms] [--status 503] [--flap seconds]");
            System.exit(2);
        } catch (IOException taken) {
            System.err.println("port %d cannot be opened: %s".formatted(port, taken.getMessage()));
            System.exit(1);
        }
    }

    int port() {
        return door.socket().getLocalPort();
    }

    private void serve() {
        while (selector.isOpen()) {
            try {
                selector.select(this::ready, promises.isEmpty() ? 0 : 1);
                keepPromises();
            } catch (IOException | ClosedSelectorException closed) {
                return;
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (key.attachment() instanceof Caller caller) {
                hear(caller);
            }
        } catch (IOException gone) {
            key.cancel();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = door.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            channel.register(selector, SelectionKey.OP_READ, new Caller(channel));
        }
    }

    private void hear(Caller caller) throws IOException {
        int requests = caller.read();
        if (requests < 0) {
            caller.channel.close();
        }
        for (int i = 0; i < requests; i++) {
            if (delayNanos == 0) {
                caller.channel.write(answer());
            } else {
                promises.add(new Promise(caller, System.nanoTime() + delayNanos));
            }
        }
    }

    private void keepPromises() {
        long now = System.nanoTime();
        for (Promise next = promises.peek(); next != null && next.dueNanos - now <= 0; next = promises.peek()) {
            promises.remove();
            try {
                next.caller.channel.write(answer());
            } catch (IOException gone) {
                // nobody waits for this answer any more
            }
        }
    }

    /** One connection: the head being read, then how much of the body is still to come. */
    private static final class Caller {

        private final SocketChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_HEAD);
        private long bodyLeft;
        private boolean inBody;

        Caller(SocketChannel channel) {
            this.channel = channel;
        }

        /** Returns how many requests are now complete, or -1 when the caller is gone or says too much. */
        int read() throws IOException {
            if (!buffer.hasRemaining() || channel.read(buffer) < 0) {
                return -1;
            }
            buffer.flip();
            int complete = 0;
            while (advance()) {
                complete++;
            }
            buffer.compact();
            return complete;
        }

        private boolean advance() {
            if (!inBody) {
                int end = endOfHead();
                if (end < 0) {
                    return false;
                }
                bodyLeft = contentLength(end);
                inBody = true;
                buffer.position(end);
            }
            int here = (int) Math.min(bodyLeft, buffer.remaining());
            buffer.position(buffer.position() + here);
            bodyLeft -= here;
            inBody = bodyLeft > 0;
            return !inBody;
        }

        /** The position behind the empty line, or -1 while it has not come. */
        private int endOfHead() {
            byte[] bytes = buffer.array();
            for (int i = buffer.position() + 3; i < buffer.limit(); i++) {
                if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                    return i + 1;
                }
            }
            return -1;
        }

        private long contentLength(int end) {
            byte[] bytes = buffer.array();
            for (int i = buffer.position(); i + LENGTH.length < end; i++) {
                int matched = 0;
                while (matched < LENGTH.length && (bytes[i + matched] | 0x20) == (LENGTH[matched] | 0x20)) {
                    matched++;
                }
                if (matched == LENGTH.length) {
                    return number(bytes, i + matched);
                }
            }
            return 0;
        }

        private static long number(byte[] bytes, int from) {
            long number = 0;
            for (int i = from; bytes[i] != '\r'; i++) {
                number = bytes[i] == ' ' ? number : number * 10 + (bytes[i] - '0');
            }
            return number;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        selector.close();
    }
}
