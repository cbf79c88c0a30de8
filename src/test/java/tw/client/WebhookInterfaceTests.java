package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tw.proof.Browser;

/** interfaces.md §4: the webhook door. */
class WebhookInterfaceTests extends ClientCase {

    private Listener listener;
    private Machine water;

    @BeforeEach
    void listening() throws IOException {
        listener = new Listener();
        water = country.machine("TAIWATER");
        water.listen(listener.url(), null).is(200);
    }

    @AfterEach
    void silence() {
        listener.close();
    }

    @Test
    void aNoticeArrivesAsOneSignedPost() {
        Country.Receipt receipt = country.anApplication();
        Listener.Got got = arrived(receipt);
        JsonNode envelope = got.envelope();
        assertThat(got.method()).isEqualTo("POST");
        assertThat(got.header("content-type")).isEqualTo("application/cloudevents+json");
        assertThat(got.header("webhook-id"))
                .isEqualTo(envelope.path("id").asString())
                .doesNotContain(".");
        assertThat(Math.abs(Long.parseLong(got.header("webhook-timestamp"))
                        - Instant.now().getEpochSecond()))
                .isLessThan(300);
        assertThat(envelope.path("recipient").asString()).isEqualTo("TAIWATER");
        Country.eventually(() -> country.status(receipt, "TAIWATER").equals("SENT"));
    }

    @Test
    void theSignatureHoldsWithAKeyOfTheJwksAndNotForAnotherBody() throws Exception {
        Listener.Got got = arrived(country.anApplication());
        List<byte[]> keys = new ArrayList<>();
        for (JsonNode key : wire.get("/.well-known/jwks.json").is(200).json().path("keys")) {
            assertThat(key.has("d")).isFalse();
            if (key.path("crv").asString().equals("Ed25519")) {
                keys.add(Base64.getUrlDecoder().decode(key.path("x").asString()));
            }
        }
        assertThat(genuine(keys, got, got.body())).isTrue();
        byte[] other = got.body().clone();
        other[other.length / 2] ^= 1;
        assertThat(genuine(keys, got, other)).isFalse();
    }

    @Test
    void theSignatureHoldsWithAWhpkKeyOfTheAgencysPage() throws Exception {
        Listener.Got got = arrived(country.anApplication());
        List<byte[]> keys = new ArrayList<>();
        JsonNode officer = country.staff("OFFICER");
        try (Browser browser = new Browser(wire.base())) {
            Browser.Page page = browser.get("/sign-in");
            browser.submit(
                    page,
                    page.form("/sign-in"),
                    Map.of(
                            "username", officer.path("username").asString(),
                            "password", officer.path("password").asString()));
            String text = browser.get("/bureau/endpoint").document().text();
            java.util.regex.Matcher key = java.util.regex.Pattern.compile("whpk_([A-Za-z0-9+/]+={0,2})")
                    .matcher(text);
            while (key.find()) {
                keys.add(Base64.getDecoder().decode(key.group(1)));
            }
        }
        assertThat(keys).isNotEmpty();
        assertThat(genuine(keys, got, got.body())).isTrue();
    }

    @Test
    void theWebhookMayAnswerReceivedItself() {
        listener.status = 200;
        listener.body = "{\"status\":\"RECEIVED\"}";
        Country.Receipt receipt = country.anApplication();
        Country.eventually(() -> country.status(receipt, "TAIWATER").equals("RECEIVED"));
    }

    @Test
    void anAnswerToTheWebhookCannotSkipItsReason() {
        listener.status = 200;
        listener.body = "{\"status\":\"REJECTED\"}";
        Country.Receipt receipt = country.anApplication();
        Country.eventually(() -> country.status(receipt, "TAIWATER").equals("SENT"));
    }

    @Test
    void theSameEnvelopeStandsAtThePullDoor() {
        Country.Receipt receipt = country.anApplication();
        // What is pulled counts as sent, and would not be posted any more.
        JsonNode posted = arrived(receipt).envelope();
        assertThat(country.notice(receipt, "TAIWATER")).isEqualTo(posted);
    }

    @Test
    void aFailedAttemptComesAgainWithTheSameIdAndAnAttemptsOwnTimestamp() {
        listener.status = 500;
        Country.Receipt receipt = country.anApplication();
        Listener.Got first = arrived(receipt);
        listener.status = 204;
        Country.eventually(() -> listener.about(receipt).size() > 1);
        Listener.Got second = listener.about(receipt).getLast();
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(second.envelope()).isEqualTo(first.envelope());
        assertThat(Long.parseLong(second.header("webhook-timestamp")))
                .isGreaterThan(Long.parseLong(first.header("webhook-timestamp")));
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() throws IOException {
        try (Listener elsewhere = new Listener()) {
            listener.status = 302;
            listener.headers = Map.of("Location", elsewhere.url());
            Country.Receipt receipt = country.anApplication();
            arrived(receipt);
            Country.eventually(() -> endpoint().path("failuresInARow").asInt() > 0);
            assertThat(elsewhere.got).isEmpty();
            assertThat(country.status(receipt, "TAIWATER")).isEqualTo("ACCEPTED");
            listener.status = 204;
            Country.eventually(() -> country.status(receipt, "TAIWATER").equals("SENT"));
        }
    }

    @Test
    void goneDisablesTheEndpointUntilItIsRegisteredAgain() {
        listener.status = 410;
        Country.Receipt receipt = country.anApplication();
        arrived(receipt);
        Country.eventually(() -> endpoint().path("disabled").asBoolean());
        listener.status = 204;
        assertThat(water.listen(listener.url(), null)
                        .is(200)
                        .json()
                        .path("disabled")
                        .asBoolean())
                .isFalse();
        Country.eventually(() -> country.status(receipt, "TAIWATER").equals("SENT"));
    }

    @Test
    void withAnEcKeyTheDataIsAJweToIt() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("enc-ec").generate();
        JWEObject jwe = sealedTo(key);
        assertThat(jwe.getHeader().getAlgorithm().getName()).isEqualTo("ECDH-ES+A256KW");
        jwe.decrypt(new ECDHDecrypter(key));
        assertThat(jwe.getPayload().toString()).contains("registration-change", "waterNo");
    }

    @Test
    void withAnRsaKeyTheDataIsAJweToIt() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("enc-rsa").generate();
        JWEObject jwe = sealedTo(key);
        assertThat(jwe.getHeader().getAlgorithm().getName()).isEqualTo("RSA-OAEP-256");
        jwe.decrypt(new RSADecrypter(key));
        assertThat(jwe.getPayload().toString()).contains("registration-change", "waterNo");
    }

    @Test
    void anEndpointTakesPublicEncryptionKeysOnly() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("x").generate();
        water.listen(listener.url(), key.toJSONString()).invalid("encryptionJwk");
        water.listen(
                        listener.url(),
                        new RSAKeyGenerator(1024, true).generate().toPublicJWK().toJSONString())
                .invalid("encryptionJwk");
        water.listen(listener.url(), "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}").invalid("encryptionJwk");
        water.listen(listener.url(), "\"text\"").invalid("encryptionJwk");
    }

    @Test
    void aWrongUrlIsNamed() {
        for (String url :
                List.of("", "notices", "ftp://a.example/", "https://u:p@a.example/", "https://a.example/#b")) {
            water.listen(url, null).invalid("url");
        }
        water.json("PUT", water.endpoint, "{}").invalid("url");
        assertThat(endpoint().path("url").asString()).isEqualTo(listener.url());
    }

    @Test
    void anotherAgencysEndpointIsUnknown() {
        String others = country.machine("LAND").endpoint;
        water.get(others).problem(404, "unknownEndpoint");
        water.json("PUT", others, "{\"url\":\"%s\"}".formatted(listener.url())).problem(404, "unknownEndpoint");
        water.json("POST", others + "/recover", "{\"since\":\"2026-01-01T00:00:00Z\"}")
                .problem(404, "unknownEndpoint");
    }

    @Test
    void recoveryKeepsTheIdGivesANewSequenceAndCountsTheAttempt() {
        Country.Receipt receipt = country.anApplication();
        JsonNode first = arrived(receipt).envelope();
        Country.eventually(() -> country.status(receipt, "TAIWATER").equals("SENT"));
        Instant now = Instant.now();
        JsonNode answer = water.json(
                        "POST",
                        water.endpoint + "/recover",
                        "{\"since\":\"%s\",\"until\":\"%s\"}"
                                .formatted(first.path("time").asString(), now.plusSeconds(60)))
                .is(202)
                .json();
        assertThat(answer.path("resent").asInt()).isPositive();
        Country.eventually(() -> listener.about(receipt).size() > 1);
        JsonNode second = listener.about(receipt).getLast().envelope();
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.path("attempt").asInt()).isEqualTo(2);
        assertThat(second.path("sequence").asString())
                .isGreaterThan(first.path("sequence").asString());
        assertThat(country.status(receipt, "TAIWATER")).isEqualTo("RESENT");
        water.reply(second.path("id").asString(), "{\"status\":\"RECEIVED\"}").is(200);
        assertThat(country.status(receipt, "TAIWATER")).isEqualTo("RECEIVED");
    }

    @Test
    void aWrongSpanIsNamed() {
        water.json("POST", water.endpoint + "/recover", "{}").invalid("since");
        water.json("POST", water.endpoint + "/recover", "{\"since\":\"2026-01-01\"}")
                .invalid("since");
        water.json(
                        "POST",
                        water.endpoint + "/recover",
                        "{\"since\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}")
                .invalid("until");
        water.json(
                        "POST",
                        water.endpoint + "/recover",
                        "{\"since\":\"2026-01-02T00:00:00Z\",\"until\":\"+999999999-12-31T00:00:00Z\"}")
                .invalid("until");
    }

    private JWEObject sealedTo(JWK key) throws Exception {
        water.listen(listener.url(), key.toPublicJWK().toJSONString()).is(200);
        int before = listener.got.size();
        country.anApplication();
        Country.eventually(() -> listener.got.size() > before);
        JsonNode envelope = listener.got.getLast().envelope();
        assertThat(envelope.path("datacontenttype").asString()).isEqualTo("application/jose");
        JWEObject jwe = JWEObject.parse(envelope.path("data").asString());
        assertThat(jwe.getHeader().getEncryptionMethod().getName()).isEqualTo("A256GCM");
        assertThat(jwe.getHeader().getKeyID()).isEqualTo(key.getKeyID());
        assertThat(jwe.getHeader().getContentType()).isEqualTo("application/json");
        assertThat(jwe.getHeader().getCustomParam("noticeid"))
                .isEqualTo(envelope.path("id").asString());
        assertThat(jwe.getHeader().getCompressionAlgorithm()).isNull();
        return jwe;
    }

    private Listener.Got arrived(Country.Receipt receipt) {
        Country.eventually(() -> !listener.about(receipt).isEmpty());
        return listener.about(receipt).getFirst();
    }

    private JsonNode endpoint() {
        return water.get(water.endpoint).is(200).json();
    }

    private static boolean genuine(List<byte[]> keys, Listener.Got got, byte[] body) throws GeneralSecurityException {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((got.header("webhook-id") + "." + got.header("webhook-timestamp") + ".")
                .getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(body);
        for (String one : got.header("webhook-signature").split(" ", -1)) {
            assertThat(one).startsWith("v1a,");
            for (byte[] key : keys) {
                if (holds(key, signed.toByteArray(), Base64.getDecoder().decode(one.substring(4)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holds(byte[] key, byte[] message, byte[] signature) throws GeneralSecurityException {
        byte[] head = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] spki = java.util.Arrays.copyOf(head, head.length + key.length);
        System.arraycopy(key, 0, spki, head.length, key.length);
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        ed25519.update(message);
        return ed25519.verify(signature);
    }
}
