package tw.onestop.access;

import java.util.UUID;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Component;

/** Fixture: somebody has a session open, without a browser. */
@Component
public class Sessions {

    private final SessionRegistry registry;
    private final Accounts accounts;
    private final AccessDesk access;

    Sessions(SessionRegistry registry, Accounts accounts, AccessDesk access) {
        this.registry = registry;
        this.accounts = accounts;
        this.access = access;
    }

    /** By certificate; the id of the session. */
    public String open(StaffMember member) {
        return open(member, Assurance.CERTIFICATE);
    }

    public String open(StaffMember member, Assurance way) {
        // A session without its account is ended within seconds.
        if (accounts.find(member.username()).isEmpty()) {
            access.open(member, "correct horse battery staple");
        }
        String id = UUID.randomUUID().toString();
        registry.registerNewSession(
                id, accounts.loadUserByUsername(member.username()).by(way));
        return id;
    }

    public void close(String id) {
        registry.removeSessionInformation(id);
    }
}
