package tw.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * 量測連線: one connection that stays, one request after the other. It costs the machine it shares with what it measures as little as
 * can be: HTTP/1.1 as the product's server speaks it, and no more.
 */
final class RawHttp implements AutoCloseable {

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    RawHttp(int port) {
        this.port = port;
    }

    /** An answer; the body as text. */
    record Answer(int status, String body) {}

    /** @param head of the request, with every header and the empty line */
    Answer send(String head, String body) throws IOException {
        if (socket == null) {
            connect();
        }
        OutputStream to = java.util.Objects.requireNonNull(out);
        to.write((head + body).getBytes(StandardCharsets.UTF_8));
        InputStream from = java.util.Objects.requireNonNull(in);
        String line = line(from);
        int status = Integer.parseInt(line.substring(9, 12));
        int length = -1;
        boolean chunked = false;
        boolean last = false;
        for (line = line(from); !line.isEmpty(); line = line(from)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.startsWith("transfer-encoding: chunked")) {
                chunked = true;
            } else if (header.startsWith("connection: close")) {
                last = true;
            }
        }
        String answered = chunked ? chunks(from) : text(from, Math.max(length, 0));
        if (last) {
            close();
        }
        return new Answer(status, answered);
    }

    private void connect() throws IOException {
        Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.setTcpNoDelay(true);
        socket = opened;
        in = new BufferedInputStream(opened.getInputStream());
        out = opened.getOutputStream();
    }

    private static String chunks(InputStream from) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(from), 16); size > 0; size = Integer.parseInt(line(from), 16)) {
            body.append(text(from, size));
            line(from);
        }
        line(from);
        return body.toString();
    }

    private static String text(InputStream from, int length) throws IOException {
        return new String(from.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = from.read(); c != '\n'; c = from.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        socket = null;
    }
}
