package tw.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.demo.Refused;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.PersonSearch;
import tw.onestop.registry.RegistryDesk;
import tw.proof.Options;

/**
 * 戶籍讀取量測: persons, households, kin and searches at the size of a nation, through the register's own desk with every
 * reading audited, arrivals open-loop, ids uniform; beside the same on the register of one county in the same run.
 */
public final class Registry {

    private static final String HELP = """
            ./onestop bench registry [--data var/nation] [--beside DIR] [--rate 100] [--seconds 30] [--warm 30] [--only person,kin]
            Reads in the register that ./onestop load nation left in a directory, and the same way in that of another directory, which
            holds one county. With --only, of the figures person, household, name, address and kin those named. Exit status 0 when every
            figure holds.""";

    private static final Actor READER = Actor.staff("bench", new OfficeCode("63000010"));
    private static final int DEGREES = 4;

    private final RegistryDesk desk;
    private final JdbcClient jdbc;
    private final AsOf today = AsOf.on(LocalDate.now(ZoneId.of("Asia/Taipei")));
    private final Map<String, Double> p99 = new LinkedHashMap<>();
    private final Options options;
    private int errors;

    private Registry(RegistryDesk desk, JdbcClient jdbc, Options options) {
        this.desk = desk;
        this.jdbc = jdbc;
        this.options = options;
    }

    /** A person to look for by what is written of them. */
    private record Sought(long id, String household, String name, LocalDate born, String address) {}

    /** Exit status 0 when the figures hold, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Options options = Options.parse(arguments, HELP);
        Path data = Path.of(options.text("data", "var/nation"));
        String beside = options.text("beside", "");
        // What is typed wrong is said before anything is measured.
        for (String number : List.of("rate", "seconds", "warm")) {
            options.number(number, 1);
        }
        need(data);
        if (!beside.isEmpty()) {
            need(Path.of(beside));
        }
        Map<String, Double> nation = measured(data, options);
        Map<String, Double> county = beside.isEmpty() ? Map.of() : measured(Path.of(beside), options);
        boolean holds = true;
        for (Map.Entry<String, Double> figure : nation.entrySet()) {
            double limit = LIMITS.getOrDefault(figure.getKey(), Double.MAX_VALUE);
            double peer = county.getOrDefault(figure.getKey(), 0.0);
            System.out.printf(
                    "%-28s p99 %7.2f ms   (figure to reach: %.0f ms)%s%n",
                    figure.getKey(),
                    figure.getValue(),
                    limit,
                    peer == 0
                            ? ""
                            : "   peer, one county: %.2f ms, %.2f of it".formatted(peer, figure.getValue() / peer));
            holds &= figure.getValue() <= limit;
        }
        System.exit(holds ? 0 : 1);
    }

    private static final Map<String, Double> LIMITS = Map.of(
            "person",
            5.0,
            "household and history",
            5.0,
            "kin within four degrees",
            20.0,
            "search by name and birth",
            50.0,
            "search by address",
            50.0);

    private static Map<String, Double> measured(Path data, Options options)
            throws IOException, SQLException, InterruptedException {
        try (Closing closing = Closing.atExit()) {
            DataDirectory directory = closing.on(DataDirectory.take(data));
            LocalPostgres postgres = closing.on(LocalPostgres.start(data, "shared_buffers=512MB", "max_wal_size=4GB"));
            warm(postgres);
            ConfigurableApplicationContext product = closing.on(OwnProduct.start(postgres, directory.keyFile()));
            Registry registry =
                    new Registry(product.getBean(RegistryDesk.class), product.getBean(JdbcClient.class), options);
            registry.measure(data);
            if (registry.errors > 0) {
                System.out.println(registry.errors + " errors");
                System.exit(1);
            }
            return registry.p99;
        } catch (Refused refused) {
            System.err.println("bench registry: " + refused.sentence());
            System.exit(refused.status());
            throw refused;
        }
    }

    /** Reads once what readings go through, as a register at work has long done: not the keys that only forbid overlaps. */
    private static void warm(LocalPostgres postgres) throws SQLException {
        try (Connection superuser = postgres.connect("postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute("create extension if not exists pg_prewarm");
            try (ResultSet blocks = statement.executeQuery("""
                    select sum(pg_prewarm(c.oid, 'read')) * 8 / 1024
                    from pg_class c left join pg_am a on a.oid = c.relam
                    where c.relnamespace = 'registry'::regnamespace and c.relkind in ('r', 'i') and a.amname <> 'gist'
                    """)) {
                blocks.next();
                System.out.printf("read once before: %,d MB%n", blocks.getLong(1));
            }
            statement.execute("drop extension pg_prewarm");
        }
    }

    private static void need(Path data) {
        if (!LocalPostgres.isIn(data)) {
            System.err.println(
                    "bench registry: no register in %s; make one with ./onestop load nation".formatted(data));
            System.exit(2);
        }
    }

    private void measure(Path data) throws InterruptedException {
        long last = jdbc.sql("select max(id) from registry.person")
                .query(Long.class)
                .single();
        System.out.printf(
                "%s: %,d persons, database %,d MB%n",
                data,
                last,
                jdbc.sql("select pg_database_size(current_database()) / 1048576")
                        .query(Long.class)
                        .single());
        List<Sought> sought = sought(last);
        Random ids = new Random(1);
        figure("person", "person", () -> desk.person(new PersonId(1 + ids.nextLong(last)), today, READER));
        // Everybody who was drawn is read once, so that nobody is in memory because of an earlier figure.
        AtomicInteger drawn = new AtomicInteger();
        Supplier<Sought> next = () -> sought.get(Math.floorMod(drawn.getAndIncrement(), sought.size()));
        figure(
                "household",
                "household and history",
                () -> desk.book(new HouseholdNo(next.get().household()), today, READER));
        figure("name", "search by name and birth", () -> {
            Sought one = next.get();
            found(new PersonSearch(null, one.name(), one.born().toString(), null, null));
        });
        figure(
                "address",
                "search by address",
                () -> found(new PersonSearch(null, null, null, null, next.get().address())));
        if (wanted("kin")) {
            kin(ids, last);
        }
    }

    private boolean wanted(String word) {
        String only = options.text("only", "");
        return only.isEmpty() || List.of(only.split(",")).contains(word);
    }

    private void found(PersonSearch search) {
        if (desk.search(search, READER).persons().isEmpty()) {
            throw new IllegalStateException("somebody who is registered was not found");
        }
    }

    private void figure(String word, String name, Runnable request) throws InterruptedException {
        if (!wanted(word)) {
            return;
        }
        OpenLoop loop = new OpenLoop();
        loop.run(options.number("rate", 100), options.number("warm", 30), request);
        Percentiles times = loop.run(options.number("rate", 100), options.number("seconds", 30), request);
        print(name, times);
        p99.put(name, times.millis(0.99));
        errors += loop.errors();
    }

    /** Of the tenth with the most kin among people drawn at random, each of whom is read once. */
    private void kin(Random ids, long last) throws InterruptedException {
        record Read(int kin, long nanos) {}
        List<Read> reads = Collections.synchronizedList(new ArrayList<>());
        Runnable read = () -> {
            PersonId id = new PersonId(1 + ids.nextLong(last));
            long began = System.nanoTime();
            desk.kindred(id, DEGREES, today.on(), READER)
                    .ifPresent(kin -> reads.add(new Read(kin.relatives().size(), System.nanoTime() - began)));
        };
        OpenLoop loop = new OpenLoop();
        int rate = Math.max(1, options.number("rate", 100) / 4);
        loop.run(rate, options.number("warm", 30), read);
        reads.clear();
        loop.run(rate, 4 * options.number("seconds", 30), read);
        List<Read> byKin = reads.stream()
                .sorted(Comparator.comparingInt(Read::kin).reversed())
                .toList();
        Percentiles times = new Percentiles();
        List<Read> top = byKin.subList(0, Math.max(1, byKin.size() / 10));
        top.forEach(one -> times.add(one.nanos()));
        System.out.printf(
                "kin of %,d people: median %d, top tenth from %d to %d%n",
                byKin.size(),
                byKin.get(byKin.size() / 2).kin(),
                top.getLast().kin(),
                top.getFirst().kin());
        print("kin within four degrees", times);
        p99.put("kin within four degrees", times.millis(0.99));
        errors += loop.errors();
    }

    private static void print(String name, Percentiles times) {
        System.out.printf(
                "  %-26s %,7d reads  p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms%n",
                name, times.count(), times.millis(0.5), times.millis(0.95), times.millis(0.99));
    }

    /** People present, drawn uniformly, with what a clerk would type to find them. */
    private List<Sought> sought(long last) {
        Random random = new Random(2);
        int wanted = 3 * options.number("rate", 100) * (options.number("warm", 30) + options.number("seconds", 30));
        Long[] ids = random.longs(wanted * 5L / 4, 1, last + 1).boxed().toArray(Long[]::new);
        List<Sought> sought = new ArrayList<>(jdbc.sql("""
                        select p.id, s.household_no, p.name, p.birth_date, h.township || h.village || h.street as address
                        from registry.person p
                        join registry.stay s on s.id = p.id and upper_inf(s.valid_during) and s.left_on is null
                        join registry.household h on h.id = s.household_no and upper_inf(h.valid_during)
                        where p.id = any (?) and upper_inf(p.valid_during)
                        """)
                .param(ids)
                .query((row, n) -> new Sought(
                        row.getLong("id"),
                        row.getString("household_no"),
                        row.getString("name"),
                        row.getObject("birth_date", LocalDate.class),
                        row.getString("address")))
                .list());
        Collections.shuffle(sought, random);
        return sought;
    }
}
