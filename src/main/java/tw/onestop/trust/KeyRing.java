package tw.onestop.trust;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * 金鑰圈, the register opened in memory as it stood at an instant.
 *
 * @param dataKeys every data key by its number, also those replaced: what they sealed must open
 * @param presentData number of the data key that seals
 * @param indexKey the key of the index
 * @param signers Ed25519 keys in force, the newest first
 * @param tokenKeys ES256 keys in force, the newest first
 * @param logSigners Ed25519 keys in force that sign checkpoints of the trail, the newest first
 * @param logKeys the public halves of all that ever did
 */
record KeyRing(
        Map<Integer, SecretKey> dataKeys,
        int presentData,
        SecretKey indexKey,
        List<Signer> signers,
        List<TokenSigner> tokenKeys,
        List<Signer> logSigners,
        List<LogKey> logKeys) {

    /** A key by which checkpoints of any time are verified. */
    record LogKey(byte[] publicKey) {

        boolean verifies(byte[] message, byte[] signature) {
            Ed25519Signer verifier = new Ed25519Signer();
            verifier.init(false, new Ed25519PublicKeyParameters(publicKey));
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        }
    }

    /** An Ed25519 key in force. */
    record Signer(TrustDesk.VerifyingKey publicHalf, Ed25519Key secret) {

        byte[] sign(byte[] message) {
            return secret.sign(message);
        }
    }

    static KeyRing of(List<Key> keys, MasterKey master, Instant now) {
        Map<Integer, SecretKey> data = new HashMap<>();
        keys.stream()
                .filter(key -> key.purpose() == Purpose.DATA)
                .forEach(key -> data.put(key.id(), new SecretKeySpec(key.secret(master), "AES")));
        return new KeyRing(
                Map.copyOf(data),
                present(keys, Purpose.DATA).id(),
                new SecretKeySpec(present(keys, Purpose.INDEX).secret(master), "HmacSHA256"),
                inForce(keys, Purpose.SIGNING, now).stream()
                        .map(key -> signer(key, master))
                        .toList(),
                inForce(keys, Purpose.TOKEN, now).stream()
                        .map(key -> TokenSigner.of(key, master))
                        .toList(),
                inForce(keys, Purpose.LOG, now).stream()
                        .map(key -> signer(key, master))
                        .toList(),
                keys.stream()
                        .filter(key -> key.purpose() == Purpose.LOG)
                        .map(key -> new LogKey(Objects.requireNonNull(key.publicKey())))
                        .toList());
    }

    Optional<TokenSigner> tokenKey(String kid) {
        return tokenKeys.stream()
                .filter(key -> key.publicHalf().kid().equals(kid))
                .findFirst();
    }

    private static Signer signer(Key key, MasterKey master) {
        return new Signer(
                new TrustDesk.VerifyingKey(key.kid(), Objects.requireNonNull(key.publicKey())),
                new Ed25519Key(key.secret(master)));
    }

    private static Key present(List<Key> keys, Purpose purpose) {
        return keys.stream()
                .filter(key -> key.purpose() == purpose && key.present())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no present key for " + purpose));
    }

    private static List<Key> inForce(List<Key> keys, Purpose purpose, Instant now) {
        return keys.stream()
                .filter(key -> key.purpose() == purpose && key.inForce(now))
                .toList();
    }
}
