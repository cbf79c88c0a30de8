package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.PersonFacts.Relative;

/**
 * 初設戶籍登記 (戶籍法 §15, §26, §40): of who is permitted to settle, was naturalised, or is twelve and was never registered; filed
 * where they live. They join the household of the party, or found one of their own: then the party is only whom they are
 * introduced by. They get their number here, and are found by the resident number they bore until then.
 */
final class InitialRegistration implements Type {

    /** One character, as of nearly everybody; a change of the name can say otherwise. */
    private static final int SURNAME_LENGTH = 1;

    private static final String OWN = "initInto=OWN";

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.INIT,
                List.of("NEWCOMER", "HEAD"),
                List.of(
                        Fields.eventDate(true),
                        Fields.choice("initBy", List.of("SETTLEMENT", "NATURALISED", "LATE")),
                        Fields.choice("initInto", List.of("JOIN", "OWN")),
                        Fields.required("address", RegistrationType.Kind.ADDRESS)
                                .when(OWN),
                        Fields.required("newcomerName", RegistrationType.Kind.TEXT),
                        Fields.choice("sex", List.of("MALE", "FEMALE")),
                        Fields.required("birthDate", RegistrationType.Kind.DATE),
                        Fields.required("birthPlace", RegistrationType.Kind.TEXT),
                        Fields.optional("fatherName", RegistrationType.Kind.TEXT),
                        Fields.optional("motherName", RegistrationType.Kind.TEXT),
                        Fields.optional("residentId", RegistrationType.Kind.TEXT),
                        Fields.optional("relation", RegistrationType.Kind.TEXT).when("initInto=JOIN"),
                        Fields.lateReason()),
                List.of(
                        Fields.original("SETTLEMENT_PERMIT"),
                        Fields.original("NATURALISATION_PERMIT"),
                        Fields.original("BIRTH_PROOF"),
                        Fields.paper("TITLE_DEED", false),
                        Fields.paper("HOUSE_TAX_BILL", false),
                        Fields.paper("NOTARISED_LEASE", false),
                        Fields.paper("LEASE", false),
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
        if (founds(c)) {
            own(c, birth);
        }
        residentId(c);
        return () -> enter(c, name, birth, relation);
    }

    @Override
    public Optional<Address> destination(Case c) {
        return founds(c)
                ? c.typed().address("address")
                : Optional.of(c.ledger().householdOf(c.party()).address());
    }

    private static boolean founds(Case c) {
        return c.typed().text("initInto").equals("OWN");
    }

    /** A household of one's own is founded by who comes of age, and filed by themself. */
    private static void own(Case c, LocalDate birth) {
        Destination.dwelling(c);
        if (birth.plusYears(c.adultAge(c.eventDate())).isAfter(c.eventDate())) {
            c.refuse("initInto", "registry.initInto.minorAlone");
        }
        if (c.form().applicant().relation().equals("HEAD")) {
            c.refuse("applicant.relation", "registry.applicant.ownHousehold");
        }
    }

    private static void residentId(Case c) {
        String typed = c.typed().text("residentId");
        Optional<NationalId> number = NationalId.parse(typed);
        if (!typed.isEmpty() && number.isEmpty()) {
            c.refuse("residentId", "registry.nationalId.invalid");
        }
        number.ifPresent(n -> {
            if (!n.isResident()) {
                c.refuse("residentId", "registry.residentId.national");
            } else if (!n.sex().name().equals(c.typed().text("sex"))) {
                c.refuse("residentId", "registry.newNumber.sex");
            } else if (c.isTaken(n)) {
                c.refuse("residentId", "registry.newNumber.taken");
            }
        });
    }

    private static void enter(Case c, String name, LocalDate birth, String relation) {
        Sex sex = Sex.valueOf(c.typed().text("sex"));
        Function<NationalId, PersonFacts> person = number -> PersonFacts.unmarried(
                number,
                name,
                SURNAME_LENGTH,
                sex,
                birth,
                c.typed().text("birthPlace"),
                named(c.typed().text("fatherName")),
                named(c.typed().text("motherName")));
        Arrival arrival = new Arrival(c);
        Optional<Address> own = founds(c) ? c.typed().address("address") : Optional.empty();
        PersonId newcomer = own.isPresent()
                ? arrival.found(sex, person, c.eventDate(), own.get())
                : arrival.join(sex, person, c.eventDate(), relation);
        // Until that day they bore the number of a resident.
        NationalId.parse(c.typed().text("residentId")).ifPresent(before -> {
            NationalId number = c.ledger().person(newcomer).nationalId();
            c.ledger().correctPerson(newcomer, p -> p.withNumber(before));
            c.ledger().changePerson(newcomer, c.eventDate(), p -> p.withNumber(number));
        });
        c.annotate(newcomer, "INIT_" + c.typed().text("initBy"), Map.of());
    }

    private static Relative named(String name) {
        return name.isEmpty() ? Relative.NONE : new Relative(null, name);
    }
}
