package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Date;
import java.util.UUID;

/**
 * 持有證明 (DPoP, RFC 9449): tokens are bound to a key that is made at each start and never leaves this program, so a token that is
 * stolen opens nothing.
 */
final class Proofs {

    private final ECKey key;
    private final Clock clock;

    Proofs(Clock clock) throws IOException {
        this.clock = clock;
        try {
            this.key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException unusable) {
            throw new IOException("P-256 is not available", unusable);
        }
    }

    /**
     * For one request.
     *
     * @param token the token that comes with it; {@code ""} when one is asked for
     */
    String proof(String method, String address, String token) throws IOException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .claim("htm", method)
                .claim("htu", address)
                .issueTime(Date.from(clock.instant()))
                .jwtID(UUID.randomUUID().toString());
        if (!token.isEmpty()) {
            claims.claim("ath", digest(token));
        }
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(new JOSEObjectType("dpop+jwt"))
                            .jwk(key.toPublicJWK())
                            .build(),
                    claims.build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException unusable) {
            throw new IOException("a proof cannot be signed", unusable);
        }
    }

    private static String digest(String token) throws IOException {
        try {
            return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)))
                    .toString();
        } catch (NoSuchAlgorithmException unusable) {
            throw new IOException(unusable);
        }
    }
}
