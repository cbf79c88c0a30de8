package tw.agencies;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 媒體金鑰 of an agency without a line.
 *
 * @param seals certificates of the register's seals, from {@code /.well-known/seal-certificates.pem}
 * @param register the register's certificate, to which what is brought is encrypted; null for who only reads
 */
record MediaKeys(
        PrivateKey signing,
        X509Certificate signingCertificate,
        PrivateKey opening,
        X509Certificate openingCertificate,
        List<X509Certificate> seals,
        @Nullable X509Certificate register) {

    MediaKeys {
        seals = List.copyOf(seals);
    }
}
