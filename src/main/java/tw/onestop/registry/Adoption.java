package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.PersonFacts.Relative;

/**
 * 收養登記 (戶籍法 §8, §31; 民法 §1072–1079-3): by a court's approval. The adoptee is the adopters' child from the ruling's
 * finality on and bears the surname of one of them or keeps its own (§1078).
 */
final class Adoption implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.ADOPT,
                List.of("ADOPTER", "SELF", "LEGAL_REPRESENTATIVE"),
                List.of(
                        Fields.eventDate(true),
                        Fields.optional("adoptiveFather", RegistrationType.Kind.PERSON),
                        Fields.optional("adoptiveMother", RegistrationType.Kind.PERSON),
                        Fields.choice("adoptSurname", List.of("KEPT", "FATHER", "MOTHER")),
                        Fields.lateReason()),
                List.of(
                        Fields.required("COURT_RULING"),
                        Fields.required("FINALITY_CERTIFICATE"),
                        Fields.paper("ID_CARD", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate finality, Rulebook rules) {
        return Optional.of(rules.filingLimit(finality));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        PersonFacts child = c.partyFacts();
        c.refuseBeforeLastChangeOf(c.party());
        if (child.adopted().is()) {
            c.refuse("party", "registry.party.adopted");
        }
        Optional<PersonId> father = c.typed().person("adoptiveFather");
        Optional<PersonId> mother = c.typed().person("adoptiveMother");
        if (father.isEmpty() && mother.isEmpty()) {
            c.refuse("adoptiveFather", "registry.adopter.missing");
            return null;
        }
        father.ifPresent(id -> fit(c, "adoptiveFather", id, Sex.MALE));
        mother.ifPresent(id -> fit(c, "adoptiveMother", id, Sex.FEMALE));
        String surname = c.typed().text("adoptSurname");
        if ((surname.equals("FATHER") && father.isEmpty()) || (surname.equals("MOTHER") && mother.isEmpty())) {
            c.refuse("adoptSurname", "registry.adoptSurname.nobody");
        }
        Adopted adopted =
                new Adopted(parent(c, father, child.father(), mother), parent(c, mother, child.mother(), father));
        return () -> adopt(c, adopted, surname);
    }

    private static void fit(Case c, String field, PersonId adopter, Sex sex) {
        PersonFacts person = c.ledger().person(adopter);
        if (adopter.equals(c.party())) {
            c.refuse(field, "registry.adopter.self");
        } else if (!person.alive()) {
            c.refuse(field, "registry.adopter.dead");
        } else if (person.sex() != sex) {
            c.refuse(field, "registry.adopter.sex");
        } else if (new Kinship(c.ledger()::facts)
                .blood(adopter, c.party())
                .filter(Kinship.Tie::lineal)
                .isPresent()) {
            c.refuse(field, "registry.adopter.linealBlood");
        } else {
            gap(c, field, adopter, person);
        }
    }

    /** 民法 §1073: twenty years, sixteen towards the spouse's child. */
    private static void gap(Case c, String field, PersonId adopter, PersonFacts person) {
        PersonFacts child = c.partyFacts();
        boolean spousesChild = c.ledger().spouses(adopter).stream()
                .anyMatch(spouse -> child.father().is(spouse) || child.mother().is(spouse));
        int least = c.rules().value(spousesChild ? "adoption.ageGapOfSpousesChild" : "adoption.ageGap", c.eventDate());
        if (person.birthDate().plusYears(least).isAfter(child.birthDate())) {
            c.refuse(field, "registry.adopter.ageGap", String.valueOf(least));
        }
    }

    /** The adopter; or the parent by birth whose spouse adopts. */
    private static Relative parent(Case c, Optional<PersonId> adopter, Relative byBirth, Optional<PersonId> other) {
        if (adopter.isPresent()) {
            return new Relative(adopter.get(), c.ledger().person(adopter.get()).name());
        }
        PersonId birthParent = byBirth.id();
        boolean marriedToOther = birthParent != null
                && other.isPresent()
                && c.ledger().spouses(other.get()).contains(birthParent);
        return marriedToOther ? byBirth : Relative.NONE;
    }

    private static void adopt(Case c, Adopted adopted, String surname) {
        Ledger ledger = c.ledger();
        PersonFacts before = c.partyFacts();
        ledger.changePerson(c.party(), c.eventDate(), p -> p.adoptedBy(adopted));
        if (!surname.equals("KEPT")) {
            Relative from = surname.equals("FATHER") ? adopted.father() : adopted.mother();
            ledger.find(from)
                    .ifPresent(parent -> new Renaming(c, c.party())
                            .takeSurname(parent.facts().surname()));
        }
        c.annotate(
                c.party(),
                before.name().equals(c.partyFacts().name()) ? "ADOPT" : "ADOPT_SURNAME",
                Map.of("by", String.join("、", adopted.names()), "oldName", before.name()));
        Succession.relate(c, c.party());
    }
}
