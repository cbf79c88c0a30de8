package tw.onestop.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** 憑證機構: which authorities are trusted (憑證串鏈, RFC 5280), and whether a certificate is one of theirs and holds now. */
@Component
@EnableConfigurationProperties(CardSettings.class)
class CardAuthority {

    private static final int DIGITAL_SIGNATURE = 0;

    /** As test authorities call themselves ({@link TestMoica}). */
    private static final String TEST = "TEST";

    private final CardSettings settings;
    private final List<X509Certificate> pinned;
    private final Set<TrustAnchor> roots;

    /**
     * @throws IllegalStateException when it is told to trust a test authority outside of a demonstration
     */
    CardAuthority(CardSettings settings) {
        this.settings = settings;
        this.pinned = settings.offered() ? read(settings.anchors()) : List.of();
        this.roots = roots(pinned);
        if (!settings.testAuthority() && pinned.stream().anyMatch(CardAuthority::isTest)) {
            throw new IllegalStateException(
                    "The certificates of the authority of citizens' cards, %s, are of a test authority, whose cards anybody can make. Name those of GRCA and MOICA; onestop.trust.card.test-authority=true is for demonstrations only."
                            .formatted(settings.anchors()));
        }
    }

    private static boolean isTest(X509Certificate anchor) {
        return anchor.getSubjectX500Principal()
                .getName()
                .toUpperCase(Locale.ROOT)
                .contains(TEST);
    }

    /** Who issued the certificate and is trusted; empty when nobody is. */
    Optional<X509Certificate> issuer(X509Certificate certificate) {
        return pinned.stream()
                .filter(one -> one.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(one -> signed(certificate, one))
                .findFirst();
    }

    /** Why it may not sign now, or empty; whether it is revoked is not asked here. */
    Optional<String> fault(X509Certificate certificate, X509Certificate issuer, Instant now) {
        if (!isNamed(issuer)) {
            return Optional.of("otherAuthority");
        }
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateExpiredException over) {
            return Optional.of("expired");
        } catch (CertificateNotYetValidException early) {
            return Optional.of("notYetValid");
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || !usage[DIGITAL_SIGNATURE] || certificate.getBasicConstraints() >= 0) {
            return Optional.of("notForSigning");
        }
        return leadsToARoot(certificate, now) ? Optional.empty() : Optional.of("foreign");
    }

    private boolean leadsToARoot(X509Certificate certificate, Instant now) {
        try {
            X509CertSelector wanted = new X509CertSelector();
            wanted.setCertificate(certificate);
            PKIXBuilderParameters path = new PKIXBuilderParameters(roots, wanted);
            List<X509Certificate> known = new ArrayList<>(pinned);
            known.add(certificate);
            path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            path.setDate(Date.from(now));
            path.setRevocationEnabled(false); // asked afterwards, of the authority
            CertPathBuilder.getInstance("PKIX").build(path);
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }

    private static Set<TrustAnchor> roots(List<X509Certificate> pinned) {
        return pinned.stream()
                .filter(one -> one.getSubjectX500Principal().equals(one.getIssuerX500Principal()) && signed(one, one))
                .map(one -> new TrustAnchor(one, null))
                .collect(Collectors.toSet());
    }

    /** The siblings of this authority issue to agencies, bodies and companies: not to people. */
    private boolean isNamed(X509Certificate issuer) {
        return Arrays.stream(
                        X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded())
                                .getRDNs(BCStyle.OU))
                .map(unit -> unit.getFirst().getValue())
                .anyMatch(unit ->
                        unit instanceof ASN1String text && text.getString().equals(settings.authority()));
    }

    private static boolean signed(X509Certificate certificate, X509Certificate by) {
        try {
            certificate.verify(by.getPublicKey());
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }

    /**
     * @throws IllegalStateException with one sentence when the file cannot be used
     */
    private static List<X509Certificate> read(String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            return SealKeys.certificates(pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The certificates of the authority of citizens' cards, " + file + ", cannot be read.", e);
        }
    }
}
