package tw.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.CountyCode;
import tw.onestop.notice.OfficeLoadDesk;
import tw.proof.Options;

/** 縣市督導量測: what the largest county and the smallest wait for while the nation has two million open items. */
public final class OfficeLoads {

    private static final String HELP = """
            ./onestop bench office-loads [--open 2000000] [--ended 260000] [--reads 40]
            Starts a product on a PostgreSQL of its own in a temporary directory, fills it with items of all offices that wait, up to 60 days
            old, and those of the last month that have ended, a sixth of them of the largest county, and reads its page and that of the smallest. Exit
            status 0 when 95 of 100 reads of each take at most 200 ms.""";

    private static final double GOAL = 200;
    private static final String LARGEST = "65000";
    private static final String SMALLEST = "09007";

    private final LocalPostgres postgres;
    private final OfficeLoadDesk desk;
    private final List<String> offices;

    private OfficeLoads(LocalPostgres postgres, ConfigurableApplicationContext product) {
        this.postgres = postgres;
        this.desk = product.getBean(OfficeLoadDesk.class);
        // The largest has a twelfth of the offices and a sixth of the people.
        this.offices = product.getBean(AgencyDesk.class).offices().stream()
                .map(office -> office.code().value())
                .flatMap(code -> code.startsWith(LARGEST) ? Stream.of(code, code) : Stream.of(code))
                .toList();
    }

    /** Exit status 0 when the figures hold, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Options options = Options.parse(arguments, HELP);
        int open = options.number("open", 2_000_000);
        int ended = options.number("ended", 260_000);
        int reads = options.number("reads", 40);
        Path directory = Files.createTempDirectory("onestop-loads");
        boolean holds;
        try (Closing closing = Closing.atExit()) {
            closing.on(() -> Scratch.delete(directory));
            DataDirectory data = closing.on(DataDirectory.take(directory));
            LocalPostgres postgres =
                    closing.on(LocalPostgres.start(directory, "shared_buffers=1GB", "max_wal_size=4GB"));
            ConfigurableApplicationContext product = closing.on(OwnProduct.start(postgres, data.keyFile()));
            OfficeLoads bench = new OfficeLoads(postgres, product);
            bench.fill(open, ended);
            boolean largest = bench.read(LARGEST, reads);
            holds = bench.read(SMALLEST, reads) && largest;
        }
        System.exit(holds ? 0 : 1);
    }

    /** Applications with two items each; those that wait come first. */
    private void fill(int open, int ended) throws SQLException {
        long from = System.nanoTime();
        try (Connection superuser = postgres.connect("postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute("set session_replication_role = replica"); // every key that is named is there
            String codes = offices.stream().collect(Collectors.joining(",", "('{", "}'::text[])"));
            String at =
                    "now() - case when g < %d then interval '60 days' * (g %% 9973) / 9973 else interval '30 days' * (g %% 9973) / 9973 end"
                            .formatted(open);
            statement.execute("""
                    insert into notice.application (id, receipt_no, code_sealed, code_index, office, clerk, filed_at, applicant_sealed,
                                                    by_mandate, consent_version, consent_at, signature_sealed)
                    select md5('a' || g)::uuid, lpad(g::text, 12, '0'), '', '', %1$s[1 + g %% cardinality(%1$s)], 'bench', %2$s, '',
                           false, 'bench', now(), ''
                      from generate_series(0, %3$d, 2) as g
                    """.formatted(codes, at, open + ended));
            statement.execute("""
                    insert into notice.item (id, application, office, registration, agency, programme, change, type, person, person_sealed,
                                             keys_sealed, status, since, accepted_at, expected_on)
                    select md5(n::text)::uuid, md5('a' || g)::uuid, %1$s[1 + g %% cardinality(%1$s)], n,
                           (array['TAIPOWER', 'TAIWATER', 'LAND', 'MVO', 'LTAX'])[1 + n %% 5], 'registration-change', 'ADDRESS',
                           'tw.onestop.bench.v1', n, '', '',
                           case when g < %3$d then (array['SENT', 'RECEIVED', 'RESENT'])[1 + n %% 3] else 'COMPLETED' end,
                           %2$s + interval '1 hour' * (n %% 200), %2$s, (%2$s)::date + 14
                      from generate_series(0, %4$d) as n, lateral (select n / 2 * 2 as g) as pair
                    """.formatted(codes, at, open, open + ended));
            statement.execute("vacuum analyze notice.application, notice.item");
        }
        System.out.printf("%,d items in %.0f s%n", open + ended, (System.nanoTime() - from) / 1e9);
    }

    private boolean read(String county, int reads) {
        Actor by = Actor.county("bench", new CountyCode(county));
        Percentiles loads = new Percentiles();
        Percentiles pages = new Percentiles();
        int open = 0;
        for (int i = -reads / 10; i < reads; i++) {
            long from = System.nanoTime();
            open = desk.loads(by).stream().mapToInt(OfficeLoadDesk.Load::open).sum();
            long read = System.nanoTime();
            desk.waiting(null, i % 4 == 0 ? 10 : 0, by);
            if (i >= 0) {
                loads.add(read - from);
                pages.add(System.nanoTime() - read);
            }
        }
        System.out.printf(
                "%s, %,d open: loads of its offices p50 %.0f ms p95 %.0f ms   a page of what waits p50 %.0f ms p95 %.0f ms (goal together %.0f ms)%n",
                county, open, loads.millis(0.5), loads.millis(0.95), pages.millis(0.5), pages.millis(0.95), GOAL);
        return loads.millis(0.95) + pages.millis(0.95) <= GOAL;
    }
}
