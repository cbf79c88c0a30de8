package tw.onestop.access;

import java.util.List;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.stereotype.Component;

/** 鑰匙包: the passkeys of one person. */
@Component
class KeyCase {

    private final Passkeys passkeys;
    private final PasskeyUsers users;

    KeyCase(Passkeys passkeys, PasskeyUsers users) {
        this.passkeys = passkeys;
        this.users = users;
    }

    List<Passkey> of(StaffMember owner) {
        PublicKeyCredentialUserEntity user = users.findByUsername(owner.username());
        return user == null
                ? List.of()
                : passkeys.findByUserId(user.getId()).stream()
                        .map(key -> new Passkey(
                                key.getCredentialId().toBase64UrlString(),
                                key.getLabel(),
                                key.getCreated(),
                                key.getLastUsed()))
                        .toList();
    }

    void remove(StaffMember owner, String id) {
        if (of(owner).stream().anyMatch(mine -> mine.id().equals(id))) {
            passkeys.delete(Bytes.fromBase64(id));
        }
    }
}
