package tw.onestop.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tw.onestop.OneStopApplication;

/**
 * 快速啟動: starts the product once on an empty database and looks at a few pages, so that the JVM can write down what it loaded
 * and start from that (an AOT cache) the next times. {@code ./onestop} runs it once for every build.
 */
public final class QuickStart {

    private static final List<String> PAGES = List.of("/actuator/health", "/", "/sign-in", "/progress", "/docs/api");

    private QuickStart() {}

    /** Exit status 1 when the product does not start here; then there is no quick start, and nothing else is lost. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("onestop-quick-start");
        try (LocalPostgres postgres = LocalPostgres.start(directory)) {
            Path key = directory.resolve("onestop.key");
            Secrets.write(key, Secrets.key());
            List<String> settings = new ArrayList<>(postgres.clientSettings());
            settings.addAll(List.of("--server.port=0", "--onestop.trust.key-file=" + key));
            try (ConfigurableApplicationContext product =
                    SpringApplication.run(OneStopApplication.class, settings.toArray(String[]::new))) {
                WebServerApplicationContext web = (WebServerApplicationContext) product;
                look(java.util.Objects.requireNonNull(web.getWebServer()).getPort());
            }
        } finally {
            Trees.delete(directory);
        }
    }

    private static void look(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String page : PAGES) {
                client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + page))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
    }
}
