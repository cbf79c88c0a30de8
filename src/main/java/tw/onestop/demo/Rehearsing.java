package tw.onestop.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.rehearsal.Cast;
import tw.onestop.rehearsal.RehearsalDesk;

/**
 * 示範介接演練: the land offices' system goes through all stations over the wire, which takes a minute or two beside everything
 * else; the tax bureau's has begun and stopped.
 */
final class Rehearsing {

    private static final String FORM = "grant_type=client_credentials&client_assertion_type="
            + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=";
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration OUTAGE = Duration.ofSeconds(6);

    private final String base;
    private final RehearsalDesk desk;
    private final HttpClient http = HttpClient.newHttpClient();

    private Rehearsing(String base, ApplicationContext product) {
        this.base = base;
        this.desk = product.getBean(RehearsalDesk.class);
    }

    /** Beside the demonstration, which does not wait for it; once. */
    static void begin(String base, ApplicationContext product) {
        Rehearsing rehearsing = new Rehearsing(base, product);
        Thread.ofVirtual().name("demo-rehearsal").start(rehearsing::rehearse);
    }

    private void rehearse() {
        try {
            if (desk.run(officer("NTAX")).isEmpty()) {
                token("NTAX", registered("NTAX"));
            }
            if (desk.passedOn(new AgencyCode("LAND")).isEmpty()) {
                all();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException stopped) {
            // The demonstration ended, or somebody rehearses there: the next start goes on.
            return;
        }
    }

    private void all() throws IOException, InterruptedException {
        ECKey first = registered("LAND");
        String token = token("LAND", first);
        ask(token, Cast.PURPOSE, Cast.OFFICER, "name", UUID.randomUUID(), Cast.MOVED);
        ask(token, Cast.PURPOSE, Cast.OFFICER, "name", UUID.randomUUID(), Cast.UNKNOWN, Cast.HIDDEN);
        ask(token, "REHEARSAL-NOT-GRANTED", Cast.OFFICER, "name", UUID.randomUUID(), Cast.MOVED);
        ask(token, Cast.PURPOSE, Cast.OFFICER, "father", UUID.randomUUID(), Cast.MOVED);
        ask(token, Cast.PURPOSE, "nobody", "name", UUID.randomUUID(), Cast.MOVED);
        notices(token);
        UUID request = UUID.randomUUID();
        ask(token, Cast.PURPOSE, Cast.OFFICER, "name", request, Cast.AWAY);
        Thread.sleep(OUTAGE);
        ask(token, Cast.PURPOSE, Cast.OFFICER, "name", request, Cast.AWAY);
        HttpResponse<String> answer;
        do {
            answer = ask(token, Cast.SCARCE, Cast.OFFICER, "name", UUID.randomUUID(), Cast.MOVED);
        } while (answer.statusCode() == 200);
        long wait = answer.headers().firstValueAsLong("Retry-After").orElse(60);
        Thread.sleep(Duration.ofSeconds(wait).plus(MOMENT));
        ask(token, Cast.SCARCE, Cast.OFFICER, "name", UUID.randomUUID(), Cast.MOVED);
        ECKey second = key("second");
        send(token, "PUT", "/keys", new JWKSet(List.<JWK>of(first.toPublicJWK(), second.toPublicJWK())).toString());
        post(assertion("LAND", second));
        send(token, "PUT", "/keys", new JWKSet(second.toPublicJWK()).toString());
    }

    private void notices(String token) throws IOException, InterruptedException {
        JsonNode notices =
                State.JSON.readTree(send(token, "GET", "/notices", "").body()).path("notices");
        send(
                token,
                "POST",
                "/notices/%s/replies".formatted(notices.path(0).path("id").asString()),
                "{\"status\":\"COMPLETED\",\"agencyCaseNo\":\"R-1\"}");
        // The one that says the latest time holds, in whatever order they came.
        String newest = "";
        String at = "";
        for (JsonNode notice : notices) {
            JsonNode data = notice.path("data");
            boolean ofHer = data.path("person").path("nationalId").asString().equals(Cast.MOVED_TWICE);
            if (ofHer && notice.path("time").asString().compareTo(at) > 0) {
                at = notice.path("time").asString();
                newest = data.path("after").path("address.full").asString();
            }
        }
        send(
                token,
                "PUT",
                "/holdings",
                "{\"nationalId\":\"%s\",\"address.full\":\"%s\"}".formatted(Cast.MOVED_TWICE, newest));
    }

    private ECKey registered(String agency) {
        ECKey key = key("first");
        desk.register(new JWKSet(key.toPublicJWK()).toString(), officer(agency));
        desk.begin(officer(agency));
        return key;
    }

    /** The same assertion twice: the second time it is refused. */
    private String token(String agency, ECKey key) throws IOException, InterruptedException {
        String assertion = assertion(agency, key);
        String token =
                State.JSON.readTree(post(assertion).body()).path("access_token").asString();
        post(assertion);
        return token;
    }

    private HttpResponse<String> post(String assertion) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(FORM + assertion))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(
            String token, String purpose, String officer, String field, UUID request, String... numbers)
            throws IOException, InterruptedException {
        String body = "{\"nationalIds\":[\"%s\"],\"fields\":[\"%s\"]}".formatted(String.join("\",\"", numbers), field);
        return http.send(
                request(token, "/persons/query")
                        .header("RIS-Purpose-Id", purpose)
                        .header("RIS-Case-No", "R-1")
                        .header("RIS-User-Id", officer)
                        .header("RIS-Transaction-Id", request.toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                request(token, path)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create(base + "/v1/rehearsals" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private String assertion(String agency, ECKey key) {
        String client = "rehearsal-" + agency.toLowerCase(java.util.Locale.ROOT);
        Instant now = Instant.now();
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(client)
                            .subject(client)
                            .audience(base)
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(60)))
                            .jwtID(UUID.randomUUID().toString())
                            .build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Actor officer(String agency) {
        return Actor.officer("officer-" + agency.toLowerCase(java.util.Locale.ROOT), new AgencyCode(agency));
    }
}
