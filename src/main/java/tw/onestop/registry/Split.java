package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 分戶登記 (戶籍法 §19, §43): members who live and keep house apart at the same address form a household of their own. */
final class Split implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.SPLIT,
                List.of("SELF", "HEAD"),
                List.of(
                        Fields.eventDate(true),
                        Fields.required("members", RegistrationType.Kind.MEMBERS),
                        Fields.optional("newHead", RegistrationType.Kind.MEMBER),
                        Fields.optional("oldHouseholdNewHead", RegistrationType.Kind.MEMBER),
                        Fields.lateReason()),
                List.of(
                        Fields.required("ID_CARD"),
                        Fields.required("HOUSEHOLD_CERTIFICATE"),
                        Fields.required("SEPARATE_LIVING")));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate apart, Rulebook rules) {
        return Optional.of(rules.filingLimit(apart));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        Address here = c.ledger().address(c.partyHousehold(), c.eventDate());
        return new Move(c).examine(Optional.of(here), false);
    }
}
