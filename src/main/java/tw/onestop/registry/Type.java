package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 登記類別規定: what one type has of its own; the {@link CommonRoad} has the rest. */
interface Type {

    RegistrationType form();

    /**
     * Examines the type's own fields, of which each is well formed already, adding refusals and warnings to the case.
     *
     * @return what it does when nothing was refused; may be null after a refusal
     */
    @Nullable
    Effect examine(Case c);

    /** 申登期限, where the type has one. */
    default Optional<LocalDate> deadline(LocalDate eventDate, Rulebook rules) {
        return Optional.empty();
    }

    /** Whether it may concern somebody who has died. */
    default boolean ofTheDead() {
        return false;
    }

    /** 效力: changes the ledger of the case and writes annotations. */
    @FunctionalInterface
    interface Effect {
        void apply();
    }
}
