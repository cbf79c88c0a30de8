package tw.onestop.access;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationRequestToken;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** 登入: by password or passkey, each try on the trail before it is answered. */
@Component
class SignIn implements AuthenticationManager {

    private final DaoAuthenticationProvider passwords;
    private final WebAuthnRelyingPartyOperations passkeys;
    private final Accounts accounts;
    private final Attempts attempts;
    private final SignInTrail trail;

    SignIn(
            Accounts accounts,
            PasswordEncoder encoder,
            WebAuthnRelyingPartyOperations passkeys,
            Attempts attempts,
            SignInTrail trail) {
        this.passwords = new DaoAuthenticationProvider(accounts);
        passwords.setPasswordEncoder(encoder);
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.attempts = attempts;
        this.trail = trail;
    }

    @Override
    public Authentication authenticate(Authentication tried) {
        return tried instanceof WebAuthnAuthenticationRequestToken passkey ? byPasskey(passkey) : byPassword(tried);
    }

    private Authentication byPassword(Authentication tried) {
        String username = tried.getName().strip();
        Optional<Duration> left = attempts.waiting(username);
        if (left.isPresent()) {
            trail.waiting(username);
            throw new Waiting(left.get());
        }
        try {
            Authentication found = passwords.authenticate(
                    UsernamePasswordAuthenticationToken.unauthenticated(username, tried.getCredentials()));
            return arrived((SignedIn) Objects.requireNonNull(found.getPrincipal()), "password");
        } catch (InternalAuthenticationServiceException e) {
            // A database that is away is an outage, not a wrong password.
            throw e.getCause() instanceof RuntimeException outage ? outage : e;
        } catch (BadCredentialsException e) {
            trail.failed(username, "password");
            throw e;
        }
    }

    private Authentication byPasskey(WebAuthnAuthenticationRequestToken tried) {
        String username;
        try {
            username = passkeys.authenticate(tried.getWebAuthnRequest()).getName();
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            trail.failed("", "passkey");
            throw new BadCredentialsException("this passkey does not open an account", e);
        }
        return arrived(accounts.loadUserByUsername(username).by(Assurance.PASSKEY), "passkey");
    }

    private Authentication arrived(SignedIn who, String way) {
        who.eraseCredentials();
        trail.arrived(who.member(), way);
        return UsernamePasswordAuthenticationToken.authenticated(who, null, who.getAuthorities());
    }
}
