package tw.onestop.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Component;

/** 登入保證, as the open sessions say it. */
@Component
class Assurances implements AssuranceDesk {

    private final SessionRegistry sessions;
    private final Clock clock;

    Assurances(SessionRegistry sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Optional<Assurance> present() {
        return Present.signedIn().map(SignedIn::assurance);
    }

    @Override
    public Optional<CardSession> card() {
        return Present.signedIn().flatMap(SignedIn::card);
    }

    @Override
    public Presence presence(String username, Duration within) {
        return active(username, within)
                .map(one -> one.assurance() == Assurance.CERTIFICATE ? Presence.BY_CERTIFICATE : Presence.SIGNED_IN)
                .max(Comparator.naturalOrder())
                .orElse(Presence.ABSENT);
    }

    @Override
    public Optional<CardSession> card(String username, Duration within) {
        return active(username, within)
                .flatMap(one -> one.card().stream())
                .max(Comparator.comparing(CardSession::since));
    }

    private Stream<SignedIn> active(String username, Duration within) {
        Instant since = clock.instant().minus(within);
        return signedIn(open().filter(
                                session -> session.getLastRequest().toInstant().isAfter(since)))
                .filter(one -> one.getUsername().equals(username));
    }

    /** Of every session its own: the registry's key is whoever of that name came first. */
    private Stream<SessionInformation> open() {
        return sessions.getAllPrincipals().stream().flatMap(who -> sessions.getAllSessions(who, false).stream());
    }

    private static Stream<SignedIn> signedIn(Stream<SessionInformation> sessions) {
        return sessions.map(SessionInformation::getPrincipal)
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
    }
}
