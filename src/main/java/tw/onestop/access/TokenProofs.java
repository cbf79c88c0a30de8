package tw.onestop.access;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** 綁定金鑰: the proof that comes with a request for a token, and which machines must bring one. */
@Component
class TokenProofs {

    private final Proofs proofs;
    private final BoundClients bound;

    TokenProofs(Proofs proofs, BoundClients bound) {
        this.proofs = proofs;
        this.bound = bound;
    }

    /**
     * What is wrong with what was brought, or empty.
     *
     * @param brought how many proofs
     */
    Optional<String> fault(String clientId, int brought, Optional<Proof> proof) {
        if (brought == 0) {
            return bound.contains(clientId)
                    ? Optional.of("this client gets tokens with a proof only (header DPoP)")
                    : Optional.empty();
        }
        return proof.isEmpty()
                ? Optional.of("one header DPoP with one proof that names its key (jwk) is needed")
                : proofs.fault(proof.get());
    }

    Optional<String> use(Proof proof) {
        return proofs.use(proof);
    }

    void require(String clientId, boolean required) {
        if (required) {
            bound.add(clientId);
        } else {
            bound.remove(clientId);
        }
    }
}
