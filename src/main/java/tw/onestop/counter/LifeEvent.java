package tw.onestop.counter;

import static tw.onestop.registry.RegistrationKind.ADDR;
import static tw.onestop.registry.RegistrationKind.DEATH_DECL;
import static tw.onestop.registry.RegistrationKind.END_748;
import static tw.onestop.registry.RegistrationKind.MARRY;
import static tw.onestop.registry.RegistrationKind.MARRY_748;
import static tw.onestop.registry.RegistrationKind.MOVE_IN;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tw.onestop.agency.ChangeType;
import tw.onestop.registry.RegistrationKind;

/** 人生大事: what brings a family to the counter. Never stored: what a sitting is about follows from its registrations. */
enum LifeEvent {
    BIRTH,
    MARRIAGE,
    DIVORCED,
    MOVING,
    NAMING,
    DEATH;

    /** What changes for whom it happens to; nothing for who is new. */
    Set<ChangeType> changes() {
        return switch (this) {
            case BIRTH -> Set.of();
            case MARRIAGE, DIVORCED -> Set.of(ChangeType.MARITAL);
            case MOVING -> Set.of(ChangeType.ADDRESS);
            case NAMING -> Set.of(ChangeType.NAME);
            case DEATH -> Set.of(ChangeType.DEATH);
        };
    }

    List<RegistrationKind> kinds() {
        return switch (this) {
            case BIRTH -> List.of(RegistrationKind.BIRTH);
            case MARRIAGE -> List.of(MARRY, MARRY_748);
            case DIVORCED -> List.of(RegistrationKind.DIVORCE, END_748);
            case MOVING -> List.of(ADDR, MOVE_IN);
            case NAMING -> List.of(RegistrationKind.NAME);
            case DEATH -> List.of(RegistrationKind.DEATH, DEATH_DECL);
        };
    }

    static Optional<LifeEvent> of(RegistrationKind kind) {
        return Arrays.stream(values())
                .filter(event -> event.kinds().contains(kind))
                .findFirst();
    }
}
