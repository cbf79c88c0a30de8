package tw.onestop.agency;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tw.onestop.kernel.Recent;

/** 近期副本 that is forgotten with the transaction that changes its source, and by age because another node may change it. */
public final class Copied<T> {

    private final Recent<T> recent;

    public Copied(Supplier<T> reading) {
        this.recent = new Recent<>(reading);
    }

    public T present() {
        return recent.get();
    }

    /** At once, so that the transaction sees its own change; and after it, since others may have read meanwhile. */
    public void forget() {
        recent.forget();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    recent.forget();
                }
            });
        }
    }
}
