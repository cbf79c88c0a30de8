package tw.agencies;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The benchmarks' receiver. */
class SinkTests {

    @Test
    void everyRequestOfAnySizeHasItsAnswer() throws Exception {
        try (Sink sink = new Sink(0, 0, 204);
                HttpClient http = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                answers.add(http.sendAsync(post(sink, i * 997), HttpResponse.BodyHandlers.discarding()));
            }
            for (var answer : answers) {
                assertThat(answer.join().statusCode()).isEqualTo(204);
            }
        }
    }

    @Test
    void itAnswersLaterAndOtherwiseWhenTold() throws Exception {
        try (Sink sink = new Sink(0, 300, 503);
                HttpClient http = HttpClient.newHttpClient()) {
            long before = System.nanoTime();
            assertThat(http.send(post(sink, 10), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(503);
            assertThat(System.nanoTime() - before).isGreaterThan(300_000_000L);
        }
    }

    @Test
    void aBodyThatLooksLikeARequestIsNoRequest() throws Exception {
        String head = "POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n".formatted(100);
        String request = head + "GET / HTTP/1.1\r\n\r\n".repeat(6).substring(0, 100);
        try (Sink sink = new Sink(0, 0, 204);
                Socket caller = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
            byte[] two = (request + request).getBytes(US_ASCII);
            for (int from = 0; from < two.length; from += 7) {
                caller.getOutputStream().write(two, from, Math.min(7, two.length - from));
                caller.getOutputStream().flush();
            }
            caller.shutdownOutput();
            String answers = new String(caller.getInputStream().readAllBytes(), US_ASCII);
            assertThat(answers).isEqualTo("HTTP/1.1 204 -\r\n\r\n".repeat(2));
        }
    }

    private static HttpRequest post(Sink sink, int size) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sink.port() + "/notices"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]))
                .build();
    }
}
