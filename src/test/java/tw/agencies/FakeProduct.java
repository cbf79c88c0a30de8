package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The product's side of the published interface, by hand, from the same page a real agency's developer would read. */
final class FakeProduct implements AutoCloseable {

    /** A reply as it arrived, and how it was answered. */
    record Arrived(String noticeId, String key, JsonNode body, int answered) {

        String status() {
            return Json.text(body, "status");
        }
    }

    final List<Arrived> replies = new CopyOnWriteArrayList<>();
    final List<JsonNode> payments = new CopyOnWriteArrayList<>();
    final List<String> dayFiles = new CopyOnWriteArrayList<>();
    final List<ObjectNode> refunds = new CopyOnWriteArrayList<>();
    final List<String> tokenRequests = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> endpoints = new ConcurrentHashMap<>();
    final List<JsonNode> feed = new CopyOnWriteArrayList<>();
    final AtomicInteger repliesToFail = new AtomicInteger();
    final AtomicInteger keyFetches = new AtomicInteger();

    private final Map<String, ECKey> clients = new ConcurrentHashMap<>();
    private final Set<String> usedAssertions = new HashSet<>();
    private final Map<String, String> answeredKeys = new ConcurrentHashMap<>();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final List<Ed25519PrivateKeyParameters> published = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    /** The list of any month, null while none is made; and what agencies answered to it. */
    volatile @Nullable JsonNode clearing;

    final List<JsonNode> answers = new CopyOnWriteArrayList<>();
    private volatile String token = "token-1";

    FakeProduct() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        published.add(signingKey());
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    boolean isRegistered(String agency) {
        return endpoints.containsKey("endpoint-" + agency);
    }

    /** What an agency registered last; nothing yet is an empty object. */
    JsonNode endpoint(String agency) {
        return endpoints.getOrDefault("endpoint-" + agency, Json.object());
    }

    void admit(String clientId, ECKey publicKey) {
        clients.put(clientId, publicKey);
    }

    void expireTokens() {
        token = "token-" + System.nanoTime();
    }

    /** Signs with a new key from now on; the old one is published no more. */
    void rotateSigningKey() {
        published.set(0, signingKey());
    }

    /** Publishes one more key. */
    void publish(Ed25519PrivateKeyParameters key) {
        published.add(key);
    }

    static Ed25519PrivateKeyParameters signingKey() {
        return new Ed25519PrivateKeyParameters(new SecureRandom());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/.well-known/jwks.json")) {
                keyFetches.incrementAndGet();
                answer(exchange, 200, jwks());
            } else if (path.equals("/.well-known/oauth-authorization-server")) {
                answer(exchange, 200, Json.object().put("issuer", "http://issuer.example"));
            } else if (path.equals("/oauth2/token")) {
                token(exchange);
            } else if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, Json.object().put("code", "invalidToken"));
            } else if (path.startsWith("/v1/endpoints/")) {
                endpoints.put(path.substring("/v1/endpoints/".length()), body(exchange));
                answer(exchange, 204, Json.object());
            } else if (path.startsWith("/v1/payments/days/")) {
                dayFiles.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                answer(exchange, 201, Json.object().put("version", 1).put("differences", 0));
            } else if (path.equals("/v1/payments/refunds")) {
                ObjectNode due = Json.object();
                refunds.forEach(due.putArray("refunds")::add);
                answer(exchange, 200, due);
            } else if (path.startsWith("/v1/payments/")) {
                if (exchange.getRequestMethod().equals("POST")) {
                    payments.add(body(exchange));
                }
                answer(exchange, 200, Json.object().put("result", "BOOKED").putNull("reason"));
            } else if (path.startsWith("/v1/clearing/") && path.endsWith("/answers")) {
                answers.add(body(exchange));
                answer(exchange, 200, Json.object());
            } else if (path.startsWith("/v1/clearing/")) {
                JsonNode list = clearing;
                answer(exchange, list == null ? 404 : 200, list == null ? Json.object() : list);
            } else if (path.equals("/v1/notices")) {
                answer(exchange, 200, page(exchange.getRequestURI().getQuery()));
            } else {
                reply(exchange, path.split("/", -1)[3]);
            }
        } catch (ParseException | JOSEException wrong) {
            answer(exchange, 400, Json.object().put("error", "invalid_client"));
        }
    }

    private ObjectNode jwks() {
        ObjectNode set = Json.object();
        ArrayNode keys = set.putArray("keys");
        for (Ed25519PrivateKeyParameters key : published) {
            String x = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(key.generatePublicKey().getEncoded());
            keys.addObject().put("kty", "OKP").put("crv", "Ed25519").put("x", x);
        }
        return set;
    }

    private void token(HttpExchange exchange) throws IOException, ParseException, JOSEException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String assertion = "";
        for (String field : form.split("&", -1)) {
            if (field.startsWith("client_assertion=")) {
                assertion = URLDecoder.decode(field.substring(17), UTF_8);
            }
        }
        SignedJWT jwt = SignedJWT.parse(assertion);
        var claims = jwt.getJWTClaimsSet();
        ECKey key = clients.get(claims.getSubject());
        boolean good = key != null
                && jwt.verify(new ECDSAVerifier(key))
                && claims.getIssuer().equals(claims.getSubject())
                && claims.getAudience().equals(List.of("http://issuer.example"))
                && claims.getExpirationTime().toInstant().isBefore(Instant.now().plusSeconds(121))
                && usedAssertions.add(claims.getJWTID());
        tokenRequests.add(claims.getSubject());
        answer(
                exchange,
                good ? 200 : 401,
                good
                        ? Json.object()
                                .put("access_token", token)
                                .put("token_type", "Bearer")
                                .put("expires_in", 600)
                        : Json.object().put("error", "invalid_client"));
    }

    private ObjectNode page(String query) {
        String after = query.substring("after=".length(), query.indexOf('&'));
        int limit = Integer.parseInt(query.substring(query.indexOf("limit=") + 6));
        List<JsonNode> rest = feed.stream()
                .filter(notice -> Json.text(notice, "sequence").compareTo(after) > 0)
                .toList();
        List<JsonNode> here = rest.subList(0, Math.min(limit, rest.size()));
        ObjectNode page = Json.object();
        page.set("notices", Json.MAPPER.valueToTree(here));
        return page.put("last", here.isEmpty() ? after : Json.text(here.getLast(), "sequence"))
                .put("more", rest.size() > here.size());
    }

    private void reply(HttpExchange exchange, String noticeId) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        JsonNode body = body(exchange);
        int status = repliesToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : judge(noticeId, key, body);
        replies.add(new Arrived(noticeId, key, body, status));
        answer(exchange, status, Json.object().put("code", status == 409 ? "statusNotForward" : ""));
    }

    private synchronized int judge(String noticeId, String key, JsonNode body) {
        String before = answeredKeys.putIfAbsent(key, body.toString());
        if (before != null) {
            return before.equals(body.toString()) ? 200 : 422;
        }
        String status = Json.text(body, "status");
        String known = statuses.getOrDefault(noticeId, "SENT");
        if (!known.equals(status)
                && List.of("COMPLETED", "REJECTED", "NO_RECORD").contains(known)) {
            return 409;
        }
        statuses.put(noticeId, status);
        return 200;
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        return Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = status == 204 ? new byte[0] : Json.MAPPER.writeValueAsBytes(body);
        Reception.answer(exchange, status, "application/json", bytes);
    }

    /** An envelope in clear, on the feed's next sequence. */
    static ObjectNode envelope(String recipient, String id, int sequence) {
        ObjectNode envelope = Json.object()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/tw/onestop")
                .put("type", "tw.onestop.notice.registration-change.address.v1")
                .put("subject", "item-" + id)
                .put("time", "2026-03-02T01:00:00Z")
                .put("sequence", "%012d".formatted(sequence))
                .put("recipient", recipient)
                .put("attempt", 1);
        envelope.putObject("data").put("name", "王小明").put("address", "連江縣南竿鄉<介壽村>");
        return envelope;
    }

    /** The same with its data sealed for this key. */
    static ObjectNode sealed(ObjectNode envelope, JsonNode jwk, String noticeId) throws ParseException, JOSEException {
        ECKey key = ECKey.parse(jwk.toString());
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(key.getKeyID())
                .contentType("application/json")
                .customParam("noticeid", noticeId)
                .build();
        JWEObject jwe = new JWEObject(header, new Payload(envelope.path("data").toString()));
        jwe.encrypt(new ECDHEncrypter(key));
        return envelope.deepCopy().put("datacontenttype", "application/jose").put("data", jwe.serialize());
    }

    HttpResponse<String> deliver(String agencyUrl, JsonNode envelope) throws IOException, InterruptedException {
        return deliver(agencyUrl, envelope, Instant.now(), published.getFirst());
    }

    HttpResponse<String> deliver(
            String agencyUrl, JsonNode envelope, Instant signedAt, Ed25519PrivateKeyParameters... keys)
            throws IOException, InterruptedException {
        String id = Json.text(envelope, "id");
        String timestamp = Long.toString(signedAt.getEpochSecond());
        String body = envelope.toString();
        List<String> signatures = new ArrayList<>();
        for (Ed25519PrivateKeyParameters key : keys) {
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, key);
            byte[] bytes = (id + "." + timestamp + "." + body).getBytes(UTF_8);
            signer.update(bytes, 0, bytes.length);
            signatures.add("v1a," + Base64.getEncoder().encodeToString(signer.generateSignature()));
        }
        return http.send(
                HttpRequest.newBuilder(URI.create(agencyUrl + "/notices"))
                        .header("Content-Type", "application/cloudevents+json")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", timestamp)
                        .header("webhook-signature", String.join(" ", signatures))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
