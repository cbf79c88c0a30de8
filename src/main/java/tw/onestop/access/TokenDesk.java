package tw.onestop.access;

import java.util.List;
import java.util.Optional;

/** 權杖核發: access tokens for agencies' machines. */
public interface TokenDesk {

    /**
     * Exchanges an agency's assertion (RFC 7523) for an access token; each assertion is taken once.
     *
     * @param clientId what the request says beside the assertion; the assertion alone is enough
     * @param proofs the headers DPoP of the request (RFC 9449 §5): the token is bound to the key of the one there may be
     */
    TokenAnswer token(String assertion, Optional<String> clientId, List<String> proofs);

    /** Whether a client's machine gets tokens with a proof only, from now on. */
    void requireProof(String clientId, boolean required);
}
