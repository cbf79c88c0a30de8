package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * 簡訊中心: plays the operator of text messages: takes {@code POST /sms} once for every {@code Idempotency-Key}, sends nothing to
 * anybody, and shows on its page what it would have sent.
 */
final class SmsCentre implements HttpHandler {

    private static final int LARGEST = 10_000;
    private static final int SHOWN = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Taipei"));

    private final Clock clock;
    private final Map<String, Sent> sent = new LinkedHashMap<>();

    SmsCentre(Clock clock) {
        this.clock = clock;
    }

    private record Sent(Instant at, String to, String text) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "POST /sms" -> take(exchange);
                case "GET /" -> show(exchange);
                default -> Reception.answer(exchange, 404, "text/plain", "404\n".getBytes(UTF_8));
            }
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        try {
            JsonNode body = Json.MAPPER.readTree(exchange.getRequestBody().readNBytes(LARGEST));
            String to = Json.text(body, "to");
            if (key == null
                    || !to.matches("(09|\\+8869)\\d{8}")
                    || Json.text(body, "text").isBlank()) {
                Reception.answer(
                        exchange, 422, "application/json", Json.object().put("code", "notATextMessage"));
                return;
            }
            synchronized (sent) {
                sent.putIfAbsent(key, new Sent(clock.instant(), to, Json.text(body, "text")));
            }
            Reception.answer(exchange, 202, "application/json", Json.object().put("id", key));
        } catch (JacksonException notJson) {
            Reception.answer(exchange, 400, "application/json", Json.object().put("code", "notJson"));
        }
    }

    int count() {
        synchronized (sent) {
            return sent.size();
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        String rows;
        synchronized (sent) {
            rows = sent.values().stream()
                    .skip(Math.max(0, sent.size() - SHOWN))
                    .map(one -> "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                            .formatted(
                                    TIME.format(one.at()),
                                    PageParts.escape(one.to()),
                                    PageParts.escape(one.text()).replace("\n", "<br>")))
                    .collect(Collectors.joining());
        }
        String page = """
                <!DOCTYPE html>
                <html lang="zh-Hant-TW"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>簡訊中心模擬器 Text messages</title>
                <style>body{font:18px/1.6 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#12263a}
                table{width:100%%;border-collapse:collapse}th,td{padding:.5rem;text-align:left;vertical-align:top;border-bottom:1px solid #c5ced6;overflow-wrap:anywhere}
                small{color:#51606d}</style></head>
                <body><main><h1>簡訊中心模擬器 <small lang="en">Text messages that would have been sent</small></h1>
                <p>%d 則，只留在記憶體，不會寄給任何人。 <span lang="en">Nothing leaves this machine.</span></p>
                <table><thead><tr><th scope="col">時間</th><th scope="col">號碼</th><th scope="col">內容</th></tr></thead><tbody>
                %s</tbody></table></main></body></html>
                """.formatted(count(), rows);
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        Reception.answer(exchange, 200, "text/html; charset=utf-8", page.getBytes(UTF_8));
    }
}
