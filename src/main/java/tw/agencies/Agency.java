package tw.agencies;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** 受通報機關: one agency with its door, its casebook and its correspondence, put together and kept running. */
final class Agency implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private interface Task {
        void run() throws InterruptedException, IOException;
    }

    private final Configuration.Settings settings;
    private final Clock clock;
    private final Log log;
    private final Officer officer;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final @Nullable DecryptionKeys keys;
    private final Product product;
    private final Casebook casebook;
    private final Correspondence correspondence;
    private final Registration registration;
    private final Comparison comparison;
    private final Reception reception;
    private volatile Dials dials = Dials.ALL_OFF;

    /** Opens the ledger and the port. */
    Agency(Configuration configuration, Configuration.Settings settings, HttpClient http, Clock clock)
            throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.log = new Log(clock, settings.code());
        this.officer = new Officer(settings, clock);
        if (settings.files() != null) {
            MediaKeyFiles.makeForFiles(settings.files().directory(), settings.name(), clock.instant());
        }
        AccessTokens tokens =
                new AccessTokens(configuration.baseUrl(), settings.clientId(), settings.privateJwk(), http, clock);
        this.product = new Product(configuration.baseUrl(), tokens, http);
        this.casebook = new Casebook(configuration.ledgerDir().resolve(settings.code() + ".jsonl"), clock);
        this.keys = settings.encryption()
                ? new DecryptionKeys(configuration.ledgerDir().resolve(settings.code() + ".keys.json"))
                : null;
        this.correspondence = new Correspondence(this, casebook, product, threads, clock);
        this.registration = new Registration(this, product, keys, clock);
        this.comparison = new Comparison(this, casebook, product, clock);
        Page page = new Page(this, casebook);
        this.reception = new Reception(
                settings.port(), Map.of("/notices", new WebhookDoor(this, new Signatures(product, clock)), "/", page));
    }

    /** Takes up the work. */
    void start(Dials at) {
        set(at);
        if (door() != Configuration.Door.FILE) {
            correspondence.resume();
        }
        inBackground(registration::run);
        if (door() == Configuration.Door.PULL) {
            inBackground(new PullDoor(this, casebook, product)::run);
        }
        inBackground(comparison::run);
        Configuration.Files files = settings.files();
        if (door() == Configuration.Door.FILE && files != null) {
            inBackground(new FileDoor(this, casebook, product, files, clock)::run);
        }
        log.line("open", url(), door(), "misbehaves:", at);
    }

    private void inBackground(Task task) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (IOException failed) {
                log.line("failed", failed.getMessage());
            }
        });
    }

    /** Opens what is sealed for us. */
    Notice unsealed(Notice notice) throws Notice.Malformed {
        if (!notice.isSealed()) {
            return notice;
        }
        if (keys == null) {
            throw new Notice.Malformed("sealed, but we have no key");
        }
        return notice.withData(keys.open(notice.data().asString(""), notice.id()));
    }

    Casebook.Entry enter(Notice notice, String answer) {
        return casebook.receive(notice, answer, () -> officer.decide(notice, dials()));
    }

    /** The entry is durable: from here on the agency may act on it. */
    void taken(Casebook.Entry entry) throws IOException {
        Notice notice = entry.notice();
        log.line("received", notice.id(), notice.sequence(), "attempt", notice.attempt(), "effect", entry.effect());
        if (entry.owesReply() && door() != Configuration.Door.FILE) {
            correspondence.begin(notice.id());
        }
        String paid = notice.pays();
        boolean posted = casebook.known(paid).map(Case::posted).orElse(false);
        if (!paid.isEmpty() && casebook.owe(paid, officer.made(paid, posted, dials))) {
            correspondence.begin(paid);
        }
    }

    boolean acknowledges() {
        return officer.acknowledges(dials());
    }

    /** Returns once the agency is neither down nor cut off. */
    void awaitOpen() throws InterruptedException {
        while (dials().on(Dial.DOWN) || reception.isShut()) {
            Thread.sleep(GLANCE);
        }
    }

    Dials dials() {
        return dials;
    }

    /** Turns the dials. A refusal of connections is over when its time is, and so is not kept. */
    void set(Dials changed) {
        dials = changed.with(Dial.REFUSE, 0);
        if (changed.on(Dial.REFUSE)) {
            inBackground(() -> reception.shutFor(changed.duration(Dial.REFUSE)));
        }
    }

    /** 清查 of a month, now; how many lines were answered. */
    int compare(YearMonth month) throws IOException, InterruptedException {
        return comparison.compare(month);
    }

    void rotateKey() {
        registration.requestRotation();
    }

    String code() {
        return settings.code();
    }

    String name() {
        return settings.name();
    }

    String endpointId() {
        return settings.endpointId();
    }

    Configuration.Door door() {
        return settings.door();
    }

    boolean encrypts() {
        return keys != null;
    }

    int keyCount() {
        return keys == null ? 0 : keys.count();
    }

    int port() {
        return reception.port();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    Log log() {
        return log;
    }

    List<Casebook.Shown> recent() {
        return casebook.recent();
    }

    @Override
    public void close() throws IOException {
        reception.close();
        threads.shutdownNow();
        casebook.close();
    }
}
