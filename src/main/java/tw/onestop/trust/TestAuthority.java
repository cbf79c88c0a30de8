package tw.onestop.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * 測試憑證機構: makes the certificates of a house that has none from a public authority. Every name says that it is a test's,
 * and is what programs show beside the signature.
 */
final class TestAuthority {

    private static final Duration EARLIER = Duration.ofDays(1);

    private TestAuthority() {}

    /**
     * A new pair and its certificate.
     *
     * @param issuer null for the authority itself
     */
    static SealKey issue(SealKey.Role role, @Nullable SealKey issuer, Instant now) {
        KeyPair pair = Issuing.pair();
        Issuing by = issuer == null
                ? new Issuing(name(role), pair.getPublic(), pair.getPrivate())
                : new Issuing(name(issuer.role()), issuer.certificate().getPublicKey(), issuer.secret());
        X509Certificate made = by.issue(new Issuing.Subject(
                name(role),
                pair.getPublic(),
                now.minus(EARLIER),
                now.plus(Duration.ofDays(365L * (issuer == null ? 20 : 3))),
                issuer == null,
                usage(role),
                role == SealKey.Role.STAMP ? List.of(purpose(KeyPurposeId.id_kp_timeStamping)) : List.of()));
        return new SealKey(
                role,
                pair.getPrivate(),
                Stream.concat(Stream.of(made), issuer == null ? Stream.empty() : issuer.chain().stream())
                        .toList());
    }

    static Extension purpose(KeyPurposeId purpose) {
        try {
            return Extension.create(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
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
}
