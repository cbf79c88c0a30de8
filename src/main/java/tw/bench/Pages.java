package tw.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Document;
import tw.proof.Browser.Page;
import tw.proof.Clerk;
import tw.proof.Demonstration;
import tw.proof.Options;

/**
 * 櫃檯頁面量測: fifty clerks search, open households, type address changes and look at the notices; the peer in the same run is
 * the health page, which does nothing. The server's own time is what its metrics say of the counter's pages; beside it the time
 * that the clerks' browsers took over loopback, redirects included, on the same two cores.
 */
public final class Pages {

    private static final Random RANDOM = new Random(1);

    private Pages() {}

    /** Exit status 0 when the server's p95 is under 50 ms without an error, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(
                arguments,
                "./onestop bench pages [--clerks 50] [--warm 120] [--seconds 60] [--pause 2000] [--port 18082]");
        int clerks = options.number("clerks", 50);
        int pause = options.number("pause", 2_000);
        Path data = Files.createTempDirectory("onestop-pages");
        boolean reached;
        try (Demonstration demo = new Demonstration(data, options.number("port", 18082), List.of())) {
            demo.start();
            Percentiles pages = new Percentiles();
            ServedTimes served = new ServedTimes(demo);
            Percentiles health = new Percentiles();
            AtomicInteger errors = new AtomicInteger();
            List<Thread> desks = new ArrayList<>();
            Instant measuring = Instant.now().plusSeconds(options.number("warm", 120));
            Instant end = measuring.plusSeconds(options.number("seconds", 60));
            for (Demonstration.Account account :
                    demo.colleagues(demo.clerks("09007010").getFirst(), clerks)) {
                desks.add(Thread.ofVirtual().start(() -> {
                    try (Clerk clerk = new Clerk(demo.baseUrl(), account.username(), account.password())) {
                        clerk.signIn();
                        clerk.browser().timed(nanos -> {
                            if (Instant.now().isAfter(measuring)) {
                                pages.add(nanos);
                            }
                        });
                        while (Instant.now().isBefore(end)) {
                            work(clerk, pause);
                        }
                    } catch (IOException | RuntimeException failed) {
                        errors.incrementAndGet();
                        System.out.println("a clerk could not go on: " + failed.getMessage());
                    }
                }));
            }
            Thread.sleep(Duration.between(Instant.now(), measuring));
            Map<String, ServedTimes.Reading> before = served.read();
            try (HttpClient peer = HttpClient.newHttpClient()) {
                while (Instant.now().isBefore(end)) {
                    long asked = System.nanoTime();
                    peer.send(
                            HttpRequest.newBuilder(URI.create(demo.baseUrl() + "/actuator/health/liveness"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
                    health.add(System.nanoTime() - asked);
                    Thread.sleep(200);
                }
            }
            for (Thread desk : desks) {
                desk.join(Duration.ofSeconds(60));
            }
            Map<String, ServedTimes.Reading> each = new TreeMap<>();
            served.read()
                    .forEach((page, all) ->
                            each.put(page, all.since(before.getOrDefault(page, ServedTimes.Reading.none()))));
            ServedTimes.Reading since = ServedTimes.Reading.sum(each.values());
            System.out.printf(
                    "%d clerks, %d requests, %d errors%nserver time   p50 %.0f ms  p95 %.0f ms  p99 %.0f ms; %.1f %% within 50 ms%nbrowser time  p50 %.1f ms  p95 %.1f ms  p99 %.1f ms%nliveness page p50 %.1f ms  p95 %.1f ms  p99 %.1f ms%n",
                    clerks,
                    pages.count(),
                    errors.get(),
                    since.millis(0.5),
                    since.millis(0.95),
                    since.millis(0.99),
                    100 * since.shareWithin(50),
                    pages.millis(0.5),
                    pages.millis(0.95),
                    pages.millis(0.99),
                    health.millis(0.5),
                    health.millis(0.95),
                    health.millis(0.99));
            each.forEach((page, one) -> System.out.printf(
                    "  %-46s %5d answered  p50 %4.0f ms  p95 %4.0f ms%n",
                    page, one.requests(), one.millis(0.5), one.millis(0.95)));
            weigh(demo);
            reached = errors.get() == 0 && since.shareWithin(50) >= 0.95;
        } finally {
            Scratch.delete(data);
        }
        System.exit(reached ? 0 : 1);
    }

    private static void work(Clerk clerk, int pause) throws IOException {
        List<String> found = clerk.households("連江縣南竿鄉介壽村%03d鄰".formatted(1 + RANDOM.nextInt(20)));
        rest(pause);
        if (!found.isEmpty()) {
            Page form = clerk.begin(found.get(RANDOM.nextInt(found.size())));
            rest(pause);
            clerk.typeAddress(form, "連江縣南竿鄉介壽村", 1, "量測路%d號".formatted(1 + RANDOM.nextInt(999)));
            rest(pause);
            Page again = clerk.browser().get(form.uri().toString());
            clerk.browser().submit(again, again.form("/discard"), Map.of());
        }
        rest(pause);
    }

    private static void rest(int pause) throws IOException {
        try {
            Thread.sleep(pause / 2 + RANDOM.nextInt(Math.max(1, pause)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    /** What a browser transfers, compressed, for the first page and for the next. */
    private static void weigh(Demonstration demo) throws IOException, InterruptedException {
        Demonstration.Account account = demo.clerks("09007010").getFirst();
        try (Clerk clerk = new Clerk(demo.baseUrl(), account.username(), account.password())) {
            clerk.signIn();
            String household = clerk.households("連江縣南竿鄉介壽村001鄰").getFirst();
            Set<String> fixed = new LinkedHashSet<>();
            long search = weight(clerk, demo.baseUrl() + "/counter", fixed);
            long assets = 0;
            for (String address : List.copyOf(fixed)) {
                assets += transferred(clerk, address).length;
            }
            Set<String> more = new LinkedHashSet<>();
            long next = weight(clerk, demo.baseUrl() + household, more);
            more.removeAll(fixed);
            for (String address : more) {
                next += transferred(clerk, address).length;
            }
            System.out.printf(
                    "weight, compressed: first page %.1f KB (%d files), the household's page after it %.1f KB%n",
                    (search + assets) / 1024.0, fixed.size() + 1, next / 1024.0);
        }
    }

    private static long weight(Clerk clerk, String address, Set<String> fixed)
            throws IOException, InterruptedException {
        byte[] page = transferred(clerk, address);
        Document document = clerk.browser().get(address).document();
        document.select("link[rel=stylesheet], link[rel=icon]").forEach(link -> fixed.add(link.absUrl("href")));
        document.select("script[src]").forEach(script -> fixed.add(script.absUrl("src")));
        document.select("img[src]").forEach(image -> fixed.add(image.absUrl("src")));
        fixed.remove("");
        return page.length;
    }

    private static byte[] transferred(Clerk clerk, String address) throws IOException, InterruptedException {
        return clerk.browser().raw(address, "gzip");
    }
}
