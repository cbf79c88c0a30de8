package tw.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * 稽核紀錄與其葉: a row of the trail as the database holds it, with the salt beside it, and the leaf that the published interface says
 * follows from them. Texts are UTF-8 as they came.
 *
 * @param micros microseconds since the year 2000, UTC
 */
record LoggedRow(
        long seq,
        long micros,
        byte[] actorKind,
        byte[] actorId,
        byte @Nullable [] office,
        byte @Nullable [] agency,
        byte[] action,
        byte @Nullable [] object,
        byte @Nullable [] subjectIndex,
        byte[] outcome,
        byte[] detail) {

    private static final long DAY = 86_400_000_000L;
    private static final long EPOCH_DAY_2000 = LocalDate.of(2000, 1, 1).toEpochDay();

    /** RFC 8785 canonical JSON. */
    byte[] leaf(byte[] salt, MessageDigest sha) {
        byte[] transaction = object != null && isUuid(object) ? object : null;
        ByteArrayOutputStream json = new ByteArrayOutputStream(640);
        text(json, "{\"action\":", action);
        text(json, ",\"actorKind\":", actorKind);
        text(json, ",\"agency\":", agency);
        text(json, ",\"at\":", instant());
        text(json, ",\"commitments\":{\"actor\":", commitment(sha, salt, "actor", actorId));
        text(json, ",\"detail\":", detail.length == 0 ? null : commitment(sha, salt, "detail", detail));
        text(json, ",\"object\":", transaction == null ? commitment(sha, salt, "object", object) : null);
        text(json, ",\"office\":", commitment(sha, salt, "office", office));
        text(json, ",\"subject\":", commitment(sha, salt, "subject", subjectIndex));
        text(json, "},\"outcome\":", outcome);
        plain(json, ",\"seq\":" + seq);
        text(json, ",\"transactionId\":", transaction);
        json.write('}');
        return json.toByteArray();
    }

    private static byte @Nullable [] commitment(MessageDigest sha, byte[] salt, String name, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        sha.update(salt);
        byte[] own = sha.digest(name.getBytes(StandardCharsets.US_ASCII));
        sha.update(own);
        return Base64.getEncoder().encode(sha.digest(value));
    }

    private static void plain(ByteArrayOutputStream json, String text) {
        json.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void text(ByteArrayOutputStream json, String before, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        plain(json, before);
        json.write('"');
        if (isPlain(value)) {
            json.writeBytes(value);
        } else {
            for (byte b : value) {
                escaped(json, b);
            }
        }
        json.write('"');
    }

    /** Nothing that JSON would have escaped, as in nearly every row. */
    private static boolean isPlain(byte[] text) {
        for (byte b : text) {
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                return false;
            }
        }
        return true;
    }

    private static void escaped(ByteArrayOutputStream json, byte b) {
        int letter = "\b\t\n\f\r\"\\".indexOf(b);
        if (letter >= 0) {
            json.write('\\');
            json.write("btnfr\"\\".charAt(letter));
        } else if (b >= 0 && b < ' ') {
            plain(json, "\\u%04x".formatted((int) b));
        } else {
            json.write(b);
        }
    }

    private byte[] instant() {
        LocalDate day = LocalDate.ofEpochDay(EPOCH_DAY_2000 + Math.floorDiv(micros, DAY));
        long rest = Math.floorMod(micros, DAY);
        byte[] text = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.US_ASCII);
        digits(text, 0, 4, day.getYear());
        digits(text, 5, 2, day.getMonthValue());
        digits(text, 8, 2, day.getDayOfMonth());
        digits(text, 11, 2, rest / 3_600_000_000L);
        digits(text, 14, 2, rest / 60_000_000L % 60);
        digits(text, 17, 2, rest / 1_000_000L % 60);
        digits(text, 20, 6, rest % 1_000_000L);
        return text;
    }

    private static void digits(byte[] text, int at, int count, long value) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static boolean isUuid(byte[] text) {
        if (text.length != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? text[i] != '-' : Character.digit(text[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
