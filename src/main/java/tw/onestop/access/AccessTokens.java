package tw.onestop.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sha256;
import tw.onestop.trust.TrustDesk;

/**
 * 存取權杖 (RFC 9068): ES256, ten minutes. Verifying costs more than most answers, so a verified token is remembered by
 * its digest until it expires.
 */
@Component
class AccessTokens {

    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final int REMEMBERED = 10_000;

    private final TrustDesk trust;
    private final Issuer issuer;
    private final Clock clock;
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();

    AccessTokens(TrustDesk trust, Issuer issuer, Clock clock) {
        this.trust = trust;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * @param key thumbprint of the key the token is bound to (RFC 9449 §6.1), or null
     */
    String issue(Actor client, @Nullable String key) {
        Instant now = clock.instant();
        String kid = trust.tokenKeys().getFirst().kid();
        JWTClaimsSet.Builder said = new JWTClaimsSet.Builder()
                .issuer(issuer.url())
                .audience(issuer.url())
                .subject(client.id())
                .claim("client_id", client.id())
                .claim("agency", Objects.requireNonNull(client.agency()).value())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString());
        JWTClaimsSet claims = (key == null ? said : said.claim("cnf", Map.of("jkt", key))).build();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).type(TYPE).build();
        String signed = header.toBase64URL() + "." + claims.toPayload().toBase64URL();
        return signed + "." + Base64URL.encode(trust.signToken(kid, signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Whose token this is, and to which key it is bound, when it is valid now. */
    Optional<Verified> verified(String token) {
        Instant now = clock.instant();
        String digest = Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
        Verified known = verified.get(digest);
        if (known == null) {
            known = verify(token).orElse(null);
            if (known != null && known.expires().isAfter(now)) {
                remember(digest, known, now);
            }
        }
        return Optional.ofNullable(known).filter(found -> found.expires().isAfter(now));
    }

    private Optional<Verified> verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean ours = JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    && TYPE.equals(jwt.getHeader().getType())
                    && issuer.url().equals(claims.getIssuer())
                    && claims.getAudience().contains(issuer.url())
                    && signedByUs(jwt);
            return ours
                    ? Optional.of(new Verified(
                            Actor.system(
                                    claims.getSubject(),
                                    new AgencyCode(Objects.requireNonNull(claims.getStringClaim("agency")))),
                            claims.getExpirationTime().toInstant(),
                            key(claims)))
                    : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException torn) {
            return Optional.empty();
        }
    }

    /** Null for a token that is bound to none. */
    private static @Nullable String key(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> bound = claims.getJSONObjectClaim("cnf");
        return bound == null ? null : (String) Objects.requireNonNull(bound.get("jkt"));
    }

    private boolean signedByUs(SignedJWT jwt) throws JOSEException {
        for (TrustDesk.TokenKey key : trust.tokenKeys()) {
            if (key.kid().equals(jwt.getHeader().getKeyID())) {
                return jwt.verify(new ECDSAVerifier(key.publicKey()));
            }
        }
        return false;
    }

    private void remember(String digest, Verified token, Instant now) {
        if (verified.size() >= REMEMBERED) {
            verified.values().removeIf(old -> !old.expires().isAfter(now));
        }
        if (verified.size() < REMEMBERED) {
            verified.put(digest, token);
        }
    }

    /** 已驗權杖. */
    record Verified(Actor holder, Instant expires, @Nullable String key) {}
}
