package tw.onestop.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * 測試憑證機構: makes the certificates of a house that has none from a public authority. Every name says that it is a test's,
 * and is what programs show beside the signature.
 */
final class TestAuthority {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration EARLIER = Duration.ofDays(1);

    private TestAuthority() {}

    /**
     * A new pair and its certificate.
     *
     * @param issuer null for the authority itself
     */
    static SealKey issue(SealKey.Role role, @Nullable SealKey issuer, Instant now) {
        KeyPair pair = pair();
        try {
            X500Name name = name(role);
            JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    issuer == null ? name : name(issuer.role()),
                    new BigInteger(120, RANDOM).setBit(119),
                    Date.from(now.minus(EARLIER)),
                    Date.from(now.plus(Duration.ofDays(365L * (issuer == null ? 20 : 3)))),
                    name,
                    pair.getPublic());
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            certificate
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(issuer == null))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(usage(role)))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            ids.createAuthorityKeyIdentifier(
                                    issuer == null
                                            ? pair.getPublic()
                                            : issuer.certificate().getPublicKey()));
            if (role == SealKey.Role.STAMP) {
                certificate.addExtension(
                        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            }
            var made = new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(issuer == null ? pair.getPrivate() : issuer.secret())));
            return new SealKey(
                    role,
                    pair.getPrivate(),
                    Stream.concat(Stream.of(made), issuer == null ? Stream.empty() : issuer.chain().stream())
                            .toList());
        } catch (GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException("no certificate can be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X500Name name(SealKey.Role role) {
        String who = switch (role) {
            case AUTHORITY -> "測試憑證機構 TEST CA";
            case SEAL -> "戶政一站式服務 測試用 TEST seal";
            case STAMP -> "測試時戳 TEST time-stamp";
        };
        return new X500Name("CN=" + who + ",O=測試用不具效力 TEST ONLY,C=TW");
    }

    private static int usage(SealKey.Role role) {
        return switch (role) {
            case AUTHORITY -> KeyUsage.keyCertSign | KeyUsage.cRLSign;
            case SEAL -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
            case STAMP -> KeyUsage.digitalSignature;
        };
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is not available", e);
        }
    }
}
