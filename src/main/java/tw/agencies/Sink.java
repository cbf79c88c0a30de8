package tw.agencies;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * 收件測試端: the smallest receiver there can be, for benchmarks: reads a request, answers 204, keeps the connection. A virtual
 * thread per connection; it looks at nothing but where the request ends.
 *
 * <p>{@code java … tw.agencies.Sink --port N [--delay ms] [--status 503]}; prints {@code listening <port>} when ready.
 */
public final class Sink implements AutoCloseable {

    private static final int LARGEST_HEAD = 32 * 1_024;
    private static final byte[] LENGTH = "\ncontent-length:".getBytes(ISO_8859_1);

    private final ServerSocket door;
    private final long delayMillis;
    private final byte[] answer;

    Sink(int port, long delayMillis, int status) throws IOException {
        this.door = new ServerSocket(port, 1_024, InetAddress.getLoopbackAddress());
        this.delayMillis = delayMillis;
        this.answer = "HTTP/1.1 %d -\r\n%s\r\n"
                .formatted(status, status == 204 ? "" : "Content-Length: 0\r\n")
                .getBytes(ISO_8859_1);
        Thread.ofPlatform().name("sink").start(this::accept);
    }

    /** Runs until ended from outside. */
    public static void main(String[] arguments) {
        int port = 0;
        int delay = 0;
        int status = 204;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                int value = Integer.parseInt(arguments[i + 1]);
                switch (arguments[i]) {
                    case "--port" -> port = value;
                    case "--delay" -> delay = value;
                    case "--status" -> status = value;
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
            System.out.println("listening " + new Sink(port, delay, status).port());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
            System.err.println("usage: Sink --port N [--delay ms] [--status 503]");
            System.exit(2);
        } catch (IOException taken) {
            System.err.println("port %d cannot be opened: %s".formatted(port, taken.getMessage()));
            System.exit(1);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                // the loop's condition tells whether for good
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setTcpNoDelay(true);
            InputStream in = caller.getInputStream();
            OutputStream out = caller.getOutputStream();
            byte[] buffer = new byte[LARGEST_HEAD];
            int filled = 0;
            while (true) {
                int head = endOfHead(buffer, filled);
                if (head < 0) {
                    filled += read(in, buffer, filled);
                    continue;
                }
                int rest = filled - head;
                int body = contentLength(buffer, head);
                if (body > rest) {
                    in.skipNBytes(body - rest);
                    filled = 0;
                } else {
                    filled = rest - body;
                    System.arraycopy(buffer, head + body, buffer, 0, filled);
                }
                if (delayMillis > 0) {
                    Thread.sleep(delayMillis);
                }
                out.write(answer);
            }
        } catch (IOException gone) {
            // the caller hung up
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static int read(InputStream in, byte[] buffer, int from) throws IOException {
        int read = from == buffer.length ? -1 : in.read(buffer, from, buffer.length - from);
        if (read < 0) {
            throw new EOFException();
        }
        return read;
    }

    /** The position behind the empty line, or -1 while it has not come. */
    private static int endOfHead(byte[] buffer, int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(byte[] buffer, int head) {
        for (int i = 0; i + LENGTH.length < head; i++) {
            int matched = 0;
            while (matched < LENGTH.length && (buffer[i + matched] | 0x20) == (LENGTH[matched] | 0x20)) {
                matched++;
            }
            if (matched == LENGTH.length) {
                int end = i + matched;
                while (buffer[end] != '\r') {
                    end++;
                }
                return Integer.parseInt(new String(buffer, i + matched, end - i - matched, ISO_8859_1).strip());
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
