package tw.onestop.exchange;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * 簡訊閘道: one POST of {@code {"id", "to", "text"}} a message; the id is its {@code Idempotency-Key}, so that a gateway sends it once
 * however often it is asked.
 */
@Component
class SmsGateway implements Gateway, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmsGateway.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MessageSettings settings;
    private final HttpClient client;

    SmsGateway(MessageSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .build();
    }

    @Override
    public MessageDesk.Channel channel() {
        return MessageDesk.Channel.SMS;
    }

    @Override
    public boolean ready() {
        return !settings.sms().url().isEmpty();
    }

    @Override
    public Sent send(UUID id, MessageDesk.Message message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(settings.sms().url()))
                .timeout(settings.timeout())
                .header("content-type", "application/json")
                .header("idempotency-key", id.toString())
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(
                                Map.of("id", id.toString(), "to", message.address(), "text", message.body())),
                        StandardCharsets.UTF_8));
        if (!settings.sms().token().isEmpty()) {
            request.header("authorization", "Bearer " + settings.sms().token());
        }
        CompletableFuture<HttpResponse<Void>> asked =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        try {
            // The request's own limit ends with the first line of the answer; the rest may never come.
            int status = asked.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            if (status / 100 != 2) {
                LOG.warn("the text message {} was not taken: {}", id, status);
            }
            return status / 100 == 2 ? Sent.TAKEN : status == 400 || status == 422 ? Sent.REFUSED : Sent.AWAY;
        } catch (ExecutionException | TimeoutException away) {
            asked.cancel(true);
            LOG.warn(
                    "the text message {} was not taken: {}", id, away.getClass().getSimpleName());
            return Sent.AWAY;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Sent.AWAY;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
