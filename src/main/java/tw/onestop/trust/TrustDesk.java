package tw.onestop.trust;

import java.util.List;

/** 金鑰管理: seals what is at rest, indexes what must be found but not read, signs what leaves. */
public interface TrustDesk {

    /** AES-256-GCM under the present data key; the answer names the key, so that keys can rotate. */
    byte[] seal(byte[] plain);

    /**
     * @throws IllegalStateException when the bytes were not sealed by this house, or were altered
     */
    byte[] open(byte[] sealed);

    /** HMAC-SHA256 (32 bytes) by which a value can be looked up without being stored. */
    byte[] index(String value);

    /** Ed25519 signatures over the message, one per key in force (two while keys rotate), the newest first. */
    List<byte[]> sign(byte[] message);

    /** The public keys in force, for JWKS and for the agencies' pages. */
    List<VerifyingKey> verifyingKeys();

    /** Brings a new signing key into force; the old one goes on signing beside it for the overlap. */
    void rotateSigningKey();

    /**
     * 驗章公鑰.
     *
     * @param kid key id
     * @param publicKey 32 raw bytes, Ed25519
     */
    record VerifyingKey(String kid, byte[] publicKey) {}
}
