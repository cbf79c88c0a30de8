package tw.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.context.ConfigurableApplicationContext;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.demo.Population;
import tw.onestop.registry.Founding;
import tw.onestop.registry.RegistryLoad;

/**
 * 居民載入量測: how long the synthetic residents of a county take from an empty database, beside a bare COPY of the same rows
 * into tables without keys. See {@code ./onestop bench residents --help}.
 */
public final class Residents {

    private static final String HELP = """
            ./onestop bench residents [COUNTY]

            Starts a PostgreSQL of its own in a temporary directory, makes the synthetic residents of the county (連江縣)
            and loads them into the empty register; then copies the same rows into bare tables. Prints both times and the
            digest of the people, which is the same at every run. Exit status 0 when it took at most 10 s (for 連江縣).""";

    private Residents() {}

    /** Exit status 0 when the figure holds, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws IOException, SQLException {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            System.out.println(HELP);
            return;
        }
        if (arguments.length > 1 || (arguments.length == 1 && arguments[0].startsWith("-"))) {
            System.err.println("bench residents: takes the name of one county; see ./onestop bench residents --help");
            System.exit(2);
        }
        String county = arguments.length == 1 ? arguments[0] : "連江縣";
        if (Population.county(county).isEmpty()) {
            System.err.println("bench residents: there is no county or city '%s'; there are %s"
                    .formatted(county, String.join("、", Population.counties())));
            System.exit(2);
        }
        Path directory = Files.createTempDirectory("onestop-residents");
        boolean holds;
        try (Closing closing = Closing.atExit()) {
            closing.on(() -> Scratch.delete(directory));
            DataDirectory data = closing.on(DataDirectory.take(directory));
            LocalPostgres postgres = closing.on(LocalPostgres.start(directory));
            ConfigurableApplicationContext product = closing.on(OwnProduct.start(postgres, data.keyFile()));
            holds = measure(product.getBean(RegistryLoad.class), postgres, county);
        }
        System.exit(holds ? 0 : 1);
    }

    private static boolean measure(RegistryLoad registry, LocalPostgres postgres, String county)
            throws SQLException, IOException {
        long start = System.nanoTime();
        List<Founding> households =
                new Population(county, Population.SEED).households().toList();
        long made = System.nanoTime();
        long people = registry.load(households.stream());
        long loaded = System.nanoTime();
        System.out.printf("%-44s %,10d%n", "residents of " + county + " and some of every other", people);
        System.out.printf("%-44s %,10d%n", "households", households.size());
        System.out.printf("%-44s %s%n", "digest (the same at every run)", digest(households));
        System.out.printf("%-44s %10.2f s%n", "made", (made - start) / 1e9);
        System.out.printf("%-44s %10.2f s%n", "loaded", (loaded - made) / 1e9);
        System.out.printf(
                "%-44s %10.2f s   (figure to reach: 10 s)%n", "both, from an empty database", (loaded - start) / 1e9);
        double bare = bareCopy(postgres);
        System.out.printf("%-44s %10.2f s%n", "peer: bare COPY of the same rows", bare);
        return (loaded - start) / 1e9 <= 10 || !county.equals("連江縣");
    }

    /** The same rows, already in memory as text, into tables without keys, in one transaction. */
    private static double bareCopy(LocalPostgres postgres) throws SQLException, IOException {
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            CopyManager copy = owner.unwrap(PGConnection.class).getCopyAPI();
            List<String> tables = tables(statement);
            double seconds = 0;
            statement.execute("create schema bare");
            for (String table : tables) {
                ByteArrayOutputStream rows = new ByteArrayOutputStream();
                copy.copyOut("copy registry.%s to stdout".formatted(table), rows);
                statement.execute("create table bare.%s (like registry.%s)".formatted(table, table));
                long from = System.nanoTime();
                copy.copyIn("copy bare.%s from stdin".formatted(table), new ByteArrayInputStream(rows.toByteArray()));
                seconds += (System.nanoTime() - from) / 1e9;
            }
            long from = System.nanoTime();
            owner.commit();
            return seconds + (System.nanoTime() - from) / 1e9;
        }
    }

    /** Tables of the register that hold what was loaded; its villages and its own history were there before. */
    private static List<String> tables(Statement statement) throws SQLException {
        List<String> names = new java.util.ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'registry' and c.relkind = 'r'
                  and c.relname !~ 'flyway|village|township|county'
                  and not exists (select from pg_attribute a
                                  where a.attrelid = c.oid and a.attgenerated <> '' and a.attnum > 0)
                order by c.relname""")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static String digest(List<Founding> households) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Founding household : households) {
                sha.update(household.toString().getBytes(StandardCharsets.UTF_8));
                for (Founding.Member member : household.members()) {
                    sha.update(member.nationalId().value().getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
