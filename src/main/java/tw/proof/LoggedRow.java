package tw.proof;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 稽核紀錄: a row of the trail as PostgreSQL sends it, in its binary form; texts are UTF-8 as they came. */
final class LoggedRow {

    static final String COLUMNS =
            "seq, at, actor_kind, actor_id, office, agency, action, object, subject_index, outcome, detail";

    static final int SEQ = 0;
    static final int AT = 1;
    static final int ACTOR_KIND = 2;
    static final int ACTOR_ID = 3;
    static final int OFFICE = 4;
    static final int AGENCY = 5;
    static final int ACTION = 6;
    static final int OBJECT = 7;
    static final int SUBJECT_INDEX = 8;
    static final int OUTCOME = 9;
    static final int DETAIL = 10;
    static final int WIDTH = 11;

    private final byte[] bytes;

    /** Where each value begins, and behind those how long each is; -1 for none. */
    private final int[] places = new int[2 * WIDTH];

    private LoggedRow(byte[] bytes, int from) {
        this.bytes = bytes;
        ByteBuffer fields = ByteBuffer.wrap(bytes, from, bytes.length - from);
        if (fields.getShort() != WIDTH) {
            throw new IllegalStateException("a row of the trail has not its columns");
        }
        int at = fields.position();
        for (int i = 0; i < WIDTH; i++) {
            int length = fields.getInt(at);
            at += Integer.BYTES;
            places[i] = at;
            places[WIDTH + i] = length;
            at += Math.max(length, 0);
        }
    }

    /** @param from where its number of columns stands */
    static LoggedRow sent(byte[] message, int from) {
        return new LoggedRow(message, from);
    }

    /** @param values those behind seq and at, in the order of the columns; null for none */
    static LoggedRow of(long seq, long micros, List<byte @Nullable []> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(WIDTH);
            out.writeInt(Long.BYTES);
            out.writeLong(seq);
            out.writeInt(Long.BYTES);
            out.writeLong(micros);
            for (byte[] value : values) {
                out.writeInt(value == null ? -1 : value.length);
                out.write(value == null ? new byte[0] : value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LoggedRow(bytes.toByteArray(), 0);
    }

    long seq() {
        return whole(SEQ);
    }

    /** Microseconds since the year 2000, UTC. */
    long micros() {
        return whole(AT);
    }

    boolean has(int column) {
        return length(column) >= 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int at(int column) {
        return places[column];
    }

    /** -1 for none. */
    int length(int column) {
        return places[WIDTH + column];
    }

    byte @Nullable [] value(int column) {
        return has(column) ? Arrays.copyOfRange(bytes, at(column), at(column) + length(column)) : null;
    }

    private long whole(int column) {
        return ByteBuffer.wrap(bytes).getLong(at(column));
    }
}
