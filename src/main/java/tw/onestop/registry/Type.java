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
     * @return what it does when nothing was refused; null only after a refusal
     */
    @Nullable
    Effect examine(Case c);

    /** 申登期限, where the type has one. */
    default Optional<LocalDate> deadline(LocalDate eventDate, Rulebook rules) {
        return Optional.empty();
    }

    /** The field with the day from which the time limit runs: that of the event, or of a judgment's finality (戶籍法 §48). */
    default String limitFrom() {
        return "eventDate";
    }

    /** The last day the event may have; of what takes effect by a designated day to come, a later one. */
    default LocalDate latest(LocalDate today, Rulebook rules) {
        return today;
    }

    /** Whether the applicants must come themselves, unless the office approves of a good reason (戶籍法 §47). */
    default boolean inPerson(RegistrationForm form) {
        return false;
    }

    /** Whether nothing is registered without a paper. */
    default boolean requires(RegistrationType.Evidence paper, Case c) {
        return paper.required();
    }

    /** Whether it may concern somebody who has died. */
    default boolean ofTheDead() {
        return false;
    }

    /** Where somebody comes to live by it, of what is filed at the office there; empty while it is not known. */
    default Optional<Address> destination(Case c) {
        return c.typed()
                .household("joinHousehold")
                .flatMap(c::household)
                .map(history -> c.ledger().present(history).address())
                .or(() -> c.typed().address("address"));
    }

    /** Whether the office tells those concerned in writing who did not apply themselves (戶籍法 §46). */
    default boolean toldInWriting() {
        return false;
    }

    /** 效力: changes the ledger of the case and writes annotations. */
    @FunctionalInterface
    interface Effect {
        void apply();
    }
}
