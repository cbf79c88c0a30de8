package tw.bench;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.demo.Ports;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.trust.TrustDesk;
import tw.proof.Options;

/**
 * 通報閉環量測: applications of five items each are committed one by one, to twenty agencies of which one is dead, one answers after ten
 * seconds and one refuses in every other five; measured are the replies recorded in a minute while what waits for the healthy ones does not
 * grow, and at half of that rate how long it is from the commit to the reply. Beside it a bare loop of the same client, and the same
 * posts carried by db-scheduler.
 */
public final class Notices {

    private static final String HELP = """
            ./onestop bench notices [--seconds 60] [--warm 60] [--peer-seconds 60]
            Starts a product and receivers of its own. Exit status 0 when every figure holds.""";

    static final int AGENCIES = 20;
    static final int ITEMS = 5;
    /** Enough that what is measured is not how long one of them waits for the disk. */
    static final int COMMITTERS = 16;

    static final int UNDER_WAY = 4_000;
    private static final double GOAL = 4_000;
    private static final double SHARE = 0.2;
    private static final double HEALTHY_P99 = 1_000;

    /** The first three agencies are ill; see {@link Ill}. */
    static final int ILL = 3;

    private final LocalPostgres postgres;
    private final ConfigurableApplicationContext product;
    private final JdbcClient jdbc;
    private final Urls urls;
    private final List<AgencyCode> agencies;
    private final List<Counter> delivered;
    private final Options options;

    private Notices(LocalPostgres postgres, ConfigurableApplicationContext product, Urls urls, Options options)
            throws SQLException, InterruptedException {
        this.postgres = postgres;
        this.product = product;
        this.jdbc = product.getBean(JdbcClient.class);
        this.urls = urls;
        this.options = options;
        this.agencies = endpoints();
        MeterRegistry meters = product.getBean(MeterRegistry.class);
        this.delivered = Stream.of(wellCodes())
                .map(code -> meters.counter("onestop.exchange.deliveries", "agency", code, "outcome", "delivered"))
                .toList();
    }

    /** 收件端: where each kind of receiver listens. */
    record Urls(String dead, String slow, String flapping, String well) {

        String of(int agency) {
            return switch (agency) {
                case 0 -> dead;
                case 1 -> slow;
                case 2 -> flapping;
                // One process stands for many agencies, each with an address of its own.
                default -> well + "/" + agency;
            };
        }

        boolean isWell(String url) {
            return url.startsWith(well + "/");
        }
    }

    /** Exit status 0 when the figures hold, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments, HELP);
        Path directory = Files.createTempDirectory("onestop-bench");
        boolean holds;
        try (Closing closing = Closing.atExit()) {
            closing.on(() -> Scratch.delete(directory));
            DataDirectory data = closing.on(DataDirectory.take(directory));
            LocalPostgres postgres =
                    closing.on(LocalPostgres.start(directory, "shared_buffers=1GB", "max_wal_size=4GB"));
            SinkProcess well = closing.on(SinkProcess.start("--status", "200"));
            SinkProcess slow = closing.on(SinkProcess.start("--status", "200", "--delay", "10000"));
            SinkProcess flapping = closing.on(SinkProcess.start("--status", "200", "--flap", "5"));
            Urls urls = new Urls(nobody(), slow.url(), flapping.url(), well.url());
            ConfigurableApplicationContext product =
                    closing.on(OwnProduct.start(postgres, data.keyFile(), "--onestop.exchange.private-targets=true"));
            holds = new Notices(postgres, product, urls, options).measure();
        }
        System.exit(holds ? 0 : 1);
    }

    /** An address at which nobody listens any more. */
    private static String nobody() throws IOException {
        return "http://127.0.0.1:%d/notices".formatted(Ports.free());
    }

    private boolean measure() throws Exception {
        int seconds = options.number("seconds", 60);
        kept(options.number("warm", 60));
        double rate = kept(seconds);
        System.out.printf("%,.0f replies recorded a second for %d s (figure to reach: %,.0f)%n", rate, seconds, GOAL);
        settled();
        double p99 = half((int) (rate / 2), seconds);
        settled();
        double bare = posted(BareLoop.asTheJdkMakesIt(urls.well(), envelopes(), 64));
        double shared = posted(BareLoop.likeTheProduct(urls.well(), envelopes(), 64));
        System.out.printf(
                "bare loop of the JDK's client as it is made %,.0f /s: %.2f of it (figure to reach: %.1f);"
                        + " with virtual threads as in the product %,.0f /s: %.2f%n",
                bare, rate / bare, SHARE, shared, rate / shared);
        try (Carried peer = new Carried(postgres, product.getBean(TrustDesk.class), urls, envelopes())) {
            double carried = peer.run(options.number("peer-seconds", 60));
            System.out.printf(
                    "db-scheduler with the same posts: %,.0f /s to those who are well; the product %.1f times as many%n",
                    carried, rate / carried);
        }
        return rate >= GOAL && rate / bare >= SHARE && p99 <= HEALTHY_P99;
    }

    /** Posts a second of a loop that does nothing else. */
    private static double posted(BareLoop bare) throws InterruptedException {
        try (bare) {
            bare.run(20_000);
            return bare.run(100_000);
        }
    }

    /** Commits as fast as replies come back, and answers how many were recorded a second of those who are well. */
    private double kept(int seconds) throws InterruptedException {
        AtomicLong committed = new AtomicLong();
        long already = recorded();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> committers = new ArrayList<>();
        for (int i = 0; i < COMMITTERS; i++) {
            committers.add(Thread.ofPlatform().start(() -> {
                Stock stock = stock();
                while (System.nanoTime() < end) {
                    if (toTheWell(committed.get()) - (recorded() - already) < UNDER_WAY) {
                        stock.application(ITEMS);
                        committed.addAndGet(ITEMS);
                    } else {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
            }));
        }
        // The first second fills the way.
        Thread.sleep(1_000);
        long begun = System.nanoTime();
        long before = recorded();
        long backlog = waiting();
        for (Thread one : committers) {
            one.join();
        }
        double rate = (recorded() - before) * 1e9 / (System.nanoTime() - begun);
        System.out.printf(
                "committed %,d items; waiting for those who are well %,d at the beginning, %,d at the end%n",
                committed.get(), backlog, waiting());
        return rate;
    }

    /** What waits for the ill waits as long as they are ill, and does not count as under way. */
    private static long toTheWell(long committed) {
        return committed * (AGENCIES - ILL) / AGENCIES;
    }

    /** The worst p99 of an agency that is well, in milliseconds, at a steady rate of items. */
    private double half(int rate, int seconds) throws InterruptedException {
        Instant from = Instant.now();
        List<Thread> committers = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < COMMITTERS; i++) {
            int first = i;
            committers.add(Thread.ofPlatform().start(() -> {
                Stock stock = stock();
                for (long turn = first; turn < (long) rate * seconds / ITEMS; turn += COMMITTERS) {
                    LockSupport.parkNanos(began + turn * ITEMS * 1_000_000_000L / rate - System.nanoTime());
                    stock.application(ITEMS);
                }
            }));
        }
        for (Thread one : committers) {
            one.join();
        }
        settled();
        record Row(String agency, long items, double p50, double p99) {}
        List<Row> rows = jdbc.sql("""
                        select i.agency, count(*) as items,
                               1000 * percentile_cont(0.5) within group (order by extract(epoch from r.at - a.at)) as p50,
                               1000 * percentile_cont(0.99) within group (order by extract(epoch from r.at - a.at)) as p99
                        from notice.item i
                        join notice.item_step a on a.item = i.id and a.status = 'ACCEPTED'
                        join notice.item_step r on r.item = i.id and r.status = 'RECEIVED'
                        where a.at >= ? and i.agency = any (?)
                        group by i.agency
                        """)
                .params(from.atOffset(ZoneOffset.UTC), wellCodes())
                .query((row, n) -> new Row(
                        row.getString("agency"), row.getLong("items"), row.getDouble("p50"), row.getDouble("p99")))
                .list();
        double worst = rows.stream().mapToDouble(Row::p99).max().orElse(Double.MAX_VALUE);
        System.out.printf(
                "at %,d items/s from the commit to the recorded reply, %d agencies that are well, %,d items: p50 %.0f to %.0f ms,"
                        + " p99 %.0f to %.0f ms (figure to reach: %.0f)%n",
                rate,
                rows.size(),
                rows.stream().mapToLong(Row::items).sum(),
                rows.stream().mapToDouble(Row::p50).min().orElse(0),
                rows.stream().mapToDouble(Row::p50).max().orElse(0),
                rows.stream().mapToDouble(Row::p99).min().orElse(0),
                worst,
                HEALTHY_P99);
        return worst;
    }

    /** Waits until those who are well have everything. */
    private void settled() throws InterruptedException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (waiting() > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("agencies that are well do not get what waits for them");
            }
            Thread.sleep(200);
        }
    }

    private long waiting() {
        return jdbc.sql("select count(*) from exchange.outbox where state = 'PENDING' and agency = any (?)")
                .param(wellCodes())
                .query(Long.class)
                .single();
    }

    private String[] wellCodes() {
        return agencies.subList(ILL, AGENCIES).stream().map(AgencyCode::value).toArray(String[]::new);
    }

    /** Of those who are well: what comes back of the ill says nothing about what waits for these. */
    private long recorded() {
        return (long) delivered.stream().mapToDouble(Counter::count).sum();
    }

    private Stock stock() {
        return new Stock(
                product.getBean(ExchangeDesk.class),
                product.getBean(TransactionTemplate.class),
                product.getBean(JdbcClient.class),
                agencies);
    }

    private List<AgencyCode> endpoints() throws SQLException, InterruptedException {
        AgencyDesk directory = product.getBean(AgencyDesk.class);
        List<AgencyCode> codes =
                directory.all().stream().map(Agency::code).limit(AGENCIES).toList();
        try (var owner = postgres.connect("onestop_owner");
                var statement =
                        owner.prepareStatement("update agency.agency set door = 'WEBHOOK' where code = any (?)")) {
            statement.setArray(
                    1,
                    owner.createArrayOf(
                            "text", codes.stream().map(AgencyCode::value).toArray()));
            statement.execute();
        }
        while (codes.stream()
                .anyMatch(code -> directory.find(code).orElseThrow().door() != Agency.Door.WEBHOOK)) {
            Thread.sleep(500);
        }
        MachineDesk machines = product.getBean(MachineDesk.class);
        ExchangeDesk exchange = product.getBean(ExchangeDesk.class);
        for (int i = 0; i < AGENCIES; i++) {
            machines.change(
                    exchange.endpoint(codes.get(i)).endpointId(), urls.of(i), "", Actor.system("bench", codes.get(i)));
        }
        return codes;
    }

    /** The very bytes that the product sent. */
    private List<String> envelopes() {
        MachineDesk machines = product.getBean(MachineDesk.class);
        return agencies.subList(ILL, AGENCIES).stream()
                .flatMap(agency -> machines.pull(0, 50, Actor.system("bench", agency)).envelopes().stream())
                .toList();
    }
}
