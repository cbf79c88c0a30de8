package tw.onestop.trust;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * 簽章金鑰 with the certificate of its public half.
 *
 * @param chain the certificate first, then who issued it
 */
record SealKey(Role role, PrivateKey secret, List<X509Certificate> chain) {

    private static final Duration SPARE = Duration.ofDays(30);

    SealKey {
        chain = List.copyOf(chain);
    }

    /** 用途. */
    enum Role {
        /** 測試憑證機構. */
        AUTHORITY,
        /** Signs documents. */
        SEAL,
        /** 時戳, stamps them with the time. */
        STAMP
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Whether it can be used now, and for some time yet. */
    boolean holds(Instant now) {
        return !now.isBefore(certificate().getNotBefore().toInstant())
                && now.plus(SPARE).isBefore(certificate().getNotAfter().toInstant());
    }
}
