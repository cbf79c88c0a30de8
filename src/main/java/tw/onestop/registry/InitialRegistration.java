package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.PersonFacts.Relative;

/**
 * 初設戶籍登記 (戶籍法 §15, §40): of who is permitted to settle, was naturalised, or is twelve and was never registered. The party is
 * a member of the household they join; they get their number here.
 */
final class InitialRegistration implements Type {

    /** One character, as of nearly everybody; a change of the name can say otherwise. */
    private static final int SURNAME_LENGTH = 1;

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.INIT,
                List.of("NEWCOMER", "HEAD"),
                List.of(
                        Fields.eventDate(true),
                        Fields.choice("initBy", List.of("SETTLEMENT", "NATURALISED", "LATE")),
                        Fields.required("newcomerName", RegistrationType.Kind.TEXT),
                        Fields.choice("sex", List.of("MALE", "FEMALE")),
                        Fields.required("birthDate", RegistrationType.Kind.DATE),
                        Fields.required("birthPlace", RegistrationType.Kind.TEXT),
                        Fields.optional("fatherName", RegistrationType.Kind.TEXT),
                        Fields.optional("motherName", RegistrationType.Kind.TEXT),
                        Fields.optional("relation", RegistrationType.Kind.TEXT),
                        Fields.lateReason()),
                List.of(
                        Fields.original("SETTLEMENT_PERMIT"),
                        Fields.original("NATURALISATION_PERMIT"),
                        Fields.original("BIRTH_PROOF"),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate permitted, Rulebook rules) {
        return Optional.of(rules.filingLimit(permitted));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        switch (c.typed().text("initBy")) {
            case "NATURALISED" -> c.requirePaper("NATURALISATION_PERMIT");
            case "LATE" -> c.requirePaper("BIRTH_PROOF");
            default -> c.requirePaper("SETTLEMENT_PERMIT");
        }
        String name = c.typed().text("newcomerName");
        NameChange.wellFormed(c, "newcomerName", name);
        LocalDate birth = c.typed().date("birthDate").orElse(c.today());
        if (birth.isAfter(c.eventDate())) {
            c.refuse("birthDate", "registry.birthDate.afterEvent", RocDate.format(c.eventDate()));
        }
        int under = c.rules().value("birth.underAge", c.today());
        if (c.typed().text("initBy").equals("LATE") && birth.plusYears(under).isAfter(c.today())) {
            c.refuse("initBy", "registry.initBy.birth", String.valueOf(under));
        }
        String relation = c.typed().text("relation");
        if (!relation.isEmpty() && !Relation.canBeTyped(relation)) {
            c.refuse("relation", "registry.relation.invalid");
        }
        return () -> enter(c, name, birth, relation);
    }

    private static void enter(Case c, String name, LocalDate birth, String relation) {
        Sex sex = Sex.valueOf(c.typed().text("sex"));
        PersonId newcomer = new Arrival(c)
                .register(
                        sex,
                        number -> PersonFacts.unmarried(
                                number,
                                name,
                                SURNAME_LENGTH,
                                sex,
                                birth,
                                c.typed().text("birthPlace"),
                                named(c.typed().text("fatherName")),
                                named(c.typed().text("motherName"))),
                        c.eventDate(),
                        relation);
        c.annotate(newcomer, "INIT_" + c.typed().text("initBy"), Map.of());
    }

    private static Relative named(String name) {
        return name.isEmpty() ? Relative.NONE : new Relative(null, name);
    }
}
