package tw.proof;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import tw.witness.HashTree;

/**
 * 葉之寫成: the leaf that the published interface says follows from a row and its salt (RFC 8785), and its hash. Millions of rows come
 * this way, so one writer serves many, one after the other, and makes nothing anew for each.
 */
final class LeafWriter {

    private static final long DAY = 86_400_000_000L;
    private static final long EPOCH_DAY_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final MessageDigest sha = HashTree.sha256();
    private final byte[] hash = new byte[HASH];
    private final byte[] inBase64 = new byte[44];
    private final byte[] instant = ascii("0000-00-00T00:00:00.000000Z");
    private long writtenDay = Long.MIN_VALUE;

    /** Begins with the byte that makes it a leaf. */
    private byte[] json = new byte[2048];

    private int end;

    /** A commitment's name, before it its member and the comma. */
    private record Hidden(byte[] member, byte[] name) {

        static Hidden of(String before, String name) {
            return new Hidden(ascii(before + "\"" + name + "\":\""), ascii(name));
        }
    }

    private static final Hidden ACTOR = Hidden.of(",\"commitments\":{", "actor");
    private static final Hidden DETAIL = Hidden.of(",", "detail");
    private static final Hidden OBJECT = Hidden.of(",", "object");
    private static final Hidden OFFICE = Hidden.of(",", "office");
    private static final Hidden SUBJECT = Hidden.of(",", "subject");
    private static final byte[] ACTION = ascii("{\"action\":\"");
    private static final byte[] ACTOR_KIND = ascii(",\"actorKind\":\"");
    private static final byte[] AGENCY = ascii(",\"agency\":\"");
    private static final byte[] AT = ascii(",\"at\":\"");
    private static final byte[] OUTCOME = ascii("},\"outcome\":\"");
    private static final byte[] SEQ = ascii(",\"seq\":");
    private static final byte[] TRANSACTION = ascii(",\"transactionId\":\"");

    /** The canonical leaf. */
    byte[] leaf(LoggedRow row, byte[] salt) {
        write(row, salt, 0);
        return written();
    }

    /** The canonical leaf of the row that came last, hashed or not. */
    byte[] written() {
        return Arrays.copyOfRange(json, 1, end);
    }

    /** SHA-256(0x00 ‖ leaf), into its place. */
    void hash(LoggedRow row, byte[] salts, int salt, byte[] hashes, int at) {
        write(row, salts, salt);
        sha.update(json, 0, end);
        digest(hashes, at);
    }

    /** SHA-256(0x01 ‖ left ‖ right), the two standing side by side. */
    void node(byte[] pair, int at, byte[] into, int place) {
        sha.update((byte) 1);
        sha.update(pair, at, 2 * HASH);
        digest(into, place);
    }

    private void write(LoggedRow row, byte[] salts, int salt) {
        boolean transaction = isUuid(row);
        end = 0;
        put((byte) 0);
        text(ACTION, row, LoggedRow.ACTION);
        text(ACTOR_KIND, row, LoggedRow.ACTOR_KIND);
        text(AGENCY, row, LoggedRow.AGENCY);
        put(AT);
        put(instant(row.micros()));
        put((byte) '"');
        commitment(ACTOR, row, LoggedRow.ACTOR_ID, salts, salt);
        if (row.length(LoggedRow.DETAIL) > 0) {
            commitment(DETAIL, row, LoggedRow.DETAIL, salts, salt);
        }
        if (!transaction) {
            commitment(OBJECT, row, LoggedRow.OBJECT, salts, salt);
        }
        commitment(OFFICE, row, LoggedRow.OFFICE, salts, salt);
        commitment(SUBJECT, row, LoggedRow.SUBJECT_INDEX, salts, salt);
        text(OUTCOME, row, LoggedRow.OUTCOME);
        put(SEQ);
        put(ascii(Long.toString(row.seq())));
        if (transaction) {
            text(TRANSACTION, row, LoggedRow.OBJECT);
        }
        put((byte) '}');
    }

    private void commitment(Hidden hidden, LoggedRow row, int column, byte[] salts, int salt) {
        if (row.has(column)) {
            sha.update(salts, salt, SALT);
            sha.update(hidden.name());
            digest(hash, 0);
            sha.update(hash);
            sha.update(row.bytes(), row.at(column), row.length(column));
            digest(hash, 0);
            BASE64.encode(hash, inBase64);
            put(hidden.member());
            put(inBase64);
            put((byte) '"');
        }
    }

    private void digest(byte[] into, int at) {
        try {
            sha.digest(into, at, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("a hash does not fit", e);
        }
    }

    private void text(byte[] before, LoggedRow row, int column) {
        int length = row.length(column);
        if (length < 0) {
            return;
        }
        put(before);
        byte[] from = row.bytes();
        int at = row.at(column);
        if (isPlain(from, at, length)) {
            room(length);
            System.arraycopy(from, at, json, end, length);
            end += length;
        } else {
            for (int i = at; i < at + length; i++) {
                escaped(from[i]);
            }
        }
        put((byte) '"');
    }

    /** Nothing that JSON would have escaped, as in nearly every row. */
    private static boolean isPlain(byte[] text, int at, int length) {
        for (int i = at; i < at + length; i++) {
            byte b = text[i];
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                return false;
            }
        }
        return true;
    }

    private void escaped(byte b) {
        int letter = "\b\t\n\f\r\"\\".indexOf(b);
        if (letter >= 0) {
            put((byte) '\\');
            put((byte) "btnfr\"\\".charAt(letter));
        } else if (b >= 0 && b < ' ') {
            put(ascii("\\u%04x".formatted((int) b)));
        } else {
            put(b);
        }
    }

    private void put(byte b) {
        room(1);
        json[end++] = b;
    }

    private void put(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, json, end, more.length);
        end += more.length;
    }

    private void room(int more) {
        if (end + more > json.length) {
            json = Arrays.copyOf(json, 2 * (end + more));
        }
    }

    /** Rows of one day follow one another. */
    private byte[] instant(long micros) {
        long day = Math.floorDiv(micros, DAY);
        if (day != writtenDay) {
            LocalDate date = LocalDate.ofEpochDay(EPOCH_DAY_2000 + day);
            digits(0, 4, date.getYear());
            digits(5, 2, date.getMonthValue());
            digits(8, 2, date.getDayOfMonth());
            writtenDay = day;
        }
        long rest = Math.floorMod(micros, DAY);
        digits(11, 2, rest / 3_600_000_000L);
        digits(14, 2, rest / 60_000_000L % 60);
        digits(17, 2, rest / 1_000_000L % 60);
        digits(20, 6, rest % 1_000_000L);
        return instant;
    }

    private void digits(int at, int count, long value) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            instant[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static boolean isUuid(LoggedRow row) {
        if (row.length(LoggedRow.OBJECT) != 36) {
            return false;
        }
        byte[] text = row.bytes();
        int at = row.at(LoggedRow.OBJECT);
        for (int i = 0; i < 36; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? text[at + i] != '-' : Character.digit(text[at + i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
