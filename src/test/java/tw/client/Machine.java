package tw.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An agency's machine as its developer would write it. */
final class Machine {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    final String code;
    final String clientId;
    final String endpoint;
    final JWK key;
    private final Wire wire;
    private @Nullable String token;

    Machine(Wire wire, JsonNode told) {
        this.wire = wire;
        this.code = told.path("code").asString();
        this.clientId = told.path("clientId").asString();
        this.endpoint = "/v1/endpoints/" + told.path("endpointId").asString();
        try {
            this.key = JWK.parse(told.path("privateJwk").toString());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    JWTClaimsSet.Builder claims() {
        String issuer = wire.get("/.well-known/oauth-authorization-server")
                .json()
                .path("issuer")
                .asString();
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(issuer)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString());
    }

    String assertion(Consumer<JWTClaimsSet.Builder> changed) {
        JWTClaimsSet.Builder claims = claims();
        changed.accept(claims);
        return sign(claims.build(), key);
    }

    static String sign(JWTClaimsSet claims, JWK key) {
        try {
            boolean ec = key instanceof ECKey;
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(ec ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(ec ? new ECDSASigner(key.toECKey()) : new RSASSASigner(key.toRSAKey()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> tokenForm(String assertion) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_assertion_type", JWT_BEARER);
        form.put("client_assertion", assertion);
        return form;
    }

    Answer askForToken(String assertion) {
        return wire.form("/oauth2/token", tokenForm(assertion));
    }

    String bearer() {
        if (token == null) {
            token = askForToken(assertion(claims -> {}))
                    .is(200)
                    .json()
                    .path("access_token")
                    .asString();
        }
        return "Bearer " + token;
    }

    Answer get(String path) {
        return wire.get(path, "Authorization", bearer());
    }

    Answer json(String method, String path, String body) {
        return wire.json(method, path, body, "Authorization", bearer());
    }

    /** With headers of its own. */
    Answer on(String method, String path, @Nullable String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", bearer(), "Content-Type", "application/json"));
        return wire.send(method, path, body, all.toArray(String[]::new));
    }

    Answer pull(String query) {
        return get("/v1/notices" + query);
    }

    /** The whole feed from its beginning. */
    List<JsonNode> feed() {
        List<JsonNode> feed = new ArrayList<>();
        JsonNode page;
        String after = "0";
        do {
            page = pull("?limit=1000&after=" + after).is(200).json();
            page.path("notices").forEach(feed::add);
            after = page.path("last").asString();
        } while (page.path("more").asBoolean());
        return feed;
    }

    Answer reply(String id, String idempotencyKey, String body) {
        return wire.json(
                "POST",
                "/v1/notices/" + id + "/replies",
                body,
                "Authorization",
                bearer(),
                "Idempotency-Key",
                idempotencyKey);
    }

    Answer reply(String id, String body) {
        return reply(id, UUID.randomUUID().toString(), body);
    }

    /** Listens there from now on. */
    Answer listen(String url, @Nullable String encryptionJwk) {
        String body = encryptionJwk == null
                ? "{\"url\":\"%s\"}".formatted(url)
                : "{\"url\":\"%s\",\"encryptionJwk\":%s}".formatted(url, encryptionJwk);
        return json("PUT", endpoint, body);
    }
}
