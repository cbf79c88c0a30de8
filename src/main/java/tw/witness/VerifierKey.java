package tw.witness;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * 驗證金鑰 of a note (C2SP signed-note): {@code name+hash+base64(algorithm ‖ key)}.
 *
 * @param algorithm 1 for the log's Ed25519, 4 for a witness's cosignatures
 * @param key 32 raw bytes
 */
public record VerifierKey(String name, byte algorithm, byte[] key) {

    public static final byte LOG = 1;
    public static final byte WITNESS = 4;

    /** What stands before the raw key in the form the JDK reads (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    /** @throws IllegalArgumentException in one sentence when it is none */
    public static VerifierKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        byte[] typed = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
        if (typed.length != 33) {
            throw new IllegalArgumentException("this is not a verifier key: name+hash+key");
        }
        VerifierKey key = new VerifierKey(parts[0], typed[0], Arrays.copyOfRange(typed, 1, 33));
        if (!HexFormat.of().formatHex(key.hash()).equals(parts[1])) {
            throw new IllegalArgumentException("the verifier key is damaged: its hash is another's");
        }
        return key;
    }

    /** The same key of a log that goes on under another name. */
    public VerifierKey named(String other) {
        return new VerifierKey(other, algorithm, key);
    }

    /** The first of several lines, which is what a log says while its keys rotate. */
    static VerifierKey newest(String lines) {
        return parse(lines.lines().findFirst().orElse(""));
    }

    /** SHA-256(name ‖ line feed ‖ algorithm ‖ key), its first four bytes. */
    public byte[] hash() {
        MessageDigest sha = HashTree.sha256();
        sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        sha.update(algorithm);
        return Arrays.copyOf(sha.digest(key), 4);
    }

    public String text() {
        return "%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().formatHex(hash()),
                        Base64.getEncoder().encodeToString(Note.joined(new byte[] {algorithm}, key)));
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            PublicKey known =
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Note.joined(X509, key)));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(known);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
