package tw.onestop.access;

import java.util.stream.Stream;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import tw.onestop.kernel.Actor;

/** 機關系統身分: the principal is the kernel's Actor itself, so that rooms below this one can read it. */
final class AgencyAuthentication extends AbstractAuthenticationToken {

    /** What agencies of the kind LINKED have and receivers never get. */
    static final String MAY_QUERY = "LINKED";

    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    AgencyAuthentication(Actor actor, boolean mayQuery) {
        super(Stream.of("AGENCY", mayQuery ? MAY_QUERY : "RECEIVER")
                .map(SimpleGrantedAuthority::new)
                .toList());
        this.actor = actor;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    @Override
    public String getName() {
        return actor.id();
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof AgencyAuthentication that && that.actor.equals(actor);
    }

    @Override
    public int hashCode() {
        return actor.hashCode();
    }
}
