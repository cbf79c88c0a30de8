package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 輔助登記 (戶籍法 §12, §35; 民法 §15-1, §1113-1): a court gives an adult somebody without whose consent they do not bind themselves. */
final class Assistance implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.ASSIST,
                List.of("ASSISTANT", "SELF"),
                List.of(
                        Caring.action(),
                        Fields.eventDate(true),
                        Caring.carer("assistant", true),
                        Caring.carer("assistant2", false),
                        Fields.lateReason()),
                List.of(
                        Fields.required("COURT_RULING"),
                        Fields.required("FINALITY_CERTIFICATE"),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate effective, Rulebook rules) {
        return Optional.of(rules.filingLimit(effective));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        if (!c.isAdult(c.party(), c.eventDate())) {
            c.refuse("party", "registry.party.minorUnassisted");
        }
        return new Caring(c, Care.Kind.ASSIST).examine(List.of("assistant", "assistant2"));
    }
}
