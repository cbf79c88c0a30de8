package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Remembers what the register said, and that it was said inside the recording transaction. */
@Component
class Heard {

    private final Map<RegistrationId, RegistrationKind> kinds = new ConcurrentHashMap<>();

    private final Map<RegistrationId, DoorsRenumbered> doors = new ConcurrentHashMap<>();

    @EventListener
    void on(RegistrationRecorded event) {
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isTrue();
        kinds.put(event.registration(), event.kind());
    }

    @EventListener
    void on(DoorsRenumbered event) {
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isTrue();
        doors.put(event.registration(), event);
    }

    @Nullable
    DoorsRenumbered ofDoors(RegistrationId act) {
        return doors.get(act);
    }

    List<RegistrationKind> of(List<Registration> registrations) {
        List<RegistrationKind> heard = new ArrayList<>();
        for (Registration registration : registrations) {
            RegistrationKind kind = kinds.get(registration.id());
            if (kind != null) {
                heard.add(kind);
            }
        }
        return heard;
    }
}
