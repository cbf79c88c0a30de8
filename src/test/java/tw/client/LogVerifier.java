package tw.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * 日誌驗證 as a stranger writes it from the published interface: C2SP notes (tlog-checkpoint, signed-note), RFC 9162 §2.1.3 and §2.1.4. It knows no class
 * of the product and no other verifier.
 */
final class LogVerifier {

    private static final byte ED25519 = 1;

    private final String name;
    private final byte[] typedKey;

    /** @param verifierKey {@code name+hash+base64(algorithm ‖ key)} */
    LogVerifier(String verifierKey) {
        String[] parts = verifierKey.strip().split("\\+", 3);
        name = parts[0];
        typedKey = Base64.getDecoder().decode(parts[2]);
        if (typedKey[0] != ED25519 || !parts[1].equals(HexFormat.of().formatHex(keyHash()))) {
            throw new IllegalArgumentException("no Ed25519 verifier key: " + verifierKey);
        }
    }

    record Head(String origin, long size, byte[] root) {}

    /** What a signed checkpoint says. */
    Head head(String note) {
        int end = note.indexOf("\n\n");
        String text = note.substring(0, end + 1);
        boolean signed = note.substring(end + 2)
                .lines()
                .filter(line -> line.startsWith("— " + name + " "))
                .map(line -> Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1)))
                .anyMatch(signature -> isSigned(text, signature));
        if (!signed) {
            throw new IllegalArgumentException("the log did not sign this");
        }
        String[] lines = text.split("\n", -1);
        return new Head(lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
    }

    private boolean isSigned(String text, byte[] signature) {
        if (!Arrays.equals(Arrays.copyOf(signature, 4), keyHash())) {
            return false;
        }
        try {
            byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
            byte[] x509 = Arrays.copyOf(prefix, prefix.length + 32);
            System.arraycopy(typedKey, 1, x509, prefix.length, 32);
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
            Signature verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(key);
            verifying.update(text.getBytes(StandardCharsets.UTF_8));
            return verifying.verify(signature, 4, signature.length - 4);
        } catch (GeneralSecurityException wrong) {
            return false;
        }
    }

    private byte[] keyHash() {
        return Arrays.copyOf(hash((name + "\n").getBytes(StandardCharsets.UTF_8), typedKey), 4);
    }

    /** §2.1.3.2: whether the leaf of a proof stands in the tree of this head. */
    static boolean stands(JsonNode proof, Head head) {
        long index = proof.path("index").asLong();
        if (proof.path("size").asLong() != head.size() || index >= head.size()) {
            return false;
        }
        byte[] r = hash(new byte[] {0}, proof.path("leaf").asString().getBytes(StandardCharsets.UTF_8));
        long fn = index;
        long sn = head.size() - 1;
        for (byte[] p : hashes(proof)) {
            if (sn == 0) {
                return false;
            }
            if (fn % 2 == 1 || fn == sn) {
                r = node(p, r);
                while (fn % 2 == 0 && fn != 0) {
                    fn /= 2;
                    sn /= 2;
                }
            } else {
                r = node(r, p);
            }
            fn /= 2;
            sn /= 2;
        }
        return sn == 0 && Arrays.equals(r, head.root());
    }

    /** §2.1.4.2: whether the second tree begins with the first, which has leaves and is smaller. */
    static boolean goesOn(JsonNode proof, Head first, Head second) {
        List<byte[]> path = new ArrayList<>(hashes(proof));
        if (Long.bitCount(first.size()) == 1) {
            path.addFirst(first.root());
        }
        long fn = first.size() - 1;
        long sn = second.size() - 1;
        while (fn % 2 == 1) {
            fn /= 2;
            sn /= 2;
        }
        byte[] fr = path.getFirst();
        byte[] sr = path.getFirst();
        for (byte[] c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if (fn % 2 == 1 || fn == sn) {
                fr = node(c, fr);
                sr = node(c, sr);
                while (fn % 2 == 0 && fn != 0) {
                    fn /= 2;
                    sn /= 2;
                }
            } else {
                sr = node(sr, c);
            }
            fn /= 2;
            sn /= 2;
        }
        return sn == 0 && Arrays.equals(fr, first.root()) && Arrays.equals(sr, second.root());
    }

    private static List<byte[]> hashes(JsonNode proof) {
        return proof.path("hashes")
                .valueStream()
                .map(hash -> Base64.getDecoder().decode(hash.asString()))
                .toList();
    }

    private static byte[] node(byte[] left, byte[] right) {
        return hash(new byte[] {1}, left, right);
    }

    private static byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
