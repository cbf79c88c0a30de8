package tw.onestop.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * 密封信封 (CMS, RFC 5652 and RFC 5083): what travels on a medium is signed by who wrote it, and encrypted with AES-256-GCM to the
 * certificate of the one who may open it.
 */
public interface EnvelopeDesk {

    /** A pair by which others encrypt to the house; the secret half leaves this room sealed only. */
    Pair pair();

    /** 收件金鑰: a sealed secret and its certificate. */
    record Pair(byte[] sealedSecret, X509Certificate certificate) {}

    /** Signed with the house's seal, for who holds the key of this certificate. */
    byte[] close(byte[] content, X509Certificate recipient);

    /** Opens what was encrypted to this pair and signed by one of these. */
    Opened open(byte[] envelope, Pair own, List<X509Certificate> signers);

    /** A certificate as somebody brings it, PEM or DER; empty when it is none. */
    Optional<X509Certificate> certificate(byte[] typed);

    /** Whether one can encrypt to it, respectively verify signatures of it: RSA of 2048 bits, EC of 256 or more, by its key usage. */
    boolean suits(X509Certificate certificate, boolean forEncryption);

    /** PEM. */
    String pem(X509Certificate certificate);

    /** 開封結果. */
    sealed interface Opened {

        record Content(byte[] content, X509Certificate signer) implements Opened {}

        record Failed(Why why) implements Opened {}
    }

    /** 開封失敗之原因. */
    enum Why {
        /** No envelope at all, or cut off. */
        UNREADABLE,
        /** Encrypted to somebody else. */
        WRONG_KEY,
        /** Changed after it was signed or encrypted. */
        ALTERED,
        /** Nobody signed it. */
        UNSIGNED,
        /** Signed by somebody else. */
        FOREIGN
    }
}
