package tw.onestop.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** 收件金鑰: a pair to which media are encrypted; its certificate is its own, and agencies get it from the ministry itself. */
record EnvelopeKey(PrivateKey secret, X509Certificate certificate) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration EARLIER = Duration.ofDays(1);
    private static final Duration LATER = Duration.ofDays(3 * 365L);
    private static final X500Name NAME = new X500Name("CN=戶政一站式服務 媒體收件 Media,C=TW");

    static EnvelopeKey made(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            KeyPair pair = generator.generateKeyPair();
            JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    NAME,
                    new BigInteger(120, RANDOM).setBit(119),
                    Date.from(now.minus(EARLIER)),
                    Date.from(now.plus(LATER)),
                    NAME,
                    pair.getPublic());
            certificate
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyAgreement));
            return new EnvelopeKey(
                    pair.getPrivate(),
                    new JcaX509CertificateConverter()
                            .getCertificate(certificate.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))));
        } catch (GeneralSecurityException | OperatorException | CertIOException e) {
            throw new IllegalStateException("no certificate can be made", e);
        }
    }
}
