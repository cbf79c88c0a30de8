package tw.onestop.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 身分櫃檯, the desk of this room. */
@Component
class FrontDesk implements AccessDesk {

    private final AccountBook book;
    private final PasswordEncoder encoder;
    private final KeyCase keys;
    private final Tokens tokens;
    private final SessionRegistry sessions;

    FrontDesk(AccountBook book, PasswordEncoder encoder, KeyCase keys, Tokens tokens, SessionRegistry sessions) {
        this.book = book;
        this.encoder = encoder;
        this.keys = keys;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Override
    public StaffMember current() {
        return present().orElseThrow(() -> new AccessDeniedException("nobody is signed in"));
    }

    @Override
    public Optional<StaffMember> present() {
        return Present.member();
    }

    @Override
    public void open(StaffMember member, String password) {
        String hash = Objects.requireNonNull(encoder.encode(password));
        book.open(member, hash);
        // What was granted before ends now, also in sessions that are open.
        sessions.getAllSessions(new SignedIn(member, hash), false).forEach(SessionInformation::expireNow);
    }

    @Override
    public Optional<Actor> presentAgency() {
        return Present.agency();
    }

    @Override
    public Actor currentAgency() {
        return presentAgency().orElseThrow(() -> new AccessDeniedException("no agency is signed in"));
    }

    @Override
    public List<Passkey> passkeys() {
        return keys.of(current());
    }

    @Override
    public void removePasskey(String id) {
        keys.remove(current(), id);
    }

    @Override
    public List<Refusal> changePassword(String present, String wanted) {
        return book.changePassword(current(), present, wanted);
    }

    @Override
    public TokenAnswer token(String assertion, Optional<String> clientId) {
        return tokens.exchange(assertion, clientId);
    }
}
