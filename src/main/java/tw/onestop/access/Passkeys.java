package tw.onestop.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;

/** 通行密鑰, the passkeys as stored; adding and removing one is on the trail. */
@Repository
@Transactional
class Passkeys implements UserCredentialRepository {

    private final JdbcClient jdbc;
    private final AuditDesk audit;

    Passkeys(JdbcClient jdbc, AuditDesk audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Override
    public void save(CredentialRecord passkey) {
        boolean added = jdbc.sql("""
                insert into access.passkey as p (credential_id, user_id, label, public_key, signature_count, uv_initialized,
                       backup_eligible, backup_state, transports, credential_type, attestation_object, client_data_json,
                       created, last_used)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (credential_id) do update
                   set signature_count = excluded.signature_count, uv_initialized = excluded.uv_initialized,
                       backup_state = excluded.backup_state, last_used = excluded.last_used
                 where p.user_id = excluded.user_id
                returning old.credential_id is null
                """)
                .param(passkey.getCredentialId().getBytes())
                .param(passkey.getUserEntityUserId().getBytes())
                .param(passkey.getLabel())
                .param(passkey.getPublicKey().getBytes())
                .param(passkey.getSignatureCount())
                .param(passkey.isUvInitialized())
                .param(passkey.isBackupEligible())
                .param(passkey.isBackupState())
                .param(passkey.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .toArray(String[]::new))
                .param(Optional.ofNullable(passkey.getCredentialType())
                        .map(PublicKeyCredentialType::getValue)
                        .orElse(null))
                .param(bytes(passkey.getAttestationObject()))
                .param(bytes(passkey.getAttestationClientDataJSON()))
                .param(passkey.getCreated().atOffset(ZoneOffset.UTC))
                .param(passkey.getLastUsed().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (added) {
            audit.record(Act.done(actor(), "access.passkey.add", null, null));
        }
    }

    @Override
    public void delete(Bytes credentialId) {
        int gone = jdbc.sql("delete from access.passkey where credential_id = ?")
                .param(credentialId.getBytes())
                .update();
        if (gone == 1) {
            audit.record(Act.done(actor(), "access.passkey.remove", null, null));
        }
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return jdbc.sql("select * from access.passkey where credential_id = ?")
                .param(credentialId.getBytes())
                .query(Passkeys::passkey)
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return jdbc.sql("select * from access.passkey where user_id = ? order by created")
                .param(userId.getBytes())
                .query(Passkeys::passkey)
                .list();
    }

    private static Actor actor() {
        return Present.member().map(StaffMember::actor).orElseGet(() -> Actor.rule("access.passkey"));
    }

    private static byte @Nullable [] bytes(@Nullable Bytes value) {
        return value == null ? null : value.getBytes();
    }

    private static CredentialRecord passkey(ResultSet row, int number) throws SQLException {
        ImmutableCredentialRecord.ImmutableCredentialRecordBuilder passkey = ImmutableCredentialRecord.builder()
                .credentialId(new Bytes(row.getBytes("credential_id")))
                .userEntityUserId(new Bytes(row.getBytes("user_id")))
                .label(row.getString("label"))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("uv_initialized"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backup_state"))
                .transports(Arrays.stream((String[]) row.getArray("transports").getArray())
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toUnmodifiableSet()))
                .created(row.getObject("created", OffsetDateTime.class).toInstant())
                .lastUsed(row.getObject("last_used", OffsetDateTime.class).toInstant());
        if (row.getString("credential_type") != null) {
            passkey.credentialType(PublicKeyCredentialType.valueOf(row.getString("credential_type")));
        }
        if (row.getBytes("attestation_object") != null) {
            passkey.attestationObject(new Bytes(row.getBytes("attestation_object")));
        }
        if (row.getBytes("client_data_json") != null) {
            passkey.attestationClientDataJSON(new Bytes(row.getBytes("client_data_json")));
        }
        return passkey.build();
    }
}
