package tw.onestop.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * 固定長度紀錄: records of 320 bytes, the last two CR and LF, blanks behind every field.
 *
 * <ul>
 *   <li>{@code H}: version 2, agency 40, encoding 12, notices 8
 *   <li>{@code N}: sequence 12, id 36, attempt 4, time 24, type 120
 *   <li>{@code D}: sequence 12, value 8, part 4, kind 1, length 3, {@code path=value} 289
 *   <li>{@code T}: notices 8, records 8
 * </ul>
 *
 * A value that is longer goes on in the next part, cut between characters; what an encoding lacks is carried by {@link HanText}.
 */
final class FixedWidth {

    static final int RECORD = 320;
    static final int TEXT = 289;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    private final HanText text;
    private final String encoding;
    private int records;

    FixedWidth(String encoding) {
        this.encoding = encoding;
        this.text = new HanText(encoding);
    }

    HanText text() {
        return text;
    }

    void head(String agency, int notices) {
        record("H01" + field(agency, 40) + field(encoding, 12) + number(notices, 8));
    }

    void notice(Promise promise, byte[] dataJson) {
        String sequence = Envelopes.padded(promise.sequence());
        record("N" + sequence + promise.id() + number(promise.attempt(), 4)
                + field(promise.time().truncatedTo(ChronoUnit.MILLIS).toString(), 24) + field(promise.type(), 120));
        int line = 0;
        for (FlatData.Value value : FlatData.of(dataJson)) {
            value("D" + sequence + number(++line, 8), value);
        }
    }

    private void value(String start, FlatData.Value value) {
        ByteArrayOutputStream part = new ByteArrayOutputStream(TEXT);
        int parts = 0;
        for (byte[] piece : text.encoded(value.path() + "=" + value.text())) {
            if (part.size() + piece.length > TEXT) {
                part(start, ++parts, value.kind(), part.toByteArray());
                part.reset();
            }
            part.writeBytes(piece);
        }
        part(start, parts + 1, value.kind(), part.toByteArray());
    }

    private void part(String start, int no, FlatData.Kind kind, byte[] bytes) {
        record(start + number(no, 4) + kind.letter() + number(bytes.length, 3), bytes);
    }

    byte[] end(int notices) {
        record("T" + number(notices, 8) + number(records + 1, 8));
        return out.toByteArray();
    }

    private void record(String ascii) {
        record(ascii, new byte[0]);
    }

    private void record(String ascii, byte[] rest) {
        byte[] record = new byte[RECORD];
        Arrays.fill(record, (byte) ' ');
        byte[] start = ascii.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, record, 0, start.length);
        System.arraycopy(rest, 0, record, start.length, rest.length);
        record[RECORD - 2] = '\r';
        record[RECORD - 1] = '\n';
        out.writeBytes(record);
        records++;
    }

    private static String field(String value, int width) {
        if (value.length() > width) {
            throw new IllegalArgumentException("longer than " + width + ": " + value);
        }
        return value + " ".repeat(width - value.length());
    }

    private static String number(int value, int width) {
        String digits = Integer.toString(value);
        if (digits.length() > width) {
            throw new IllegalArgumentException("more digits than " + width + ": " + value);
        }
        return "0".repeat(width - digits.length()) + digits;
    }
}
