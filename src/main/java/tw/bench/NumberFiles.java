package tw.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.demo.Refused;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
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
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LocalPostgres postgres;
    private final JdbcClient jdbc;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final LinkedAgencies.Linked agency;

    private NumberFiles(LocalPostgres postgres, ConfigurableApplicationContext product) throws IOException {
        int port = product.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        this.postgres = postgres;
        this.jdbc = product.getBean(JdbcClient.class);
        this.base = "http://127.0.0.1:" + port;
        this.agency = LinkedAgencies.ready(product, port, 1).getFirst();
        registerKey(product, agency.agency());
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
            String numbers = String.join("\n", drawn(lines, turn));
            int asked = (int) numbers.lines().count();
            double peer = turn % 2 == 0 ? joined(numbers) : 0;
            double took = answered(numbers, asked);
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

    private List<String> drawn(int lines, int seed) {
        long last = jdbc.sql("select max(id) from registry.person")
                .query(Long.class)
                .single();
        // One in twelve has died and stands nowhere; so many more are drawn.
        Long[] ids =
                new Random(seed).longs(lines * 11L / 10, 1, last + 1).boxed().toArray(Long[]::new);
        return jdbc
                .sql("select national_id from registry.person where id = any (?) and upper_inf(valid_during)")
                .param(ids)
                .query(String.class)
                .list()
                .stream()
                .distinct()
                .limit(lines)
                .toList();
    }

    /** The answer goes to somebody who can read it, so its encryption is part of what is measured. */
    private static void registerKey(ConfigurableApplicationContext product, AgencyCode agency) {
        try {
            String jwk = new ECKeyGenerator(Curve.P_256)
                    .keyID("bench")
                    .generate()
                    .toPublicJWK()
                    .toJSONString();
            MachineDesk machines = product.getBean(MachineDesk.class);
            ExchangeDesk exchange = product.getBean(ExchangeDesk.class);
            TransactionTemplate transaction = product.getBean(TransactionTemplate.class);
            transaction.executeWithoutResult(_ ->
                    machines.change(exchange.endpoint(agency).endpointId(), null, jwk, Actor.system("bench", agency)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seconds from the first byte that is sent to the last that is collected. */
    private double answered(String numbers, int asked) throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<String> taken = http.send(
                request("/v1/files?fields=" + String.join(",", agency.fields()))
                        .header("Content-Type", "text/csv")
                        .header("RIS-Purpose-Id", agency.purpose())
                        .header("RIS-Case-No", "B-1")
                        .header("RIS-User-Id", LinkedAgencies.OFFICER)
                        .POST(HttpRequest.BodyPublishers.ofString("nationalId\n" + numbers))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        right(taken.statusCode() == 202, taken.body());
        String file = "/v1/files/" + json(taken.body()).path("id").asString();
        JsonNode state = json(taken.body());
        while (state.path("state").asString().equals("WAITING")) {
            Thread.sleep(200);
            state = json(http.send(request(file).GET().build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        }
        right(
                state.path("state").asString().equals("ANSWERED")
                        && state.path("answered").asInt() == asked
                        && state.path("wrong").asInt() == 0,
                state.toString());
        HttpResponse<String> answer =
                http.send(request(file + "/answer").GET().build(), HttpResponse.BodyHandlers.ofString());
        right(answer.statusCode() == 200 && answer.body().length() > 50 * asked, "the answer is too short");
        double took = (System.nanoTime() - began) / 1e9;
        http.send(request(file).DELETE().build(), HttpResponse.BodyHandlers.ofString());
        return took;
    }

    /** Seconds of the same join by COPY in and out. */
    private double joined(String numbers) throws SQLException, IOException {
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            CopyManager copy = owner.unwrap(PGConnection.class).getCopyAPI();
            long began = System.nanoTime();
            statement.execute("create temporary table asked (national_id text) on commit drop");
            copy.copyIn("copy asked from stdin", new StringReader(numbers));
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

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + agency.token());
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void right(boolean so, String otherwise) {
        if (!so) {
            throw new IllegalStateException(otherwise.substring(0, Math.min(300, otherwise.length())));
        }
    }
}
