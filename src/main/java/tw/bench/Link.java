package tw.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.demo.Refused;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.PersonId;
import tw.proof.Options;

/**
 * 連結查詢量測: 1,100 agencies ask over HTTP for people of the nation, one in twenty for what it may not read and one in a hundred for
 * somebody protected; beside it pgbench, which sends for every query a transaction with the select and the audit row.
 */
public final class Link {

    private static final String HELP = """
            ./onestop bench link [--data var/nation] [--beside DIR] [--agencies 1100] [--connections 128] [--turns 5] [--warm 30]
                                 [--seconds 10] [--file-beside LINES] [--rate PER_SECOND]
            Asks in the register that ./onestop load nation left in a directory, in turns with pgbench on the same tables; then at half of
            that rate with open-loop arrivals, warmed up likewise, and once more while a file of so many numbers is answered. pgbench
            selects a person by the number, as a query does; once by the key inside the register, to compare. With --beside the same
            for the register of one county. With --rate only this rate of arrivals is measured, instead of half of the highest. It
            adds grants, marks and rows of the trail to the register, and a table for pgbench. The server is set as the manual
            says, and so is the JVM where ONESTOP_JAVA_OPTS is not given. Exit status 0 when every figure holds.""";

    /** What queries read of a nation, 12.2 GB, with what they write; but of a smaller machine no more than it has to spare. */
    private static final long MEGABYTES_IN_MEMORY = Math.min(15 << 10, memoryInMegabytes() / 8 * 5);

    private static final String[] AS_THE_MANUAL_SAYS = {
        "shared_buffers=" + MEGABYTES_IN_MEMORY + "MB",
        "max_wal_size=24GB",
        "checkpoint_timeout=15min",
        "bgwriter_delay=50ms",
        "bgwriter_lru_maxpages=1000"
    };

    private static final List<String> READ_BY_QUERIES = List.of(
            "person", "person_national_id", "person_by_id", "stay", "stay_by_id", "household", "household_by_id");

    private static final int TURNS = 5;
    private static final double GOAL = 2.0;
    private static final double FLOOR = 1.5;
    private static final double HALF_RATE_P99 = 25;
    /** So many people, at even distances over the register: the same for the product and its peer. */
    private static final int NUMBERS = 1_000_000;

    private static final int HOT = 5_000;
    /** Connections for arrivals that wait for nobody. */
    private static final int OPEN = 256;

    private static final int PROTECTED = 200;

    /** The agency whose officer the protected are hidden from. */
    private static final int BARRED = 0;

    /** An agency knows a person by the number; pgbench, which makes no numbers, reads it where they stand. */
    private static final String BY_NUMBER =
            "public.bench_number b join registry.person p on p.national_id = b.number and b.n = :n";

    private static final String BY_KEY = "(select :person::bigint as id) b join registry.person p on p.id = b.id";

    private final LocalPostgres postgres;
    private final ConfigurableApplicationContext product;
    private final Options options;
    private final int port;
    private final List<LinkedAgencies.Linked> agencies;
    private final List<String> numbers;
    private final List<String> marked;
    private final long last;
    private final long step;
    private int errors;

    private Link(LocalPostgres postgres, ConfigurableApplicationContext product, Options options) throws IOException {
        this.postgres = postgres;
        this.product = product;
        this.options = options;
        this.port = product.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        this.agencies = LinkedAgencies.ready(product, port, options.number("agencies", 1100));
        JdbcClient jdbc = product.getBean(JdbcClient.class);
        this.last = jdbc.sql("select max(id) from registry.person")
                .query(Long.class)
                .single();
        this.step = Math.max(1, last / NUMBERS);
        warmed(postgres);
        this.numbers = evenly(jdbc);
        this.marked = marked(jdbc, product.getBean(MarkDesk.class));
    }

    /** Exit status 0 when the figures hold, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Options options = Options.parse(arguments, HELP);
        List<Path> registers = new ArrayList<>(List.of(Path.of(options.text("data", "var/nation"))));
        if (!options.text("beside", "").isEmpty()) {
            registers.add(Path.of(options.text("beside", "")));
        }
        for (Path register : registers) {
            if (!LocalPostgres.isIn(register)) {
                System.err.println(
                        "bench link: no register in %s; make one with ./onestop load nation".formatted(register));
                System.exit(2);
            }
        }
        boolean holds = true;
        List<Double> rates = new ArrayList<>();
        for (Path register : registers) {
            Figures figures = measured(register, options);
            rates.add(figures.rate());
            holds &= figures.hold();
        }
        if (rates.size() == 2) {
            double cost = rates.get(1) / rates.get(0);
            System.out.printf("a query of the first costs %.2f of one of the second (figure to reach: 1.3)%n", cost);
            holds &= cost <= 1.3;
        }
        System.exit(holds ? 0 : 1);
    }

    private record Figures(double rate, double share, double p99) {

        boolean hold() {
            return share >= GOAL && p99 <= HALF_RATE_P99;
        }
    }

    private static Figures measured(Path data, Options options) throws IOException, SQLException, InterruptedException {
        try (Closing closing = Closing.atExit()) {
            DataDirectory directory = closing.on(DataDirectory.take(data));
            LocalPostgres postgres = closing.on(LocalPostgres.start(data, AS_THE_MANUAL_SAYS));
            ConfigurableApplicationContext product = closing.on(OwnProduct.start(postgres, directory.keyFile()));
            System.out.println(data);
            return new Link(postgres, product, options).measure();
        } catch (Refused refused) {
            System.err.println("bench link: " + refused.sentence());
            System.exit(refused.status());
            throw refused;
        }
    }

    private Figures measure() throws IOException, InterruptedException {
        int seconds = options.number("seconds", 10);
        int connections = options.number("connections", 128);
        int turns = options.number("turns", TURNS);
        asked(connections, options.number("warm", 30), numbers);
        int given = options.number("rate", 0);
        if (given > 0) {
            return new Figures(given, GOAL, atRate(connections, given, seconds));
        }
        System.out.printf(
                "warm, people asked for again and again      %,8.0f /s%n",
                asked(connections, seconds, numbers.subList(0, HOT)));
        List<Double> own = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        Optional<Pgbench> pgbench = Pgbench.of(postgres);
        if (pgbench.isPresent()) {
            told();
        }
        int clients = pgbench.isEmpty() ? 0 : best(pgbench.get());
        for (int turn = 1; turn <= turns; turn++) {
            double peer = pgbench.isEmpty() ? 0 : sent(pgbench.get(), BY_NUMBER, clients, seconds);
            double _ = caughtUp();
            double rate = asked(connections, seconds, numbers);
            own.add(rate);
            shares.add(peer == 0 ? 0 : rate / peer);
            System.out.printf(
                    "turn %d: the product %,8.0f /s   pgbench, %d clients %,8.0f /s   %.2f of it%n",
                    turn, rate, clients, peer, shares.getLast());
        }
        if (pgbench.isPresent()) {
            System.out.printf(
                    "pgbench by the key inside the register, which no agency knows %,8.0f /s%n",
                    sent(pgbench.get(), BY_KEY, clients, seconds));
        }
        double rate = Percentiles.median(own);
        double share = Percentiles.median(shares);
        System.out.printf(
                "median %,.0f /s, %.2f of pgbench (figure to reach: %.1f, at least %.1f)%n", rate, share, GOAL, FLOOR);
        double p99 = atRate(connections, (int) (rate / 2), seconds);
        if (errors > 0) {
            System.out.printf("%,d answers were not as they should be%n", errors);
            return new Figures(rate, 0, p99);
        }
        return new Figures(rate, share, p99);
    }

    /** The longest of hundred at a steady rate of arrivals, with a file beside and without. */
    private double atRate(int connections, int rate, int seconds) throws IOException, InterruptedException {
        System.out.printf("log and figures had caught up after %.1f s%n", caughtUp());
        Percentiles half = arriving(connections, rate, 3 * seconds, () -> {});
        System.out.printf(
                "at %,d /s: p50 %.1f ms  p95 %.1f ms  p99 %.1f ms (figure to reach: %.0f)%n",
                rate, half.millis(0.5), half.millis(0.95), half.millis(0.99), HALF_RATE_P99);
        double beside = options.number("file-beside", 0) == 0 ? 0 : besideAFile(connections, rate, 3 * seconds);
        return Math.max(half.millis(0.99), beside);
    }

    /** Over connections that have been in use for a while: what opening so many at once costs is not what queries take. */
    private Percentiles arriving(int connections, int rate, int seconds, Runnable warmed) throws IOException {
        return asking(Math.max(connections, OPEN), numbers, crowd -> {
            Percentiles _ = crowd.askAtRate(rate, options.number("warm", 30));
            warmed.run();
            return crowd.askAtRate(rate, seconds);
        });
    }

    /** Waits until the log and the figures have what was left to them, so that nobody's turn pays for the one before; how many seconds. */
    private double caughtUp() throws InterruptedException {
        JdbcClient jdbc = product.getBean(JdbcClient.class);
        long begun = System.nanoTime();
        long newest =
                jdbc.sql("select max(seq) from audit.trail").query(Long.class).single();
        while (jdbc.sql("""
                        select least((select max(seq) from audit.leaf),
                                     (select position from statistics.progress where source = 'acts'))
                        """).query(Long.class).single() < newest) {
            Thread.sleep(100);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** The longest of hundred while an agency has a file answered; the file ends when it ends. */
    private double besideAFile(int connections, int rate, int seconds) throws IOException, InterruptedException {
        NumberFile file = new NumberFile(product, port, agencies.getFirst());
        List<String> lines = file.drawn(options.number("file-beside", 0), 3);
        try (ExecutorService another = Executors.newSingleThreadExecutor()) {
            FutureTask<Double> answered = new FutureTask<>(() -> file.answered(lines));
            Percentiles times = arriving(connections, rate, seconds, () -> another.execute(answered));
            boolean whole = !answered.isDone();
            System.out.printf(
                    "the same while a file of %,d is answered: p50 %.1f ms  p95 %.1f ms  p99 %.1f ms; the file took %.0f s%s%n",
                    lines.size(),
                    times.millis(0.5),
                    times.millis(0.95),
                    times.millis(0.99),
                    answered.get(),
                    whole ? "" : " and was answered before the queries were");
            return times.millis(0.99);
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    /** Answers a second; every connection asks as soon as it was answered. */
    private double asked(int connections, int seconds, List<String> people) throws IOException {
        return asking(connections, people, crowd -> crowd.askOnAndOn(seconds));
    }

    private interface Asking<T> {
        T by(Crowd<?> crowd) throws IOException;
    }

    private <T> T asking(int connections, List<String> people, Asking<T> asking) throws IOException {
        LinkedQueries queries = new LinkedQueries(agencies, people, marked, BARRED);
        try (Crowd<?> crowd = new Crowd<>(port, connections, queries)) {
            return asking.by(crowd);
        } finally {
            errors += queries.errors();
        }
    }

    /** The number of clients with which pgbench is fastest. */
    private int best(Pgbench pgbench) throws IOException, InterruptedException {
        int best = 0;
        double rate = 0;
        for (int clients : List.of(8, 16, 32, 64)) {
            double here = sent(pgbench, BY_NUMBER, clients, 5);
            System.out.printf("pgbench, %2d clients %,8.0f /s%n", clients, here);
            if (here > rate) {
                rate = here;
                best = clients;
            }
        }
        return best;
    }

    /** The product's log rests meanwhile, and its figures with it: they would have the rows that the peer writes. */
    private double sent(Pgbench pgbench, String whom, int clients, int seconds)
            throws IOException, InterruptedException {
        double _ = caughtUp();
        try (Connection operator = postgres.connect("postgres", "onestop");
                Statement statement = operator.createStatement()) {
            statement.execute("select pg_advisory_lock(%d)".formatted(RecordedYear.INTEGRATOR));
            return sentAlone(pgbench, whom, clients, seconds);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private double sentAlone(Pgbench pgbench, String whom, int clients, int seconds)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("onestop-link", ".sql");
        try {
            Files.writeString(file, """
                    \\set n random(0, %d)
                    \\set person 1 + %d * :n
                    begin;
                    select p.national_id, p.name, p.sex, p.birth_date, p.marital, p.spouse_name, p.death_date, s.household_no, s.relation,
                           h.county, h.township, h.village, h.neighbourhood, h.street
                    from %s
                    join registry.stay s on s.id = p.id and upper_inf(s.valid_during)
                    join registry.household h on h.id = s.household_no and upper_inf(h.valid_during)
                    where upper_inf(p.valid_during);
                    insert into audit.trail (at, actor_kind, actor_id, office, agency, action, object, subject_index, outcome, detail)
                    values (now(), 'SYSTEM', 'bench', null, 'BENCH', 'link.query', gen_random_uuid()::text,
                            sha256(:person::text::bytea), 'DONE', 'purpose=BENCH user=officer');
                    commit;
                    """.formatted(last / step - 1, step, whom));
            return pgbench.run(
                    "onestop_app",
                    "onestop",
                    List.of("--client=" + clients, "--jobs=2", "--time=" + seconds, "--file=" + file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static long memoryInMegabytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 20;
    }

    /** A server that has run for a day has the register in memory; one that was just started is measured on its disk. */
    private static void warmed(LocalPostgres postgres) throws IOException {
        try (Connection connection = postgres.connect("postgres", "onestop");
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_prewarm");
            for (String relation : READ_BY_QUERIES) {
                statement.execute("select pg_prewarm('registry.%s')".formatted(relation));
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** The peer's numbers: those of the same people, in memory. */
    private void told() throws IOException {
        try (Connection connection = postgres.connect("postgres", "onestop");
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists public.bench_number");
            statement.execute("""
                    create unlogged table public.bench_number as
                    select n::int, p.national_id as number from generate_series(0, %d) as n
                    join registry.person p on p.id = 1 + n * %d and upper_inf(p.valid_during)
                    """.formatted(last / step - 1, step));
            statement.execute("create unique index bench_number_n on public.bench_number (n) include (number)");
            statement.execute("vacuum analyze public.bench_number");
            statement.execute("grant select on public.bench_number to onestop_app");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** In no order. */
    private List<String> evenly(JdbcClient jdbc) {
        List<String> numbers = new ArrayList<>(
                jdbc.sql("""
                        select p.national_id from generate_series(0, ?) as n
                        join registry.person p on p.id = 1 + n * ? and upper_inf(p.valid_during)
                        join registry.stay s on s.id = p.id and upper_inf(s.valid_during) and s.left_on is null
                        """).params(last / step - 1, step).query(String.class).list());
        Collections.shuffle(numbers, new Random(1));
        return List.copyOf(numbers);
    }

    private List<String> drawn(JdbcClient jdbc, int count, int seed) {
        Long[] ids = new Random(seed).longs(count, 1, last + 1).boxed().toArray(Long[]::new);
        return jdbc.sql("""
                        select p.national_id from registry.person p
                        join registry.stay s on s.id = p.id and upper_inf(s.valid_during) and s.left_on is null
                        where p.id = any (?) and upper_inf(p.valid_during)
                        """).param(ids).query(String.class).list();
    }

    /** People whom one of the officers must not see; all others do. */
    private List<String> marked(JdbcClient jdbc, MarkDesk marks) {
        Actor clerk = Actor.staff("bench", new OfficeCode("63000010"));
        String already = "select p.national_id from registry.protective_mark m"
                + " join registry.person p on p.id = m.person_id and upper_inf(p.valid_during) where m.reference = '量測'";
        if (jdbc.sql(already).query(String.class).list().isEmpty()) {
            for (String number : drawn(jdbc, PROTECTED, 2)) {
                long person = jdbc.sql(
                                "select id from registry.person where national_id = ? and upper_inf(valid_during)")
                        .param(number)
                        .query(Long.class)
                        .single();
                marks.place(
                        new MarkForm(
                                new PersonId(person),
                                "PROTECTION_ORDER",
                                "PERSON",
                                "量測",
                                LinkedAgencies.officer(BARRED).value(),
                                LocalDate.now(ZoneId.of("Asia/Taipei")).toString(),
                                ""),
                        clerk);
            }
        }
        return jdbc.sql(already).query(String.class).list();
    }
}
