package tw.onestop.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 用戶端斷言 (RFC 7523): what an agency's machine signs to prove who it is. */
record Assertion(SignedJWT jwt, JWTClaimsSet claims) {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int RSA_BITS = 2048;

    static Optional<Assertion> parse(String compact) {
        try {
            SignedJWT jwt = SignedJWT.parse(compact);
            return Optional.of(new Assertion(jwt, jwt.getJWTClaimsSet()));
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The client it claims to be from, when issuer and subject agree. */
    Optional<String> clientId() {
        return Optional.ofNullable(claims.getIssuer())
                .filter(issuer -> issuer.equals(claims.getSubject()) && isPlain(issuer));
    }

    /** What is wrong with its claims at this instant, or empty. */
    Optional<String> fault(Issuer issuer, Instant now) {
        Instant issued = instant(claims.getIssueTime());
        Instant expires = instant(claims.getExpirationTime());
        Instant notBefore = instant(claims.getNotBeforeTime());
        String jti = claims.getJWTID();
        if (!(audience() instanceof String audience) || !issuer.isAudience(audience)) {
            return Optional.of("aud must be the issuer or the token endpoint, as a single string");
        }
        if (issued == null || expires == null || issued.isAfter(now.plus(SKEW))) {
            return Optional.of("iat and exp are required and iat must not lie in the future");
        }
        if (!expires.isAfter(now) || (notBefore != null && notBefore.isAfter(now.plus(SKEW)))) {
            return Optional.of("the assertion is not valid now");
        }
        if (Duration.between(issued, expires).compareTo(LONGEST) > 0) {
            return Optional.of("exp must be at most 120 seconds after iat");
        }
        if (jti == null || jti.isBlank() || jti.length() > 255 || !isPlain(jti)) {
            return Optional.of("jti is required, of at most 255 characters, none of them a control character");
        }
        return Optional.empty();
    }

    boolean signedByOneOf(String publicJwkSet) {
        try {
            String kid = jwt.getHeader().getKeyID();
            for (JWK key : JWKSet.parse(publicJwkSet).getKeys()) {
                if ((kid == null || kid.equals(key.getKeyID())) && verifies(jwt, key)) {
                    return true;
                }
            }
            return false;
        } catch (ParseException e) {
            throw new IllegalStateException("a client's registered keys are no JWK set", e);
        }
    }

    /** By ES256, or by RS256 with a key that is long enough. */
    static boolean verifies(SignedJWT jwt, JWK key) {
        try {
            JWSVerifier verifier = verifier(key, jwt.getHeader().getAlgorithm());
            return verifier != null && jwt.verify(verifier);
        } catch (JOSEException e) {
            return false;
        }
    }

    private static @Nullable JWSVerifier verifier(JWK key, JWSAlgorithm algorithm) throws JOSEException {
        if (JWSAlgorithm.ES256.equals(algorithm)
                && KeyType.EC.equals(key.getKeyType())
                && Curve.P_256.equals(key.toECKey().getCurve())) {
            return new ECDSAVerifier(key.toECKey());
        }
        return JWSAlgorithm.RS256.equals(algorithm) && KeyType.RSA.equals(key.getKeyType()) && key.size() >= RSA_BITS
                ? new RSASSAVerifier(key.toRSAKey())
                : null;
    }

    /** What a database can hold as text. */
    private static boolean isPlain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    /** As it was written: a list of one is not a string. */
    private @Nullable Object audience() {
        return jwt.getPayload().toJSONObject().get("aud");
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
