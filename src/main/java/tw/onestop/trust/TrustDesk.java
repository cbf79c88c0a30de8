package tw.onestop.trust;

import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;

/** 金鑰管理: seals what is at rest, indexes what must be found but not read, signs what leaves. */
public interface TrustDesk {

    /** AES-256-GCM under the present data key; the answer names the key, so that keys can rotate. */
    byte[] seal(byte[] plain);

    /**
     * @throws IllegalStateException when the bytes were not sealed by this house, or were altered
     */
    byte[] open(byte[] sealed);

    /** The same under a secret that somebody else keeps, beside the house's own: without it the house cannot open it either. */
    byte[] sealUnder(String secret, byte[] plain);

    /**
     * @throws IllegalStateException when the bytes were not sealed under this secret, or were altered
     */
    byte[] openUnder(String secret, byte[] sealed);

    /** HMAC-SHA256 (32 bytes) by which a value can be looked up without being stored. */
    byte[] index(String value);

    /** The same under a key that is derived for one realm: what is indexed in two cannot be told to be the same. */
    byte[] indexUnder(String realm, String value);

    /** Ed25519 signatures over the message, one per key in force (two while keys rotate), the newest first. */
    List<byte[]> sign(byte[] message);

    /** The public keys in force, for JWKS and for the agencies' pages. */
    List<VerifyingKey> verifyingKeys();

    /** Brings a new signing key into force; the old one goes on signing beside it for the overlap. */
    void rotateSigningKey();

    /** The public halves of the keys that sign agencies' tokens (ES256), the newest first: it is the one to sign with. */
    List<TokenKey> tokenKeys();

    /**
     * ES256 signature, the 64 bytes a JWS carries.
     *
     * @param kid a key of {@link #tokenKeys()}
     * @throws IllegalStateException when that key is not in force
     */
    byte[] signToken(String kid, byte[] message);

    /** Brings a new token key into force; the old one goes on verifying for the overlap. */
    void rotateTokenKey();

    /** The public keys that sign checkpoints of the trail, the newest first; they sign nothing else. */
    List<VerifyingKey> logKeys();

    /** Signs a checkpoint of the trail with every log key in force, the newest first. */
    List<LogSignature> signCheckpoint(byte[] checkpoint);

    /** Whether a key that ever signed checkpoints of the trail signed this, also one that was replaced since. */
    boolean signedCheckpoint(byte[] checkpoint, byte[] signature);

    /** Brings a new log key into force; the old one goes on signing beside it for the overlap. */
    void rotateLogKey();

    /**
     * 檢查點簽章.
     *
     * @param publicKey 32 raw bytes, Ed25519
     * @param signature 64 bytes
     */
    record LogSignature(byte[] publicKey, byte[] signature) {}

    /**
     * 驗章公鑰.
     *
     * @param kid key id
     * @param publicKey 32 raw bytes, Ed25519
     */
    record VerifyingKey(String kid, byte[] publicKey) {

        /** The key as Standard Webhooks write it: {@code whpk_} and the raw bytes in base64. */
        public String webhookForm() {
            return "whpk_" + Base64.getEncoder().encodeToString(publicKey);
        }
    }

    /**
     * 權杖驗章公鑰.
     *
     * @param kid key id
     * @param publicKey P-256
     */
    record TokenKey(String kid, ECPublicKey publicKey) {}
}
