package tw.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 受測檔案: numbers of the register that an agency sends as a file, whose answer it collects, signed and encrypted. */
final class NumberFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final LinkedAgencies.Linked agency;

    NumberFile(ApplicationContext product, int port, LinkedAgencies.Linked agency) {
        this.jdbc = product.getBean(JdbcClient.class);
        this.base = "http://127.0.0.1:" + port;
        this.agency = agency;
        registerKey(product, agency.agency());
    }

    /** So many people who are registered, at most; the same of every seed. */
    List<String> drawn(int lines, int seed) {
        long last = jdbc.sql("select max(id) from registry.person")
                .query(Long.class)
                .single();
        // One in twelve has died and stands nowhere; so many more are drawn.
        Long[] ids =
                new Random(seed).longs(lines * 11L / 10, 1, last + 1).boxed().toArray(Long[]::new);
        return jdbc
                .sql("select national_id from registry.person where id = any (?) and upper_inf(valid_during)")
                .param(ids)
                .query(String.class)
                .list()
                .stream()
                .distinct()
                .limit(lines)
                .toList();
    }

    /** The answer goes to somebody who can read it, so its encryption is part of what is measured. */
    private static void registerKey(ApplicationContext product, AgencyCode agency) {
        try {
            String jwk = new ECKeyGenerator(Curve.P_256)
                    .keyID("bench")
                    .generate()
                    .toPublicJWK()
                    .toJSONString();
            MachineDesk machines = product.getBean(MachineDesk.class);
            ExchangeDesk exchange = product.getBean(ExchangeDesk.class);
            TransactionTemplate transaction = product.getBean(TransactionTemplate.class);
            transaction.executeWithoutResult(_ ->
                    machines.change(exchange.endpoint(agency).endpointId(), null, jwk, Actor.system("bench", agency)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seconds from the first byte that is sent to the last that is collected. */
    double answered(List<String> numbers) throws IOException, InterruptedException {
        int asked = numbers.size();
        String lines = "nationalId\n" + String.join("\n", numbers);
        long began = System.nanoTime();
        HttpResponse<String> taken = http.send(
                request("/v1/files?fields=" + String.join(",", agency.fields()))
                        .header("Content-Type", "text/csv")
                        .header("RIS-Purpose-Id", agency.purpose())
                        .header("RIS-Case-No", "B-1")
                        .header("RIS-User-Id", LinkedAgencies.OFFICER)
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        right(taken.statusCode() == 202, taken.body());
        String file = "/v1/files/" + json(taken.body()).path("id").asString();
        JsonNode state = json(taken.body());
        while (state.path("state").asString().equals("WAITING")) {
            Thread.sleep(200);
            state = json(http.send(request(file).GET().build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        }
        right(
                state.path("state").asString().equals("ANSWERED")
                        && state.path("answered").asInt() == asked
                        && state.path("wrong").asInt() == 0,
                state.toString());
        HttpResponse<String> answer =
                http.send(request(file + "/answer").GET().build(), HttpResponse.BodyHandlers.ofString());
        right(answer.statusCode() == 200 && answer.body().length() > 50 * asked, "the answer is too short");
        double took = (System.nanoTime() - began) / 1e9;
        http.send(request(file).DELETE().build(), HttpResponse.BodyHandlers.ofString());
        return took;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + agency.token());
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void right(boolean so, String otherwise) {
        if (!so) {
            throw new IllegalStateException(otherwise.substring(0, Math.min(300, otherwise.length())));
        }
    }
}
