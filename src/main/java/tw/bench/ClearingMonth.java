package tw.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.ClearingDesk;
import tw.onestop.notice.ClearingDesk.Which;
import tw.proof.Options;

/**
 * 每月清查量測: the lists of a month for all agencies over items that are all open, beside a bare copy of the same rows into a table
 * without keys, order or trail; and how long an officer waits for a page of one, and the ministry for the overview.
 */
public final class ClearingMonth {

    private static final String HELP = """
            ./onestop bench notices-clearing [--agencies 1100] [--items 1700000] [--turns 3]
            Starts a product on a PostgreSQL of its own in a temporary directory, fills it with open items of last month and has the month's
            lists made, in turns with a bare copy of the same rows. Exit status 0 when a month takes at most 60 s
            and the overview, everything late and risen to the ministry, at most 200 ms.""";

    private static final double GOAL = 60;
    private static final double PAGE_MILLIS = 200;
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final Actor RULE = Actor.rule("bench");

    private final LocalPostgres postgres;
    private final ClearingDesk desk;
    private final List<AgencyCode> agencies;
    private final YearMonth month = YearMonth.from(LocalDate.now(TAIPEI)).minusMonths(1);

    private ClearingMonth(LocalPostgres postgres, ConfigurableApplicationContext product, int agencies) {
        this.postgres = postgres;
        this.desk = product.getBean(ClearingDesk.class);
        this.agencies = product.getBean(AgencyDesk.class).all().stream()
                .map(Agency::code)
                .limit(agencies)
                .toList();
    }

    /** Exit status 0 when the figures hold, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Options options = Options.parse(arguments, HELP);
        int agencies = options.number("agencies", 1_100);
        int items = options.number("items", 1_700_000);
        int turns = options.number("turns", 3);
        Path directory = Files.createTempDirectory("onestop-clearing");
        boolean holds;
        try (Closing closing = Closing.atExit()) {
            closing.on(() -> Scratch.delete(directory));
            DataDirectory data = closing.on(DataDirectory.take(directory));
            LocalPostgres postgres = closing.on(LocalPostgres.start(directory, "max_wal_size=4GB"));
            ConfigurableApplicationContext product = closing.on(OwnProduct.start(postgres, data.keyFile()));
            holds = new ClearingMonth(postgres, product, agencies).measure(items, turns);
        }
        System.exit(holds ? 0 : 1);
    }

    private boolean measure(int items, int turns) throws SQLException {
        fill(items);
        List<Double> own = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int turn = 1; turn <= turns; turn++) {
            forget();
            double peer = turn % 2 == 0 ? bare() : 0;
            long from = System.nanoTime();
            if (!desk.build(month, RULE)) {
                throw new IllegalStateException("the lists of %s were made already".formatted(month));
            }
            own.add((System.nanoTime() - from) / 1e9);
            peers.add(peer == 0 ? bare() : peer);
            System.out.printf(
                    "turn %d: lists of %,d items for %,d agencies in %.1f s   the rows alone %.1f s%n",
                    turn, items, agencies.size(), own.getLast(), peers.getLast());
        }
        rise();
        double overview = pages();
        double median = Percentiles.median(own);
        System.out.printf(
                "median %.1f s (goal %.0f s), %.2f of the speed of the bare copy%n",
                median, GOAL, Percentiles.median(peers) / median);
        return median <= GOAL && overview <= PAGE_MILLIS;
    }

    /** What an officer and the ministry wait for; answers the milliseconds of the overview. */
    private double pages() {
        Actor officer = Actor.officer("bench", agencies.getFirst());
        long from = System.nanoTime();
        int lines = desk.lines(month, new Which(true, 0, 50), officer)
                .orElseThrow()
                .lines()
                .size();
        long read = System.nanoTime();
        int sheets = desk.overview(RULE).sheets().size();
        long seen = System.nanoTime();
        System.out.printf(
                "the first %d lines of a list %.0f ms   the overview of %,d lists %.0f ms (goal %.0f ms)%n",
                lines, (read - from) / 1e6, sheets, (seen - read) / 1e6, PAGE_MILLIS);
        return (seen - read) / 1e6;
    }

    private void fill(int items) throws SQLException {
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            String codes = agencies.stream()
                    .map(AgencyCode::value)
                    .reduce((a, b) -> a + "," + b)
                    .orElseThrow();
            statement.execute("""
                    insert into notice.item (id, registration, agency, programme, change, type, person, person_sealed, keys_sealed,
                                             status, since, accepted_at, expected_on)
                    select gen_random_uuid(), g, (string_to_array('%s', ','))[1 + g %% %d], 'statutory', 'ADDRESS',
                           'tw.onestop.notice.statutory.move.v1', g, ''::bytea, ''::bytea,
                           (array['SENT', 'SENT', 'SENT', 'RECEIVED', 'RECEIVED', 'RESENT', 'FAILED'])[1 + g %% 7],
                           date '%s' - interval '1 day' - interval '1 minute' * (g %% 40000),
                           date '%s' - interval '1 day' - interval '1 minute' * (g %% 40000),
                           date '%s'
                    from generate_series(1, %d) as g
                    """.formatted(
                            codes,
                            agencies.size(),
                            month.plusMonths(1).atDay(1),
                            month.plusMonths(1).atDay(1),
                            month.plusMonths(1).atDay(9),
                            items));
            statement.execute("analyze notice.item");
        }
    }

    /** The worst case of the overview: all of it rose to the ministry. */
    private void rise() throws SQLException {
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            statement.execute("""
                    insert into notice.late_item (item, agency, kind, due_on, officer_on, ministry_on)
                    select id, agency, 'LATE', expected_on, expected_on, expected_on from notice.item
                    """);
            statement.execute("analyze notice.late_item");
        }
    }

    private void forget() throws SQLException {
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "truncate notice.clearing_line, notice.clearing_answer, notice.clearing_list, notice.clearing_month");
            statement.execute("drop table if exists notice.bare");
        }
    }

    private double bare() throws SQLException {
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            statement.execute("drop table if exists notice.bare");
            long from = System.nanoTime();
            statement.execute("create table notice.bare as select agency, id, status, since from notice.item");
            return (System.nanoTime() - from) / 1e9;
        }
    }
}
