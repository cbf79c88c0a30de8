package tw.onestop.kernel;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * 寫入中之交易: who writes a table holds a lock on it from before a number is taken until the end of the transaction. So once all have ended
 * who held it after a number was seen, nothing can come any more below that number.
 */
public final class Writers {

    /** Asks who writes a table now; its parameter is the table, {@code notice.item_step}. */
    public static final String OF_TABLE = """
            select distinct virtualtransaction from pg_locks
             where locktype = 'relation' and relation = cast(? as text)::regclass and mode = 'RowExclusiveLock' and granted
               and database = (select oid from pg_database where datname = current_database())
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private Writers() {}

    /** Whether all have ended who were writing when this was asked; false also when it is interrupted. */
    public static boolean haveEnded(Supplier<? extends Collection<String>> writing) {
        Set<String> waitedFor = new HashSet<>(writing.get());
        for (Duration waited = Duration.ZERO; !waitedFor.isEmpty(); waited = waited.plus(GLANCE)) {
            if (waited.compareTo(PATIENCE) > 0) {
                return false;
            }
            try {
                Thread.sleep(GLANCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            waitedFor.retainAll(writing.get());
        }
        return true;
    }
}
