package tw.onestop.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * 練習環境入口: the one way into the training copy: whoever the register's program hands over. The copy keeps an account of
 * them, whose password nobody knows.
 */
@Component
class TrainingDoor {

    static final RequestMatcher ENTER = PathPatternRequestMatcher.pathPattern(HttpMethod.POST, HandOver.DOOR);

    private final HandOver handOver;
    private final Accounts accounts;
    private final AccountBook book;
    private final SignInTrail trail;

    TrainingDoor(HandOver handOver, Accounts accounts, AccountBook book, SignInTrail trail) {
        this.handOver = handOver;
        this.accounts = accounts;
        this.book = book;
        this.trail = trail;
    }

    Authentication arrive(HttpServletRequest request) {
        StaffMember member = handOver.read(request.getParameter("pass"))
                .orElseThrow(() -> new BadCredentialsException("nobody is handed over by this"));
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate(); // whoever sat here before, and whom they served
        }
        SignedIn who = account(member).by(Assurance.HANDED_OVER);
        who.eraseCredentials();
        trail.arrived(member, "hand-over");
        return UsernamePasswordAuthenticationToken.authenticated(who, null, who.getAuthorities());
    }

    /** An account that says the same stays as it is, so that the member's other session goes on. */
    private SignedIn account(StaffMember member) {
        return accounts.find(member.username())
                .filter(known -> known.member().equals(member))
                .orElseGet(() -> {
                    book.open(member);
                    return accounts.loadUserByUsername(member.username());
                });
    }

    OwnWay way() {
        return new OwnWay(
                ENTER,
                this::arrive,
                new SimpleUrlAuthenticationSuccessHandler("/counter"),
                new SimpleUrlAuthenticationFailureHandler("/sign-in?stale"));
    }
}
