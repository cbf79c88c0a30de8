package tw.proof;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** A browser without a window: keeps cookies, follows links, fills in the forms it finds on the page. */
public final class Browser implements AutoCloseable {

    private final HttpClient client;
    private final String baseUrl;
    private volatile LongConsumer timekeeper = _ -> {};

    /**
     * @param baseUrl where the product is, without a slash at the end
     */
    public Browser(String baseUrl) {
        this.baseUrl = baseUrl;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** Tells how many nanoseconds each request took, redirects included. */
    public void timed(LongConsumer keeper) {
        this.timekeeper = keeper;
    }

    /** A page as it came. */
    public record Page(int status, URI uri, Document document) {

        /**
         * The form that posts to an address that ends so.
         *
         * @throws IllegalStateException when the page has none
         */
        public FormElement form(String actionEnd) {
            return forms(actionEnd).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "no form to " + actionEnd + " on " + uri.getPath() + " (" + status + ")"));
        }

        List<FormElement> forms(String actionEnd) {
            return document.forms().stream()
                    .filter(form -> form.attr("action").endsWith(actionEnd))
                    .toList();
        }
    }

    public Page get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(absolute(path))).GET());
    }

    /**
     * Sends a form with all that stands in it, some of it replaced or added.
     *
     * @param typed name to value; a name that the form holds is replaced
     */
    public Page submit(Page page, FormElement form, Map<String, String> typed) throws IOException {
        String body = Stream.concat(
                        form.formData().stream()
                                .filter(field -> !typed.containsKey(field.key()))
                                .map(Browser::encoded),
                        typed.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue())))
                .collect(Collectors.joining("&"));
        URI target = page.uri().resolve(form.attr("action"));
        return send(HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The bytes as they are transferred, in this content encoding. */
    public byte[] raw(String address, String encoding) throws IOException {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(absolute(address)))
                                    .header("Accept-Encoding", encoding)
                                    .header("Accept", "text/html,*/*")
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Page send(HttpRequest.Builder request) throws IOException {
        try {
            long asked = System.nanoTime();
            HttpResponse<String> answer = client.send(
                    request.header("Accept", "text/html")
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            timekeeper.accept(System.nanoTime() - asked);
            return new Page(
                    answer.statusCode(),
                    answer.uri(),
                    Jsoup.parse(answer.body(), answer.uri().toString()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private String absolute(String path) {
        return path.startsWith("http") ? path : baseUrl + path;
    }

    private static String encoded(KeyVal field) {
        return encode(field.key()) + "=" + encode(field.value());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
