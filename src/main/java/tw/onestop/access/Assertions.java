package tw.onestop.access;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Client;

/** 斷言查驗: signature, claims and single use, in this order, so that a stranger uses up nobody's jti. */
@Component
class Assertions {

    static final String UNKNOWN = "the client is unknown or the assertion is not signed with its key";

    private final UsedAssertions used;
    private final Issuer issuer;
    private final Clock clock;

    Assertions(UsedAssertions used, Issuer issuer, Clock clock) {
        this.used = used;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** What is wrong with it, or empty; it is not used by that. */
    Optional<String> fault(Assertion assertion, Client client) {
        return assertion.signedByOneOf(client.publicJwkSet())
                ? assertion.fault(issuer, clock.instant())
                : Optional.of(UNKNOWN);
    }

    /** Takes an assertion without fault: empty when it is now used, else that it was used before. */
    Optional<String> take(Assertion assertion, Client client) {
        boolean fresh = used.use(
                client.clientId(),
                assertion.claims().getJWTID(),
                assertion.claims().getExpirationTime().toInstant());
        return fresh ? Optional.empty() : Optional.of("this assertion (jti) was used before");
    }
}
