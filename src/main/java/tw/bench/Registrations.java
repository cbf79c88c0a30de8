package tw.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.demo.Refused;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;
import tw.proof.Options;

/**
 * 登記量測: whole households move within their township, through the register's own desk, by several clerks at once; beside it
 * pgbench, which sends the statements those registrations sent, with the same values, to a copy of the same database.
 */
public final class Registrations {

    private static final String HELP = """
            ./onestop bench registrations [--data var/county] [--registrations 8000] [--clerks 8]
            Takes the register that ./onestop load nation --county NAME --data DIR left in a directory. In one copy of its database the
            registrations are recorded once and their statements written down; into another pgbench sends those statements; in a third
            the product records them all. The register itself stays as it is. Exit status 0 when the product has at least half of
            pgbench's rate.""";

    private static final String COPY = "onestop_bench";
    private static final String OFFERED = "bench_turn";

    private final Closing closing;
    private final DataDirectory data;
    private final int registrations;
    private final int clerks;

    private Registrations(Closing closing, DataDirectory data, int registrations, int clerks) {
        this.closing = closing;
        this.data = data;
        this.registrations = registrations;
        this.clerks = clerks;
    }

    /** A household that moves: its head files for all. */
    private record Mover(String household, long head, String nationalId, String name, String village, long version) {}

    /** Exit status 0 when the figure holds, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Options options = Options.parse(arguments, HELP);
        Path data = Path.of(options.text("data", "var/county"));
        int registrations = options.number("registrations", 8_000);
        int clerks = options.number("clerks", 8);
        if (!LocalPostgres.isIn(data)) {
            System.err.println(
                    "bench registrations: no register in %s; make one with ./onestop load nation".formatted(data));
            System.exit(2);
        }
        boolean holds;
        try (Closing closing = Closing.atExit()) {
            holds = new Registrations(closing, closing.on(DataDirectory.take(data)), registrations, clerks).measure();
        } catch (Refused refused) {
            System.err.println("bench registrations: " + refused.sentence());
            System.exit(refused.status());
            return;
        }
        System.exit(holds ? 0 : 1);
    }

    private boolean measure() throws IOException, SQLException, InterruptedException, ExecutionException {
        Statements.Script script = written();
        double peer = 0;
        double own;
        try (LocalPostgres postgres =
                closing.on(LocalPostgres.start(data.path(), "shared_buffers=2GB", "max_wal_size=4GB"))) {
            Optional<Pgbench> pgbench = Pgbench.of(postgres);
            if (pgbench.isEmpty()) {
                System.out.println("pgbench is not installed (Debian: postgresql-contrib): there is no peer");
            } else {
                for (int clients : List.of(4, 8, 16)) {
                    double rate = sent(postgres, pgbench.get(), script, clients);
                    System.out.printf("pgbench, %2d clients                        %,8.0f /s%n", clients, rate);
                    peer = Math.max(peer, rate);
                }
            }
            own = recorded(postgres, clerks);
            drop(postgres);
        }
        System.out.printf("the product, %2d clerks                     %,8.0f /s%n", clerks, own);
        if (peer == 0) {
            return false;
        }
        System.out.printf("share of pgbench's rate                    %8.2f   (figure to reach: 0.5)%n", own / peer);
        return own >= peer / 2;
    }

    /** Records all of them once, one after the other, and reads from the server's log what they sent. */
    private Statements.Script written() throws IOException, SQLException {
        Path logs = Files.createTempDirectory("onestop-statements");
        try (LocalPostgres postgres = closing.on(LocalPostgres.start(
                data.path(),
                "logging_collector=on",
                "log_destination=jsonlog",
                "log_directory=" + readable(logs),
                "log_rotation_size=0",
                "log_statement=all",
                "log_parameter_max_length=-1"))) {
            copy(postgres);
            Map<String, List<String>> types = new HashMap<>();
            // One connection, which prepares everything at once and can be asked afterwards for the types.
            try (ConfigurableApplicationContext product = product(
                    postgres,
                    "--spring.datasource.hikari.maximum-pool-size=1",
                    "--spring.datasource.hikari.data-source-properties.prepareThreshold=1",
                    "--spring.datasource.hikari.data-source-properties.preparedStatementCacheQueries=4000")) {
                JdbcClient jdbc = product.getBean(JdbcClient.class);
                Recorder recorder = new Recorder(product);
                movers(jdbc).forEach(recorder::record);
                jdbc.sql("select statement, parameter_types::text[] from pg_prepared_statements")
                        .query(row -> {
                            types.put(row.getString(1), List.of((String[])
                                    row.getArray(2).getArray()));
                        });
            }
            Statements.Script script =
                    Statements.script(logs, "insert into registry.registration", types, "public." + OFFERED);
            System.out.printf(
                    "%,d registrations of %,d send the same %d statements; these are compared%n",
                    script.turns().size(), registrations, script.text().lines().count() - 2);
            return script;
        } finally {
            Scratch.delete(logs);
        }
    }

    /** Who runs the server is not who runs this program. */
    private static Path readable(Path logs) throws IOException {
        Files.setPosixFilePermissions(logs, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
        return logs;
    }

    private double sent(LocalPostgres postgres, Pgbench pgbench, Statements.Script script, int clients)
            throws IOException, SQLException, InterruptedException {
        copy(postgres);
        product(postgres).close(); // the register may be of an earlier version
        int each = script.turns().size() / clients;
        try (Connection superuser = postgres.connect("postgres", COPY)) {
            offer(superuser, script.turns());
        }
        Path file = Files.createTempFile("onestop-registrations", ".sql");
        try {
            Files.writeString(file, script.text());
            return pgbench.run(
                    "onestop_app",
                    COPY,
                    List.of(
                            "--client=" + clients,
                            "--jobs=2",
                            "--transactions=" + each,
                            "--define=turn=0",
                            "--define=each=" + each,
                            "--file=" + file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void offer(Connection superuser, List<List<String>> turns) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("create table public.%s (no int primary key, given text[] not null)".formatted(OFFERED));
            statement.execute("grant select on public.%s to onestop_app".formatted(OFFERED));
        }
        superuser.setAutoCommit(false);
        try (PreparedStatement insert =
                superuser.prepareStatement("insert into public.%s values (?, ?)".formatted(OFFERED))) {
            int no = 1;
            for (List<String> turn : turns) {
                insert.setInt(1, no++);
                insert.setArray(2, superuser.createArrayOf("text", turn.toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        superuser.commit();
    }

    /** The rate of the second half: the first warms. */
    private double recorded(LocalPostgres postgres, int clerks)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        copy(postgres);
        try (ConfigurableApplicationContext product = product(postgres);
                ExecutorService desks = Executors.newFixedThreadPool(clerks)) {
            List<Mover> movers = movers(product.getBean(JdbcClient.class));
            Recorder recorder = new Recorder(product);
            double rate = 0;
            for (List<Mover> half :
                    List.of(movers.subList(0, movers.size() / 2), movers.subList(movers.size() / 2, movers.size()))) {
                AtomicInteger next = new AtomicInteger();
                List<Future<?>> all = new ArrayList<>();
                long began = System.nanoTime();
                for (int clerk = 0; clerk < clerks; clerk++) {
                    all.add(desks.submit(() -> {
                        for (int i = next.getAndIncrement(); i < half.size(); i = next.getAndIncrement()) {
                            recorder.record(half.get(i));
                        }
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
                rate = half.size() * 1e9 / (System.nanoTime() - began);
            }
            return rate;
        }
    }

    /** 承辦人 who has everything typed already. */
    private static final class Recorder {

        private final RegistryDesk desk;
        private final TransactionTemplate transaction;
        private final String today = RocDate.slashed(LocalDate.now(ZoneId.of("Asia/Taipei")));

        Recorder(ConfigurableApplicationContext product) {
            this.desk = product.getBean(RegistryDesk.class);
            this.transaction = product.getBean(TransactionTemplate.class);
        }

        void record(Mover mover) {
            Actor clerk = Actor.staff("bench", new OfficeCode(mover.village().substring(0, 8)));
            RegistrationForm form = new RegistrationForm(
                    RegistrationKind.ADDR,
                    new PersonId(mover.head()),
                    new RegistrationForm.Applicant(mover.nationalId(), mover.name(), "SELF", "0836-22101", null),
                    Map.of(
                            "mode",
                            "WHOLE",
                            "eventDate",
                            today,
                            "evidence",
                            "ID_CARD,HOUSEHOLD_CERTIFICATE,TITLE_DEED,HEAD_CONSENT",
                            "address.villageCode",
                            mover.village(),
                            "address.neighbourhood",
                            "3",
                            "address.street",
                            "量測路%d號".formatted(mover.head())));
            Recording recording = transaction.execute(_ ->
                    desk.record(List.of(form), Map.of(new HouseholdNo(mover.household()), mover.version()), clerk));
            if (!(recording instanceof Recording.Recorded)) {
                throw new IllegalStateException("not recorded: " + recording);
            }
        }
    }

    private List<Mover> movers(JdbcClient jdbc) {
        List<Mover> movers = jdbc.sql("""
                        select h.id, h.head, p.national_id, p.name, h.village_code, a.version
                        from registry.household h
                        join registry.household_anchor a on a.no = h.id
                        join registry.person p on p.id = h.head and upper_inf(p.valid_during)
                        where upper_inf(h.valid_during) and not h.closed and h.kind = 'SHARED_LIVING'
                          and p.death_date is null and p.birth_date < current_date - interval '19 years'
                        order by hashtextextended(h.id, 1) limit ?
                        """)
                .param(registrations)
                .query((row, n) -> new Mover(
                        row.getString("id"),
                        row.getLong("head"),
                        row.getString("national_id"),
                        row.getString("name"),
                        row.getString("village_code"),
                        row.getLong("version")))
                .list();
        if (movers.size() < registrations) {
            throw new IllegalStateException(
                    "the register has only %d households that can move".formatted(movers.size()));
        }
        return movers;
    }

    private ConfigurableApplicationContext product(LocalPostgres postgres, String... more) throws IOException {
        String url = postgres.url(COPY);
        List<String> settings = new ArrayList<>(List.of(more));
        settings.addAll(List.of("--spring.datasource.url=" + url, "--spring.flyway.url=" + url));
        return OwnProduct.start(postgres, data.keyFile(), settings.toArray(String[]::new));
    }

    private static void copy(LocalPostgres postgres) throws SQLException {
        drop(postgres);
        try (Connection superuser = postgres.connect("postgres", "postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute(
                    "create database %s template onestop strategy file_copy owner onestop_owner".formatted(COPY));
            statement.execute("checkpoint");
        }
    }

    private static void drop(LocalPostgres postgres) throws SQLException {
        try (Connection superuser = postgres.connect("postgres", "postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute("drop database if exists %s with (force)".formatted(COPY));
        }
    }
}
