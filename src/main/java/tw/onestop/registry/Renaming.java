package tw.onestop.registry;

import java.util.Map;
import java.util.Set;
import tw.onestop.kernel.Sex;
import tw.onestop.kernel.Text;

/** 姓名變更之連動 (姓名條例 §12): the new name goes on into the records of spouse and children. */
final class Renaming {

    private final Case c;
    private final PersonId renamed;

    Renaming(Case c, PersonId renamed) {
        this.c = c;
        this.renamed = renamed;
    }

    /** Another surname before the same given name, from the day of the event on. */
    void takeSurname(String surname) {
        PersonFacts before = c.ledger().person(renamed);
        String name = surname + before.name().substring(before.surname().length());
        if (!name.equals(before.name())) {
            c.ledger().changePerson(renamed, c.eventDate(), p -> p.withName(name, Text.length(surname)));
            goesOn(before, name);
        }
    }

    void goesOn(PersonFacts before, String newName) {
        Ledger ledger = c.ledger();
        Map<String, String> names = Map.of("oldName", before.name(), "newName", newName);
        ledger.find(before.spouse())
                .filter(spouse -> spouse.facts().spouse().is(renamed))
                .ifPresent(spouse -> {
                    ledger.changePerson(spouse.id(), c.eventDate(), p -> p.naming(renamed, newName));
                    c.annotate(spouse.id(), "NAME_SPOUSE", names);
                });
        for (PersonId child : Set.copyOf(ledger.children(renamed))) {
            boolean father = before.sex() == Sex.MALE;
            ledger.changePerson(child, c.eventDate(), p -> p.naming(renamed, newName));
            c.annotate(child, father ? "NAME_FATHER" : "NAME_MOTHER", names);
        }
    }
}
