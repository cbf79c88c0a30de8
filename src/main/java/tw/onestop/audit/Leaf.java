package tw.onestop.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Sha256;

/**
 * 葉, what the log says of a row of the trail to all the world: RFC 8785 canonical JSON. What was done, by which kind of actor of
 * which agency, when and how it ended stand in it; everything that could lead to a person stands in it as a salted commitment
 * (who acted and for which office, whom it concerns, on which case, with which detail), so that whoever holds the row and its salt
 * can show what it said, and nobody else can guess.
 *
 * @param salt 16 random bytes that belong to this row alone
 */
record Leaf(Row row, byte[] salt) {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern TRANSACTION = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** A row of the trail, as stored. */
    record Row(
            long seq,
            Instant at,
            String actorKind,
            String actorId,
            @Nullable String office,
            @Nullable String agency,
            String action,
            @Nullable String object,
            byte @Nullable [] subjectIndex,
            String outcome,
            String detail) {

        /** 交易識別碼: the object, when it is a UUID, which says nothing of anybody. */
        Optional<UUID> transactionId() {
            return Optional.ofNullable(object)
                    .filter(text -> TRANSACTION.matcher(text).matches())
                    .map(UUID::fromString);
        }
    }

    byte[] hash() {
        return MerkleTree.leaf(json().getBytes(StandardCharsets.UTF_8));
    }

    /** Members sorted by name, no space, as RFC 8785 wants it. */
    String json() {
        boolean transaction = row.transactionId().isPresent();
        Map<String, byte[]> hidden = new TreeMap<>();
        commit(hidden, "actor", row.actorId());
        commit(hidden, "office", row.office());
        commit(hidden, "object", transaction ? null : row.object());
        commit(hidden, "detail", row.detail().isEmpty() ? null : row.detail());
        if (row.subjectIndex() != null) {
            hidden.put("subject", commitment("subject", row.subjectIndex()));
        }
        StringBuilder json = new StringBuilder(512).append('{');
        member(json, "action", row.action());
        member(json, "actorKind", row.actorKind());
        member(json, "agency", row.agency());
        member(json, "at", MICROSECONDS.format(row.at()));
        json.append("\"commitments\":{");
        hidden.forEach((name, value) -> member(json, name, Base64.getEncoder().encodeToString(value)));
        json.setCharAt(json.length() - 1, '}'); // there is always an actor
        json.append(',');
        member(json, "outcome", row.outcome());
        json.append("\"seq\":").append(row.seq()).append(',');
        member(json, "transactionId", transaction ? row.object() : null);
        json.setCharAt(json.length() - 1, '}');
        return json.toString();
    }

    /** What opens a commitment of this row, and no other: with the value beside it anybody can recompute it. */
    byte[] opening(String name) {
        return Sha256.of(salt, name.getBytes(StandardCharsets.UTF_8));
    }

    private void commit(Map<String, byte[]> hidden, String name, @Nullable String value) {
        if (value != null) {
            hidden.put(name, commitment(name, value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** SHA-256(s ‖ value), s = SHA-256(salt ‖ name): one value of a row can be shown without the others. */
    private byte[] commitment(String name, byte[] value) {
        return Sha256.of(opening(name), value);
    }

    private static void member(StringBuilder json, String name, @Nullable String value) {
        if (value != null) {
            json.append('"').append(name).append("\":");
            quote(json, value);
            json.append(',');
        }
    }

    /** A text as ECMAScript writes it: only what must be escaped is. */
    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
