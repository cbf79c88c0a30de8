package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 遷出登記 (戶籍法 §16, §42): of who has been abroad for more than two years. They stay in the record as no longer present;
 * the household that everybody left ends.
 */
final class MoveOut implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.MOVE_OUT,
                Relocation.APPLICANTS,
                List.of(
                        Fields.eventDate(true),
                        Fields.mode(),
                        Fields.movers(),
                        Fields.required("country", RegistrationType.Kind.TEXT),
                        Fields.headLeftBehind(),
                        Fields.lateReason()),
                List.of(Fields.required("EXIT_RECORD"), Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate due, Rulebook rules) {
        return Optional.of(rules.filingLimit(due));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        return new Move(c).examineLeaving();
    }
}
