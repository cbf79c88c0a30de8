package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 終止收養登記 (戶籍法 §8, §32; 民法 §1080–1083): by agreement in writing, of a minor with a court's approval, or by a court. The
 * adoptee has its surname of before and its parents by birth again.
 */
final class AdoptionEnd implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.ADOPT_END,
                List.of("ADOPTER", "SELF", "LEGAL_REPRESENTATIVE"),
                List.of(
                        Fields.choice("adoptEndBy", List.of("AGREEMENT", "COURT")),
                        Fields.eventDate(true),
                        Fields.lateReason()),
                List.of(
                        Fields.paper("ADOPTION_END_AGREEMENT", false),
                        Fields.paper("COURT_RULING", false),
                        Fields.paper("FINALITY_CERTIFICATE", false),
                        Fields.paper("ID_CARD", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate effective, Rulebook rules) {
        return Optional.of(rules.filingLimit(effective));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        c.refuseBeforeLastChangeOf(c.party());
        if (!c.partyFacts().adopted().is()) {
            c.refuse("party", "registry.party.notAdopted");
            return null;
        }
        if (c.typed().text("adoptEndBy").equals("COURT")) {
            c.requireRuling();
        } else {
            c.requirePaper("ADOPTION_END_AGREEMENT");
            if (!c.isAdult(c.party(), c.eventDate())) {
                c.refuse("adoptEndBy", "registry.adoptEndBy.minorByCourt");
            }
        }
        return () -> end(c);
    }

    private static void end(Case c) {
        PersonFacts before = c.partyFacts();
        c.ledger().changePerson(c.party(), c.eventDate(), p -> p.adoptedBy(Adopted.NONE));
        surnameBefore(c).ifPresent(surname -> new Renaming(c, c.party()).takeSurname(surname));
        c.annotate(
                c.party(),
                "ADOPT_END",
                Map.of("by", String.join("、", before.adopted().names()), "oldName", before.name()));
        Succession.relate(c, c.party());
    }

    /** 本姓: as it was when the adoption began. */
    private static Optional<String> surnameBefore(Case c) {
        return c.ledger().persons().get(c.party()).all().stream()
                .map(Spell::fact)
                .takeWhile(fact -> !fact.adopted().is())
                .reduce((earlier, later) -> later)
                .map(PersonFacts::surname);
    }
}
