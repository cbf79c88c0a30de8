package tw.onestop.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Component;

/** 登入保證, as the open sessions say it. */
@Component
class Assurances implements AssuranceDesk {

    private final SessionRegistry sessions;

    Assurances(SessionRegistry sessions) {
        this.sessions = sessions;
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
    public List<CardSession> cards() {
        return Present.member().stream()
                .flatMap(present -> open().filter(card -> isOfTheSameHouse(card.member(), present)))
                .toList();
    }

    /** Of every session its own: the registry's key is whoever of that name came first. */
    private Stream<CardSession> open() {
        return sessions.getAllPrincipals().stream()
                .flatMap(who -> sessions.getAllSessions(who, false).stream())
                .map(SessionInformation::getPrincipal)
                .flatMap(who -> who instanceof SignedIn signedIn ? signedIn.card().stream() : Stream.empty());
    }

    private static boolean isOfTheSameHouse(StaffMember one, StaffMember other) {
        return Objects.equals(one.agency(), other.agency()) && Objects.equals(one.office(), other.office());
    }
}
