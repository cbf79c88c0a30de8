package tw.onestop.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * 簽發: how the test authorities of the house make a certificate.
 *
 * @param name who issues
 */
record Issuing(X500Name name, PublicKey key, PrivateKey secret) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a certificate says of its subject; {@code usage} is of {@link KeyUsage}. */
    record Subject(
            X500Name name,
            PublicKey key,
            Instant from,
            Instant until,
            boolean authority,
            int usage,
            List<Extension> more) {}

    X509Certificate issue(Subject subject) {
        try {
            JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(120, RANDOM).setBit(119),
                    Date.from(subject.from()),
                    Date.from(subject.until()),
                    subject.name(),
                    subject.key());
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            certificate
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(subject.authority()))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(subject.usage()))
                    .addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(subject.key()))
                    .addExtension(Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(key));
            for (Extension extension : subject.more()) {
                certificate.addExtension(extension);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder(algorithm(secret)).build(secret)));
        } catch (GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException("no certificate can be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Java names it. */
    static String algorithm(PrivateKey secret) {
        return secret.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is not available", e);
        }
    }
}
