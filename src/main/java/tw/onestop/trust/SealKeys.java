package tw.onestop.trust;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 簽章金鑰登記: made when the first document is to be signed, and anew before a certificate ends; what was signed by an earlier one is
 * known for good. In transactions of their own, so that no key depends on the fate of the act that first needed it.
 */
@Component
class SealKeys {

    /** One node makes keys at a time. */
    private static final long MAKING = 20487;

    private final JdbcClient jdbc;
    private final MasterKey master;
    private final Clock clock;
    private final TransactionTemplate alone;
    private volatile List<SealKey> known = List.of();

    SealKeys(JdbcClient jdbc, MasterKey master, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.master = master;
        this.clock = clock;
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The key that works now. */
    SealKey present(SealKey.Role role) {
        Instant now = clock.instant();
        SealKey present = present(known, role, now);
        return present == null ? Objects.requireNonNull(alone.execute(_ -> reread(role, now))) : present;
    }

    /** With which the house signs now: the office's own where one is named. */
    SealKey sealing(SealSettings settings) {
        return settings.ownKey() ? settings.key() : present(SealKey.Role.SEAL);
    }

    /** The certificates of a role that were ever in use and are not revoked, the newest first. */
    List<X509Certificate> certificates(SealKey.Role role) {
        return Objects.requireNonNull(alone.execute(_ -> rows())).stream()
                .filter(row -> row.role() == role)
                .map(row -> chain(row).getFirst())
                .toList();
    }

    private SealKey reread(SealKey.Role role, Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(MAKING).query().singleRow();
        List<SealKey> all = read();
        SealKey present = present(all, role, now);
        if (present == null) {
            SealKey authority = present(all, SealKey.Role.AUTHORITY, now);
            if (authority == null) {
                authority = TestAuthority.issue(SealKey.Role.AUTHORITY, null, now);
                add(authority, now);
            }
            present = TestAuthority.issue(role, authority, now);
            add(present, now);
            all = read();
        }
        known = all;
        return present;
    }

    private static @Nullable SealKey present(List<SealKey> keys, SealKey.Role role, Instant now) {
        return keys.stream()
                .filter(key -> key.role() == role && key.holds(now))
                .findFirst()
                .orElse(null);
    }

    private List<SealKey> read() {
        return rows().stream().map(this::opened).toList();
    }

    /** As they lie there: to know the certificates no key is opened. */
    private List<Row> rows() {
        return jdbc.sql("select * from trust.seal_key where revoked_at is null order by id desc")
                .query((row, n) -> row(row))
                .list();
    }

    /** As stored. */
    private record Row(String kid, SealKey.Role role, byte[] secret, byte[] certificate) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("kid"),
                SealKey.Role.valueOf(row.getString("role")),
                row.getBytes("secret"),
                row.getBytes("certificate"));
    }

    private SealKey opened(Row row) {
        try {
            byte[] secret = master.open(row.secret(), associated(row.role(), row.kid()));
            return new SealKey(
                    row.role(),
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(secret)),
                    chain(row));
        } catch (GeneralSecurityException e) {
            throw damaged(row, e);
        }
    }

    private static List<X509Certificate> chain(Row row) {
        try {
            return certificates(new ByteArrayInputStream(row.certificate()));
        } catch (GeneralSecurityException e) {
            throw damaged(row, e);
        }
    }

    private static IllegalStateException damaged(Row row, GeneralSecurityException why) {
        return new IllegalStateException("seal key " + row.kid() + " is damaged", why);
    }

    private void add(SealKey key, Instant now) {
        String kid = UUID.randomUUID().toString();
        jdbc.sql("""
                insert into trust.seal_key (kid, role, created_at, valid_from, valid_until, secret, certificate)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        kid,
                        key.role().name(),
                        utc(now),
                        utc(key.certificate().getNotBefore().toInstant()),
                        utc(key.certificate().getNotAfter().toInstant()),
                        master.seal(key.secret().getEncoded(), associated(key.role(), kid)),
                        pem(key.chain()).getBytes(StandardCharsets.US_ASCII))
                .update();
    }

    /** Those of a file, as PEM or DER, in its order. */
    static List<X509Certificate> certificates(InputStream file) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    static String pem(List<X509Certificate> chain) {
        return chain.stream().map(SealKeys::pem).collect(Collectors.joining());
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }

    private static byte[] associated(SealKey.Role role, String kid) {
        return (role + ":" + kid).getBytes(StandardCharsets.UTF_8);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
