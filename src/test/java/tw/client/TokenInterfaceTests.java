package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** interfaces.md §2. */
class TokenInterfaceTests extends ClientCase {

    @Test
    void theMetadataNamesIssuerTokenEndpointAndKeys() {
        JsonNode metadata =
                wire.get("/.well-known/oauth-authorization-server").is(200).json();
        String issuer = metadata.path("issuer").asString();
        assertThat(metadata.path("token_endpoint").asString()).isEqualTo(issuer + "/oauth2/token");
        assertThat(metadata.path("jwks_uri").asString()).isEqualTo(issuer + "/.well-known/jwks.json");
        assertThat(metadata.path("token_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"private_key_jwt\"]");
        assertThat(metadata.path("token_endpoint_auth_signing_alg_values_supported")
                        .toString())
                .isEqualTo("[\"ES256\",\"RS256\"]");
    }

    @Test
    void es256AndRs256AssertionsGetATokenOfTenMinutes() {
        for (String agency : List.of("TAIPOWER", "BLI")) {
            Machine machine = country.machine(agency);
            Answer answer = machine.askForToken(machine.assertion(claims -> {})).is(200);
            assertThat(answer.type()).startsWith("application/json");
            assertThat(answer.header("Cache-Control")).contains("no-store");
            JsonNode token = answer.json();
            assertThat(token.path("token_type").asString()).isEqualTo("Bearer");
            assertThat(token.path("expires_in").asInt()).isEqualTo(600);
            wire.get(
                            "/v1/notices",
                            "Authorization",
                            "Bearer " + token.path("access_token").asString())
                    .is(200);
        }
    }

    @Test
    void theAudienceIsTheIssuerOrTheTokenEndpointAsASingleString() {
        String issuer = wire.get("/.well-known/oauth-authorization-server")
                .json()
                .path("issuer")
                .asString();
        good(claims -> claims.audience(issuer + "/oauth2/token"));
        good(claims -> claims.audience(issuer.replace("localhost", "127.0.0.1")));
        good(claims -> claims.audience(issuer.replace("localhost", "127.0.0.1") + "/oauth2/token"));
        bad(claims -> claims.audience("https://elsewhere.example"));
        bad(claims -> claims.audience(List.of(issuer, "https://elsewhere.example")));
        bad(claims -> claims.audience((String) null));
        bad(claims -> claims.claim("aud", Map.of("is", issuer)));
    }

    @Test
    void anAssertionExpiresAtMost120SecondsAfterItsIssue() {
        good(claims -> claims.expirationTime(in(120, claims)));
        bad(claims -> claims.expirationTime(in(121, claims)));
        bad(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(1))));
        bad(claims -> claims.issueTime(null));
        bad(claims -> claims.expirationTime(null));
        bad(claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(600)))
                .expirationTime(Date.from(Instant.now().plusSeconds(660))));
    }

    @Test
    void aJtiIsUsedOnceAndMustBeThere() {
        String assertion = power.assertion(claims -> {});
        power.askForToken(assertion).is(200);
        refused(power.askForToken(assertion));
        bad(claims -> claims.jwtID(null));
        bad(claims -> claims.jwtID("a\u0000b"));
        bad(claims -> claims.jwtID("x".repeat(256)));
    }

    @Test
    void issuerAndSubjectAreBothTheClient() {
        bad(claims -> claims.issuer("somebody"));
        bad(claims -> claims.subject("somebody"));
        bad(claims -> claims.issuer("a\u0000").subject("a\u0000"));
        bad(claims -> claims.issuer(country.machine("LAND").clientId).subject(country.machine("LAND").clientId));
    }

    @Test
    void aStrangersKeyGetsNoToken() throws Exception {
        refused(power.askForToken(Machine.sign(
                power.claims().build(),
                new ECKeyGenerator(Curve.P_256).keyID(power.key.getKeyID()).generate())));
        refused(power.askForToken("eyJhbGciOiJub25lIn0." + "e30" + "."));
        refused(power.askForToken("nonsense"));
    }

    @Test
    void theClientIdIsOptionalAndMustFit() {
        Map<String, String> form = Machine.tokenForm(power.assertion(claims -> {}));
        form.put("client_id", power.clientId);
        wire.form("/oauth2/token", form).is(200);
        Map<String, String> other = Machine.tokenForm(power.assertion(claims -> {}));
        other.put("client_id", "somebody");
        refused(wire.form("/oauth2/token", other));
    }

    @Test
    void errorsFollowRfc6749() {
        error(wire.form("/oauth2/token", Map.of("x", "y")), 400, "invalid_request");
        error(wire.form("/oauth2/token", Map.of("grant_type", "password")), 400, "unsupported_grant_type");
        error(wire.form("/oauth2/token", Map.of("grant_type", "client_credentials")), 401, "invalid_client");
        error(wire.json("POST", "/oauth2/token", "{}"), 400, "invalid_request");
        error(wire.send("POST", "/oauth2/token", null), 400, "invalid_request");
    }

    @Test
    void parametersInTheAddressAreRefusedSinceAddressesAreLogged() {
        Map<String, String> form = Machine.tokenForm(power.assertion(claims -> {}));
        error(
                wire.send(
                        "POST",
                        "/oauth2/token?" + Wire.encoded(form),
                        "",
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                400,
                "invalid_request");
    }

    @Test
    void anotherMethodThanPostIsToldSo() {
        assertThat(wire.get("/oauth2/token").is(405).header("Allow")).contains("POST");
    }

    @Test
    void aRefusedRequestPointsToMetadataThatExists() {
        String challenge = wire.get("/v1/notices").is(401).header("WWW-Authenticate");
        assertThat(challenge).startsWith("Bearer");
        String metadata = challenge.replaceFirst(".*resource_metadata=\"https?://[^/]+([^\"]+)\".*", "$1");
        assertThat(wire.get(metadata)
                        .is(200)
                        .json()
                        .path("authorization_servers")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aTokenIsNotTakenFromTheAddressNorWhenItIsChanged() {
        String token = power.bearer().substring("Bearer ".length());
        wire.get("/v1/notices?access_token=" + token).is(401);
        int middle = token.length() - 10;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, middle) + other + token.substring(middle + 1);
        wire.get("/v1/notices", "Authorization", "Bearer " + changed).problem(401, "unauthorized");
    }

    private void good(Consumer<JWTClaimsSet.Builder> change) {
        power.askForToken(power.assertion(change)).is(200);
    }

    private void bad(Consumer<JWTClaimsSet.Builder> change) {
        refused(power.askForToken(power.assertion(change)));
    }

    private static void refused(Answer answer) {
        error(answer, 401, "invalid_client");
    }

    private static void error(Answer answer, int status, String error) {
        answer.is(status);
        assertThat(answer.type()).startsWith("application/json");
        assertThat(answer.json().path("error").asString()).isEqualTo(error);
        assertThat(answer.json().path("error_description").asString()).isNotBlank();
    }

    private static Date in(int seconds, JWTClaimsSet.Builder claims) {
        return Date.from(claims.build().getIssueTime().toInstant().plusSeconds(seconds));
    }
}
