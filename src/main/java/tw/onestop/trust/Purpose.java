package tw.onestop.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/** 金鑰用途: what a key of the register is for, and how one is made. */
enum Purpose {
    /** Seals what is at rest. */
    DATA("AES-256-GCM"),
    /** Finds what is sealed; never rotated, since what it indexed could not be found again. */
    INDEX("HMAC-SHA256"),
    /** Signs notices to agencies. */
    SIGNING("Ed25519"),
    /** Signs agencies' access tokens. */
    TOKEN("ES256"),
    /** Signs the checkpoints of the trail; kept apart, so that no message to an agency can ever read as a checkpoint. */
    LOG("Ed25519");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String algorithm;

    Purpose(String algorithm) {
        this.algorithm = algorithm;
    }

    String algorithm() {
        return algorithm;
    }

    String table() {
        return this == LOG ? "trust.log_key" : "trust.key";
    }

    Material generate() {
        return switch (this) {
            case DATA, INDEX -> new Material(random(32), null);
            case SIGNING, LOG -> {
                Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(RANDOM);
                yield new Material(key.getEncoded(), key.generatePublicKey().getEncoded());
            }
            case TOKEN -> {
                KeyPair pair = p256();
                yield new Material(
                        pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
            }
        };
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static KeyPair p256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is not available", e);
        }
    }

    /** A new secret and, of a pair, its public half. */
    record Material(byte[] secret, byte @Nullable [] publicKey) {}
}
