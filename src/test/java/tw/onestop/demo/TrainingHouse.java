package tw.onestop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tw.onestop.TestDatabase;
import tw.onestop.registry.Founding;
import tw.onestop.registry.Household;

/** Fixture: a training copy of 連江縣 on the tests' server, opened in this process. */
public final class TrainingHouse implements AutoCloseable {

    public static final String DATABASE = "onestop_training";
    public static final String COUNTY = "連江縣";

    /** One for the server: whatever is sealed in the beginning is sealed under it. */
    private static final Path KEYS = keys();

    private final int port;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private @Nullable TrainingCopy copy;

    private TrainingHouse(int port) {
        this.port = port;
    }

    /** Its port; not open yet, since it must know where the register's program is. */
    public static TrainingHouse prepared() {
        try {
            return new TrainingHouse(Ports.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path keys() {
        try {
            Path keys = Files.createTempDirectory("onestop-training-test");
            Secrets.write(keys.resolve("onestop.key"), Secrets.key());
            Secrets.write(keys.resolve("hand-over.key"), Secrets.key());
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public String handOverKey() {
        return KEYS.resolve("hand-over.key").toString();
    }

    public void open(int home) throws IOException {
        TrainingCopy opened =
                new TrainingCopy(TrainingOptions.of(environment(home), "--server.port=" + port), said::add);
        copy = opened;
        opened.open();
        said.clear();
    }

    /** Until it has been away and is open again. */
    public void awaitRestart() throws InterruptedException {
        for (String word = ""; !word.startsWith("open"); ) {
            word = String.valueOf(said.poll(90, TimeUnit.SECONDS));
            if (word.equals("null")) {
                throw new AssertionError("it is not open again");
            }
        }
    }

    /** By its clock it is three in the morning in a moment: as nobody waits for, it starts over by itself. */
    public void letNightFall() throws InterruptedException {
        TrainingCopy opened = java.util.Objects.requireNonNull(copy);
        ZonedDateTime now = ZonedDateTime.now(ZoneId.of("Asia/Taipei"));
        Clock late = Clock.offset(Clock.systemUTC(), Duration.between(now, now.with(LocalTime.of(2, 59, 58))));
        Thread nights = Thread.ofPlatform().name("nights").start(() -> {
            try {
                opened.startOverEveryNight(late);
            } catch (InterruptedException morning) {
                Thread.currentThread().interrupt();
            }
        });
        awaitRestart();
        // It waits for the next night now, and does not start over once more.
        assertThat(said.poll(3, TimeUnit.SECONDS)).isNull();
        nights.interrupt();
        nights.join();
    }

    /** The number of a head of a household of 南竿鄉, who may be practised with; the same every time. */
    public static String somebody() {
        return somebody(0);
    }

    /** Another one: so many come before. */
    public static String somebody(int before) {
        return new Population(COUNTY, TrainingCopy.SEED)
                .households()
                .filter(home -> home.address().villageCode().startsWith("09007010"))
                .filter(home -> home.kind() == Household.Kind.SHARED_LIVING)
                .map(Founding::members)
                .filter(members -> members.size() == 4)
                .map(members -> members.getFirst().nationalId().value())
                .skip(before)
                .findFirst()
                .orElseThrow();
    }

    /** What {@code ./onestop training} is told. */
    Map<String, String> environment(int home) {
        return Map.of(
                "ONESTOP_TRAINING_DB_URL",
                TestDatabase.address(DATABASE),
                "ONESTOP_TRAINING_DB_PASSWORD",
                "app",
                "ONESTOP_TRAINING_DB_OWNER_PASSWORD",
                "owner",
                "ONESTOP_TRAINING_KEY_FILE",
                KEYS.resolve("onestop.key").toString(),
                "ONESTOP_TRAINING_HANDOVER_FILE",
                handOverKey(),
                "ONESTOP_TRAINING_URL",
                url(),
                "ONESTOP_BASE_URL",
                "http://localhost:" + home,
                "ONESTOP_TRAINING_COUNTY",
                COUNTY);
    }

    @Override
    public void close() {
        if (copy != null) {
            copy.close();
        }
    }
}
