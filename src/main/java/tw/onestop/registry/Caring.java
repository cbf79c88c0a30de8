package tw.onestop.registry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.PersonFacts.Relative;

/** 監護、輔助、權利義務行使負擔 begin and end, what they do alike: by a court or by a deed, and the record says by whom. */
final class Caring {

    private static final String BEGIN = "careAction=BEGIN";

    private final Case c;
    private final Care.Kind kind;

    Caring(Case c, Care.Kind kind) {
        this.c = c;
        this.kind = kind;
    }

    /**
     * @param holders fields with the persons who will care, the first required
     * @return null after a refusal
     */
    Type.@Nullable Effect examine(List<String> holders) {
        c.refuseBeforeLastChangeOf(c.party());
        Care now = c.partyFacts().care();
        if (ends(c)) {
            if (now.kind() != kind) {
                c.refuse("careAction", "registry.careAction.none");
                return null;
            }
            return this::end;
        }
        List<PersonId> by = holders.stream()
                .flatMap(field -> c.typed().person(field).stream())
                .toList();
        for (String field : holders) {
            c.typed().person(field).ifPresent(person -> fit(field, person));
        }
        if (by.size() > 1 && by.getFirst().equals(by.get(1))) {
            c.refuse(holders.get(1), "registry.care.samePerson");
        }
        return by.isEmpty() ? null : () -> begin(by);
    }

    /** An adult who lives and is not themselves under guardianship (民法 §1096). */
    private void fit(String field, PersonId person) {
        PersonFacts carer = c.ledger().person(person);
        if (person.equals(c.party())) {
            c.refuse(field, "registry.care.self");
        } else if (!carer.alive()) {
            c.refuse(field, "registry.care.dead");
        } else if (!c.isAdult(person, c.eventDate())
                || carer.care().kind() == Care.Kind.GUARD
                || carer.care().kind() == Care.Kind.ASSIST) {
            c.refuse(field, "registry.care.noCapacity");
        }
    }

    private void begin(List<PersonId> by) {
        List<Relative> named = by.stream()
                .map(id -> new Relative(id, c.ledger().person(id).name()))
                .toList();
        set(Care.of(kind, named));
        c.annotate(
                c.party(),
                kind.name(),
                Map.of("by", String.join("、", c.partyFacts().care().names())));
    }

    private void end() {
        String by = String.join("、", c.partyFacts().care().names());
        set(Care.NONE);
        c.annotate(c.party(), kind.name() + "_END", Map.of("by", by));
    }

    private void set(Care care) {
        c.ledger().changePerson(c.party(), c.eventDate(), p -> p.under(care));
    }

    /** 成年: what a minor was under ends on the day they come of age, by law and without papers; they may say so themselves. */
    static void byMajority(Case c, String field) {
        if (!ends(c)) {
            c.refuse(field, "registry.care.majorityEnds");
        } else if (!c.isAdult(c.party(), c.eventDate())
                || c.isAdult(c.party(), c.eventDate().minusDays(1))) {
            c.refuse("eventDate", "registry.care.notComingOfAge", String.valueOf(c.adultAge(c.eventDate())));
        }
    }

    /** Who is cared for may register that it ended, not that it begins. */
    static void selfEndsOnly(Case c) {
        if (c.form().applicant().relation().equals("SELF") && !ends(c)) {
            c.refuse("applicant.relation", "registry.applicant.selfEndsOnly");
        }
    }

    static boolean ends(Case c) {
        return c.typed().text("careAction").equals("END");
    }

    static RegistrationType.Field action() {
        return Fields.choice("careAction", List.of("BEGIN", "END"));
    }

    static RegistrationType.Field carer(String name, boolean required) {
        return Fields.of(name, RegistrationType.Kind.PERSON, required).when(BEGIN);
    }
}
