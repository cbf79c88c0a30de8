package tw.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tw.proof.Browser.Page;
import tw.proof.Clerk;
import tw.proof.Demonstration;
import tw.proof.Options;

/**
 * 通報時效量測: applications prepared at the counter are concluded at a steady rate, whatever the answers take (open loop), while
 * one agency is dead and one answers after ten seconds. Measured from the application's instant, which is before its commit, to
 * the line in the agency's own ledger. The peer in the same run is the same with all agencies well.
 */
public final class Latency {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final List<String> VILLAGES = List.of("介壽村", "復興村", "福沃村", "清水村", "仁愛村", "津沙村", "馬祖村", "珠螺村", "四維村");

    /** How fast the product is warmed in the first round, in applications a second; twice as fast in the second, up to four times. */
    private static final int WARM_RATE = 10;

    /** Every move goes to a street number of its own. */
    private static final AtomicInteger STREET = new AtomicInteger();

    private Latency() {}

    /** Exit status 0 when the healthy agencies' p99 is under a second in both runs, 1 when not, 2 for a wrong command. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(
                arguments,
                "./onestop bench latency [--warm 3] [--rate 50] [--applications 1200] [--notices 5] [--port 18084]");
        int rate = options.number("rate", 50);
        int applications = options.number("applications", 1_200);
        double ill = run(
                options,
                List.of("--agencies-fail", "TAIPOWER=down,TAIWATER=slow:10000"),
                rate,
                applications,
                "TAIPOWER dead, TAIWATER answers after 10 s");
        double well = run(options, List.of(), rate, applications, "all agencies well");
        System.exit(well < 1_000 && ill < 1_000 ? 0 : 1);
    }

    /** The p99 of the healthy agencies, in milliseconds. */
    private static double run(Options options, List<String> more, int rate, int applications, String title)
            throws Exception {
        Path data = Files.createTempDirectory("onestop-latency");
        try (Demonstration demo = new Demonstration(data, options.number("port", 18_084), more)) {
            demo.start();
            int notices = options.number("notices", 5);
            List<Clerk> clerks = clerks(demo);
            List<Household> households = households(clerks.getFirst(), applications);
            // Every household moves more than once: to warm the product, which is not measured, and to be measured.
            for (int round = 1; round <= options.number("warm", 3); round++) {
                conclude(prepare(clerks, households, notices), WARM_RATE * Math.min(round, 4), new Percentiles());
            }
            List<Ready> ready = prepare(clerks, households, notices);
            // What the warming left to do is not measured.
            Thread.sleep(10_000);
            Instant measuring = Instant.now();
            int concluded = ready.size();
            Percentiles answers = new Percentiles();
            int errors = conclude(ready, rate, answers);
            Thread.sleep(15_000);
            System.out.printf("%s: %d applications at %d/s, %d errors%n", title, concluded, rate, errors);
            System.out.printf(
                    "  the clerk's page of the receipt  p50 %6.0f ms  p99 %6.0f ms%n",
                    answers.millis(0.5), answers.millis(0.99));
            double p99 = report(demo, measuring);
            return errors == 0 ? p99 : Double.MAX_VALUE;
        } finally {
            Scratch.delete(data);
        }
    }

    /** Concludes all at a steady rate, whatever the answers take, from when each was due; how many could not be concluded. */
    private static int conclude(List<Ready> ready, int rate, Percentiles answers) throws InterruptedException {
        AtomicInteger errors = new AtomicInteger();
        long next = System.nanoTime();
        List<Thread> posts = new ArrayList<>();
        for (Ready due : ready) {
            long began = next;
            posts.add(Thread.ofVirtual().start(() -> {
                try {
                    due.clerk().conclude(due.review());
                    answers.add(System.nanoTime() - began);
                } catch (IOException | RuntimeException failed) {
                    if (errors.incrementAndGet() == 1) {
                        System.out.println("the first that could not be concluded: " + failed.getMessage());
                    }
                }
            }));
            next += Duration.ofSeconds(1).toNanos() / rate;
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
        for (Thread post : posts) {
            post.join(Duration.ofSeconds(60));
        }
        return errors.get();
    }

    /** A sitting with everything typed, ticked and signed. */
    private record Ready(Clerk clerk, Page review) {}

    /** The page of one of its people, and the village. */
    private record Household(String page, String village) {}

    private static List<Clerk> clerks(Demonstration demo) throws Exception {
        List<Clerk> clerks = new ArrayList<>();
        for (Demonstration.Account account :
                demo.colleagues(demo.clerks("09007010").getFirst(), 8)) {
            Clerk clerk = new Clerk(demo.baseUrl(), account.username(), account.password());
            clerk.signIn();
            clerks.add(clerk);
        }
        return clerks;
    }

    private static List<Household> households(Clerk clerk, int wanted) throws IOException {
        List<Household> households = new ArrayList<>();
        for (String village : VILLAGES) {
            for (int neighbourhood = 1; neighbourhood <= 40 && households.size() < wanted; neighbourhood++) {
                String place = "連江縣南竿鄉" + village;
                clerk.households(place + "%03d鄰".formatted(neighbourhood))
                        .forEach(page -> households.add(new Household(page, place)));
            }
        }
        return households.subList(0, Math.min(wanted, households.size()));
    }

    private static List<Ready> prepare(List<Clerk> clerks, List<Household> households, int notices)
            throws InterruptedException {
        Queue<Household> waiting = new ConcurrentLinkedQueue<>(households);
        Queue<Ready> ready = new ConcurrentLinkedQueue<>();
        List<Thread> desks = new ArrayList<>();
        for (Clerk clerk : clerks) {
            desks.add(Thread.ofVirtual().start(() -> {
                for (Household one = waiting.poll(); one != null; one = waiting.poll()) {
                    try {
                        Page form = clerk.begin(one.page());
                        String street = "量測路%d號".formatted(STREET.incrementAndGet());
                        ready.add(new Ready(
                                clerk, clerk.agree(clerk.typeAddress(form, one.village(), 1, street), notices)));
                    } catch (IOException | RuntimeException unfit) {
                        // A household that cannot be moved by its head alone is left out.
                    }
                }
            }));
        }
        for (Thread desk : desks) {
            desk.join();
        }
        // Neighbours, who are often kin, do not come at the same moment.
        List<Ready> inAnyOrder = new ArrayList<>(ready);
        Collections.shuffle(inAnyOrder, new Random(1));
        return inAnyOrder;
    }

    /** The p99 of the healthy agencies over what was filed since, in milliseconds. */
    private static double report(Demonstration demo, Instant since) throws SQLException, IOException {
        Map<String, Instant> promised = new HashMap<>();
        try (Connection database = demo.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select i.id, a.filed_at from notice.item i join notice.application a on a.id = i.application
                        """)) {
            while (rows.next()) {
                promised.put(rows.getString(1), rows.getTimestamp(2).toInstant());
            }
        }
        Map<String, Percentiles> byAgency = new TreeMap<>();
        Percentiles healthy = new Percentiles();
        try (Stream<Path> files = Files.list(demo.data().resolve("agencies").resolve("ledgers"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
                String agency = String.valueOf(file.getFileName()).replace(".jsonl", "");
                for (String line : Files.readAllLines(file)) {
                    JsonNode entry = JSON.readTree(line);
                    Instant from = promised.get(entry.path("id").asString(""));
                    if (from != null
                            && from.isAfter(since)
                            && entry.path("event").asString("").equals("RECEIVED")
                            && entry.path("effect").asBoolean(false)) {
                        long nanos = Duration.between(
                                        from, Instant.parse(entry.path("at").asString("")))
                                .toNanos();
                        byAgency.computeIfAbsent(agency, _ -> new Percentiles()).add(nanos);
                        if (!List.of("TAIPOWER", "TAIWATER").contains(agency)) {
                            healthy.add(nanos);
                        }
                    }
                }
            }
        }
        byAgency.forEach((agency, times) -> System.out.printf(
                "  %-9s %5d received  p50 %6.0f ms  p99 %6.0f ms%n",
                agency, times.count(), times.millis(0.5), times.millis(0.99)));
        System.out.printf(
                "  healthy   %5d received  p50 %6.0f ms  p99 %6.0f ms%n",
                healthy.count(), healthy.millis(0.5), healthy.millis(0.99));
        return healthy.count() > 0 ? healthy.millis(0.99) : Double.MAX_VALUE;
    }
}
