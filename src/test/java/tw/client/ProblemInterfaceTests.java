package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors everywhere but at the token endpoint are problem documents of one shape. */
class ProblemInterfaceTests extends ClientCase {

    private static final String SOMETHING = "/v1/notices/0198c6a1-3d6e-7c41-9a52-6f6b2f6d7a10/replies";

    @Test
    void withoutATokenEveryMachineDoorIs401() {
        for (String path : List.of("/v1/notices", power.endpoint, "/v1/nothing", "/v1")) {
            Answer answer = wire.get(path);
            answer.problem(401, "unauthorized");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
        wire.get("/v1/notices", "Authorization", "Basic eDp5").problem(401, "unauthorized");
        wire.get("/v1/notices", "Authorization", "Bearer x").problem(401, "unauthorized");
    }

    @Test
    void anUnknownPathIs404() {
        power.get("/v1/nothing").problem(404, "notFound");
        power.get("/v1/notices/").problem(404, "notFound");
        power.get("/v1/notices.json").problem(404, "notFound");
    }

    @Test
    void aWrongMethodIs405AndNamesTheRightOnes() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            Answer answer = power.json(method, "/v1/notices", "{}");
            answer.problem(405, "methodNotAllowed");
            assertThat(answer.header("Allow")).contains("GET");
        }
        power.get(SOMETHING).problem(405, "methodNotAllowed");
    }

    @Test
    void aWrongContentTypeIs415() {
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            wire.send("POST", "/v1/progress", "{}", "Content-Type", type).problem(415, "unsupportedMediaType");
            wire.send("PUT", power.endpoint, "{}", "Content-Type", type, "Authorization", power.bearer())
                    .problem(415, "unsupportedMediaType");
            wire.send(
                            "POST",
                            SOMETHING,
                            "{}",
                            "Content-Type",
                            type,
                            "Authorization",
                            power.bearer(),
                            "Idempotency-Key",
                            "k")
                    .problem(415, "unsupportedMediaType");
        }
    }

    @Test
    void aBodyThatDoesNotSayItsContentTypeIsReadAsJson() {
        wire.send(
                        "POST",
                        SOMETHING,
                        "{\"status\":\"RECEIVED\"}",
                        "Authorization",
                        power.bearer(),
                        "Idempotency-Key",
                        "u")
                .problem(404, "unknownNotice");
        wire.send("PUT", power.endpoint, "{}", "Authorization", power.bearer()).invalid("url");
    }

    @Test
    void malformedJsonIs400() {
        for (String body : List.of("{", "[]", "null", "", "{\"a\":".repeat(5000) + "1" + "}".repeat(5000))) {
            power.json("PUT", power.endpoint, body).problem(400, "paramsValidation");
            power.json("POST", power.endpoint + "/recover", body).problem(400, "paramsValidation");
            power.reply("0198c6a1-3d6e-7c41-9a52-6f6b2f6d7a10", body).problem(400, "paramsValidation");
        }
    }

    @Test
    void anOversizedBodyIs413AlsoWhenItsLengthIsNotAnnounced() {
        String big = "{\"receiptNo\":\"" + "1".repeat(70_000) + "\",\"code\":\"1\"}";
        wire.json("POST", "/v1/progress", big).problem(413, "bodyTooLarge");
        wire.send(HttpRequest.newBuilder(URI.create(wire.base() + "/v1/progress"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(big.getBytes(StandardCharsets.UTF_8)))))
                .problem(413, "bodyTooLarge");
        wire.send("POST", "/oauth2/token", big, "Content-Type", "application/x-www-form-urlencoded")
                .problem(413, "bodyTooLarge");
    }

    @Test
    void aBodyWhoseLengthIsNotAnnouncedIsReadAsAnyOther() {
        wire.send(HttpRequest.newBuilder(URI.create(wire.base() + "/v1/progress"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                                "{\"receiptNo\":\"999999999998\",\"code\":\"1\"}".getBytes(StandardCharsets.UTF_8)))))
                .problem(404, "notFound");
    }

    @Test
    void anAddressThatIsBentIs400() {
        for (String path : List.of("/v1//notices", "/v1/notices;a=b", "/v1/notices%00", "/v1/notices%0d%0aX:1")) {
            assertThat(power.get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void receiversMayNeverQuery() {
        power.json("POST", "/v1/persons/query", "{}").problem(403, "forbidden");
        assertThat(country.machine("LAND")
                        .json("POST", "/v1/persons/query", "{}")
                        .status())
                .isNotEqualTo(403);
    }
}
