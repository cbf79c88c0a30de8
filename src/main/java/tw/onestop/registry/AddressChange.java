package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 住址變更登記 (戶籍法 §18, §41): within one township; a whole household keeps its number. */
final class AddressChange implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.ADDR,
                List.of("SELF", "HEAD", "LEGAL_REPRESENTATIVE", "INTERESTED"),
                Relocation.fields(),
                Relocation.evidence());
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate moved, Rulebook rules) {
        return Relocation.deadline(moved, rules);
    }

    @Override
    public @Nullable Effect examine(Case c) {
        Relocation relocation = new Relocation(c);
        Effect effect = relocation.examine(true);
        String here = c.ledger().householdOf(c.party()).address().townshipCode();
        if (relocation
                .destination(c.typed().household("joinHousehold"))
                .filter(to -> !to.townshipCode().equals(here))
                .isPresent()) {
            c.refuse("address.villageCode", "registry.address.otherTownship");
        }
        return effect;
    }
}
