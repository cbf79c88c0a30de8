package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 遷入登記 (戶籍法 §16, §17, §41): from another township, filed where one moves in; moving out is implied (§26). */
final class MoveIn implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.MOVE_IN,
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
        Effect effect = relocation.examine(false);
        String here = c.ledger().householdOf(c.party()).address().townshipCode();
        if (relocation
                .destination(c.typed().household("joinHousehold"))
                .filter(to -> to.townshipCode().equals(here))
                .isPresent()) {
            c.refuse("address.villageCode", "registry.address.sameTownship");
        }
        return effect;
    }
}
