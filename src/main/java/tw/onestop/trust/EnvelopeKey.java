package tw.onestop.trust;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;

/** 收件金鑰: a pair to which media are encrypted; its certificate is its own, and agencies get it from the ministry itself. */
record EnvelopeKey(PrivateKey secret, X509Certificate certificate) {

    private static final Duration EARLIER = Duration.ofDays(1);
    private static final Duration LATER = Duration.ofDays(3 * 365L);
    private static final X500Name NAME = new X500Name("CN=戶政一站式服務 媒體收件 Media,C=TW");

    static EnvelopeKey made(Instant now) {
        KeyPair pair = Issuing.pair();
        return new EnvelopeKey(
                pair.getPrivate(),
                new Issuing(NAME, pair.getPublic(), pair.getPrivate())
                        .issue(new Issuing.Subject(
                                NAME,
                                pair.getPublic(),
                                now.minus(EARLIER),
                                now.plus(LATER),
                                false,
                                KeyUsage.keyAgreement,
                                List.of())));
    }
}
