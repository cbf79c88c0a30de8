package tw.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.context.ConfigurableApplicationContext;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.proof.Options;
import tw.proof.SameMoment;
import tw.proof.TrailCheck;

/**
 * 稽核軌跡量測: a trail of five years in its months: how fast its log is made and recomputed, beside a bare COPY of the same rows, and
 * how long the proof of one row takes, beside pgbench with the same selects.
 */
public final class Audit {

    private static final String HELP = """
            ./onestop bench audit [--rows 600000] [--months 60] [--turns 3] [--seconds 10]
            Fills a trail in a temporary directory, lets the product give every row its place, recomputes the log in turns with COPY of
            the same rows on as many connections, and asks for proofs. Exit status 0 when every figure holds.""";

    private static final double ROWS_A_SECOND = 200_000;
    private static final double PROOF_MILLIS = 5;

    private final LocalPostgres postgres;
    private final int port;
    private final Options options;
    private final int rows;

    private Audit(LocalPostgres postgres, int port, Options options) {
        this.postgres = postgres;
        this.port = port;
        this.options = options;
        this.rows = options.number("rows", 600_000);
    }

    /** Exit status 0 when the figures hold, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments, HELP);
        Path data = Files.createTempDirectory("onestop-audit");
        boolean holds;
        try (Closing closing = Closing.atExit()) {
            DataDirectory directory = closing.on(DataDirectory.take(data));
            LocalPostgres postgres = closing.on(LocalPostgres.start(data, "shared_buffers=1GB", "max_wal_size=4GB"));
            ConfigurableApplicationContext product = closing.on(OwnProduct.start(postgres, directory.keyFile()));
            int port = product.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            holds = new Audit(postgres, port, options).measure();
        } finally {
            Scratch.delete(data);
        }
        System.exit(holds ? 0 : 1);
    }

    private boolean measure() throws SQLException, IOException, InterruptedException {
        fill();
        List<Double> rates = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int turn = 1; turn <= options.number("turns", 3); turn++) {
            double peer = copied();
            double rate = verified();
            rates.add(rate);
            shares.add(rate / peer);
            System.out.printf(
                    "turn %d: verify audit %,9.0f rows/s   bare COPY of the same %,9.0f rows/s   %.2f of it%n",
                    turn, rate, peer, rate / peer);
        }
        double rate = Percentiles.median(rates);
        double share = Percentiles.median(shares);
        System.out.printf(
                "verify audit: median %,.0f rows/s, %.2f of a bare COPY (figure to reach: %,.0f)%n",
                rate, share, ROWS_A_SECOND);
        proofs(options.number("seconds", 10)); // warm
        Percentiles times = proofs(options.number("seconds", 10));
        System.out.printf(
                "proof of one row over HTTP: p50 %.2f ms  p99 %.2f ms, %,d of them (figure to reach: %.0f)%n",
                times.millis(0.5), times.millis(0.99), times.count(), PROOF_MILLIS);
        Optional<Pgbench> pgbench = Pgbench.of(postgres);
        if (pgbench.isPresent()) {
            System.out.printf("its selects by pgbench, one client: %.2f ms%n", selected(pgbench.get()));
        }
        return rate >= ROWS_A_SECOND && times.millis(0.99) <= PROOF_MILLIS;
    }

    /** Rows as queries of agencies and clerks leave them, over the months. */
    private void fill() throws SQLException, InterruptedException {
        int months = options.number("months", 60);
        YearMonth present = YearMonth.now(ZoneId.of("Asia/Taipei"));
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            for (int back = months; back > 0; back--) {
                YearMonth month = present.minusMonths(back);
                statement.execute("""
                        create table audit.trail_%1$d_%2$02d partition of audit.trail (primary key (seq))
                        for values from ('%1$d-%2$02d-01 00:00+08') to ('%3$s-01 00:00+08')
                        """.formatted(month.getYear(), month.getMonthValue(), month.plusMonths(1)));
            }
            long began = System.nanoTime();
            statement.execute("""
                    insert into audit.trail (at, actor_kind, actor_id, office, agency, action, object, subject_index, outcome, detail)
                    select date_trunc('month', now()) - interval '%1$d months' + n * (interval '%1$d months' / %2$d),
                           (array['SYSTEM', 'STAFF', 'SYSTEM', 'OFFICER'])[n %% 4 + 1], 'client-' || n %% 1100,
                           case when n %% 4 = 1 then '63000010' end, case when n %% 4 <> 1 then 'AGENCY' || n %% 1100 end,
                           (array['registry.read', 'registry.person.read', 'link.query', 'notice.reply'])[n %% 4 + 1],
                           case when n %% 8 < 7 then gen_random_uuid()::text else 'RC-' || n end,
                           case when n %% 4 < 3 then sha256(n::text::bytea) end, case when n %% 20 = 0 then 'REFUSED' else 'DONE' end,
                           case when n %% 3 < 2 then 'purpose=BENCH-' || n %% 90 || ' user=officer-' || n %% 4000 else '' end
                      from generate_series(1, %2$d) as n
                    """.formatted(Math.max(months, 1), rows));
            System.out.printf(
                    "%,d rows in %d months, written in %.1f s%n", rows, months + 4, (System.nanoTime() - began) / 1e9);
            began = System.nanoTime();
            while (number(statement, "select count(*) from audit.leaf") < rows) {
                Thread.sleep(200);
            }
            System.out.printf("places in the log given: %,.0f rows/s%n", rows * 1e9 / (System.nanoTime() - began));
        }
        try (Connection superuser = postgres.connect("postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    private double verified() throws SQLException, IOException {
        long began = System.nanoTime();
        try (Connection owner = postgres.connect("onestop_owner");
                SameMoment moment = SameMoment.of(owner, () -> postgres.connect("onestop_owner"))) {
            TrailCheck.Report report = TrailCheck.check(owner, moment.beside(), List.of(), null);
            if (!report.findings().isEmpty()) {
                throw new IllegalStateException(report.findings().getFirst().says());
            }
            return report.size() * 1e9 / (System.nanoTime() - began);
        }
    }

    /** The same columns of the same rows on two connections, thrown away as they come. */
    private double copied() throws InterruptedException {
        long began = System.nanoTime();
        List<Thread> all = new ArrayList<>();
        int connections = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < connections; i++) {
            String span = " where seq between %d and %d order by seq"
                    .formatted((long) rows * i / connections + 1, (long) rows * (i + 1) / connections);
            all.add(Thread.ofPlatform().start(() -> {
                try (Connection owner = postgres.connect("onestop_owner")) {
                    drained(owner, "select * from audit.trail" + span);
                    drained(owner, "select seq, index, salt, hash from audit.leaf" + span);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (Thread one : all) {
            one.join();
        }
        return rows * 1e9 / (System.nanoTime() - began);
    }

    private static void drained(Connection owner, String query) throws SQLException {
        CopyOut out =
                owner.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout (format binary)");
        while (out.readFromCopy() != null) {
            // Thrown away.
        }
    }

    private Percentiles proofs(int seconds) throws IOException {
        Percentiles times = new Percentiles();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (RawHttp http = new RawHttp(port)) {
            while (System.nanoTime() < end) {
                long began = System.nanoTime();
                RawHttp.Answer answer = http.send(
                        "GET /v1/audit/proof?index=%d HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .formatted(ThreadLocalRandom.current().nextInt(rows)),
                        "");
                times.add(System.nanoTime() - began);
                if (answer.status() != 200) {
                    throw new IllegalStateException("no proof: " + answer);
                }
            }
        }
        return times;
    }

    /** Milliseconds on the average. */
    private double selected(Pgbench pgbench) throws IOException, InterruptedException {
        Path file = Files.createTempFile("onestop-audit", ".sql");
        try {
            Files.writeString(file, """
                    \\set index random(0, %d)
                    select max(size) from audit.checkpoint;
                    select t.*, l.salt from audit.leaf l join audit.trail t on t.seq = l.seq where l.index = :index;
                    select level, case when level = 0 then (select hash from audit.leaf where index = (:index::bigint # 1))
                                       else (select hash from audit.node n where n.level = w.level and n.index = ((:index::bigint >> w.level) # 1)) end
                      from generate_series(0, %d) as w(level);
                    """.formatted(rows - 1, 63 - Long.numberOfLeadingZeros(rows)));
            double rate = pgbench.run(
                    "onestop_app",
                    "onestop",
                    List.of("--client=1", "--time=" + options.number("seconds", 10), "--file=" + file));
            return 1000 / rate;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
