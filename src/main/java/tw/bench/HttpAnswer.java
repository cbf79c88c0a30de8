package tw.bench;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** 回應位元組: a whole answer as it came, looked at where it stands, since copies would be taken from what is measured. */
final class HttpAnswer {

    private static final byte[] END = ascii("\r\n\r\n");
    private static final byte[] LENGTH = ascii("\r\nContent-Length:");
    private static final byte[] CHUNKED = ascii("\r\nTransfer-Encoding: chunked");
    private static final byte[] LAST_CHUNK = ascii("\r\n0\r\n\r\n");

    private final byte[] bytes;
    private final int body;

    private HttpAnswer(byte[] bytes, int body) {
        this.bytes = bytes;
        this.body = body;
    }

    /** Null while some of it is still to come. */
    static @Nullable HttpAnswer of(byte[] come) {
        int head = found(come, 0, come.length, END);
        if (head < 0) {
            return null;
        }
        int body = head + END.length;
        int length = found(come, 0, head, LENGTH);
        boolean whole = length >= 0
                ? come.length - body >= number(come, length + LENGTH.length)
                : found(come, 0, head + 2, CHUNKED) < 0
                        || found(come, come.length - LAST_CHUNK.length, come.length, LAST_CHUNK) > 0;
        return whole ? new HttpAnswer(come, body) : null;
    }

    int status() {
        return number(bytes, 9);
    }

    /** Whether the body holds this. */
    boolean says(byte[] what) {
        return found(bytes, body, bytes.length, what) >= 0;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int number(byte[] in, int from) {
        int at = from;
        while (in[at] == ' ') {
            at++;
        }
        int number = 0;
        for (; in[at] >= '0' && in[at] <= '9'; at++) {
            number = 10 * number + in[at] - '0';
        }
        return number;
    }

    private static int found(byte[] in, int from, int to, byte[] what) {
        for (int i = Math.max(0, from); i <= to - what.length; i++) {
            int same = 0;
            while (same < what.length && in[i + same] == what[same]) {
                same++;
            }
            if (same == what.length) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
