package tw.onestop.audit;

import java.util.List;

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
}
