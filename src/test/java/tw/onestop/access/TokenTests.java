package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
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
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.trust.TrustDesk;

@ProductTest
class TokenTests {

    private static final String ISSUER = "http://localhost:8080";
    private static final String CLIENT = "token-test-client";

    @LocalServerPort
    int port;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    AccessTokens tokens;

    @Autowired
    TrustDesk trust;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    TestClock clock;

    ECKey key;
    RSAKey rsa;
    Browser machine;

    @BeforeEach
    void anEnrolledClient() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        rsa = new RSAKeyGenerator(2048).keyID("k2").generate();
        machine = new Browser(port);
        agencies.enrol(
                new Client(CLIENT, new AgencyCode("TAIPOWER"), new JWKSet(List.<JWK>of(key, rsa)).toString(true)));
    }

    @AfterEach
    void letTheClockRun() {
        clock.reset();
    }

    @Test
    void aSignedAssertionIsExchangedForATokenOfTenMinutes() throws Exception {
        HttpResponse<String> answer = ask(signed(claims -> {}));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode body = json.readTree(answer.body());
        assertThat(body.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(body.get("expires_in").asInt()).isEqualTo(600);
        SignedJWT token = SignedJWT.parse(body.get("access_token").asString());
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(token.verify(new ECDSAVerifier(trust.tokenKeys().getFirst().publicKey())))
                .isTrue();
        assertThat(tokens.verified(token.serialize()).map(AccessTokens.Verified::holder))
                .contains(Actor.system(CLIENT, new AgencyCode("TAIPOWER")));
    }

    @Test
    void theTokenEndpointIsAnAudienceTooAndClientIdAndRsaAreWelcome() throws Exception {
        assertThat(ask(signed(claims -> claims.audience(ISSUER + "/oauth2/token")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(Map.of("client_id", CLIENT), signed(claims -> {})).statusCode())
                .isEqualTo(200);
        SignedJWT byRsa = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k2").build(), claims().build());
        byRsa.sign(new RSASSASigner(rsa));
        assertThat(ask(byRsa.serialize()).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenOpensTheMachinesDoorsUntilItExpiresAlsoWhenItWasRemembered() throws Exception {
        String token = json.readTree(ask(signed(claims -> {})).body())
                .get("access_token")
                .asString();
        assertThat(withToken(token).statusCode()).isEqualTo(404);
        assertThat(withToken(token).statusCode()).isEqualTo(404);
        clock.advance(Duration.ofMinutes(9));
        assertThat(withToken(token).statusCode()).isEqualTo(404);
        clock.advance(Duration.ofSeconds(61));
        HttpResponse<String> late = withToken(token);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
        assertThat(late.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(late.body()).contains("\"code\":\"unauthorized\"");
    }

    @Test
    void aTokenIsNoSessionAndOpensNoPages() throws Exception {
        String token = json.readTree(ask(signed(claims -> {})).body())
                .get("access_token")
                .asString();
        HttpResponse<String> page = machine.send(machine.request("/account")
                .header("Authorization", "Bearer " + token)
                .GET());
        assertThat(page.statusCode()).isEqualTo(302);
        machine = new Browser(port);
        assertThat(withToken(token).headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void withoutATokenOrWithAForgedOneTheDoorsStayClosed() throws Exception {
        assertThat(machine.get("/v1/anything").statusCode()).isEqualTo(401);
        assertThat(withToken("not.a.token").statusCode()).isEqualTo(401);
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new com.nimbusds.jose.JOSEObjectType("at+jwt"))
                        .keyID(trust.tokenKeys().getFirst().kid())
                        .build(),
                claims().claim("agency", "TAIPOWER").build());
        forged.sign(new ECDSASigner(key));
        assertThat(withToken(forged.serialize()).statusCode()).isEqualTo(401);
        assertThat(machine.send(machine.request("/oauth2/authorize").GET()).statusCode())
                .isIn(401, 403);
    }

    @Test
    void anAssertionIsTakenOnce() throws Exception {
        String assertion = signed(claims -> {});
        assertThat(ask(assertion).statusCode()).isEqualTo(200);
        refused(ask(assertion), "used before");
    }

    @Test
    void aRefusedAssertionUsesNoJtiUp() throws Exception {
        String jti = UUID.randomUUID().toString();
        refused(ask(signed(claims -> claims.jwtID(jti).audience("https://elsewhere.example"))), "aud");
        assertThat(ask(signed(claims -> claims.jwtID(jti))).statusCode()).isEqualTo(200);
    }

    @Test
    void whateverIsWrongWithAnAssertionIsSaid() throws Exception {
        Instant now = clock.instant();
        refused(ask(signed(claims -> claims.expirationTime(Date.from(now.plusSeconds(200))))), "120 seconds");
        refused(ask(signed(claims -> claims.audience("https://elsewhere.example"))), "aud");
        refused(ask(signed(claims -> claims.audience(List.of(ISSUER, "https://elsewhere.example")))), "aud");
        refused(
                ask(signed(claims -> claims.issueTime(Date.from(now.minusSeconds(100)))
                        .expirationTime(Date.from(now.minusSeconds(1))))),
                "not valid now");
        refused(
                ask(signed(claims -> claims.issueTime(Date.from(now.plusSeconds(300)))
                        .expirationTime(Date.from(now.plusSeconds(360))))),
                "future");
        refused(ask(signed(claims -> claims.issueTime(null))), "iat");
        refused(ask(signed(claims -> claims.jwtID(null))), "jti");
        refused(ask(signed(claims -> claims.subject("somebody-else"))), "unknown");
        refused(ask(signed(claims -> claims.issuer("nobody").subject("nobody"))), "unknown");
        refused(ask("not a jwt"), "unknown");
        refused(post(Map.of("client_id", "somebody-else"), signed(claims -> {})), "unknown");
    }

    @Test
    void anotherKeyOpensNothing() throws Exception {
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims().build());
        jwt.sign(new ECDSASigner(stranger));
        refused(ask(jwt.serialize()), "unknown");
    }

    @Test
    void aBadRequestIsToldInTheWordsOfTheStandard() throws Exception {
        error(form("grant_type=password"), 400, "unsupported_grant_type");
        error(form("x=y"), 400, "invalid_request");
        error(form("grant_type=client_credentials&grant_type=client_credentials"), 400, "invalid_request");
        error(form("grant_type=client_credentials"), 401, "invalid_client");
    }

    @Test
    void grantsAndRefusalsAreOnTheTrail() throws Exception {
        String before = jdbc.sql("select coalesce(max(seq), 0) from audit.trail")
                .query(String.class)
                .single();
        String assertion = signed(claims -> {});
        ask(assertion);
        ask(assertion);
        assertThat(jdbc.sql("select outcome from audit.trail where actor_id = ? and seq > ?::bigint order by seq")
                        .params(CLIENT, before)
                        .query(String.class)
                        .list())
                .containsExactly("DONE", "REFUSED");
    }

    @Test
    void theMetadataSayWhatTheEndpointTakes() {
        JsonNode metadata = json.readTree(
                machine.get("/.well-known/oauth-authorization-server").body());
        assertThat(metadata.get("issuer").asString()).isEqualTo(ISSUER);
        assertThat(metadata.get("token_endpoint").asString()).isEqualTo(ISSUER + "/oauth2/token");
        assertThat(metadata.get("token_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"private_key_jwt\"]");
    }

    @Test
    void loopbackAliasesAreAudiencesOnlyWhereConfigured() {
        assertThat(new Issuer("http://localhost:9000/", true).isAudience("http://127.0.0.1:9000/oauth2/token"))
                .isTrue();
        assertThat(new Issuer("http://localhost:9000", false).isAudience("http://127.0.0.1:9000"))
                .isFalse();
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(CLIENT)
                .subject(CLIENT)
                .audience(ISSUER)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString());
    }

    private String signed(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims.build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private HttpResponse<String> ask(String assertion) {
        return post(Map.of(), assertion);
    }

    private HttpResponse<String> post(Map<String, String> more, String assertion) {
        Map<String, String> fields = new LinkedHashMap<>(more);
        fields.put("grant_type", "client_credentials");
        fields.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        fields.put("client_assertion", assertion);
        return form(Browser.form(fields));
    }

    private HttpResponse<String> form(String body) {
        return machine.send(machine.request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> withToken(String token) {
        return machine.send(machine.request("/v1/no-such-thing")
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    private void refused(HttpResponse<String> answer, String why) {
        error(answer, 401, "invalid_client");
        assertThat(json.readTree(answer.body()).get("error_description").asString())
                .contains(why);
    }

    private void error(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json.readTree(answer.body()).get("error").asString()).isEqualTo(error);
    }
}
