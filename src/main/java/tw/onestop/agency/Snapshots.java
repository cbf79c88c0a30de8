package tw.onestop.agency;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tw.onestop.kernel.Recent;

/** Keeps the last snapshot: forgotten when this node changes the directory, and by age because another node may. */
@Component
class Snapshots {

    private final Recent<Snapshot> recent;

    Snapshots(Agencies agencies) {
        this.recent = new Recent<>(agencies::snapshot);
    }

    Snapshot present() {
        return recent.get();
    }

    /** At once, so that the transaction sees its own change; and after it, since others may have read meanwhile. */
    void forget() {
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
