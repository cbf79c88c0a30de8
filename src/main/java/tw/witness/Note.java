package tw.witness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * 檢查點 as it is published (C2SP tlog-checkpoint in a signed note).
 *
 * @param body origin, size and root, each line ended: what is signed
 * @param root 32 bytes
 */
public record Note(String body, String origin, long size, byte[] root, List<Signature> signatures) {

    private static final String MARK = "— ";

    public Note {
        signatures = List.copyOf(signatures);
    }

    /**
     * A line of a note.
     *
     * @param keyHash four bytes
     * @param bytes what follows them
     */
    public record Signature(String name, byte[] keyHash, byte[] bytes) {}

    /** @throws IllegalArgumentException in one sentence when it is not a checkpoint */
    public static Note parse(String text) {
        int end = text.indexOf("\n\n");
        String[] lines = text.substring(0, Math.max(end, 0)).split("\n", -1);
        if (lines.length < 3 || lines[0].isEmpty() || !lines[1].matches("0|[1-9]\\d{0,17}") || !text.endsWith("\n")) {
            throw new IllegalArgumentException("this is not a checkpoint");
        }
        byte[] root = decoded(lines[2]);
        if (root.length != 32) {
            throw new IllegalArgumentException("the checkpoint's root has not 32 bytes");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : text.substring(end + 2).lines().toList()) {
            signatures.add(signature(line));
        }
        return new Note(text.substring(0, end + 1), lines[0], Long.parseLong(lines[1]), root, signatures);
    }

    static Signature signature(String line) {
        String[] words = line.split(" ", -1);
        byte[] bytes = words.length == 3 && line.startsWith(MARK) ? decoded(words[2]) : new byte[0];
        if (bytes.length < 5) {
            throw new IllegalArgumentException("a signature of the checkpoint is malformed");
        }
        return new Signature(words[1], first(bytes, 4), rest(bytes, 4));
    }

    /** Whether the key signed it. */
    public boolean signedBy(VerifierKey key) {
        return signatures.stream()
                .anyMatch(by -> by.name().equals(key.name())
                        && java.util.Arrays.equals(by.keyHash(), key.hash())
                        && key.verifies(body.getBytes(StandardCharsets.UTF_8), by.bytes()));
    }

    /** The note as it is written, with these lines after those of the body. */
    public String text() {
        StringBuilder text = new StringBuilder(body).append('\n');
        for (Signature by : signatures) {
            text.append(MARK)
                    .append(by.name())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(joined(by.keyHash(), by.bytes())))
                    .append('\n');
        }
        return text.toString();
    }

    /** The same with one signature more. */
    public Note with(Signature more) {
        List<Signature> all = new ArrayList<>(signatures);
        all.add(more);
        return new Note(body, origin, size, root, all);
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] first(byte[] bytes, int count) {
        return java.util.Arrays.copyOf(bytes, count);
    }

    private static byte[] rest(byte[] bytes, int from) {
        return java.util.Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("something in the checkpoint is not base64", e);
        }
    }
}
