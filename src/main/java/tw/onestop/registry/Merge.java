package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;

/** 合戶登記 (戶籍法 §19, §43): a household, or some of its members, join another one at the same address. */
final class Merge implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.MERGE,
                List.of("SELF", "HEAD"),
                List.of(
                        Fields.eventDate(true),
                        Fields.mode(),
                        Fields.movers(),
                        Fields.required("joinHousehold", RegistrationType.Kind.HOUSEHOLD_NO),
                        Fields.optional("relation", RegistrationType.Kind.TEXT),
                        Fields.headLeftBehind(),
                        Fields.lateReason()),
                List.of(
                        Fields.required("ID_CARD"),
                        Fields.required("HOUSEHOLD_CERTIFICATE"),
                        Fields.required("HEAD_CONSENT")));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate together, Rulebook rules) {
        return Optional.of(rules.filingLimit(together));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        Optional<HouseholdRecord> there =
                c.typed().household("joinHousehold").flatMap(c::household).map(c.ledger()::present);
        HouseholdNo own = c.partyHousehold();
        if (c.typed().household("joinHousehold").filter(own::equals).isPresent()) {
            c.refuse("joinHousehold", "registry.joinHousehold.own");
        } else if (there.isPresent() && there.get().closed()) {
            c.refuse("joinHousehold", "registry.joinHousehold.closed");
        } else if (there.isPresent()
                && !there.get()
                        .address()
                        .isSamePlaceAs(c.ledger().household(own).address())) {
            c.refuse(
                    "joinHousehold",
                    "registry.joinHousehold.elsewhere",
                    there.get().address().full());
        }
        return new Move(c).examine(there.map(HouseholdRecord::address), false);
    }
}
