package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * 模擬器頁面: what this agency received last and how it is told to misbehave. A form field that is not sent leaves its dial as
 * it is, so {@code curl -d fail=0.5 http://localhost:9101/dials} turns one.
 */
final class Page implements HttpHandler {

    private static final String TEMPLATE = template();
    private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");
    private static final int LARGEST_FORM = 10_000;

    private final Agency agency;
    private final Casebook casebook;

    Page(Agency agency, Casebook casebook) {
        this.agency = agency;
        this.casebook = casebook;
    }

    private static String template() {
        try (InputStream page = Objects.requireNonNull(Page.class.getResourceAsStream("page.html"))) {
            return new String(page.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("page.html is not in the program", unreadable);
        }
    }

    /** How all simulators look. */
    static String style() {
        return TEMPLATE.substring(TEMPLATE.indexOf("<style>") + "<style>".length(), TEMPLATE.indexOf("</style>"));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "GET /" -> show(exchange, 200, "");
                case "POST /dials" -> act(exchange, () -> agency.dials().with(form(exchange)));
                case "POST /reset" -> act(exchange, () -> Dials.ALL_OFF);
                case "POST /rotate" ->
                    act(exchange, () -> {
                        agency.rotateKey();
                        return agency.dials();
                    });
                default -> Reception.answer(exchange, 404, "text/plain", "404\n".getBytes(UTF_8));
            }
        }
    }

    /** Whether a form came from another site; then it was refused. */
    static boolean foreign(HttpExchange exchange) throws IOException {
        String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        if (foreign) {
            Reception.answer(exchange, 403, "text/plain", "another site's form\n".getBytes(UTF_8));
        }
        return foreign;
    }

    private void act(HttpExchange exchange, Supplier<Dials> action) throws IOException {
        if (foreign(exchange)) {
            return;
        }
        try {
            Dials changed = action.get();
            agency.set(changed);
            agency.log().line("dials", changed);
            exchange.getResponseHeaders().set("Location", "/");
            exchange.sendResponseHeaders(303, -1);
        } catch (WrongUsage wrong) {
            show(exchange, 400, wrong.sentence());
        }
    }

    static Map<String, String> form(HttpExchange exchange) {
        try {
            String body = new String(exchange.getRequestBody().readNBytes(LARGEST_FORM), UTF_8);
            return body.lines()
                    .flatMap(line -> Arrays.stream(line.split("&", -1)))
                    .filter(field -> field.contains("="))
                    .collect(Collectors.toMap(
                            field -> field.substring(0, field.indexOf('=')),
                            field -> URLDecoder.decode(field.substring(field.indexOf('=') + 1), UTF_8),
                            (earlier, later) -> later));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new WrongUsage("the form cannot be read");
        }
    }

    private void show(HttpExchange exchange, int status, String problem) throws IOException {
        answer(exchange, status, TEMPLATE, new PageParts(agency, casebook).all(problem));
    }

    /** A page with its slots filled. */
    static void answer(HttpExchange exchange, int status, String template, Map<String, String> parts)
            throws IOException {
        String page = SLOT.matcher(template)
                .replaceAll(slot -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(slot.group(1)))));
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        Reception.answer(exchange, status, "text/html; charset=utf-8", page.getBytes(UTF_8));
    }
}
