package tw.agencies;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * 端點登錄: keeps the product informed of where this agency receives and under which key, at every start and at every change
 * of key. The old key goes only after the product has taken the new one and what was on its way has arrived.
 */
final class Registration {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** How long both keys open what arrives. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final Agency agency;
    private final Product product;
    private final @Nullable DecryptionKeys keys;
    private final Clock clock;
    private final AtomicBoolean requested = new AtomicBoolean();

    Registration(Agency agency, Product product, @Nullable DecryptionKeys keys, Clock clock) {
        this.agency = agency;
        this.product = product;
        this.keys = keys;
        this.clock = clock;
    }

    /** Makes a new key at the next opportunity. */
    void requestRotation() {
        requested.set(true);
    }

    /** Runs until interrupted. */
    void run() throws InterruptedException {
        ObjectNode known = tell();
        Instant since = clock.instant();
        while (true) {
            Thread.sleep(TICK);
            if (isDue(since)) {
                requested.set(false);
                rotate();
                known = tell();
                since = clock.instant();
            } else if (!known.equals(endpoint())) {
                known = tell();
            }
        }
    }

    private boolean isDue(Instant since) {
        Dials dials = agency.dials();
        boolean byDial = dials.on(Dial.ROTATE) && !clock.instant().isBefore(since.plus(dials.duration(Dial.ROTATE)));
        return keys != null && (requested.get() || byDial);
    }

    private void rotate() {
        if (keys != null) {
            try {
                keys.add();
                agency.log().line("key-made");
            } catch (IOException failed) {
                agency.log().line("key-not-made", failed.getMessage());
            }
        }
    }

    /** Tells until it is taken; the product may not be up yet. */
    private ObjectNode tell() throws InterruptedException {
        ObjectNode endpoint = endpoint();
        if (endpoint.isEmpty()) {
            return endpoint; // an agency that pulls, in clear: nothing to tell
        }
        Duration pause = TICK;
        String lastTrouble = "";
        for (String trouble = trouble(endpoint); !trouble.isEmpty(); trouble = trouble(endpoint)) {
            if (!trouble.equals(lastTrouble)) {
                agency.log().line("not-registered-yet", trouble);
            }
            lastTrouble = trouble;
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        agency.log().line("registered");
        retireOlder();
        return endpoint;
    }

    private ObjectNode endpoint() {
        ObjectNode endpoint = Json.object();
        if (agency.door() == Configuration.Door.WEBHOOK) {
            endpoint.put("url", agency.url() + "/notices");
        }
        if (keys != null) {
            endpoint.set("encryptionJwk", keys.publicKey());
        }
        return endpoint;
    }

    private String trouble(ObjectNode endpoint) throws InterruptedException {
        try {
            Product.Answer answer = product.register(agency.endpointId(), endpoint);
            return answer.isSuccess() ? "" : answer.status() + " " + answer.code();
        } catch (IOException unreachable) {
            return unreachable.getClass().getSimpleName() + " " + unreachable.getMessage();
        }
    }

    private void retireOlder() throws InterruptedException {
        if (keys == null || keys.count() == 1) {
            return;
        }
        Thread.sleep(GRACE);
        try {
            keys.retireOlder();
            agency.log().line("older-key-retired");
        } catch (IOException failed) {
            agency.log().line("older-key-not-retired", failed.getMessage());
        }
    }
}
