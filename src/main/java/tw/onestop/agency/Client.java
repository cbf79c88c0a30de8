package tw.onestop.agency;

import tw.onestop.kernel.AgencyCode;

/**
 * 機關系統用戶端, an agency's machine as the token endpoint knows it.
 *
 * @param clientId its id
 * @param agency whose machine it is
 * @param publicJwkSet the JWK set (JSON) its assertions are verified with
 * @param rehearsing whether its tokens open the rehearsal (介接演練) and nothing else
 */
public record Client(String clientId, AgencyCode agency, String publicJwkSet, boolean rehearsing) {

    /** One that is at work. */
    public Client(String clientId, AgencyCode agency, String publicJwkSet) {
        this(clientId, agency, publicJwkSet, false);
    }
}
