package tw.onestop.trust;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 簽章證據: what shows later that this card signed this, when its certificate held; sealed, since it names a person. */
@Repository
class CardEvidence {

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final JsonMapper json;

    CardEvidence(JdbcClient jdbc, TrustDesk trust, JsonMapper json) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.json = json;
    }

    /**
     * 一份證據.
     *
     * @param content what was signed
     * @param signature CMS SignedData as sent
     * @param certificate DER
     * @param issuer DER
     * @param source OCSP or CRL
     * @param status what the authority said, as it said it; of a list, which says it of everybody, its SHA-256
     */
    record Piece(
            Instant at,
            String content,
            byte[] signature,
            byte[] certificate,
            byte[] issuer,
            String source,
            byte[] status) {}

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    UUID keep(String action, Piece piece) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into trust.card_evidence (id, at, action, sealed) values (?, ?, ?, ?)")
                .params(id, piece.at().atOffset(ZoneOffset.UTC), action, trust.seal(json.writeValueAsBytes(piece)))
                .update();
        return id;
    }

    Optional<Piece> find(UUID id) {
        return jdbc.sql("select sealed from trust.card_evidence where id = ?")
                .param(id)
                .query(byte[].class)
                .optional()
                .map(kept -> json.readValue(trust.open(kept), Piece.class));
    }

    static Piece piece(
            Instant at,
            byte[] challenge,
            CardSignature signature,
            X509Certificate issuer,
            CardStatus.Answer.Good good) {
        try {
            return new Piece(
                    at,
                    new String(challenge, StandardCharsets.US_ASCII),
                    signature.bytes(),
                    signature.certificate().getEncoded(),
                    issuer.getEncoded(),
                    good.source(),
                    good.proof());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
