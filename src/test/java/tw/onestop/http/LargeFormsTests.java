package tw.onestop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;

/** 過大之上傳 by programs rather than browsers: nothing of it is laid on the disk. */
@ProductTest
class LargeFormsTests {

    private static final String FORM = "multipart/form-data; boundary=b";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;

    @Test
    void aFormWhoseLengthIsNotAnnouncedCountsAsTooLarge() throws IOException, InterruptedException {
        byte[] form = "--b--\r\n".getBytes(StandardCharsets.US_ASCII);
        BodyPublisher unannounced = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form));
        assertThat(sent("POST", "/photo", FORM, unannounced).statusCode()).isEqualTo(413);
        assertThat(sent("POST", "/photo", FORM, BodyPublishers.ofByteArray(form))
                        .statusCode())
                .as("its token is missing")
                .isEqualTo(403);
    }

    @Test
    void whateverHasPartsCountsAsAForm() throws IOException, InterruptedException {
        BodyPublisher large = BodyPublishers.ofByteArray(new byte[5 << 20]);
        assertThat(sent("PUT", "/photo", FORM, large).statusCode()).isEqualTo(413);
        assertThat(sent("POST", "/photo", "Multipart/Mixed; boundary=b", large).statusCode())
                .isEqualTo(413);
    }

    @Test
    void ofAStrangerALargeSetIsNotReadEither() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                sent("POST", "/ministry/media", FORM, BodyPublishers.ofByteArray(new byte[5 << 20]));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/sign-in");
    }

    private HttpResponse<String> sent(String method, String path, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", type)
                        .method(method, body)
                        .build(),
                BodyHandlers.ofString());
    }
}
