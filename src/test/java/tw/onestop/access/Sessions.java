package tw.onestop.access;

import java.util.Objects;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Component;
import tw.onestop.Walk;
import tw.onestop.trust.CertificateHolder;

/** Fixture: somebody has a session open, without a browser. */
@Component
public class Sessions {

    private final SessionRegistry registry;
    private final Accounts accounts;
    private final AccessDesk access;
    private final BoundCards cards;

    Sessions(SessionRegistry registry, Accounts accounts, AccessDesk access, BoundCards cards) {
        this.registry = registry;
        this.accounts = accounts;
        this.access = access;
        this.cards = cards;
    }

    /** By certificate; the id of the session. */
    public String open(StaffMember member) {
        return open(member, Assurance.CERTIFICATE);
    }

    public String open(StaffMember member, Assurance way) {
        // A session without its account is ended within seconds.
        if (accounts.find(member.username()).isEmpty()) {
            access.open(member, Walk.PASSWORD);
        }
        String id = UUID.randomUUID().toString();
        SignedIn who = accounts.loadUserByUsername(member.username());
        registry.registerNewSession(id, way == Assurance.CERTIFICATE ? who.with(card(member)) : who.by(way));
        return id;
    }

    /** A new card of theirs, bound to the account: a session by a card that is not ends within seconds. */
    private CardSession card(StaffMember member) {
        String lastFour = Objects.requireNonNull(member.self()).value().substring(6);
        cards.release(member.username());
        cards.bind(
                member.username(), new CertificateHolder(member.name(), lastFour, "", "fixture " + member.username()));
        return new CardSession(member, member.name(), lastFour, cards.used(member.username()), UUID.randomUUID());
    }

    /** As if the present request were of this session. */
    public void present(String id) {
        present((SignedIn)
                Objects.requireNonNull(registry.getSessionInformation(id)).getPrincipal());
    }

    static void present(SignedIn who) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(who, null, who.getAuthorities()));
    }

    /** Nobody's request is answered. */
    public void nobodyIsPresent() {
        SecurityContextHolder.clearContext();
    }

    public void close(String id) {
        registry.removeSessionInformation(id);
    }
}
