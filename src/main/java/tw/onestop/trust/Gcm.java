package tw.onestop.trust;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** 鑑別加密: AES-256-GCM with a random nonce before the ciphertext. */
final class Gcm {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** To look one up among the providers costs as much as to seal a short text; each is told its key anew. */
    private static final Queue<Cipher> IDLE = new ConcurrentLinkedQueue<>();

    private Gcm() {}

    static byte[] seal(SecretKey key, byte[] plain, byte[] associated) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, associated);
            byte[] sealed = cipher.doFinal(plain);
            IDLE.add(cipher);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /**
     * @throws IllegalStateException when key, associated bytes or ciphertext are not those of the sealing
     */
    static byte[] open(SecretKey key, byte[] sealed, byte[] associated) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            ByteBuffer.wrap(sealed).get(nonce);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, associated);
            byte[] plain = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            IDLE.add(cipher);
            return plain;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalStateException("not sealed by this key, or altered", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher idle = IDLE.poll();
        Cipher cipher = idle == null ? Cipher.getInstance("AES/GCM/NoPadding") : idle;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
