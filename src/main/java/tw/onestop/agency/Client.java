package tw.onestop.agency;

import tw.onestop.kernel.AgencyCode;

/**
 * 機關系統用戶端, an agency's machine as the token endpoint knows it.
 *
 * @param clientId its id
 * @param agency whose machine it is
 * @param publicJwkSet the JWK set (JSON) its assertions are verified with
 */
public record Client(String clientId, AgencyCode agency, String publicJwkSet) {}
