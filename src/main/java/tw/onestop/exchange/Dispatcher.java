package tw.onestop.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.AgencyCode;

/** 派送: on the node that leads, a sender for every agency that is reached by webhook. */
@Component
@NotInTraining
class Dispatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /** A round looks at every agency and tells every sender. */
    private static final Duration APART = Duration.ofMillis(20);

    private final Leadership leadership;
    private final Rounds rounds;
    private final AgencyDesk agencies;
    private final Sender.Tools tools;
    private final Results results;
    private final Clock clock;
    private final Semaphore wake = new Semaphore(0);
    private final Pace pace = new Pace(APART);
    private final Map<AgencyCode, Sender> senders = new HashMap<>();

    /** Of agencies that left for another door: what these have in hand is waited for. */
    private final Map<AgencyCode, Sender> leaving = new HashMap<>();

    /** Of what is in hand since then, nothing is unknown here. */
    private Instant knowsSince = Instant.MAX;

    private volatile boolean running;
    private volatile boolean writing;
    private volatile Thread worker = new Thread();

    Dispatcher(
            Leadership leadership,
            Rounds rounds,
            AgencyDesk agencies,
            Sender.Tools tools,
            Results results,
            Sequencer sequencer,
            Clock clock) {
        this.leadership = leadership;
        this.rounds = rounds;
        this.agencies = agencies;
        this.tools = tools;
        this.results = results;
        this.clock = clock;
        sequencer.onNumbered(wake::release);
    }

    @Override
    public void start() {
        running = true;
        writing = true;
        worker = Thread.ofPlatform().name("exchange-dispatcher").daemon().start(this::lead);
        Thread.ofPlatform().name("exchange-results").daemon().start(this::write);
    }

    /** Takes nothing more, waits for what is under way, then lets another node lead. */
    @Override
    public void stop() {
        running = false;
        wake.release();
        try {
            worker.join(LAST_WORDS.plusSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writing = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void lead() {
        long checked = Long.MIN_VALUE;
        boolean leads = false;
        boolean followed = false;
        while (running) {
            try {
                if (checked == Long.MIN_VALUE || System.nanoTime() - checked > 1_000_000_000L) {
                    boolean led = leads;
                    leads = leadership.holds();
                    if (leads && !led) {
                        // Who lost the lead, and not its life, may have attempts under way: whoever takes over waits
                        // for
                        // them.
                        knowsSince = clock.instant().plus(followed ? Endpoints.LONGEST_IN_HAND : Duration.ZERO);
                    }
                    followed = !leads;
                    checked = System.nanoTime();
                }
                if (leads) {
                    round();
                } else {
                    dismiss();
                }
                var _ = wake.tryAcquire(200, TimeUnit.MILLISECONDS);
                pace.next();
                wake.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (RuntimeException e) {
                LOG.warn("dispatching waits: {}", e.getClass().getSimpleName());
                checked = Long.MIN_VALUE;
                pause();
            }
        }
        dismissAndWait();
        leadership.resign();
    }

    private void round() {
        Map<String, Long> heads = rounds.heads();
        List<Endpoints.Row> endpoints = rounds.endpoints();
        Instant now = clock.instant();
        for (Endpoints.Row endpoint : endpoints) {
            long head = heads.getOrDefault(endpoint.agency().value(), 0L);
            boolean reached = !endpoint.url().isEmpty() && isWebhook(endpoint.agency());
            if (!reached) {
                leave(endpoint.agency());
            }
            if (!hasLeft(endpoint.agency())) {
                continue;
            }
            Instant since = endpoint.door().movingSince();
            // What another node had in hand when it led, or has still, is not known here: such a move ends by its time.
            if (since != null && !since.isBefore(knowsSince)) {
                rounds.arrived(endpoint.agency(), since);
            }
            if (reached && head > 0) {
                senders.computeIfAbsent(endpoint.agency(), agency -> begin(endpoint))
                        .tell(endpoint, head);
            }
        }
        rounds.keepHouse(endpoints, this::doors, now);
    }

    private boolean isWebhook(AgencyCode agency) {
        return agencies.find(agency)
                .filter(one -> one.door() == Agency.Door.WEBHOOK)
                .isPresent();
    }

    /** Of the whole directory, which is not asked for in every round. */
    private Map<AgencyCode, Agency.Door> doors() {
        return agencies.all().stream().collect(Collectors.toMap(Agency::code, Agency::door));
    }

    private void leave(AgencyCode agency) {
        Sender closed = senders.remove(agency);
        if (closed != null) {
            closed.stop();
            leaving.put(agency, closed);
        }
    }

    private boolean hasLeft(AgencyCode agency) {
        Sender last = leaving.get(agency);
        if (last != null && last.unfinished() > 0) {
            return false;
        }
        leaving.remove(agency);
        return true;
    }

    private Sender begin(Endpoints.Row endpoint) {
        Sender sender = new Sender(tools, endpoint);
        Thread.ofVirtual().name("exchange-" + endpoint.agency()).start(sender);
        return sender;
    }

    private void dismiss() {
        senders.values().forEach(Sender::stop);
        senders.clear();
    }

    private void dismissAndWait() {
        List<Sender> last = new ArrayList<>(senders.values());
        last.addAll(leaving.values());
        dismiss();
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        while (System.nanoTime() < end && last.stream().anyMatch(s -> s.unfinished() > 0)) {
            pause();
        }
    }

    private void write() {
        while (writing) {
            try {
                results.work(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("results could not be written: {}", e.getClass().getSimpleName());
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
