package tw.onestop.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import tw.onestop.kernel.Actor;

/** 機關系統身分: the principal is the kernel's Actor itself, so that rooms below this one can read it. */
final class AgencyAuthentication extends AbstractAuthenticationToken {

    /** What agencies of the kind LINKED have and receivers never get. */
    static final String MAY_QUERY = "LINKED";

    /** What a rehearsing client has, and nothing else. */
    static final String REHEARSING = "REHEARSING";

    private static final SimpleGrantedAuthority QUERIES = new SimpleGrantedAuthority(MAY_QUERY);

    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    AgencyAuthentication(Actor actor, boolean mayQuery) {
        this(actor, List.of("AGENCY", mayQuery ? MAY_QUERY : "RECEIVER"));
    }

    /** 演練中: the doors of the agencies at work stay closed, since this is none of them. */
    static AgencyAuthentication rehearsing(Actor actor) {
        return new AgencyAuthentication(actor, List.of(REHEARSING));
    }

    private AgencyAuthentication(Actor actor, List<String> authorities) {
        super(authorities.stream().map(SimpleGrantedAuthority::new).toList());
        this.actor = actor;
        setAuthenticated(true);
    }

    boolean mayQuery() {
        return getAuthorities().contains(QUERIES);
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
