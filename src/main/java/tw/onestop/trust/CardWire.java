package tw.onestop.trust;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** 憑證機構連線: to the addresses of the configuration alone, following nobody elsewhere. */
@Component
class CardWire {

    private final CardSettings settings;
    private final HttpClient http;

    CardWire(CardSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.patience())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    byte[] post(String url, String type, byte[] body, int largest) throws IOException {
        return answer(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                largest);
    }

    byte[] get(String url, int largest) throws IOException {
        return answer(HttpRequest.newBuilder(URI.create(url)), largest);
    }

    private byte[] answer(HttpRequest.Builder request, int largest) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> asked = http.sendAsync(
                request.timeout(settings.patience()).build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), largest));
        try {
            // The request's own limit ends with the first line of the answer; a body may never come.
            HttpResponse<byte[]> answer = asked.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException("answered " + answer.statusCode());
            }
            return answer.body();
        } catch (ExecutionException | TimeoutException e) {
            asked.cancel(true);
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
