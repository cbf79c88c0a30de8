package tw.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.context.ConfigurableApplicationContext;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.demo.Refused;
import tw.proof.Options;

/**
 * 檔案查詢量測: an agency sends a file of numbers of the nation and collects its answer, signed and encrypted; beside it the same
 * numbers copied into a table, joined with the register and copied out, with neither trail nor marks.
 */
public final class NumberFiles {

    private static final String HELP = """
            ./onestop bench files [--data var/nation] [--lines 1000000] [--turns 3]
            Sends files in the register that ./onestop load nation left in a directory, in turns with a bare join of the same numbers. It
            adds files and rows of the trail to the register. Exit status 0 when every figure holds.""";

    private static final double SECONDS_A_MILLION = 60;
    private static final double SHARE = 0.5;

    private final LocalPostgres postgres;
    private final NumberFile file;

    private NumberFiles(LocalPostgres postgres, ConfigurableApplicationContext product) throws IOException {
        int port = product.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        this.postgres = postgres;
        this.file = new NumberFile(
                product, port, LinkedAgencies.ready(product, port, 1).getFirst());
    }

    /** Exit status 0 when the figures hold, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Options options = Options.parse(arguments, HELP);
        Path data = Path.of(options.text("data", "var/nation"));
        int lines = options.number("lines", 1_000_000);
        int turns = options.number("turns", 3);
        if (!LocalPostgres.isIn(data)) {
            System.err.println("bench files: no register in %s; make one with ./onestop load nation".formatted(data));
            System.exit(2);
        }
        boolean holds;
        try (Closing closing = Closing.atExit()) {
            DataDirectory directory = closing.on(DataDirectory.take(data));
            LocalPostgres postgres = closing.on(LocalPostgres.start(data, "shared_buffers=2GB", "max_wal_size=4GB"));
            ConfigurableApplicationContext product = closing.on(OwnProduct.start(postgres, directory.keyFile()));
            holds = new NumberFiles(postgres, product).measure(lines, turns);
        } catch (Refused refused) {
            System.err.println("bench files: " + refused.sentence());
            System.exit(refused.status());
            return;
        }
        System.exit(holds ? 0 : 1);
    }

    private boolean measure(int lines, int turns) throws IOException, SQLException, InterruptedException {
        List<Double> own = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int turn = 1; turn <= turns; turn++) {
            // Each turn asks for others, and each way asks first in every other turn, so that neither finds them read
            // already.
            List<String> numbers = file.drawn(lines, turn);
            int asked = numbers.size();
            double peer = turn % 2 == 0 ? joined(numbers) : 0;
            double took = file.answered(numbers);
            peer = peer == 0 ? joined(numbers) : peer;
            own.add(took * 1_000_000 / asked);
            shares.add(peer / took);
            System.out.printf(
                    "turn %d: %,d numbers answered in %.1f s   copied in, joined and copied out in %.1f s   %.2f of its speed%n",
                    turn, asked, took, peer, shares.getLast());
        }
        double million = Percentiles.median(own);
        double share = Percentiles.median(shares);
        System.out.printf("a million numbers: %.1f s (figure to reach: %.0f)%n", million, SECONDS_A_MILLION);
        System.out.printf("speed beside the bare join: %.2f (figure to reach: %.1f)%n", share, SHARE);
        return million <= SECONDS_A_MILLION && share >= SHARE;
    }

    /** Seconds of the same join by COPY in and out. */
    private double joined(List<String> numbers) throws SQLException, IOException {
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            CopyManager copy = owner.unwrap(PGConnection.class).getCopyAPI();
            String lines = String.join("\n", numbers);
            long began = System.nanoTime();
            statement.execute("create temporary table asked (national_id text) on commit drop");
            copy.copyIn("copy asked from stdin", new StringReader(lines));
            statement.execute("analyze asked");
            copy.copyOut("""
                            copy (select a.national_id, p.name, p.sex, p.birth_date, p.marital, p.spouse_name, p.death_date,
                                         s.household_no, s.relation, h.county, h.township, h.village, h.neighbourhood, h.street
                                  from asked a
                                  join registry.person p on p.national_id = a.national_id and upper_inf(p.valid_during)
                                  left join registry.stay s on s.id = p.id and upper_inf(s.valid_during)
                                  left join registry.household h on h.id = s.household_no and upper_inf(h.valid_during))
                            to stdout
                            """, OutputStream.nullOutputStream());
            owner.commit();
            return (System.nanoTime() - began) / 1e9;
        }
    }
}
