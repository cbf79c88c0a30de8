package tw.onestop.trust;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ed25519 簽章金鑰 (RFC 8032). Where the library of the Corretto provider can be loaded it signs, with machine code; elsewhere
 * Bouncy Castle does, and the signatures are the same.
 */
final class Ed25519Key {

    private static final Logger LOG = LoggerFactory.getLogger(Ed25519Key.class);
    private static final @Nullable Provider LIBRARY = library();

    /** The library takes no message of more than 2^20 bytes; a file of an agency may have more. */
    private static final int LARGEST = 1 << 20;

    private final Ed25519PrivateKeyParameters secret;
    private final @Nullable PrivateKey forLibrary;

    /** With the key in them already: to take it in costs more than to sign. */
    private final Queue<Signature> idle = new ConcurrentLinkedQueue<>();

    /**
     * @param seed 32 raw bytes
     */
    Ed25519Key(byte[] seed) {
        this.secret = new Ed25519PrivateKeyParameters(seed);
        this.forLibrary = LIBRARY == null ? null : forLibrary(seed);
    }

    byte[] sign(byte[] message) {
        return LIBRARY == null || forLibrary == null || message.length > LARGEST
                ? signInJava(message)
                : sign(message, LIBRARY, forLibrary);
    }

    /** The other way to the same signature. */
    byte[] signInJava(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    private byte[] sign(byte[] message, Provider library, PrivateKey key) {
        try {
            Signature signature = idle.poll();
            if (signature == null) {
                signature = Signature.getInstance("Ed25519", library);
                signature.initSign(key);
            }
            signature.update(message);
            byte[] signed = signature.sign();
            idle.add(signature);
            return signed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 cannot sign", e);
        }
    }

    private static PrivateKey forLibrary(byte[] seed) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }

    private static @Nullable Provider library() {
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            if (provider.getLoadingError() == null) {
                return provider;
            }
            LOG.info("Notices are signed by Java alone: {}", String.valueOf(provider.getLoadingError()));
        } catch (LinkageError | RuntimeException notHere) {
            LOG.info("Notices are signed by Java alone: {}", notHere.toString());
        }
        return null;
    }
}
