package tw.onestop.link;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sha256;
import tw.onestop.trust.EnvelopeDesk;

/** 媒體交換之憑證簿: agencies' certificates, and the pair by which the house receives. */
@Repository
class MediaKeyBook {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

    private final JdbcClient jdbc;

    MediaKeyBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void certificate(AgencyCode agency, boolean forEncryption, byte[] certificate, Instant at, String by) {
        jdbc.sql("""
                insert into link.media_certificate (agency, for_encryption, certificate, registered_at, registered_by)
                values (?, ?, ?, ?, ?)
                on conflict (agency, for_encryption) do update
                set certificate = excluded.certificate, registered_at = excluded.registered_at, registered_by = excluded.registered_by
                """)
                .params(agency.value(), forEncryption, certificate, at.atOffset(ZoneOffset.UTC), by)
                .update();
    }

    Optional<X509Certificate> certificate(AgencyCode agency, boolean forEncryption) {
        return jdbc.sql("select certificate from link.media_certificate where agency = ? and for_encryption = ?")
                .params(agency.value(), forEncryption)
                .query((row, n) -> certificate(row))
                .optional();
    }

    /** 登錄. */
    record Registered(AgencyCode agency, boolean forEncryption, X509Certificate certificate) {

        MediaCertificateDesk.Certificate shown(Instant now) {
            try {
                return new MediaCertificateDesk.Certificate(
                        agency,
                        forEncryption,
                        certificate.getSubjectX500Principal().getName(),
                        HexFormat.ofDelimiter(":").withUpperCase().formatHex(Sha256.of(certificate.getEncoded())),
                        certificate.getNotAfter().toInstant().atZone(TAIPEI).toLocalDate(),
                        certificate.getNotAfter().toInstant().isBefore(now));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a certificate cannot be written", e);
            }
        }
    }

    List<Registered> certificates() {
        return jdbc.sql("select * from link.media_certificate order by agency, for_encryption")
                .query((row, n) -> new Registered(
                        new AgencyCode(row.getString("agency")), row.getBoolean("for_encryption"), certificate(row)))
                .list();
    }

    /** The pair others encrypt to; made once, by whoever asks first. */
    EnvelopeDesk.Pair own(EnvelopeDesk envelopes, Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(20497)").query(row -> {});
        Optional<EnvelopeDesk.Pair> known = jdbc.sql(
                        "select secret_sealed, certificate from link.media_key order by id desc limit 1")
                .query((row, n) -> new EnvelopeDesk.Pair(row.getBytes("secret_sealed"), certificate(row)))
                .optional()
                .filter(pair -> pair.certificate().getNotAfter().toInstant().isAfter(now));
        return known.orElseGet(() -> made(envelopes.pair(), now));
    }

    private EnvelopeDesk.Pair made(EnvelopeDesk.Pair pair, Instant now) {
        try {
            jdbc.sql("insert into link.media_key (secret_sealed, certificate, made_at) values (?, ?, ?)")
                    .params(pair.sealedSecret(), pair.certificate().getEncoded(), now.atOffset(ZoneOffset.UTC))
                    .update();
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }

    private static X509Certificate certificate(ResultSet row) throws SQLException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(row.getBytes("certificate")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate is damaged", e);
        }
    }
}
