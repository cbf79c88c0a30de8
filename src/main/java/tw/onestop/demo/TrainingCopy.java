package tw.onestop.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tw.onestop.OneStopApplication;
import tw.onestop.access.TrainingRestart;
import tw.onestop.intake.ReportDesk;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.RegistryLoad;

/**
 * 練習環境: the same product once more, on databases of its own with synthetic residents of the county, as a program of its own.
 * To start over it stops the product, copies the beginning again and starts the product on it: nothing that the product
 * remembers outlives its data. See {@code ./onestop training --help}.
 */
public final class TrainingCopy implements AutoCloseable {

    /** Other residents than the demonstration's, so that nobody takes the ones for the others. */
    static final long SEED = Population.SEED + 1;

    private static final LocalTime NIGHT = LocalTime.of(3, 0);

    private static final Duration LOOK = Duration.ofMinutes(1);

    private final TrainingOptions options;
    private final TrainingDatabases databases;
    private final Consumer<String> says;
    private final ReentrantLock changing = new ReentrantLock();
    private @Nullable ConfigurableApplicationContext product;
    private boolean closed;

    TrainingCopy(TrainingOptions options, Consumer<String> says) {
        this.options = options;
        this.databases = new TrainingDatabases(options);
        this.says = says;
    }

    /**
     * With {@code --lifeline} it ends when its standard input does. Says {@code open} and {@code closed} on standard output.
     * Exit status 1 when it cannot run, 2 when the command is wrong.
     */
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Taipei"));
        Locale.setDefault(Locale.TAIWAN);
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean lifeline = given.remove("--lifeline");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Closing closing = Closing.atExit();
        if (lifeline) {
            Thread.ofPlatform().daemon().name("lifeline").start(TrainingCopy::endWithInput);
        }
        try {
            TrainingOptions options = TrainingOptions.of(System.getenv(), given.toArray(String[]::new));
            TrainingCopy copy = closing.on(new TrainingCopy(options, out::println));
            copy.open();
            copy.startOverEveryNight(Clock.systemUTC());
        } catch (IOException | RuntimeException failed) {
            int status = failed instanceof Refused refused ? refused.status() : 1;
            System.err.println(
                    failed instanceof Refused refused
                            ? refused.sentence()
                            : String.valueOf(Demo.reason(failed).getMessage()));
            closing.close();
            Runtime.getRuntime().halt(status);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens the copy as it was left; at the first time, and when it was lost, as it was at the beginning. */
    void open() throws IOException {
        changing.lock();
        try {
            if (!databases.hasBeginning()) {
                makeBeginning();
            }
            if (!databases.hasCopy()) {
                databases.begin();
            }
            start();
        } finally {
            changing.unlock();
        }
    }

    /** Answers at once; then it is away for some seconds. */
    private void restart() {
        if (changing.isLocked()) {
            return; // somebody was quicker
        }
        says.accept("closed");
        Thread.ofPlatform().name("training-restart").start(this::startOver);
    }

    @Override
    public void close() {
        changing.lock();
        try {
            closed = true;
            stop();
        } finally {
            changing.unlock();
        }
    }

    private void startOver() {
        boolean failed = false;
        changing.lock();
        try {
            if (!closed) {
                stop();
                databases.begin();
                start();
            }
        } catch (RuntimeException e) {
            System.err.println(Demo.reason(e).getMessage());
            failed = true;
        } finally {
            changing.unlock();
        }
        if (failed) {
            System.exit(1); // whoever runs it starts it again, and it begins where this ended
        }
    }

    private void makeBeginning() throws IOException {
        List<String> quiet = new ArrayList<>(options.settings(databases.unfinished()));
        quiet.removeIf(setting -> setting.startsWith("--server."));
        quiet.addAll(List.of("--server.address=127.0.0.1", "--server.port=0"));
        try (ConfigurableApplicationContext empty = run(quiet)) {
            fill(empty);
        }
        databases.keep();
    }

    private void fill(ConfigurableApplicationContext empty) {
        Population population = new Population(options.county(), SEED);
        Casting casting = new Casting(population.county());
        empty.getBean(RegistryLoad.class).load(population.households().peek(casting::look));
        new Reporting(
                        empty.getBean(ReportDesk.class),
                        empty.getBean(RegistryDesk.class),
                        LocalDate.now(empty.getBean(Clock.class)))
                .of(casting.cast());
    }

    private void start() {
        product = run(options.settings(options.address("")));
        says.accept("open " + options.url());
    }

    private void stop() {
        if (product != null) {
            says.accept("closed");
            product.close();
            product = null;
        }
    }

    private ConfigurableApplicationContext run(List<String> settings) {
        SpringApplication application = new SpringApplication(OneStopApplication.class);
        application.setRegisterShutdownHook(false);
        // A method, not this: what can be closed the product would close when it ends.
        TrainingRestart restart = this::restart;
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("trainingRestart", TrainingRestart.class, () -> restart));
        return application.run(settings.toArray(String[]::new));
    }

    /**
     * Every night at three, until the thread is interrupted. The clock is looked at again every minute: neither a machine that
     * slept nor a clock that was set makes a night fall out, or fall twice.
     */
    void startOverEveryNight(Clock clock) throws InterruptedException {
        while (true) {
            Instant night = night(clock);
            for (Duration left = Duration.between(clock.instant(), night);
                    left.isPositive();
                    left = Duration.between(clock.instant(), night)) {
                Thread.sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
            }
            startOver();
        }
    }

    /** The next one, never the present one. */
    private static Instant night(Clock clock) {
        ZonedDateTime now = clock.instant().atZone(ZoneId.of("Asia/Taipei"));
        ZonedDateTime next = now.with(NIGHT);
        return (next.isAfter(now) ? next : next.plusDays(1)).toInstant();
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; the end is what is waited for.
            }
        } catch (IOException gone) {
            // So is this.
        }
        System.exit(0);
    }
}
