package tw.onestop.exchange;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.trust.EnvelopeDesk;

/** 檔案交換之金鑰簿: agencies' certificates and SSH keys, and the house's own. */
@Repository
class BundleKeys {

    private final JdbcClient jdbc;

    BundleKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void certificate(AgencyCode agency, boolean forEncryption, byte[] certificate, Instant at, String by) {
        jdbc.sql("""
                insert into exchange.bundle_certificate (agency, for_encryption, certificate, registered_at, registered_by)
                values (?, ?, ?, ?, ?)
                on conflict (agency, for_encryption) do update
                set certificate = excluded.certificate, registered_at = excluded.registered_at, registered_by = excluded.registered_by
                """)
                .params(agency.value(), forEncryption, certificate, Outbox.utc(at), by)
                .update();
    }

    Optional<X509Certificate> certificate(AgencyCode agency, boolean forEncryption) {
        return jdbc.sql("select certificate from exchange.bundle_certificate where agency = ? and for_encryption = ?")
                .params(agency.value(), forEncryption)
                .query((row, n) -> certificate(row.getBytes(1)))
                .optional();
    }

    /** One that can be used now: certificates end. */
    Optional<X509Certificate> valid(AgencyCode agency, boolean forEncryption, Instant now) {
        return certificate(agency, forEncryption)
                .filter(one -> one.getNotAfter().toInstant().isAfter(now));
    }

    /** False when somebody has it already. */
    boolean sshKey(AgencyCode agency, BundleDesk.SshKey key, String line, String by) {
        return jdbc.sql("""
                insert into exchange.ssh_key (fingerprint, agency, name, public_key, registered_at, registered_by)
                values (?, ?, ?, ?, ?, ?)
                on conflict (fingerprint) do nothing
                """)
                        .params(key.fingerprint(), agency.value(), key.name(), line, Outbox.utc(key.at()), by)
                        .update()
                == 1;
    }

    /** Whose key it is; at every agency, since one key opens one folder. */
    Optional<AgencyCode> holder(String fingerprint) {
        return jdbc.sql("select agency from exchange.ssh_key where fingerprint = ?")
                .param(fingerprint)
                .query((row, n) -> new AgencyCode(row.getString(1)))
                .optional();
    }

    /** Who has a folder. */
    List<AgencyCode> holders() {
        return jdbc.sql("select distinct agency from exchange.ssh_key")
                .query((row, n) -> new AgencyCode(row.getString(1)))
                .list();
    }

    boolean removeSshKey(AgencyCode agency, String fingerprint) {
        return jdbc.sql("delete from exchange.ssh_key where agency = ? and fingerprint = ?")
                        .params(agency.value(), fingerprint)
                        .update()
                > 0;
    }

    List<BundleDesk.SshKey> sshKeys(AgencyCode agency) {
        return jdbc.sql("select * from exchange.ssh_key where agency = ? order by registered_at, fingerprint")
                .param(agency.value())
                .query((row, n) -> new BundleDesk.SshKey(
                        row.getString("fingerprint"), row.getString("name"), Outbox.instant(row, "registered_at")))
                .list();
    }

    /** The pair agencies encrypt to; made once, by whoever asks first, and anew when its certificate is over. */
    EnvelopeDesk.Pair own(EnvelopeDesk envelopes, Instant now) {
        return own(now).orElseGet(() -> {
            lock();
            return own(now).orElseGet(() -> {
                EnvelopeDesk.Pair made = envelopes.pair();
                add("OPEN", new Stored(made.sealedSecret(), encoded(made.certificate())), now);
                return made;
            });
        });
    }

    private Optional<EnvelopeDesk.Pair> own(Instant now) {
        return stored("OPEN")
                .map(key -> new EnvelopeDesk.Pair(key.secretSealed(), certificate(key.publicPart())))
                .filter(pair -> pair.certificate().getNotAfter().toInstant().isAfter(now));
    }

    /** By what agencies know the SFTP server: the same on every node and after every start. */
    Stored host(Supplier<Stored> made, Instant now) {
        lock();
        return stored("HOST").orElseGet(() -> {
            Stored fresh = made.get();
            add("HOST", fresh, now);
            return fresh;
        });
    }

    /** 所存金鑰. */
    record Stored(byte[] secretSealed, byte[] publicPart) {}

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(20498)").query(row -> {});
    }

    private Optional<Stored> stored(String purpose) {
        return jdbc.sql("select * from exchange.bundle_key where purpose = ? order by id desc limit 1")
                .param(purpose)
                .query((row, n) -> new Stored(row.getBytes("secret_sealed"), row.getBytes("public_part")))
                .optional();
    }

    private void add(String purpose, Stored key, Instant now) {
        jdbc.sql("insert into exchange.bundle_key (purpose, secret_sealed, public_part, made_at) values (?, ?, ?, ?)")
                .params(purpose, key.secretSealed(), key.publicPart(), Outbox.utc(now))
                .update();
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }

    private static X509Certificate certificate(byte[] encoded) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate is damaged", e);
        }
    }
}
