package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 死亡宣告登記 (戶籍法 §14, §39, 民法 §8–9): a court declares dead who has been missing; the day of death is the one that the
 * judgment presumes, and the time limit runs from the judgment's finality.
 */
final class DeathDeclaration implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.DEATH_DECL,
                List.of("PETITIONER", "SPOUSE", "RELATIVE", "INTERESTED"),
                List.of(
                        Fields.eventDate(true),
                        Fields.required("finalOn", RegistrationType.Kind.DATE),
                        Fields.optional("newHead", RegistrationType.Kind.MEMBER),
                        Fields.lateReason()),
                List.of(Fields.required("COURT_RULING"), Fields.required("FINALITY_CERTIFICATE")));
    }

    @Override
    public String limitFrom() {
        return "finalOn";
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate finality, Rulebook rules) {
        return Optional.of(rules.filingLimit(finality));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        c.refuseUnlessFinal("finalOn");
        return new Demise(c, Person.DomicileStatus.DECLARED_DEAD).examine();
    }
}
