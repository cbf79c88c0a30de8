package tw.onestop.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Sha256;

/** 憑證廢止清冊 (CRL, RFC 5280 §5): asked for at most once a minute and by one at a time, and relied on as long as it says it holds. */
@Component
class RevokedCards {

    private static final Logger LOG = LoggerFactory.getLogger(RevokedCards.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int SIGNS_LISTS = 6;

    private final CardSettings settings;
    private final CardWire wire;
    private @Nullable Kept kept;

    RevokedCards(CardSettings settings, CardWire wire) {
        this.settings = settings;
        this.wire = wire;
    }

    /** Null as well where it could not be had: nobody waits for it again at once. */
    private record Kept(@Nullable X509CRL list, byte[] digest, Instant askedAt) {

        boolean isFresh(Instant now) {
            return Duration.between(askedAt, now).abs().compareTo(FRESH) < 0;
        }
    }

    CardStatus.Answer lookUp(X509Certificate certificate, X509Certificate issuer, Instant now) {
        Kept found = kept(now);
        X509CRL list = found.list();
        if (list == null || !holds(list, issuer, now)) {
            return new CardStatus.Answer.Unknown();
        }
        return list.getRevokedCertificate(certificate) == null
                ? new CardStatus.Answer.Good("CRL", found.digest())
                : new CardStatus.Answer.Revoked();
    }

    private synchronized Kept kept(Instant now) {
        Kept last = kept;
        if (last != null && last.isFresh(now)) {
            return last;
        }
        Kept fresh = settings.crlUrl().isBlank() ? new Kept(null, new byte[0], now) : asked(now);
        kept = fresh;
        return fresh;
    }

    private Kept asked(Instant now) {
        try {
            byte[] bytes = wire.get(settings.crlUrl(), LARGEST);
            X509CRL list =
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes));
            return new Kept(list, Sha256.of(bytes), now);
        } catch (IOException | GeneralSecurityException | RuntimeException away) {
            LOG.warn(
                    "the list of revoked citizens' cards cannot be had: {}",
                    away.getClass().getSimpleName());
            return new Kept(null, new byte[0], now);
        }
    }

    /** A list of a part, or of what changed only, is no list of all: it bears an extension that must be understood. */
    private static boolean holds(X509CRL list, X509Certificate issuer, Instant now) {
        boolean[] usage = issuer.getKeyUsage();
        Date ends = list.getNextUpdate();
        try {
            list.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException forged) {
            return false;
        }
        return usage != null
                && usage[SIGNS_LISTS]
                && list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                && (list.getCriticalExtensionOIDs() == null
                        || list.getCriticalExtensionOIDs().isEmpty())
                && !list.getThisUpdate().toInstant().isAfter(now.plus(FRESH))
                && ends != null
                && ends.toInstant().isAfter(now);
    }
}
