package tw.onestop.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import tw.onestop.kernel.Refusal;
import tw.onestop.trust.CertificateAnswer;
import tw.onestop.trust.CertificateDesk;
import tw.onestop.trust.CertificateHolder;

/** 憑證登入: whoever's card signs what was made up for this session comes in as the account the card is bound to. */
@Component
class CardDoor implements CardDesk {

    static final String ACTION = "access.sign-in";
    static final RequestMatcher ENTER = PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/sign-in/certificate");

    private final CertificateDesk certificates;
    private final CardCase cardCase;
    private final BoundCards cards;
    private final Accounts accounts;
    private final SignInTrail trail;

    CardDoor(CertificateDesk certificates, CardCase cardCase, BoundCards cards, Accounts accounts, SignInTrail trail) {
        this.cardCase = cardCase;
        this.certificates = certificates;
        this.cards = cards;
        this.accounts = accounts;
        this.trail = trail;
    }

    @Override
    public boolean isOffered() {
        return certificates.isOffered();
    }

    @Override
    public String challenge() {
        return certificates.challenge(
                RequestContextHolder.currentRequestAttributes().getSessionId(), ACTION);
    }

    @Override
    public List<Refusal> bind(String username, byte[] certificate) {
        return cardCase.bind(accounts.loadUserByUsername(username).member(), certificate);
    }

    Authentication arrive(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String signed = request.getParameter("signature");
        if (session == null || signed == null) {
            throw refused(null, "trust.certificate.stale");
        }
        return switch (certificates.verify(session.getId(), ACTION, signed)) {
            case CertificateAnswer.Refused(Refusal why) -> throw refused(null, why.code());
            case CertificateAnswer.Proven(CertificateHolder holder, UUID evidence) -> account(holder, evidence);
        };
    }

    private Authentication account(CertificateHolder holder, UUID evidence) {
        Optional<SignedIn> account = cards.username(holder).flatMap(accounts::find);
        if (account.isEmpty()) {
            throw refused(null, "access.certificate.unbound");
        }
        StaffMember member = account.get().member();
        if (member.roles().isEmpty()) {
            throw refused(member, "access.certificate.closed");
        }
        Optional<String> fault = cardCase.fault(member, holder);
        if (fault.isPresent()) {
            // Of whom the account is was said anew since the card was bound.
            throw refused(member, fault.get());
        }
        SignedIn who = account.get()
                .with(new CardSession(
                        member, holder.name(), holder.lastFour(), cards.used(member.username()), evidence));
        who.eraseCredentials();
        trail.arrivedWithCard(member, evidence);
        return UsernamePasswordAuthenticationToken.authenticated(who, null, who.getAuthorities());
    }

    private CardRefused refused(@Nullable StaffMember member, String code) {
        trail.cardRefused(member, code);
        return new CardRefused(code);
    }
}
