package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import tw.onestop.ProductTest;
import tw.onestop.kernel.OfficeCode;

@ProductTest
class PasskeyTests {

    private static final Instant NOON = Instant.parse("2026-01-09T04:00:00Z");

    @Autowired
    AccessDesk access;

    @Autowired
    Passkeys passkeys;

    @Autowired
    PasskeyUsers users;

    @Autowired
    KeyCase keys;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aPasskeyIsKeptAsEnrolledAndCountsItsUses() {
        StaffMember owner = aMember("passkey-owner");
        Bytes handle = handle(owner);
        CredentialRecord enrolled = aPasskey(handle, 1);
        passkeys.save(enrolled);
        passkeys.save(aPasskey(enrolled, 2));
        CredentialRecord kept = Objects.requireNonNull(passkeys.findByCredentialId(enrolled.getCredentialId()));
        assertThat(kept)
                .usingRecursiveComparison()
                .ignoringFields("signatureCount", "lastUsed")
                .isEqualTo(enrolled);
        assertThat(kept.getSignatureCount()).isEqualTo(2);
        assertThat(kept.getLastUsed()).isEqualTo(NOON.plusSeconds(2));
        assertThat(keys.of(owner)).extracting(Passkey::label).containsExactly("辦公室電腦");
    }

    @Test
    void nobodyRemovesAnothersPasskey() {
        StaffMember owner = aMember("passkey-mine");
        StaffMember other = aMember("passkey-other");
        handle(other);
        passkeys.save(aPasskey(handle(owner), 1));
        String id = keys.of(owner).getFirst().id();
        keys.remove(other, id);
        assertThat(keys.of(owner)).hasSize(1);
        keys.remove(owner, id);
        assertThat(keys.of(owner)).isEmpty();
    }

    @Test
    void nobodyTakesOverAnothersPasskey() {
        Bytes owner = handle(aMember("passkey-robbed"));
        CredentialRecord enrolled = aPasskey(owner, 1);
        passkeys.save(enrolled);
        passkeys.save(ImmutableCredentialRecord.fromCredentialRecord(enrolled)
                .userEntityUserId(handle(aMember("passkey-robber")))
                .build());
        assertThat(Objects.requireNonNull(passkeys.findByCredentialId(enrolled.getCredentialId()))
                        .getUserEntityUserId())
                .isEqualTo(owner);
    }

    @Test
    void enrollingAndRemovingAreOnTheTrailOnceEach() {
        String before = "select count(*) from audit.trail where action = ?";
        long added = count(before, "access.passkey.add");
        long removed = count(before, "access.passkey.remove");
        CredentialRecord enrolled = aPasskey(handle(aMember("passkey-trail")), 1);
        passkeys.save(enrolled);
        passkeys.save(aPasskey(enrolled, 2));
        passkeys.delete(enrolled.getCredentialId());
        passkeys.delete(enrolled.getCredentialId());
        assertThat(count(before, "access.passkey.add") - added).isEqualTo(1);
        assertThat(count(before, "access.passkey.remove") - removed).isEqualTo(1);
    }

    private long count(String sql, String action) {
        return jdbc.sql(sql).param(action).query(Long.class).single();
    }

    private StaffMember aMember(String username) {
        StaffMember member = new StaffMember(username, "測試員", Set.of(Role.CLERK), new OfficeCode("09007010"), null);
        access.open(member, "correct horse battery");
        return member;
    }

    private Bytes handle(StaffMember member) {
        users.save(ImmutablePublicKeyCredentialUserEntity.builder()
                .id(Bytes.random())
                .name(member.username())
                .displayName(member.name())
                .build());
        return Objects.requireNonNull(users.findByUsername(member.username())).getId();
    }

    private static CredentialRecord aPasskey(CredentialRecord like, long count) {
        return ImmutableCredentialRecord.fromCredentialRecord(like)
                .signatureCount(count)
                .lastUsed(NOON.plusSeconds(count))
                .build();
    }

    private static CredentialRecord aPasskey(Bytes handle, long count) {
        return ImmutableCredentialRecord.builder()
                .credentialId(Bytes.random())
                .userEntityUserId(handle)
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .label("辦公室電腦")
                .publicKey(new ImmutablePublicKeyCose(new byte[] {1, 2, 3}))
                .signatureCount(count)
                .uvInitialized(true)
                .backupEligible(true)
                .backupState(false)
                .transports(Set.of(AuthenticatorTransport.INTERNAL, AuthenticatorTransport.HYBRID))
                .attestationObject(new Bytes(new byte[] {4}))
                .attestationClientDataJSON(new Bytes(new byte[] {5}))
                .created(NOON)
                .lastUsed(NOON.plusSeconds(count))
                .build();
    }
}
