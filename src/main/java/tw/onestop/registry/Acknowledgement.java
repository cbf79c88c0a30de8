package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.PersonFacts.Relative;

/**
 * 認領登記 (戶籍法 §7, §30; 民法 §1059-1, §1065–1070): the father of a child born out of wedlock says so, or a court does. It
 * is the father's child from birth on; the surname stays unless the parents agree on another, which holds from now on.
 */
final class Acknowledgement implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.ACK,
                List.of("ACKNOWLEDGER", "SELF", "LEGAL_REPRESENTATIVE"),
                List.of(
                        Fields.choice("ackBy", List.of("DEED", "JUDGMENT")),
                        Fields.eventDate(true),
                        Fields.required("father", RegistrationType.Kind.PERSON),
                        Fields.choice("ackSurname", List.of("KEPT", "FATHER")),
                        Fields.lateReason()),
                List.of(
                        Fields.paper("ACKNOWLEDGEMENT_DEED", false),
                        Fields.paper("COURT_RULING", false),
                        Fields.paper("FINALITY_CERTIFICATE", false),
                        Fields.paper("SURNAME_AGREEMENT", false),
                        Fields.paper("ID_CARD", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate acknowledged, Rulebook rules) {
        return Optional.of(rules.filingLimit(acknowledged));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        PersonFacts child = c.partyFacts();
        papers(c);
        if (child.father().name() != null) {
            c.refuse("party", "registry.party.hasFather", child.father().name());
            return null;
        }
        PersonId father = c.typed().person("father").orElse(null);
        if (father == null) {
            return null;
        }
        father(c, father);
        boolean newSurname = c.typed().text("ackSurname").equals("FATHER");
        if (newSurname) {
            c.requirePaper("SURNAME_AGREEMENT");
            c.refuseBeforeLastChangeOf(c.party());
        }
        return () -> acknowledge(c, father, newSurname);
    }

    private static void papers(Case c) {
        if (c.typed().text("ackBy").equals("JUDGMENT")) {
            c.requireRuling();
        } else {
            c.requirePaper("ACKNOWLEDGEMENT_DEED");
        }
    }

    private static void father(Case c, PersonId father) {
        PersonFacts man = c.ledger().person(father);
        if (father.equals(c.party())) {
            c.refuse("father", "registry.father.self");
        } else if (man.sex() != Sex.MALE) {
            c.refuse("father", "registry.father.notMale");
        } else if (!man.alive() && !c.typed().text("ackBy").equals("JUDGMENT")) {
            c.refuse("father", "registry.father.dead");
        } else if (man.ageOn(c.partyFacts().birthDate())
                < c.rules().value("parent.minimumAge", c.partyFacts().birthDate())) {
            c.refuse("father", "registry.father.tooYoung");
        }
    }

    private static void acknowledge(Case c, PersonId father, boolean newSurname) {
        Ledger ledger = c.ledger();
        PersonFacts before = c.partyFacts();
        PersonFacts man = ledger.person(father);
        Relative asFather = new Relative(father, man.name());
        // The father was the father from birth on (民法 §1069).
        ledger.correctPerson(c.party(), p -> p.withRelatives(asFather, p.mother(), p.spouse()));
        String order = Birth.order(c, c.party());
        ledger.correctPerson(c.party(), p -> p.withBirthOrder(order));
        if (newSurname) {
            new Renaming(c, c.party()).takeSurname(man.surname());
        }
        c.annotate(
                c.party(),
                newSurname ? "ACK_SURNAME" : "ACK",
                Map.of("father", man.name(), "oldName", before.name(), "birthOrder", order));
        Succession.relate(c, c.party());
    }
}
