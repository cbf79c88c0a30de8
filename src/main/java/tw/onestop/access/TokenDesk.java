package tw.onestop.access;

import java.util.Optional;

/** 權杖核發: access tokens for agencies' machines. */
public interface TokenDesk {

    /**
     * Exchanges an agency's assertion (RFC 7523) for an access token; each assertion is taken once.
     *
     * @param clientId what the request says beside the assertion; the assertion alone is enough
     */
    TokenAnswer token(String assertion, Optional<String> clientId);
}
