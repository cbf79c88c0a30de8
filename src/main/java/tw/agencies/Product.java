package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** 戶政一站式服務 as an agency sees it: the calls of the published interface which a receiver of notices makes. */
final class Product {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * What the product said: the HTTP status, the problem's {@code code} where it refused, and how long it wants to be left
     * alone.
     */
    record Answer(int status, String code, Duration retryAfter, JsonNode body) {

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Whether the same request will never be answered otherwise. */
        boolean isFinal() {
            return switch (status) {
                case 400, 404, 422 -> true;
                case 409 ->
                    code.equals("statusNotForward")
                            || code.equals("resultNotWanted"); // otherwise: this very reply is still in progress
                default -> isSuccess();
            };
        }
    }

    /** One page of the feed. */
    record Feed(List<JsonNode> notices, String last, boolean more) {}

    private final URI baseUrl;
    private final AccessTokens tokens;
    private final HttpClient http;

    Product(URI baseUrl, AccessTokens tokens, HttpClient http) {
        this.baseUrl = baseUrl;
        this.tokens = tokens;
        this.http = http;
    }

    /** Tells the product where to deliver, and under which public key. */
    Answer register(String endpointId, JsonNode endpoint) throws IOException, InterruptedException {
        return authorised(request("/v1/endpoints/" + encode(endpointId))
                .header("Content-Type", "application/json")
                .PUT(json(endpoint)));
    }

    /**
     * @throws IOException also when the product answers anything but a page
     */
    Feed notices(String after, int limit) throws IOException, InterruptedException {
        Answer answer = authorised(request("/v1/notices?after=%s&limit=%d".formatted(encode(after), limit)));
        if (answer.status != 200) {
            throw new IOException("/v1/notices answered %d %s".formatted(answer.status, answer.code));
        }
        return new Feed(
                answer.body.path("notices").valueStream().toList(),
                Json.text(answer.body, "last"),
                answer.body.path("more").asBoolean(false));
    }

    Answer reply(String noticeId, Reply reply) throws IOException, InterruptedException {
        return authorised(request("/v1/notices/" + encode(noticeId) + "/replies")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", reply.key())
                .POST(json(Json.MAPPER.valueToTree(reply.body()))));
    }

    /** Anything else that is told. */
    Answer post(String path, JsonNode body) throws IOException, InterruptedException {
        return authorised(
                request(path).header("Content-Type", "application/json").POST(json(body)));
    }

    /** A file under its address. */
    Answer put(String path, String contentType, String file) throws IOException, InterruptedException {
        return authorised(request(path).header("Content-Type", contentType).PUT(BodyPublishers.ofString(file)));
    }

    /** Anything else that is asked. */
    Answer fetch(String path) throws IOException, InterruptedException {
        return authorised(request(path));
    }

    /** The clearing list of a month, after a line of it. */
    Answer clearing(String month, int after) throws IOException, InterruptedException {
        return authorised(request("/v1/clearing/%s?after=%d&limit=500".formatted(encode(month), after)));
    }

    Answer answerClearing(String month, String key, JsonNode answers) throws IOException, InterruptedException {
        return authorised(request("/v1/clearing/" + encode(month) + "/answers")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(json(answers)));
    }

    /** The product's public keys; nobody needs a token for them. */
    JsonNode publicKeys() throws IOException, InterruptedException {
        Answer answer = send(request("/.well-known/jwks.json"));
        if (answer.status != 200) {
            throw new IOException("/.well-known/jwks.json answered " + answer.status);
        }
        return answer.body;
    }

    /** Certificates of the product's seals, PEM; nobody needs a token for them. */
    byte[] sealCertificates() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                request("/.well-known/seal-certificates.pem").build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("/.well-known/seal-certificates.pem answered " + response.statusCode());
        }
        return response.body();
    }

    private Answer authorised(HttpRequest.Builder request) throws IOException, InterruptedException {
        String token = tokens.get();
        Answer answer = send(tokens.with(token, request));
        if (answer.status != 401) {
            return answer;
        }
        tokens.forget(token);
        return send(tokens.with(tokens.get(), request));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        JsonNode body = parse(response.body());
        return new Answer(response.statusCode(), Json.text(body, "code"), retryAfter(response), body);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            return Json.object();
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(baseUrl.resolve(path)).timeout(PATIENCE);
    }

    private static HttpRequest.BodyPublisher json(JsonNode body) {
        return BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
