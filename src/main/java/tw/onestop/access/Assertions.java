package tw.onestop.access;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Client;

/** 斷言查驗: signature, claims and single use, in this order, so that a stranger uses up nobody's jti. */
@Component
class Assertions {

    static final String REPLAYED = "this assertion (jti) was used before";
    static final String UNKNOWN = "the client is unknown or the assertion is not signed with its key";

    private final UsedAssertions used;
    private final Issuer issuer;
    private final Clock clock;

    Assertions(UsedAssertions used, Issuer issuer, Clock clock) {
        this.used = used;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** What is wrong with what a signed one says, or empty; it is not used by that. */
    Optional<String> fault(Assertion assertion) {
        return assertion.fault(issuer, clock.instant());
    }

    /** Takes an assertion without fault: empty when it is now used, else that it was used before. */
    Optional<String> take(Assertion assertion, Client client) {
        boolean fresh = used.use(
                client.clientId(),
                assertion.claims().getJWTID(),
                assertion.claims().getExpirationTime().toInstant());
        return fresh ? Optional.empty() : Optional.of(REPLAYED);
    }
}
