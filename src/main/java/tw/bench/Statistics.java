package tw.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.statistics.StatisticsDesk;
import tw.proof.Options;

/**
 * 統計量測: a year of recorded services is counted, every page of it is read, beside one statement that sums the rows themselves; and how
 * long after its commit a service stands in the figures.
 */
public final class Statistics {

    private static final String HELP = """
            ./onestop bench statistics [--services 21069920] [--reads 100] [--lags 20]
            Starts a product on a PostgreSQL of its own in a temporary directory, writes the rows of so many services over a year and the offices
            and agencies of the directory, waits until all are counted, reads every page and file of the year, sums the acts themselves, records
            services one by one, while agencies ask, to see when they are counted, and counts everything again. 21 million services take 13 GB
            and about twelve minutes. Exit status 0 when 95 of 100 reads take at most 200 ms, no service waits longer than 10 s, and what is
            counted again is the same.""";

    private static final double PAGE_GOAL = 200;
    private static final double LAG_GOAL = 10;
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final Actor MACHINE = Actor.system("bench", new AgencyCode("NTAX"));
    private static final Actor CLERK = Actor.staff("bench", new OfficeCode("65000010"));
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final LocalPostgres postgres;
    private final ConfigurableApplicationContext product;
    private final StatisticsDesk desk;
    private final int year = LocalDate.now(TAIPEI).getYear() - 1;

    private Statistics(LocalPostgres postgres, ConfigurableApplicationContext product) {
        this.postgres = postgres;
        this.product = product;
        this.desk = product.getBean(StatisticsDesk.class);
    }

    /** Exit status 0 when the figures hold, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Options options = Options.parse(arguments, HELP);
        int services = options.number("services", RecordedYear.ALL);
        int reads = options.number("reads", 100);
        int lags = options.number("lags", 20);
        Path directory = Files.createTempDirectory("onestop-statistics");
        boolean holds;
        try (Closing closing = Closing.atExit()) {
            closing.on(() -> Scratch.delete(directory));
            DataDirectory data = closing.on(DataDirectory.take(directory));
            LocalPostgres postgres = closing.on(LocalPostgres.start(
                    directory,
                    "shared_buffers=3GB",
                    "max_wal_size=3GB",
                    "full_page_writes=off",
                    "checkpoint_timeout=20min"));
            ConfigurableApplicationContext product = closing.on(OwnProduct.start(postgres, data.keyFile()));
            Statistics bench = new Statistics(postgres, product);
            bench.count(services);
            boolean pages = bench.read(reads);
            boolean lag = bench.lag(lags);
            holds = bench.rebuild() && pages && lag;
        }
        System.exit(holds ? 0 : 1);
    }

    private void count(int services) throws SQLException, InterruptedException {
        AgencyDesk directory = product.getBean(AgencyDesk.class);
        RecordedYear recorded = new RecordedYear(
                postgres,
                year,
                services,
                directory.offices().stream()
                        .map(office -> office.code().value())
                        .toList(),
                directory.all().stream().map(agency -> agency.code().value()).toList());
        long from = System.nanoTime();
        recorded.record(there -> System.out.printf(
                "%4.0f s: recorded %,d services, counted %,d%n", (System.nanoTime() - from) / 1e9, there, counted()));
        double written = (System.nanoTime() - from) / 1e9;
        while (counted() < services) {
            Thread.sleep(200);
        }
        double all = (System.nanoTime() - from) / 1e9;
        System.out.printf(
                "%,d services recorded in %.0f s and counted after %.0f s (%,.0f a second); the database has %s%n",
                services,
                written,
                all,
                services / all,
                value("select pg_size_pretty(pg_database_size(current_database()))"));
    }

    /** 重建: everything again from the first record; the figures must be the same to the last column. */
    private boolean rebuild() throws SQLException {
        String rolled = figures();
        long from = System.nanoTime();
        desk.rebuild(Actor.rule("bench"));
        double seconds = (System.nanoTime() - from) / 1e9;
        boolean same = figures().equals(rolled);
        System.out.printf(
                "counted again from the first record in %.0f s: %s%n", seconds, same ? "the same" : "NOT the same");
        return same;
    }

    private String figures() throws SQLException {
        return value("""
                select count(*) || ' ' || md5(string_agg(c::text, ',' order by dimension, key, service, since))
                  from statistics.counted c
                """);
    }

    private String value(String sql) throws SQLException {
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private long counted() {
        return desk.year(year).total().cases();
    }

    private boolean read(int reads) throws IOException, InterruptedException, SQLException {
        String base = "http://127.0.0.1:" + product.getEnvironment().getRequiredProperty("local.server.port");
        boolean holds = true;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String page : List.of(
                    "/statistics?year=" + year,
                    "/statistics/areas?year=%d&county=65000".formatted(year),
                    "/statistics/agencies?year=" + year,
                    "/statistics/services.csv?year=" + year,
                    "/statistics/services.ods?year=" + year,
                    "/statistics/open.csv?year=" + year)) {
                Percentiles times = new Percentiles();
                for (int i = -reads / 10; i < reads; i++) {
                    long from = System.nanoTime();
                    HttpResponse<byte[]> answer = client.send(
                            HttpRequest.newBuilder(URI.create(base + page)).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
                    if (answer.statusCode() != 200) {
                        throw new IllegalStateException(page + " answered " + answer.statusCode());
                    }
                    if (i >= 0) {
                        times.add(System.nanoTime() - from);
                    }
                }
                holds &= times.millis(0.95) <= PAGE_GOAL;
                System.out.printf(
                        "%-46s p50 %.0f ms   p95 %.0f ms (goal %.0f ms)%n",
                        page, times.millis(0.5), times.millis(0.95), PAGE_GOAL);
            }
        }
        System.out.printf("the same summed from the rows themselves: %.1f s%n", bare());
        return holds;
    }

    private double bare() throws SQLException {
        long from = System.nanoTime();
        value("""
                select count(*) from (
                    select action, left(office, 5), date_trunc('month', at at time zone 'Asia/Taipei'), count(*)
                      from audit.trail
                     where action in ('link.query', 'notice.passport.decide', 'transcript.deliver') and outcome = 'DONE'
                     group by 1, 2, 3) as sums
                """);
        return (System.nanoTime() - from) / 1e9;
    }

    /** From the commit of one service until it stands in the figures, while agencies ask ten times a second. */
    private boolean lag(int lags) throws InterruptedException {
        AuditDesk audit = product.getBean(AuditDesk.class);
        TransactionTemplate transaction = product.getBean(TransactionTemplate.class);
        AtomicBoolean ended = new AtomicBoolean();
        Thread agencies = Thread.ofVirtual().start(() -> {
            while (!ended.get()) {
                transaction.executeWithoutResult(_ -> audit.record(
                        Act.done(MACHINE, "link.query", UUID.randomUUID().toString(), null)));
                LockSupport.parkNanos(MOMENT.toNanos());
            }
        });
        Percentiles times = new Percentiles();
        for (int i = 0; i < lags; i++) {
            times.add(counted(transaction, audit));
        }
        ended.set(true);
        agencies.join();
        counted(transaction, audit); // and with it everything before
        System.out.printf(
                "from the commit to the figures: p50 %.1f s   longest %.1f s (goal %.0f s)%n",
                times.millis(0.5) / 1e3, times.millis(1) / 1e3, LAG_GOAL);
        return times.millis(1) / 1e3 <= LAG_GOAL;
    }

    /** Nanoseconds until a transcript that is sent now is in the figures. */
    private long counted(TransactionTemplate transaction, AuditDesk audit) throws InterruptedException {
        long before = transcripts();
        Act act = Act.done(CLERK, "transcript.deliver", UUID.randomUUID().toString(), null);
        transaction.executeWithoutResult(_ -> audit.record(act));
        long from = System.nanoTime();
        while (transcripts() == before) {
            Thread.sleep(20);
        }
        return System.nanoTime() - from;
    }

    private long transcripts() {
        return desk.year(LocalDate.now(TAIPEI).getYear()).lines().stream()
                .filter(line -> line.service().code().equals("e-transcript"))
                .mapToLong(line -> line.counts().cases())
                .sum();
    }
}
