package tw.onestop.audit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.kernel.Background;
import tw.onestop.kernel.Together;
import tw.onestop.kernel.Writers;
import tw.onestop.trust.TrustDesk;

/**
 * 併入: gives the rows of the trail their places in the log, and signs how far it reaches; never on the way of a request. Any node
 * may do it, one at a time.
 *
 * <p>Rows are taken in the order of their seq, and only when none can come any more below the last one: who has a seq holds a lock
 * on the trail until the end of its transaction, so those who hold one now are waited for. Whatever commits late is
 * therefore neither left out nor put behind somebody who came after it; transactions that do not write the trail hold up nothing.
 */
@Component
class Integrator implements Background.Owner {

    /** {@code select pg_advisory_lock(20483)} by an operator pauses it. */
    static final long LOCK = 20483;

    private static final Logger LOG = LoggerFactory.getLogger(Integrator.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BATCH = 4096;

    /** While others wait: no round takes a processor for longer than a query takes. */
    private static final int SMALL_BATCH = 1024;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Leaves leaves;
    private final Checkpoints checkpoints;
    private final TrustDesk trust;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Background rounds = new Background(
                    "audit-integrator",
                    PAUSE,
                    this::round,
                    e -> LOG.warn(
                            "the trail waits for its places in the log: {}",
                            e.getClass().getSimpleName()))
            .yielding(() -> Together.isCrowded() ? 3 : 0);

    Integrator(
            JdbcClient jdbc,
            Leaves leaves,
            Checkpoints checkpoints,
            TrustDesk trust,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.leaves = leaves;
        this.checkpoints = checkpoints;
        this.trust = trust;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Background background() {
        return rounds;
    }

    /** Whether there are more. */
    private boolean round() {
        int most = Together.isCrowded() ? SMALL_BATCH : BATCH;
        long newest = leaves.newest();
        boolean nothing = newest <= leaves.reach().seq();
        if (nothing && checkpoints.size().isPresent()) {
            return false;
        }
        if (!nothing && !Writers.haveEnded(leaves::writers)) {
            LOG.warn("a transaction that writes the trail does not end; rows wait for their places in the log");
            return false;
        }
        Integer taken = transaction.execute(tx -> mayIntegrate() ? integrate(newest, most) : 0);
        return taken != null && taken >= most;
    }

    /** Nor while a month is made: rows that move into it could be seen neither where they were nor where they go. */
    private boolean mayIntegrate() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?) and pg_try_advisory_xact_lock_shared(?)")
                .params(LOCK, Months.LOCK)
                .query(Boolean.class)
                .single();
    }

    /** How many rows got their place. */
    private int integrate(long upTo, int most) {
        Leaves.Reach reach = leaves.reach();
        Growth tree = new Growth(reach.size(), leaves.hashes(new MerkleTree.Range(0, reach.size()).places()));
        List<Leaf> fresh = leaves.rows(reach.seq(), upTo, most).stream()
                .map(row -> new Leaf(row, salt()))
                .toList();
        if (fresh.isEmpty() && checkpoints.size().isPresent()) {
            return 0; // another node was faster
        }
        List<byte[]> hashes = new ArrayList<>(fresh.size());
        for (Leaf leaf : fresh) {
            byte[] hash = leaf.hash();
            hashes.add(hash);
            tree.add(hash);
        }
        leaves.add(reach.size(), fresh, hashes);
        leaves.addNodes(tree.completed());
        sign(tree);
        return fresh.size();
    }

    private void sign(Growth tree) {
        Checkpoint checkpoint = new Checkpoint(checkpoints.origin(), tree.size(), tree.root());
        byte[] body = checkpoint.body().getBytes(StandardCharsets.UTF_8);
        checkpoints.add(checkpoint, checkpoint.signed(trust.signCheckpoint(body)), clock.instant());
    }

    private static byte[] salt() {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return salt;
    }
}
