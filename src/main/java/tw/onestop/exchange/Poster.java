package tw.onestop.exchange;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.trust.TrustDesk;

/** 網路推送: one signed POST by the rules of Standard Webhooks; redirects are never followed. */
@Component
class Poster implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A client looks through all its idle connections whenever it takes one; a thousand agencies are too many for one. */
    private static final int CLIENTS = 8;

    private final TrustDesk trust;
    private final ExchangeSettings settings;
    private final Targets targets;
    private final Clock clock;
    /** One for all clients: threads of their own would be many more than processors, which then do little but change between them. */
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final List<HttpClient> clients;

    Poster(TrustDesk trust, ExchangeSettings settings, Targets targets, Clock clock) {
        this.trust = trust;
        this.settings = settings;
        this.targets = targets;
        this.clock = clock;
        this.clients = Stream.generate(() -> HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(threads)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(settings.timeout())
                        .build())
                .limit(CLIENTS)
                .toList();
    }

    /** Never completes exceptionally: what went wrong is the attempt's outcome. */
    CompletableFuture<Attempt> post(String url, String id, byte[] body) {
        if (targets.refusal(url).isPresent()) {
            return CompletableFuture.completedFuture(Attempt.failed(Attempt.Outcome.TARGET_REFUSED, 0));
        }
        long begun = System.nanoTime();
        CompletableFuture<HttpResponse<byte[]>> sent =
                client(url).sendAsync(request(url, id, body), answer -> new Beginning());
        // One clock for the whole attempt: the client's own ends with the headers, and a body that trickles must end as
        // well.
        return sent.copy()
                .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, fault) -> {
                    int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                    if (fault == null) {
                        return judged(answer, millis);
                    }
                    sent.cancel(true);
                    return Attempt.failed(outcome(fault), millis);
                });
    }

    @Override
    public void close() {
        clients.forEach(HttpClient::shutdownNow);
        threads.shutdownNow();
    }

    private HttpClient client(String url) {
        return clients.get(Math.floorMod(url.hashCode(), CLIENTS));
    }

    private HttpRequest request(String url, String id, byte[] body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/cloudevents+json")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", signatures(id + "." + timestamp + ".", body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private String signatures(String head, byte[] body) {
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[start.length + body.length];
        System.arraycopy(start, 0, message, 0, start.length);
        System.arraycopy(body, 0, message, start.length, body.length);
        List<byte[]> made = trust.sign(message);
        StringBuilder header = new StringBuilder(100 * made.size());
        for (byte[] signature : made) {
            header.append(header.isEmpty() ? "v1a," : " v1a,")
                    .append(Base64.getEncoder().encodeToString(signature));
        }
        return header.toString();
    }

    private Attempt judged(HttpResponse<byte[]> answer, int millis) {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return new Attempt(Attempt.Outcome.ACCEPTED, status, millis, null, answered(answer.body()));
        }
        Attempt.Outcome outcome = status / 100 == 3
                ? Attempt.Outcome.REDIRECTED
                : status == 410 ? Attempt.Outcome.GONE : Attempt.Outcome.REFUSED;
        Duration asked =
                answer.headers().firstValue("retry-after").map(this::retryAfter).orElse(null);
        return new Attempt(outcome, status, millis, asked, null);
    }

    private static Reply.@Nullable Status answered(byte[] body) {
        if (body.length < 2 || body[0] != '{') {
            return null;
        }
        try {
            String status = JSON.readTree(body).path("status").asString("");
            for (Reply.Status known : Reply.Status.values()) {
                // A rejection needs its reason, which only the reply's own road can carry.
                if (known.name().equals(status) && known != Reply.Status.REJECTED) {
                    return known;
                }
            }
            return null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private @Nullable Duration retryAfter(String value) {
        String text = value.strip();
        try {
            Duration asked = text.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return asked.isNegative() ? Duration.ZERO : asked;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Attempt.Outcome outcome(Throwable fault) {
        Throwable cause =
                fault instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : fault;
        return cause instanceof HttpTimeoutException || cause instanceof java.util.concurrent.TimeoutException
                ? Attempt.Outcome.TIMEOUT
                : Attempt.Outcome.UNREACHABLE;
    }
}
