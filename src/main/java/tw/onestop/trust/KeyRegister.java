package tw.onestop.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 金鑰登記, the register of keys in use: read in transactions of its own, so that no key depends on the fate of the act
 * that first needed it, and read again every minute, so that all nodes sign with a new key long before the old one ends.
 */
@Component
class KeyRegister {

    static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(KeyRegister.class);

    private final RegisteredKeys keys;
    private final MasterKey master;
    private final Clock clock;
    private final TransactionTemplate alone;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile KeyRing ring;
    private volatile Instant readAt;

    KeyRegister(RegisteredKeys keys, MasterKey master, Clock clock, PlatformTransactionManager transactions) {
        this.keys = keys;
        this.master = master;
        this.clock = clock;
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.readAt = clock.instant();
        this.ring = read(readAt);
    }

    /** The keys, at most a minute old; while the database is away, as they were. */
    KeyRing ring() {
        Instant now = clock.instant();
        if (Duration.between(readAt, now).abs().compareTo(FRESH) > 0 && refreshing.tryLock()) {
            try {
                readAt = now;
                ring = read(now);
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("The register of keys cannot be read now; the keys in memory stay in use");
            } finally {
                refreshing.unlock();
            }
        }
        return ring;
    }

    /** The keys as they stand in the database now. */
    KeyRing reread() {
        Instant now = clock.instant();
        KeyRing fresh = read(now);
        ring = fresh;
        readAt = now;
        return fresh;
    }

    void rotate(Purpose purpose) {
        Instant now = clock.instant();
        alone.executeWithoutResult(tx -> {
            keys.end(purpose, now.plus(OVERLAP));
            keys.add(purpose, now);
        });
        reread();
    }

    private KeyRing read(Instant now) {
        List<Key> all = alone.execute(tx -> {
            List<Key> found = keys.all();
            List<Purpose> missing = Arrays.stream(Purpose.values())
                    .filter(purpose -> found.stream().noneMatch(key -> key.purpose() == purpose && key.present()))
                    .toList();
            missing.forEach(purpose -> keys.add(purpose, now));
            return missing.isEmpty() ? found : keys.all();
        });
        return KeyRing.of(all == null ? List.of() : all, master, now);
    }
}
