package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Client;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sha256;

/** 綁定金鑰的權杖 (DPoP, RFC 9449): whoever stole one has nothing. */
@ProductTest
class BoundTokenTests {

    private static final String ISSUER = "http://localhost:8080";
    private static final String CLIENT = "bound-test-client";
    private static final String DOOR = "/v1/no-such-thing";

    @LocalServerPort
    int port;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    TokenDesk desk;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    TestClock clock;

    ECKey assertionKey;
    ECKey key;
    Browser machine;

    @BeforeEach
    void anEnrolledClient() throws JOSEException {
        assertionKey = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        key = new ECKeyGenerator(Curve.P_256).generate();
        machine = new Browser(port);
        agencies.enrol(
                new Client(CLIENT, new AgencyCode("TAIPOWER"), new JWKSet(assertionKey.toPublicJWK()).toString()));
    }

    @AfterEach
    void asBefore() {
        clock.reset();
        desk.requireProof(CLIENT, false);
    }

    @Test
    void aTokenIsBoundToTheKeyOfTheProofItWasAskedForWith() throws Exception {
        JsonNode answer = json.readTree(ask(proofForToken(key)).body());
        assertThat(answer.get("token_type").asString()).isEqualTo("DPoP");
        assertThat(SignedJWT.parse(answer.get("access_token").asString())
                        .getJWTClaimsSet()
                        .getJSONObjectClaim("cnf"))
                .containsEntry("jkt", key.computeThumbprint().toString());
        String token = answer.get("access_token").asString();
        assertThat(call("DPoP " + token, proof(token)).statusCode()).isEqualTo(404); // in, and nothing there
        assertThat(call("dpop " + token, proof(token)).statusCode()).isEqualTo(404);
    }

    @Test
    void aStolenTokenOpensNothing() throws Exception {
        String token = boundToken();
        refused(call("Bearer " + token, null), "invalid_token", "its scheme is DPoP");
        refused(call("Bearer " + token, proof(token)), "invalid_token", "its scheme is DPoP");
        refused(call("DPoP " + token, null), "invalid_dpop_proof", "one header DPoP");
        ECKey thief = new ECKeyGenerator(Curve.P_256).generate();
        refused(call("DPoP " + token, proof(thief, token, claims -> {})), "invalid_dpop_proof", "another key");
        // The thief's signature under the owner's key.
        refused(
                call("DPoP " + token, signed(thief, key, token, claims -> {})),
                "invalid_dpop_proof",
                "signed by the key");
        assertThat(jdbc.sql(
                                "select count(*) from audit.trail where actor_id = ? and action = 'access.door' and detail = 'proof'")
                        .param(CLIENT)
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void aProofServesOneRequestOnce() throws Exception {
        String token = boundToken();
        String proof = proof(token);
        assertThat(call("DPoP " + token, proof).statusCode()).isEqualTo(404);
        refused(call("DPoP " + token, proof), "invalid_dpop_proof", "used before");
        HttpResponse<String> two = machine.send(machine.request(DOOR)
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof(token))
                .header("DPoP", proof(token))
                .GET());
        refused(two, "invalid_dpop_proof", "one header DPoP");
    }

    @Test
    void whateverIsWrongWithAProofIsSaid() throws Exception {
        String token = boundToken();
        Map<String, Consumer<JWTClaimsSet.Builder>> wrong = new LinkedHashMap<>();
        wrong.put("htm must", claims -> claims.claim("htm", "POST"));
        wrong.put("htu must be", claims -> claims.claim("htu", ISSUER + "/v1/notices"));
        wrong.put("the issuer of the metadata", claims -> claims.claim("htu", "http://evil.example" + DOOR));
        wrong.put("htu must be the address", claims -> claims.claim("htu", null));
        wrong.put(
                "iat must", claims -> claims.issueTime(Date.from(clock.instant().minusSeconds(120))));
        wrong.put(
                "iat must be now",
                claims -> claims.issueTime(Date.from(clock.instant().plusSeconds(120))));
        wrong.put("jti is", claims -> claims.jwtID(null));
        wrong.put("jti is required", claims -> claims.jwtID("x".repeat(300)));
        wrong.put("ath must", claims -> claims.claim("ath", "AAAA"));
        wrong.put("ath must be", claims -> claims.claim("ath", null));
        for (Map.Entry<String, Consumer<JWTClaimsSet.Builder>> one : wrong.entrySet()) {
            refused(call("DPoP " + token, proof(key, token, one.getValue())), "invalid_dpop_proof", one.getKey());
        }
        refused(call("DPoP " + token, "no.proof.atall"), "invalid_dpop_proof", "one header DPoP");
        refused(call("DPoP " + token, "x".repeat(6_000)), "invalid_dpop_proof", "one header DPoP");
        SignedJWT untyped = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(key.toPublicJWK()).build(),
                claims(token).build());
        untyped.sign(new ECDSASigner(key));
        refused(call("DPoP " + token, untyped.serialize()), "invalid_dpop_proof", "typ must");
        assertThat(call("DPoP " + token, proof(token)).statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenThatIsBoundToNothingStaysAsItWas() throws Exception {
        String token = json.readTree(ask(null).body()).get("access_token").asString();
        assertThat(call("Bearer " + token, null).statusCode()).isEqualTo(404);
        refused(call("DPoP " + token, proof(token)), "invalid_token", "its scheme is Bearer");
        HttpResponse<String> nothing = machine.send(machine.request(DOOR).GET());
        assertThat(nothing.headers().allValues("WWW-Authenticate"))
                .anyMatch(offer -> offer.startsWith("Bearer"))
                .contains("DPoP algs=\"ES256 RS256\"");
    }

    @Test
    void aClientThatMustProveItselfGetsNoTokenWithout() throws Exception {
        desk.requireProof(CLIENT, true);
        HttpResponse<String> without = ask(null);
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).contains("invalid_dpop_proof", "with a proof only");
        assertThat(ask(proofForToken(key)).statusCode()).isEqualTo(200);
    }

    @Test
    void aProofForATokenIsTakenOnceAndTheAssertionOutlivesAWrongOne() throws Exception {
        String proof = proofForToken(key);
        assertThat(ask(proof).statusCode()).isEqualTo(200);
        assertThat(ask(proof).body()).contains("invalid_dpop_proof", "used before");
        String assertion = assertion(UUID.randomUUID().toString(), ISSUER, CLIENT, assertionKey);
        assertThat(post(assertion, proof(key, "", claims -> {})).body()).contains("htm must be");
        assertThat(post(assertion, proofForToken(key)).statusCode()).isEqualTo(200);
        assertThat(post(assertion, proofForToken(key)).body()).contains("invalid_client", "used before");
    }

    @Test
    void anRsaKeyBindsTooAndAShortOneDoesNot() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).generate();
        assertThat(ask(proofForToken(rsa)).statusCode()).isEqualTo(200);
        assertThat(ask(proofForToken(new RSAKeyGenerator(1024, true).generate()))
                        .body())
                .contains("invalid_dpop_proof");
    }

    @Test
    void theSameJtiOfTwoAgenciesIsTwoAssertions() throws Exception {
        ECKey others = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        agencies.enrol(
                new Client("bound-test-other", new AgencyCode("BLI"), new JWKSet(others.toPublicJWK()).toString()));
        String jti = UUID.randomUUID().toString();
        assertThat(post(assertion(jti, ISSUER, CLIENT, assertionKey), null).statusCode())
                .isEqualTo(200);
        assertThat(post(assertion(jti, ISSUER, "bound-test-other", others), null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(assertion(jti, ISSUER, CLIENT, assertionKey), null).statusCode())
                .isEqualTo(401);
        // One agency's assertion signed by the other's key, and one for another audience.
        assertThat(post(assertion(UUID.randomUUID().toString(), ISSUER, CLIENT, others), null)
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(assertion(UUID.randomUUID().toString(), "https://another.example", CLIENT, assertionKey), null)
                        .body())
                .contains("invalid_client", "aud must be");
    }

    @Test
    void aTokenOfAnotherIssuerOrAudienceIsNone() throws Exception {
        String token = json.readTree(ask(null).body()).get("access_token").asString();
        JWTClaimsSet ours = SignedJWT.parse(token).getJWTClaimsSet();
        SignedJWT foreign = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(SignedJWT.parse(token).getHeader().getKeyID())
                        .build(),
                new JWTClaimsSet.Builder(ours)
                        .audience("https://another.example")
                        .build());
        foreign.sign(new ECDSASigner(assertionKey));
        assertThat(call("Bearer " + foreign.serialize(), null).statusCode()).isEqualTo(401);
        String none = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + token.split("\\.", -1)[1] + ".";
        assertThat(call("Bearer " + none, null).statusCode()).isEqualTo(401);
    }

    private String boundToken() throws Exception {
        return json.readTree(ask(proofForToken(key)).body()).get("access_token").asString();
    }

    private HttpResponse<String> ask(@Nullable String proof) throws Exception {
        return post(assertion(UUID.randomUUID().toString(), ISSUER, CLIENT, assertionKey), proof);
    }

    private HttpResponse<String> post(String assertion, @Nullable String proof) {
        HttpRequest.Builder request = machine.request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.form(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        assertion))));
        return machine.send(proof == null ? request : request.header("DPoP", proof));
    }

    private HttpResponse<String> call(String authorization, @Nullable String proof) {
        HttpRequest.Builder request =
                machine.request(DOOR).header("Authorization", authorization).GET();
        return machine.send(proof == null ? request : request.header("DPoP", proof));
    }

    private String assertion(String jti, String audience, String client, ECKey by) throws JOSEException {
        Instant now = clock.instant();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(),
                new JWTClaimsSet.Builder()
                        .issuer(client)
                        .subject(client)
                        .audience(audience)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofSeconds(60))))
                        .jwtID(jti)
                        .build());
        jwt.sign(new ECDSASigner(by));
        return jwt.serialize();
    }

    private String proofForToken(JWK by) throws JOSEException {
        return proof(
                by,
                "",
                claims -> claims.claim("htm", "POST")
                        .claim("htu", ISSUER + "/oauth2/token")
                        .claim("ath", null));
    }

    private String proof(String token) throws JOSEException {
        return proof(key, token, claims -> {});
    }

    private String proof(JWK by, String token, Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(by, by, token, change);
    }

    private String signed(JWK by, JWK named, String token, Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        JWTClaimsSet.Builder claims = claims(token);
        change.accept(claims);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(by instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(named.toPublicJWK())
                        .build(),
                claims.build());
        jwt.sign(
                by instanceof RSAKey rsa
                        ? new RSASSASigner(rsa.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()))
                        : new ECDSASigner(by.toECKey()));
        return jwt.serialize();
    }

    private JWTClaimsSet.Builder claims(String token) {
        return new JWTClaimsSet.Builder()
                .claim("htm", "GET")
                .claim("htu", ISSUER + DOOR)
                .claim(
                        "ath",
                        Base64URL.encode(Sha256.of(token.getBytes(StandardCharsets.UTF_8)))
                                .toString())
                .issueTime(Date.from(clock.instant()))
                .jwtID(UUID.randomUUID().toString());
    }

    private static void refused(HttpResponse<String> answer, String error, String why) {
        assertThat(answer.statusCode()).as(why).isEqualTo(401);
        List<String> challenges = answer.headers().allValues("WWW-Authenticate");
        assertThat(challenges).as(why).hasSize(1);
        assertThat(challenges.getFirst())
                .startsWith("DPoP error=\"" + error + "\"")
                .contains(why, "algs=\"ES256 RS256\"");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }
}
