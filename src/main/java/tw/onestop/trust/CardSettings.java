package tw.onestop.trust;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * 自然人憑證設定. Where to ask is said here and not taken from a certificate: nobody sends the product to an address of theirs.
 *
 * @param anchors PEM file with the certificates that are trusted: root (GRCA) and issuing authority (MOICA); {@code ""}: certificates
 *     are not taken here
 * @param ocspUrl where the authority says whether a certificate is revoked (RFC 6960)
 * @param crlUrl its list of revoked certificates (RFC 5280), asked when that does not answer
 * @param authority how the issuing authority is named (OU)
 * @param testAuthority whether an authority that calls itself a test may be among those trusted: for demonstrations and tests only
 * @param patience how long an answer is waited for
 */
@ConfigurationProperties("onestop.trust.card")
record CardSettings(
        @DefaultValue("") String anchors,
        @DefaultValue("") String ocspUrl,
        @DefaultValue("") String crlUrl,
        @DefaultValue("內政部憑證管理中心") String authority,
        @DefaultValue("false") boolean testAuthority,
        @DefaultValue("5s") Duration patience) {

    boolean offered() {
        return !anchors.isBlank();
    }
}
