package tw.onestop.demo;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tw.onestop.OneStopApplication;
import tw.onestop.access.TrainingRoom;

/**
 * 示範: the whole product on one machine: PostgreSQL, synthetic residents, the product, the agencies' simulators; stopped as
 * one by Ctrl-C. See {@code ./onestop demo --help}.
 */
public final class Demo {

    private final Options options;
    private final Screen screen;
    private final Closing closing = new Closing();
    private int smsPort;
    private @Nullable Telephone telephone;

    private Demo(Options options, Screen screen) {
        this.options = options;
        this.screen = screen;
    }

    /** Exit status 1 when it cannot run here and now, 2 when the command is wrong. */
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Taipei"));
        Locale.setDefault(Locale.TAIWAN);
        Demo demo = null;
        try {
            demo = new Demo(Options.parse(arguments), Screen.ofTerminal());
            Runtime.getRuntime().addShutdownHook(new Thread(demo::sayGoodbyeAndStop, "closing"));
            demo.start();
            Thread.currentThread().join();
        } catch (Refused refused) {
            fail(demo, refused.status(), refused.sentence());
        } catch (InterruptedException stopped) {
            fail(demo, 1, "interrupted");
        } catch (IOException | RuntimeException failed) {
            Throwable reason = reason(failed);
            if (reason instanceof Refused refused) {
                fail(demo, refused.status(), refused.sentence());
            }
            fail(demo, 1, sentence(reason));
        }
    }

    private void start() throws IOException {
        if (!Ports.isFree(options.port())) {
            throw new Refused(
                    1,
                    "Port %d is taken by another program; stop that, or choose another with --port"
                            .formatted(options.port()));
        }
        DataDirectory data = closing.on(DataDirectory.take(options.data()));
        String ownDatabase = System.getenv("ONESTOP_DB_URL");
        if (options.fresh()) {
            if (ownDatabase != null) {
                throw new Refused(
                        1, "--fresh does not empty the PostgreSQL of ONESTOP_DB_URL; make an empty database for it");
            }
            data.empty();
        }
        Files.deleteIfExists(data.file(DemoFile.NAME));
        State state = State.in(data.file("state.json"));
        String county = Objects.requireNonNullElse(state.memory().county(), options.county());
        if (options.countyNamed() && !county.equals(options.county())) {
            throw new Refused(
                    1,
                    "%s holds the residents of %s; add --fresh to start over with %s, or name another directory with --data"
                            .formatted(options.data(), county, options.county()));
        }
        smsPort = Ports.free();
        Telephone line = Telephone.choose();
        telephone = line;
        List<String> settings = settings(data);
        settings.addAll(line.settings(data.file("voice")));
        TestCards cards = closing.on(TestCards.in(data.path()));
        settings.addAll(cards.settings());
        TrainingProgram training = null;
        if (ownDatabase == null) {
            LocalPostgres postgres = closing.on(LocalPostgres.start(data.path()));
            TrainingOffer offer = TrainingOffer.in(data, options.port());
            settings.addAll(offer.settings());
            training = closing.on(offer.program(data.path(), postgres, baseUrl(), county));
            settings.addAll(postgres.clientSettings());
            watch(
                    postgres.process(),
                    "PostgreSQL has stopped: press Ctrl-C and start the demo again. Its log: "
                            + data.file("postgresql.log"));
            screen.step("資料庫 PostgreSQL 18");
        }
        SpringApplication product = new SpringApplication(OneStopApplication.class);
        product.setRegisterShutdownHook(false);
        if (training != null) {
            TrainingProgram room = training;
            product.addInitializers(context ->
                    ((GenericApplicationContext) context).registerBean("trainingRoom", TrainingRoom.class, () -> room));
        }
        product.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(
                        "demoClock",
                        Clock.class,
                        () -> new SetBackClock(Clock.system(ZoneId.of("Asia/Taipei"))),
                        clock -> clock.setPrimary(true)));
        product.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(
                        "demoFurnishing",
                        ApplicationRunner.class,
                        () -> _ -> furnish(data.path(), state, county, cards, context)));
        ConfigurableApplicationContext running = product.run(settings.toArray(String[]::new));
        if (closing.isClosed()) {
            running.close();
        }
    }

    /** Runs when the pages are there and before the product calls itself ready. */
    private void furnish(Path data, State state, String county, TestCards cards, ConfigurableApplicationContext product)
            throws IOException {
        closing.on(product);
        screen.step("系統 the product");
        Furnishing furnishing = new Furnishing(state, data, product);
        long loaded = furnishing.residents(county);
        if (loaded > 0) {
            screen.step("居民 %,d synthetic residents of %s".formatted(loaded, county));
        }
        furnishing.accounts(county);
        cards.issue(state.memory());
        List<Furnishing.Simulated> simulated = furnishing.simulators(baseUrl(), smsPort);
        DemoFile.Reporter bank = furnishing.bank(baseUrl());
        Simulation simulation = Simulation.start(data, options.agenciesFail(), closing);
        Filing.register(data, product);
        watch(
                simulation.process(),
                "The agencies' simulators have stopped: press Ctrl-C and start the demo again. Their log: "
                        + data.resolve("logs"));
        screen.step("機關模擬器 %d agencies' simulators".formatted(simulated.size()));
        DemoFile demo = DemoFile.of(
                baseUrl(),
                state.memory(),
                simulated,
                new DemoFile.Others(furnishing.reporters(), bank, Objects.requireNonNull(telephone)),
                cards,
                simulation);
        demo.write(data);
        Rehearsing.begin(baseUrl(), product);
        new Banner(screen).show(demo, county, data, System.getenv("ONESTOP_DB_URL") == null, cards);
        screen.row("簡訊 text messages", 18, "http://localhost:%d/".formatted(smsPort));
    }

    private String baseUrl() {
        return "http://localhost:" + options.port();
    }

    private List<String> settings(DataDirectory data) throws IOException {
        return new ArrayList<>(List.of(
                "--server.port=" + options.port(),
                "--onestop.base-url=" + baseUrl(),
                "--onestop.errands.batch-after=PT2M", // nobody who tries it waits for the evening
                "--onestop.messages.by-day=false", // nor for the morning
                "--onestop.synthetic=true",
                "--onestop.exchange.private-targets=true",
                "--onestop.exchange.sftp.port=0",
                "--onestop.exchange.sftp.bind=127.0.0.1",
                "--onestop.exchange.sftp.directory=" + data.file("files"),
                "--onestop.access.loopback-aliases=true",
                "--onestop.messages.gather=15s",
                "--onestop.messages.sms.url=http://localhost:" + smsPort + "/sms",
                "--onestop.trust.key-file=" + data.keyFile(),
                "--onestop.audit.marks-file="
                        + (System.getenv("ONESTOP_DB_URL") == null ? data.file("onestop.marks") : ""),
                "--management.health.readinessstate.enabled=true",
                "--spring.lifecycle.timeout-per-shutdown-phase=8s",
                "--spring.main.banner-mode=off",
                "--spring.main.log-startup-info=false",
                "--logging.threshold.console=off",
                "--logging.file.name=" + data.file("logs").resolve("onestop.log")));
    }

    private void watch(ProcessHandle process, String sentence) {
        Thread.ofVirtual().start(() -> {
            process.onExit().join();
            if (!closing.isClosed()) {
                screen.note(sentence);
            }
        });
    }

    private void sayGoodbyeAndStop() {
        if (closing.isClosed()) {
            return;
        }
        screen.line("");
        screen.line("  停止中 Stopping …");
        stop();
        screen.line("  已停止 Stopped.");
    }

    private void stop() {
        closing.close();
    }

    private static void fail(@Nullable Demo demo, int status, String sentence) {
        if (demo != null) {
            demo.stop();
        }
        System.err.println(sentence);
        Runtime.getRuntime().halt(status);
    }

    /** The innermost cause, which says what is wrong; the whole is in the log. */
    static Throwable reason(Throwable failed) {
        Throwable reason = failed;
        while (reason.getCause() != null && !(reason instanceof Refused)) {
            reason = reason.getCause();
        }
        return reason;
    }

    private static String sentence(Throwable reason) {
        String message = reason instanceof FileSystemException file
                ? "%s (%s)".formatted(file.getFile(), Trees.reason(file))
                : reason.getMessage();
        return "The demo cannot start: " + (message == null ? reason.getClass().getSimpleName() : message);
    }
}
