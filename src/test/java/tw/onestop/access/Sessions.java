package tw.onestop.access;

import java.time.Instant;
import java.util.UUID;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Component;

/** Fixture: somebody has a session open, without a browser. */
@Component
public class Sessions {

    private final SessionRegistry registry;

    Sessions(SessionRegistry registry) {
        this.registry = registry;
    }

    /** By certificate; the id of the session. */
    public String open(StaffMember member) {
        return open(member, Assurance.CERTIFICATE);
    }

    public String open(StaffMember member, Assurance way) {
        String id = UUID.randomUUID().toString();
        registry.registerNewSession(id, new SignedIn(member, "", Instant.EPOCH).by(way));
        return id;
    }

    public void close(String id) {
        registry.removeSessionInformation(id);
    }
}
