package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * 存取權杖: OAuth 2.0 client credentials with a signed assertion (RFC 7523), so no secret ever crosses the wire. A token serves
 * until shortly before it expires.
 */
final class AccessTokens {

    private static final Duration ASSERTION_LIFE = Duration.ofSeconds(60);
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private record Token(String value, Instant renewAt) {}

    private final URI baseUrl;
    private final String clientId;
    private final ECKey key;
    private final HttpClient http;
    private final Clock clock;
    private Token current = new Token("", Instant.MIN);

    AccessTokens(URI baseUrl, String clientId, Path privateJwk, HttpClient http, Clock clock) throws IOException {
        this.baseUrl = baseUrl;
        this.clientId = clientId;
        this.http = http;
        this.clock = clock;
        try {
            this.key = ECKey.parse(Files.readString(privateJwk));
        } catch (ParseException notAKey) {
            throw new IOException(privateJwk + " is not an EC key in JWK form");
        }
    }

    synchronized String get() throws IOException, InterruptedException {
        if (!clock.instant().isBefore(current.renewAt)) {
            current = request();
        }
        return current.value;
    }

    /** The product did not take this token: the next call asks for another. */
    synchronized void forget(String refused) {
        if (current.value.equals(refused)) {
            current = new Token("", Instant.MIN);
        }
    }

    private Token request() throws IOException, InterruptedException {
        String form = form(Map.of(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", assertion(issuer())));
        Instant asked = clock.instant();
        JsonNode answer = send(HttpRequest.newBuilder(baseUrl.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(600));
        return new Token(Json.text(answer, "access_token"), asked.plus(life).minus(MARGIN));
    }

    private String issuer() throws IOException, InterruptedException {
        return Json.text(
                send(HttpRequest.newBuilder(baseUrl.resolve("/.well-known/oauth-authorization-server"))), "issuer");
    }

    private String assertion(String audience) throws IOException {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION_LIFE)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException unusable) {
            throw new IOException("the key of client " + clientId + " cannot sign ES256", unusable);
        }
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(request.timeout(Product.PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            JsonNode body = Json.MAPPER.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new IOException("%s answered %d %s"
                        .formatted(response.uri().getPath(), response.statusCode(), Json.text(body, "error")));
            }
            return body;
        } catch (JacksonException notJson) {
            throw new IOException(
                    "%s answered %d and no JSON".formatted(response.uri().getPath(), response.statusCode()));
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
