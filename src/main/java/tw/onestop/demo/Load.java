package tw.onestop.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tw.onestop.OneStopApplication;
import tw.onestop.registry.BulkLoad;

/**
 * 資料載入: fills an empty register with the people of the nation, on the database of {@code ONESTOP_DB_URL} or on a PostgreSQL of
 * its own. See {@code ./onestop load --help}.
 */
public final class Load {

    /** As long as only rows come: little to write twice, nothing to clean up; nothing of it stays in the database. */
    private static final List<String> FOR_LOADING = List.of(
            "shared_buffers=1GB",
            "max_wal_size=16GB",
            "checkpoint_timeout=30min",
            "wal_level=minimal",
            "max_wal_senders=0",
            "autovacuum=off");

    private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private Load() {}

    /** Exit status 1 when it cannot be loaded, 2 when the command is wrong. */
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Taipei"));
        Locale.setDefault(Locale.TAIWAN);
        Closing closing = Closing.atExit();
        int status = 0;
        try {
            LoadOptions options = LoadOptions.parse(arguments);
            load(options, closing);
            if (onItsOwn() && !closing.isClosed()) {
                closing.close();
                closing = Closing.atExit();
                WriteAheadLog.shrink(options.data(), closing);
            }
        } catch (Refused refused) {
            System.err.println(refused.sentence());
            status = refused.status();
        } catch (IOException | RuntimeException failed) {
            if (!closing.isClosed()) { // else it was stopped, and says nothing but that
                System.err.println("load: " + Demo.reason(failed).getMessage());
            }
            status = 1;
        }
        closing.close();
        System.exit(status);
    }

    /** Of the server that it loads into, for whoever compares. */
    public static List<String> settings() {
        return FOR_LOADING;
    }

    private static void load(LoadOptions options, Closing closing) throws IOException {
        Screen screen = Screen.ofTerminal();
        Nation nation = new Nation(options.county(), options.scale(), options.seed());
        screen.heading("載入 " + nation.description());
        ConfigurableApplicationContext product = closing.on(start(options, closing));
        screen.step("系統 the product, on " + database(product.getEnvironment()).getUrl());
        long people = nation.townships().stream().mapToLong(Township::people).sum();
        LoadProgress progress = new LoadProgress(System.out, screen.isTerminal(), people);
        Tally tally = new NationLoad(nation, product.getBean(BulkLoad.class), database(product.getEnvironment()))
                .run(AT_ONCE, progress);
        screen.step("%,d people in %.0f s".formatted(people, progress.seconds()));
        tally.report().forEach(screen::note);
    }

    private static boolean onItsOwn() {
        return System.getenv("ONESTOP_DB_URL") == null;
    }

    private static ConfigurableApplicationContext start(LoadOptions options, Closing closing) throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--onestop.synthetic=true",
                "--spring.main.banner-mode=off",
                "--spring.main.log-startup-info=false",
                "--logging.threshold.console=off"));
        if (onItsOwn()) {
            DataDirectory data = closing.on(DataDirectory.take(options.data()));
            LocalPostgres postgres = closing.on(LocalPostgres.start(data.path(), FOR_LOADING.toArray(String[]::new)));
            settings.addAll(postgres.clientSettings());
            settings.add("--onestop.trust.key-file=" + data.keyFile());
            settings.add("--logging.file.name=" + data.file("logs").resolve("load.log"));
        }
        SpringApplication product = new SpringApplication(OneStopApplication.class);
        product.setRegisterShutdownHook(false);
        return product.run(settings.toArray(String[]::new));
    }

    /** As its owner, who makes and drops keys. */
    private static DriverManagerDataSource database(Environment settings) {
        return new DriverManagerDataSource(
                settings.getRequiredProperty("spring.flyway.url"),
                settings.getRequiredProperty("spring.flyway.user"),
                settings.getRequiredProperty("spring.flyway.password"));
    }
}
