package tw.onestop.access;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 持有證明查驗: each is taken once. */
@Component
class Proofs {

    private final Issuer issuer;
    private final UsedProofs used;
    private final Clock clock;

    Proofs(Issuer issuer, UsedProofs used, Clock clock) {
        this.issuer = issuer;
        this.used = used;
        this.clock = clock;
    }

    /** What is wrong with the proof of a request for a token, or empty; it is not used by that. */
    Optional<String> fault(Proof proof) {
        return proof.fault("POST", "/oauth2/token", issuer, clock.instant());
    }

    /** Takes the proof: empty when it is good for this token and request and now used, else what is wrong with it. */
    Optional<String> take(Proof proof, String method, String path, String token, String thumbprint) {
        Optional<String> fault = proof.fault(method, path, issuer, clock.instant());
        if (fault.isPresent()) {
            return fault;
        }
        if (!proof.thumbprint().equals(thumbprint)) {
            return Optional.of("the token is bound to another key");
        }
        return proof.isFor(token) ? use(proof, thumbprint) : Optional.of("ath must be the SHA-256 of the token");
    }

    Optional<String> use(Proof proof) {
        return use(proof, proof.thumbprint());
    }

    private Optional<String> use(Proof proof, String thumbprint) {
        return used.use(thumbprint, proof.id(), clock.instant())
                ? Optional.empty()
                : Optional.of("this proof (jti) was used before");
    }
}
