package tw.agencies;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Fixture: an agency without a line, with keys of its own; it knows of the product what is published. */
public final class MediaAgency {

    private final MediaKeys keys;

    private MediaAgency(MediaKeys keys) {
        this.keys = keys;
    }

    /**
     * @param algorithm {@code RSA} or {@code EC} of the pair by which it opens what it gets
     * @param seals what the seals of the register lead up to, as PEM; {@code register} likewise
     */
    public static MediaAgency of(String algorithm, String seals, String register) {
        KeyPair signing = pair("EC");
        KeyPair opening = pair(algorithm);
        int usage = algorithm.equals("EC") ? KeyUsage.keyAgreement : KeyUsage.keyEncipherment;
        return new MediaAgency(new MediaKeys(
                signing.getPrivate(),
                certificate(signing, KeyUsage.digitalSignature),
                opening.getPrivate(),
                certificate(opening, usage),
                certificates(seals),
                certificates(register).getFirst()));
    }

    public X509Certificate signing() {
        return keys.signingCertificate();
    }

    public X509Certificate opening() {
        return keys.openingCertificate();
    }

    public byte[] close(byte[] content) {
        return MediaEnvelope.close(content, keys);
    }

    /** What the register wrote to this agency. */
    public byte[] open(byte[] envelope) {
        try {
            return MediaEnvelope.open(envelope, keys);
        } catch (MediaFaulty faulty) {
            throw new IllegalStateException(faulty);
        }
    }

    /** The same encrypted to somebody else. */
    public byte[] closeFor(X509Certificate other, byte[] content) {
        return MediaEnvelope.close(
                content,
                new MediaKeys(
                        keys.signing(),
                        keys.signingCertificate(),
                        keys.opening(),
                        keys.openingCertificate(),
                        keys.seals(),
                        other));
    }

    public List<byte[]> request(
            UUID set,
            String agency,
            String purpose,
            String officer,
            List<String> fields,
            List<String> numbers,
            int linesEach) {
        return MediaSet.write(
                new MediaSet.Request(set, agency, purpose, officer, "測試案號", fields), numbers, linesEach, keys);
    }

    /** The lines of an answer, or the sentence that says what is wrong with it. */
    public List<String> read(List<byte[]> volumes) {
        try {
            return MediaSet.read(volumes, keys);
        } catch (MediaFaulty faulty) {
            return List.of(String.valueOf(faulty.getMessage()));
        }
    }

    private static List<X509Certificate> certificates(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("EC") ? 256 : 2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(KeyPair pair, int usage) {
        return certificate(pair, usage, Instant.now());
    }

    /** One that has ended. */
    public static X509Certificate over() {
        return certificate(pair("EC"), KeyUsage.digitalSignature, Instant.now().minus(Duration.ofDays(4 * 365L)));
    }

    private static X509Certificate certificate(KeyPair pair, int usage, Instant made) {
        try {
            return MediaKeyFiles.certificate(pair, usage, "測試機關", made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
