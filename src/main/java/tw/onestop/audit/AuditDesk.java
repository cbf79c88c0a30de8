package tw.onestop.audit;

import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * 稽核: writes the trail. A direct call in the transaction of the act it records: no audit, no answer.
 */
public interface AuditDesk {

    /**
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    void record(List<Act> acts);

    default void record(Act act) {
        record(List.of(act));
    }

    /**
     * 隨軌跡寫入: a statement whose answer nobody waits for goes to the database with the acts and the commit, in one way there and
     * back; what it cannot write, the transaction has not done.
     *
     * @param statement with {@code ?} for each of the parameters
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    void alongside(String statement, Object... parameters);

    /** Whether nothing can be recorded at present: the database is away, and not what was to be written at fault. */
    static boolean isAway(RuntimeException fault) {
        return fault instanceof TransactionException
                || (fault instanceof DataAccessException && !(fault instanceof DataIntegrityViolationException));
    }
}
