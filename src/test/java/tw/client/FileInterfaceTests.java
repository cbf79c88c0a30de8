package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** 檔案查詢: a file of numbers is sent, followed, collected and read, by a client that has read the API page. */
class FileInterfaceTests extends ClientCase {

    private static final String OFFICER = "officer-files";
    private static final ECKey KEY = key();

    /** No other test reads its notices, which are encrypted from now on. */
    private Machine bureau;

    private String purpose;

    @BeforeEach
    void theBureauOfLaborInsuranceMayAsk() {
        bureau = country.machine("BLI");
        purpose = world.granted("BLI", OFFICER, "name", "birthDate", "address.full");
        bureau.json(
                        "PUT",
                        bureau.endpoint,
                        "{\"encryptionJwk\":%s}".formatted(KEY.toPublicJWK().toJSONString()))
                .is(200);
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("files").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer send(Machine machine, String type, String fields, String body, String... more) {
        List<String> headers = new ArrayList<>(List.of(
                "Authorization",
                machine.bearer(),
                "Content-Type",
                type,
                "RIS-Purpose-Id",
                purpose,
                "RIS-Case-No",
                "115-F-1",
                "RIS-User-Id",
                OFFICER));
        headers.addAll(List.of(more));
        return wire.send("POST", "/v1/files?fields=" + fields, body, headers.toArray(String[]::new));
    }

    private String sent(String type, String body) {
        return send(bureau, type, "name,address.full", body)
                .is(202)
                .json()
                .path("id")
                .asString();
    }

    private JsonNode answered(String file) {
        Country.eventually(() -> {
            JsonNode now = bureau.get("/v1/files/" + file).is(200).json();
            return now.path("state").asString().equals("ANSWERED");
        });
        return bureau.get("/v1/files/" + file).is(200).json();
    }

    /** The lines of the answer, decrypted, its signature verified. */
    private List<JsonNode> collected(String file) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        int block = 0;
        for (String sealed : bureau.get("/v1/files/" + file + "/answer")
                .is(200)
                .text()
                .lines()
                .toList()) {
            JWEObject jwe = JWEObject.parse(sealed);
            jwe.decrypt(new ECDHDecrypter(KEY));
            assertThat(jwe.getHeader().getCustomParam("noticeid")).isEqualTo(file);
            JWSObject jws = JWSObject.parse(jwe.getPayload().toString());
            assertThat(jws.getHeader().getCustomParam("file")).isEqualTo(file);
            assertThat(jws.getHeader().getCustomParam("block")).isEqualTo((long) ++block);
            assertThat(signedByTheRegister(jws)).isTrue();
            jws.getPayload().toString().lines().forEach(line -> lines.add(Answer.JSON.readTree(line)));
        }
        return lines;
    }

    private boolean signedByTheRegister(JWSObject jws) throws GeneralSecurityException {
        for (JsonNode key : wire.get("/.well-known/jwks.json").json().path("keys")) {
            if (key.path("kid").asString().equals(jws.getHeader().getKeyID())) {
                byte[] raw = Base64.getUrlDecoder().decode(key.path("x").asString());
                byte[] spki = HexFormat.of()
                        .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
                PublicKey ed25519 = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
                Signature signature = Signature.getInstance("Ed25519");
                signature.initVerify(ed25519);
                signature.update(jws.getSigningInput());
                return signature.verify(jws.getSignature().decode());
            }
        }
        return false;
    }

    @Test
    void filesComeByThemselvesToWhoSubscribes() {
        JsonNode made =
                subscribed("{\"every\":\"DAY\",\"fields\":[\"name\"]}").is(201).json();
        assertThat(made.path("nextAt").asString()).endsWith("T16:00:00Z");
        assertThat(subscribed("{\"every\":\"HOUR\",\"fields\":[\"name\"]}")
                        .is(200)
                        .json()
                        .path("every")
                        .asString())
                .isEqualTo("HOUR");
        assertThat(bureau.get("/v1/subscriptions/nightly")
                        .is(200)
                        .json()
                        .path("runs")
                        .isEmpty())
                .isTrue();
        assertThat(bureau.get("/v1/subscriptions")
                        .is(200)
                        .json()
                        .path("subscriptions")
                        .size())
                .isEqualTo(1);
        subscribed("{\"every\":\"WEEK\"}").problem(400, "paramsValidation");
        subscribed("{\"every\":\"DAY\",\"fields\":[\"spouse\"]}").problem(403, "unauthorizedField");
        country.machine("TAIPOWER").get("/v1/subscriptions").is(403);
        assertThat(bureau.json("DELETE", "/v1/subscriptions/nightly", "")
                        .is(200)
                        .json()
                        .path("subscribed")
                        .asBoolean())
                .isFalse();
        bureau.get("/v1/subscriptions/nightly").problem(404, "notFound");
        bureau.json("DELETE", "/v1/subscriptions/nightly", "").problem(404, "notFound");
    }

    private Answer subscribed(String body) {
        return bureau.on(
                "PUT",
                "/v1/subscriptions/nightly",
                body,
                "RIS-Purpose-Id",
                purpose,
                "RIS-Case-No",
                "115-F-2",
                "RIS-User-Id",
                OFFICER);
    }

    @Test
    void everyLineIsAnsweredAndTheWrongOnesAreNamed() throws Exception {
        String known = world.someone("王大檔");
        String file = sent(
                "text/csv",
                "\uFEFFnationalId,note\r\n%s,first\r\nA123456788\r\n\r\n=1+1\r\nA123456789\r\n\"%s\"\r\n"
                        .formatted(known, known));
        JsonNode progress = answered(file);
        assertThat(progress.path("lines").asInt()).isEqualTo(3);
        assertThat(progress.path("wrong").asInt()).isEqualTo(3);
        assertThat(progress.path("answered").asInt()).isEqualTo(3);
        assertThat(progress.path("eraseAfter").asString()).isNotBlank();

        List<JsonNode> lines = collected(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).path("line").asInt()).isEqualTo(2);
        assertThat(lines.get(0).path("name").asString()).isEqualTo("王大檔");
        assertThat(lines.get(0).path("address").path("full").asString()).contains("罕字路1號");
        assertThat(lines.get(1).toString()).isEqualTo("{\"line\":6,\"nationalId\":\"A123456789\"}");
        assertThat(lines.get(2).path("line").asInt()).isEqualTo(7);
        assertThat(lines.get(2).path("name").asString()).isEqualTo("王大檔");

        assertThat(bureau.get("/v1/files/" + file + "/errors").is(200).text())
                .isEqualTo(
                        "line,code,given\r\n3,checkDigit,\"A123456788\"\r\n4,empty,\"\"\r\n5,malformed,\"'=1+1\"\r\n");
        assertThat(bureau.get("/v1/files/" + file).json().path("collectedAt").asString())
                .isNotBlank();
    }

    @Test
    void jsonLinesAndFixedWidthAreReadToo() throws Exception {
        String known = world.someone("王大行");
        String json = sent("application/x-ndjson", "{\"nationalId\":\"%s\"}\n{\"id\":1}\n".formatted(known));
        assertThat(answered(json).path("wrong").asInt()).isEqualTo(1);
        assertThat(collected(json).getFirst().path("name").asString()).isEqualTo("王大行");
        String fixed = sent("text/plain", known + "0001 note");
        assertThat(answered(fixed).path("lines").asInt()).isEqualTo(1);
        assertThat(collected(fixed).getFirst().path("name").asString()).isEqualTo("王大行");
    }

    @Test
    void whatIsErasedIsGoneAndStaysListed() {
        String file = sent("text/csv", world.someone("王大刪") + "\n");
        answered(file);
        bureau.json("DELETE", "/v1/files/" + file, "").is(200);
        bureau.get("/v1/files/" + file + "/answer").problem(410, "fileGone");
        bureau.get("/v1/files/" + file + "/errors").problem(410, "fileGone");
        bureau.json("DELETE", "/v1/files/" + file, "").problem(410, "fileGone");
        assertThat(bureau.get("/v1/files").is(200).json().path("files").toString())
                .contains(file, "ERASED");
    }

    @Test
    void everyWrongFileHasItsAnswer() {
        String number = world.someone("王大誤") + "\n";
        send(bureau, "text/csv", "father", number).problem(403, "unauthorizedField");
        send(bureau, "text/csv", "", number).problem(400, "paramsValidation");
        send(bureau, "text/csv", "name", "A1\n").problem(400, "noLines");
        send(bureau, "text/csv", "name", "").problem(400, "noLines");
        send(bureau, "text/csv", "name&asOf=2999-01-01", number).problem(400, "paramsValidation");
        send(bureau, "application/zip", "name", number).problem(415, "unsupportedMediaType");
        send(bureau, "text/csv", "name", number, "Content-Encoding", "gzip").problem(415, "unsupportedMediaType");
        send(power, "text/csv", "name", number).problem(403, "forbidden");
        Machine motor = country.machine("MVO");
        purpose = world.granted("MVO", OFFICER, "name");
        send(motor, "text/csv", "name", number).problem(409, "encryptionKeyMissing");
        purpose = "NOBODY-01";
        send(bureau, "text/csv", "name", number).problem(403, "unauthorizedPurpose");
    }

    @Test
    void anothersFileIsUnknownAndOneIsNotTakenTwice() {
        String file = UUID.randomUUID().toString();
        String number = world.someone("王大二") + "\n";
        send(bureau, "text/csv", "name", number, "RIS-Transaction-Id", file).is(202);
        send(bureau, "text/csv", "name", number, "RIS-Transaction-Id", file).problem(409, "transactionIdReused");
        Machine land = country.machine("LAND");
        for (String path : List.of("", "/answer", "/errors")) {
            land.get("/v1/files/" + file + path).problem(404, "unknownFile");
            bureau.get("/v1/files/nothing" + path).problem(404, "unknownFile");
        }
        land.json("DELETE", "/v1/files/" + file, "").problem(404, "unknownFile");
    }
}
