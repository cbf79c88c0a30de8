package tw.onestop.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/**
 * 權杖持有者: whose token came with a request. One that is bound to a key is taken with a proof of that key only (DPoP, RFC 9449 §7),
 * one that is not bound is taken as it is.
 */
@Component
class MachineHolders {

    static final String PROOF = "DPoP";
    private static final String BEARER = "Bearer ";
    private static final String BOUND = "DPoP ";

    private final AccessTokens tokens;
    private final Proofs proofs;
    private final AgencyDesk agencies;
    private final SignInTrail trail;

    MachineHolders(AccessTokens tokens, Proofs proofs, AgencyDesk agencies, SignInTrail trail) {
        this.trail = trail;
        this.tokens = tokens;
        this.proofs = proofs;
        this.agencies = agencies;
    }

    /** The token as it came: whatever stands there is looked up, so that its letters need not be judged before (RFC 6750 §2.1). */
    static @Nullable String token(HttpServletRequest request) {
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (given == null) {
            return null;
        }
        if (given.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return given.substring(BEARER.length()).strip();
        }
        return isBound(given) ? given.substring(BOUND.length()).strip() : null;
    }

    /** Whether the request says that its token is bound. */
    static boolean saysBound(HttpServletRequest request) {
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        return given != null && isBound(given);
    }

    AuthenticationManager of(HttpServletRequest request) {
        return tried -> holder(request, ((BearerTokenAuthenticationToken) tried).getToken());
    }

    private Authentication holder(HttpServletRequest request, String token) {
        AccessTokens.Verified found =
                tokens.verified(token).orElseThrow(() -> new InvalidBearerTokenException("the token is not valid now"));
        String key = found.key();
        if (key != null) {
            prove(request, token, key).ifPresent(refused -> {
                // Whoever has the token and not its key may have stolen it.
                trail.turnedAway(found.holder(), request.getRequestURI(), "proof");
                throw refused;
            });
        } else if (saysBound(request)) {
            throw new ProofRefused("invalid_token", "the token is bound to no key; its scheme is Bearer");
        }
        return holder(found);
    }

    private AgencyAuthentication holder(AccessTokens.Verified found) {
        return found.rehearsing()
                ? AgencyAuthentication.rehearsing(found.holder())
                : new AgencyAuthentication(found.holder(), mayQuery(found.holder()));
    }

    /** Whose token it is where it needs no proof; empty for a token that needs one or is refused, and where none came. */
    Optional<AgencyAuthentication> unproven(HttpServletRequest request) {
        return Optional.ofNullable(token(request))
                .filter(_ -> !saysBound(request))
                .flatMap(tokens::verified)
                .filter(found -> found.key() == null)
                .map(this::holder);
    }

    private Optional<ProofRefused> prove(HttpServletRequest request, String token, String key) {
        if (!saysBound(request)) {
            return refused("invalid_token", "the token is bound to a key; its scheme is DPoP, with a proof");
        }
        Optional<Proof> proof = Proof.only(Collections.list(request.getHeaders(PROOF)));
        return proof.isEmpty()
                ? refused("invalid_dpop_proof", "one header DPoP with one proof is needed")
                : proofs.take(proof.get(), request.getMethod(), request.getRequestURI(), token, key)
                        .flatMap(why -> refused("invalid_dpop_proof", why));
    }

    private static Optional<ProofRefused> refused(String error, String why) {
        return Optional.of(new ProofRefused(error, why));
    }

    /** Receivers (state corporations, private bodies, associations) get notices and may never query. */
    private boolean mayQuery(Actor holder) {
        AgencyCode code = holder.agency();
        return code != null && agencies.find(code).filter(Agency::mayQuery).isPresent();
    }

    private static boolean isBound(String given) {
        return given.regionMatches(true, 0, BOUND, 0, BOUND.length());
    }
}
