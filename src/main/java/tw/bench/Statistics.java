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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
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
            ./onestop bench statistics [--services 21069920] [--reads 200] [--lags 20]
            Starts a product on a PostgreSQL of its own in a temporary directory, writes acts of so many services over a year and offices and
            agencies of the directory, waits until all are counted, reads every page and file of the year in turns with a sum over the rows
            themselves, and records services one by one to see when they are counted. Exit status 0 when 95 of 100 reads take at most 200 ms
            and no service waits longer than 10 s.""";

    private static final double PAGE_GOAL = 200;
    private static final double LAG_GOAL = 10;
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final Actor MACHINE = Actor.system("bench", new AgencyCode("NTAX"));
    private static final int CHUNK = 500_000;

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
        int services = options.number("services", 21_069_920);
        int reads = options.number("reads", 200);
        int lags = options.number("lags", 20);
        Path directory = Files.createTempDirectory("onestop-statistics");
        boolean holds;
        try (Closing closing = Closing.atExit()) {
            closing.on(() -> Scratch.delete(directory));
            DataDirectory data = closing.on(DataDirectory.take(directory));
            LocalPostgres postgres = closing.on(LocalPostgres.start(directory, "max_wal_size=4GB"));
            ConfigurableApplicationContext product = closing.on(OwnProduct.start(postgres, data.keyFile()));
            Statistics bench = new Statistics(postgres, product);
            bench.count(services);
            boolean pages = bench.read(reads);
            holds = bench.lag(lags) && pages;
        }
        System.exit(holds ? 0 : 1);
    }

    private void count(int services) throws SQLException, InterruptedException {
        long from = System.nanoTime();
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            for (int done = 0; done < services; done += CHUNK) {
                statement.execute(acts(done, Math.min(services - done, CHUNK)));
                System.out.printf("recorded %,d services, counted %,d%n", Math.min(services, done + CHUNK), counted());
            }
            statement.execute("analyze audit.trail");
        }
        double recorded = (System.nanoTime() - from) / 1e9;
        while (counted() < services) {
            Thread.sleep(200);
        }
        double all = (System.nanoTime() - from) / 1e9;
        System.out.printf(
                "%,d services recorded in %.0f s and counted after %.0f s (%,.0f a second)%n",
                services, recorded, all, services / all);
    }

    /** Queries of agencies, as most services are, and what offices do: each with an object of its own. */
    private String acts(int first, int count) {
        List<String> offices = product.getBean(tw.onestop.agency.AgencyDesk.class).offices().stream()
                .map(office -> office.code().value())
                .toList();
        List<String> agencies = product.getBean(tw.onestop.agency.AgencyDesk.class).all().stream()
                .map(agency -> agency.code().value())
                .toList();
        return """
                with lists as (select string_to_array('%s', ',') as offices, string_to_array('%s', ',') as agencies)
                insert into audit.trail (at, actor_kind, actor_id, office, agency, action, object, outcome, detail)
                select timestamptz '%d-01-01 08:00+08' + interval '1 minute' * (g %% 525000),
                       case when g %% 8 = 0 then 'STAFF' else 'SYSTEM' end, 'bench',
                       case when g %% 8 = 0 then offices[1 + g %% %d] end, case when g %% 8 > 0 then agencies[1 + g %% %d] end,
                       case when g %% 8 > 0 then 'link.query' when g %% 16 = 0 then 'notice.passport.decide' else 'transcript.deliver' end,
                       gen_random_uuid()::text, 'DONE', case when g %% 16 = 0 then 'CONFIRMED ID_CARD NONE' else '' end
                  from generate_series(%d, %d) as g, lists
                """.formatted(
                        String.join(",", offices),
                        String.join(",", agencies),
                        year,
                        offices.size(),
                        agencies.size(),
                        first,
                        first + count - 1);
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
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            long from = System.nanoTime();
            try (ResultSet rows = statement.executeQuery("""
                    select action, left(office, 5), date_trunc('month', at at time zone 'Asia/Taipei'), count(*)
                      from audit.trail
                     where action in ('link.query', 'notice.passport.decide', 'transcript.deliver') and outcome = 'DONE'
                     group by 1, 2, 3
                    """)) {
                while (rows.next()) {
                    rows.getLong(4);
                }
            }
            return (System.nanoTime() - from) / 1e9;
        }
    }

    /** From the commit of one service until it stands in the figures. */
    private boolean lag(int lags) throws InterruptedException {
        int present = LocalDate.now(TAIPEI).getYear();
        TransactionTemplate transaction = product.getBean(TransactionTemplate.class);
        AuditDesk audit = product.getBean(AuditDesk.class);
        Percentiles times = new Percentiles();
        Actor clerk = Actor.staff("bench", new OfficeCode("65000010"));
        for (int i = 0; i < lags; i++) {
            long before = desk.year(present).total().cases();
            Act act = i % 2 == 0
                    ? Act.done(MACHINE, "link.query", UUID.randomUUID().toString(), null)
                    : Act.done(clerk, "transcript.deliver", UUID.randomUUID().toString(), null);
            transaction.executeWithoutResult(_ -> audit.record(act));
            long from = System.nanoTime();
            while (desk.year(present).total().cases() == before) {
                Thread.sleep(20);
            }
            times.add(System.nanoTime() - from);
        }
        System.out.printf(
                "from the commit to the figures: p50 %.1f s   longest %.1f s (goal %.0f s)%n",
                times.millis(0.5) / 1e3, times.millis(1) / 1e3, LAG_GOAL);
        return times.millis(1) / 1e3 <= LAG_GOAL;
    }
}
