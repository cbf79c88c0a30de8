package tw.onestop.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tw.onestop.kernel.Sha256;
import tw.onestop.trust.TrustDesk;

/**
 * 檢查點 (C2SP tlog-checkpoint, signed-note): which log, how many rows, the root over them, and who says so.
 *
 * @param origin name of the log, and of the key that signs it
 * @param root 32 bytes
 */
record Checkpoint(String origin, long size, byte[] root) {

    private static final byte ED25519 = 1;
    private static final Pattern NOTE =
            Pattern.compile("([^\\n]+)\\n(0|[1-9]\\d{0,17})\\n([A-Za-z0-9+/]{43}=)\\n(?:.|\\n)*");

    /** Four bytes of the key's hash and 64 of the signature. */
    private static final Pattern SIGNATURE = Pattern.compile("— (\\S+) ([A-Za-z0-9+/]{91}=)");

    /** What a note says, whoever signed it; empty when it is none. */
    static Optional<Checkpoint> parse(String note) {
        Matcher lines = NOTE.matcher(note);
        return lines.matches()
                ? Optional.of(new Checkpoint(
                        lines.group(1),
                        Long.parseLong(lines.group(2)),
                        Base64.getDecoder().decode(lines.group(3))))
                : Optional.empty();
    }

    /** Whether a key of the log signed a note, a checkpoint or another, under a name. */
    static boolean signed(String note, String name, TrustDesk trust) {
        int end = note.indexOf("\n\n");
        byte[] body = note.substring(0, end + 1).getBytes(StandardCharsets.UTF_8);
        return end > 0
                && note.substring(end + 2)
                        .lines()
                        .map(SIGNATURE::matcher)
                        .filter(line -> line.matches() && line.group(1).equals(name))
                        .map(line -> Base64.getDecoder().decode(line.group(2)))
                        .anyMatch(hashed -> trust.signedCheckpoint(body, Arrays.copyOfRange(hashed, 4, hashed.length)));
    }

    /** What is signed, its last line ended. */
    String body() {
        return "%s\n%d\n%s\n".formatted(origin, size, Base64.getEncoder().encodeToString(root));
    }

    /** The note: body, an empty line, a line for each signature. */
    String signed(List<TrustDesk.LogSignature> signatures) {
        return note(origin, body(), signatures);
    }

    /** Any body that the log signs under its name. */
    static String note(String origin, String body, List<TrustDesk.LogSignature> signatures) {
        StringBuilder note = new StringBuilder(body).append('\n');
        for (TrustDesk.LogSignature by : signatures) {
            note.append("— %s %s\n".formatted(origin, base64(keyHash(origin, by.publicKey()), by.signature())));
        }
        return note.toString();
    }

    /** How a verifier is told of the key: {@code name+hash+key}. */
    static String verifierKey(String name, byte[] publicKey) {
        return "%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().formatHex(keyHash(name, publicKey)),
                        base64(new byte[] {ED25519}, publicKey));
    }

    /** The first four bytes of SHA-256(name ‖ line feed ‖ algorithm ‖ key). */
    private static byte[] keyHash(String name, byte[] publicKey) {
        byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(Sha256.of(named, new byte[] {ED25519}, publicKey), 4);
    }

    private static String base64(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return Base64.getEncoder().encodeToString(both.toByteArray());
    }
}
