package tw.bench;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.demo.Closing;
import tw.onestop.demo.DataDirectory;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/**
 * 簽章傳送量測: the product drains committed items to a bare receiver; beside it a bare loop of the same HTTP client posts
 * the same bytes to the same receiver. Five interleaved slices of each after a warm-up; the ratio is their median.
 */
public final class Deliveries {

    private static final double GOAL = 0.3;
    private static final int SLICES = 5;
    private static final int AGENCIES = 10;

    private final ConfigurableApplicationContext product;
    private final Pause pause;
    private final int items;

    private Deliveries(ConfigurableApplicationContext product, Pause pause, int items) {
        this.product = product;
        this.pause = pause;
        this.items = items;
    }

    /** {@code Deliveries [--items 100000] [--in-flight 64]}. */
    public static void main(String[] arguments) throws Exception {
        int items = 100_000;
        int inFlight = 64;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--items" -> items = Integer.parseInt(arguments[++i]);
                case "--in-flight" -> inFlight = Integer.parseInt(arguments[++i]);
                default -> {
                    System.out.println("bench deliveries [--items 100000] [--in-flight 64]");
                    System.exit(arguments[i].equals("--help") ? 0 : 2);
                }
            }
        }
        Path directory = Files.createTempDirectory("onestop-bench");
        boolean reached;
        try (Closing closing = Closing.atExit()) {
            closing.on(() -> Scratch.delete(directory));
            DataDirectory data = closing.on(DataDirectory.take(directory));
            LocalPostgres postgres = closing.on(LocalPostgres.start(directory));
            SinkProcess sink = closing.on(SinkProcess.start());
            Pause pause = closing.on(new Pause(postgres.url(), "onestop_app", postgres.password("onestop_app")));
            ConfigurableApplicationContext product =
                    closing.on(OwnProduct.start(postgres, data.keyFile(), "--onestop.exchange.private-targets=true"));
            reached = new Deliveries(product, pause, Math.max(items, 5000)).measure(sink.url(), inFlight);
        }
        System.exit(reached ? 0 : 1);
    }

    private boolean measure(String url, int inFlight) throws InterruptedException, SQLException {
        pause.begin();
        List<AgencyCode> agencies = endpoints(url);
        Stock stock = new Stock(
                product.getBean(ExchangeDesk.class),
                product.getBean(TransactionTemplate.class),
                product.getBean(JdbcClient.class),
                agencies);
        int slice = Math.max(items / SLICES, 1000);
        stock.commit(slice);
        numbered(slice);
        pause.end();
        await(slice);
        try (BareLoop bare = BareLoop.asTheJdkMakesIt(url, envelopes(agencies), inFlight)) {
            bare.run(slice);
            return compare(stock, bare, slice);
        }
    }

    /** Every slice is committed and numbered while dispatching is paused, and drained to its last item. */
    private boolean compare(Stock stock, BareLoop bare, int slice) throws InterruptedException, SQLException {
        List<Double> ratios = new ArrayList<>();
        System.out.printf("%n%-8s %14s %14s %8s%n", "slice", "product/s", "bare loop/s", "ratio");
        for (int i = 1; i <= SLICES; i++) {
            pause.begin();
            stock.commit(slice);
            long before = (long) slice * i;
            numbered(before + slice);
            double peer = bare.run(slice);
            pause.end();
            await(before + 1);
            long begun = System.nanoTime();
            long from = delivered();
            await(before + slice);
            double own = (before + slice - from) * 1e9 / (System.nanoTime() - begun);
            ratios.add(own / peer);
            System.out.printf("%-8d %14.0f %14.0f %8.2f%n", i, own, peer, own / peer);
        }
        double median = ratios.stream().sorted().toList().get(SLICES / 2);
        System.out.printf(
                "%n%,d committed items, %d agencies, median ratio %.2f (goal %.2f)%n",
                slice * SLICES, AGENCIES, median, GOAL);
        return median >= GOAL;
    }

    private void numbered(long count) throws InterruptedException {
        JdbcClient jdbc = product.getBean(JdbcClient.class);
        while (jdbc.sql("select coalesce(sum(last), 0) from exchange.sequence_counter")
                        .query(Long.class)
                        .single()
                < count) {
            Thread.sleep(50);
        }
    }

    private List<AgencyCode> endpoints(String url) {
        ExchangeDesk exchange = product.getBean(ExchangeDesk.class);
        MachineDesk machines = product.getBean(MachineDesk.class);
        List<AgencyCode> agencies = product.getBean(AgencyDesk.class).all().stream()
                .map(Agency::code)
                .limit(AGENCIES)
                .toList();
        for (AgencyCode agency : agencies) {
            machines.change(exchange.endpoint(agency).endpointId(), url, "", Actor.system("bench", agency));
        }
        return agencies;
    }

    /** The very bytes that the product sent. */
    private List<String> envelopes(List<AgencyCode> agencies) {
        MachineDesk machines = product.getBean(MachineDesk.class);
        return agencies.stream()
                .flatMap(agency -> machines.pull(0, 100, Actor.system("bench", agency)).envelopes().stream())
                .toList();
    }

    private void await(long count) throws InterruptedException {
        while (delivered() < count) {
            Thread.sleep(2);
        }
    }

    private long delivered() {
        return (long) product
                .getBean(MeterRegistry.class)
                .find("onestop.exchange.deliveries")
                .tag("outcome", "delivered")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
