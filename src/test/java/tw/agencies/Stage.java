package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A data directory as the demo lays it out, the fake product, and the simulators between. */
final class Stage implements AutoCloseable {

    final FakeProduct product = new FakeProduct();
    final Path data;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectNode configuration = Json.object();
    private final ArrayNode agencies = configuration.putArray("agencies");
    private @Nullable Simulators simulators;

    Stage(Path data) throws IOException {
        this.data = data;
        Files.createDirectories(data.resolve("agencies"));
        configuration.put("baseUrl", product.baseUrl().toString()).put("ledgerDir", "agencies/ledgers");
    }

    /** A webhook agency which settles after 50 ms; change what differs in the returned object before {@link #play}. */
    ObjectNode agency(String code) throws IOException, JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID(code + "-key").generate();
        String file = "agencies/" + code + ".jwk.json";
        Files.writeString(data.resolve(file), key.toJSONString());
        product.admit("client-" + code, key.toPublicJWK());
        return agencies.addObject()
                .put("code", code)
                .put("name", code + " 公司")
                .put("clientId", "client-" + code)
                .put("privateJwk", file)
                .put("endpointId", "endpoint-" + code)
                .put("port", 0)
                .put("door", "WEBHOOK")
                .put("autoReply", false)
                .put("encryption", false)
                .put("settleAfterMillis", 50);
    }

    Path writeConfiguration() throws IOException {
        return Files.writeString(data.resolve("agencies/simulators.json"), configuration.toString());
    }

    void play(String... flags) throws IOException {
        Path file = writeConfiguration();
        String[] arguments = new String[flags.length + 2];
        arguments[0] = "--config";
        arguments[1] = file.toString();
        System.arraycopy(flags, 0, arguments, 2, flags.length);
        CommandLine command = CommandLine.parse(arguments);
        Configuration read = Configuration.read(file);
        command.checkAgencies(read);
        simulators = Simulators.start(read, command::dials, Clock.systemUTC());
    }

    void stop() {
        if (simulators != null) {
            simulators.close();
        }
    }

    Agency running(String code) {
        if (simulators == null) {
            throw new IllegalStateException("nothing plays");
        }
        return simulators.agency(code);
    }

    String url(String code) {
        return running(code).url();
    }

    HttpResponse<String> deliver(String code, JsonNode envelope) throws IOException, InterruptedException {
        return product.deliver(url(code), envelope);
    }

    HttpResponse<String> post(String code, String path, String form) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url(code) + path))
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String page(String code) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url(code) + "/")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    Path ledgerFile(String code) {
        return data.resolve("agencies/ledgers/" + code + ".jsonl");
    }

    List<JsonNode> ledger(String code, String event) throws IOException {
        return Files.readString(ledgerFile(code), UTF_8)
                .lines()
                .map(Json.MAPPER::readTree)
                .filter(line -> Json.text(line, "event").equals(event))
                .toList();
    }

    /** The statuses of the replies that came for a notice, in their order. */
    List<String> statuses(String noticeId) {
        return product.replies.stream()
                .filter(reply -> reply.noticeId().equals(noticeId))
                .map(FakeProduct.Arrived::status)
                .toList();
    }

    static void eventually(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within 20 s");
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        stop();
        product.close();
        http.shutdownNow();
    }
}
