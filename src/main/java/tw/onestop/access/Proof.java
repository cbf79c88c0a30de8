package tw.onestop.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tw.onestop.kernel.Sha256;

/**
 * 持有證明 (DPoP, RFC 9449 §4): by which a machine shows, for one request, that it holds the key a token is bound to.
 *
 * @param key the public key it names
 */
record Proof(SignedJWT jwt, JWTClaimsSet claims, JWK key) {

    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
    private static final int LONGEST = 8 * 1024;
    private static final int LONGEST_ID = 255;

    /** How old one may be; none is remembered longer than that. */
    static final Duration AGE = Duration.ofSeconds(60);

    static final Duration SKEW = Duration.ofSeconds(30);

    /** The one that came, where exactly one came and can be read. */
    static Optional<Proof> only(List<String> brought) {
        return brought.size() == 1 ? parse(brought.getFirst()) : Optional.empty();
    }

    private static Optional<Proof> parse(String compact) {
        if (compact.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(compact);
            JWK key = jwt.getHeader().getJWK();
            return key == null || key.isPrivate()
                    ? Optional.empty()
                    : Optional.of(new Proof(jwt, jwt.getJWTClaimsSet(), key));
        } catch (ParseException | RuntimeException torn) { // whatever letters somebody sends come to
            return Optional.empty();
        }
    }

    /** SHA-256 of the key (RFC 7638), by which tokens name it. */
    String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    String id() {
        return String.valueOf(claims.getJWTID());
    }

    /** Why it proves nothing for a request of this method to one of our addresses, now; or empty. The signature is judged last. */
    Optional<String> fault(String method, String path, Issuer here, Instant now) {
        String id = claims.getJWTID();
        Instant issued =
                claims.getIssueTime() == null ? null : claims.getIssueTime().toInstant();
        if (!TYPE.equals(jwt.getHeader().getType())) {
            return Optional.of("typ must be dpop+jwt");
        }
        if (!method.equals(claims.getClaim("htm"))) {
            return Optional.of("htm must be the method of the request");
        }
        if (!(claims.getClaim("htu") instanceof String htu) || !here.isAddress(htu, path)) {
            return Optional.of("htu must be the address of the request: the issuer of the metadata and the path");
        }
        if (issued == null || issued.isAfter(now.plus(SKEW)) || issued.isBefore(now.minus(AGE))) {
            return Optional.of("iat must be now, at most 60 seconds ago");
        }
        if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
            return Optional.of("jti is required, of at most 255 characters");
        }
        return Assertion.verifies(jwt, key)
                ? Optional.empty()
                : Optional.of("the proof must be signed by the key of its header jwk, by ES256 or RS256");
    }

    /** Whether it was made for this token. */
    boolean isFor(String token) {
        return Base64URL.encode(Sha256.of(token.getBytes(StandardCharsets.UTF_8)))
                .toString()
                .equals(claims.getClaim("ath"));
    }
}
