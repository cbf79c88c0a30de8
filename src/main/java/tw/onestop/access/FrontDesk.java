package tw.onestop.access;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.NationalId;

/** 身分櫃檯, the desk of this room. */
@Component
class FrontDesk implements AccessDesk {

    private final AccountBook book;
    private final PasswordEncoder encoder;
    private final SessionRegistry sessions;
    private final Visitors visitors;

    FrontDesk(AccountBook book, PasswordEncoder encoder, SessionRegistry sessions, Visitors visitors) {
        this.visitors = visitors;
        this.book = book;
        this.encoder = encoder;
        this.sessions = sessions;
    }

    @Override
    public StaffMember current() {
        return present().orElseThrow(() -> new AccessDeniedException("nobody is signed in"));
    }

    @Override
    public Optional<StaffMember> present() {
        return Present.member().map(member -> member.serving(visitors.present()));
    }

    @Override
    public void serve(Set<NationalId> others) {
        visitors.come(others, current().actor().alone());
    }

    @Override
    public List<String> colleagues() {
        return book.colleagues(current());
    }

    @Override
    public void open(StaffMember member, String password) {
        String hash = Objects.requireNonNull(encoder.encode(password));
        book.open(member, hash);
        // What was granted before ends now, also in sessions that are open.
        sessions.getAllSessions(new SignedIn(member, hash, Instant.EPOCH), false)
                .forEach(SessionInformation::expireNow);
    }
}
