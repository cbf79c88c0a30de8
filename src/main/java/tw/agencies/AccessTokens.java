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
 * until shortly before it expires; where the product offers it, it is bound to a key of this program ({@link Proofs}).
 */
final class AccessTokens {

    private static final Duration ASSERTION_LIFE = Duration.ofSeconds(60);
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** {@code issuer} is the product's own address, as its metadata say it. */
    private record Token(String value, boolean bound, String issuer, Instant renewAt) {

        static final Token NONE = new Token("", false, "", Instant.MIN);
    }

    private final URI baseUrl;
    private final String clientId;
    private final ECKey key;
    private final HttpClient http;
    private final Clock clock;
    private final Proofs proofs;
    private Token current = Token.NONE;

    AccessTokens(URI baseUrl, String clientId, Path privateJwk, HttpClient http, Clock clock) throws IOException {
        this.baseUrl = baseUrl;
        this.clientId = clientId;
        this.http = http;
        this.clock = clock;
        this.proofs = new Proofs(clock);
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
            current = Token.NONE;
        }
    }

    /** The request with a token of {@link #get()}, and with a proof where that is bound. */
    synchronized HttpRequest.Builder with(String token, HttpRequest.Builder request) throws IOException {
        if (!current.bound) {
            return request.setHeader("Authorization", "Bearer " + token);
        }
        HttpRequest made = request.build();
        String address = current.issuer + made.uri().getRawPath();
        return request.setHeader("Authorization", "DPoP " + token)
                .setHeader("DPoP", proofs.proof(made.method(), address, token));
    }

    private Token request() throws IOException, InterruptedException {
        JsonNode metadata = send(HttpRequest.newBuilder(baseUrl.resolve("/.well-known/oauth-authorization-server")));
        String issuer = Json.text(metadata, "issuer");
        boolean binds = metadata.path("dpop_signing_alg_values_supported")
                .valueStream()
                .anyMatch(algorithm -> algorithm.asString("").equals("ES256"));
        String form = form(Map.of(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", assertion(issuer)));
        Instant asked = clock.instant();
        HttpRequest.Builder request = HttpRequest.newBuilder(baseUrl.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        JsonNode answer =
                send(binds ? request.header("DPoP", proofs.proof("POST", issuer + "/oauth2/token", "")) : request);
        Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(600));
        return new Token(
                Json.text(answer, "access_token"),
                Json.text(answer, "token_type").equals("DPoP"),
                issuer,
                asked.plus(life).minus(MARGIN));
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
