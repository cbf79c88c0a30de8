package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 監護登記 (戶籍法 §11, §35; 民法 §1091–1113): of a minor whose parents cannot care for them, by a court, by will or by a deed of
 * entrustment (§1092); of an adult who has lost their judgment by a court only (§14, §1110).
 */
final class Guardianship implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.GUARD,
                List.of("GUARDIAN", "SELF", "INTERESTED"),
                List.of(
                        Caring.action(),
                        Fields.choice("guardBy", List.of("COURT", "WILL", "ENTRUSTMENT", "MAJORITY")),
                        Fields.eventDate(true),
                        Caring.carer("guardian", true),
                        Caring.carer("guardian2", false),
                        Fields.lateReason()),
                List.of(
                        Fields.paper("COURT_RULING", false),
                        Fields.paper("FINALITY_CERTIFICATE", false),
                        Fields.paper("WILL", false),
                        Fields.paper("ENTRUSTMENT_DEED", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate effective, Rulebook rules) {
        return Optional.of(rules.filingLimit(effective));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        boolean adult = c.isAdult(c.party(), c.eventDate());
        switch (c.typed().text("guardBy")) {
            case "WILL" -> c.requirePaper("WILL");
            case "ENTRUSTMENT" -> c.requirePaper("ENTRUSTMENT_DEED");
            case "MAJORITY" -> Caring.byMajority(c, "guardBy");
            default -> c.requireRuling();
        }
        Caring.selfEndsOnly(c);
        if (adult && List.of("WILL", "ENTRUSTMENT").contains(c.typed().text("guardBy"))) {
            c.refuse("guardBy", "registry.guardBy.adultByCourt");
        }
        return new Caring(c, Care.Kind.GUARD).examine(List.of("guardian", "guardian2"));
    }
}
