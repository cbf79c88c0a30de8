package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tw.onestop.kernel.HouseholdNo;

/**
 * 戶長繼任 (施行細則 §22): when the head goes, the old record is closed and the applicant picks a new head with capacity;
 * where nobody has it, the eldest.
 */
final class Succession {

    private final Case c;
    private final HouseholdNo household;

    Succession(Case c, HouseholdNo household) {
        this.c = c;
        this.household = household;
    }

    /** Whom the applicant picked from those who remain; refuses a pick the rule does not allow. */
    Optional<PersonId> choose(Collection<PersonId> remaining, String field) {
        LocalDate on = c.eventDate();
        List<PersonId> byAge = c.ledger().present(household).stream()
                .filter(remaining::contains)
                .toList();
        List<PersonId> able = byAge.stream().filter(p -> c.isAdult(p, on)).toList();
        Optional<PersonId> picked = c.typed().member(field);
        if (picked.isPresent() && !remaining.contains(picked.get())) {
            c.refuse(field, "registry.newHead.notRemaining");
            return Optional.empty();
        }
        if (able.isEmpty()) {
            c.warn(field, "registry.newHead.eldestTakes");
            if (picked.isPresent() && !picked.get().equals(byAge.getFirst())) {
                c.refuse(field, "registry.newHead.mustBeEldest");
            }
            return Optional.of(byAge.getFirst());
        }
        if (picked.isEmpty() && able.size() > 1) {
            c.refuse(field, "registry.newHead.missing");
            return Optional.empty();
        }
        PersonId head = picked.orElse(able.getFirst());
        if (!able.contains(head)) {
            c.refuse(field, "registry.newHead.noCapacity");
        }
        return Optional.of(head);
    }

    /** Closes the record and opens the next under the new head. */
    void succeed(PersonId newHead, String cause) {
        LocalDate on = c.eventDate();
        String oldHead =
                c.ledger().person(c.ledger().household(household).head()).name();
        c.ledger().changeHousehold(household, on, h -> h.headedBy(newHead, on));
        for (PersonId resident : c.ledger().residents(household)) {
            String relation = relation(c.ledger(), newHead, resident);
            c.ledger().changeStay(resident, on, s -> s.household().equals(household) ? s.as(relation) : s);
        }
        c.annotate(
                newHead,
                "HEAD",
                Map.of("oldHead", oldHead, "newHead", c.ledger().person(newHead).name(), "cause", cause));
        c.consequence("registry.consequence.newRecord", household.value());
    }

    /** What somebody is to the head of their household may be another thing from the day of the event on. */
    static void relate(Case c, PersonId person) {
        Ledger ledger = c.ledger();
        PersonId head = ledger.householdOf(person).head();
        if (!head.equals(person)) {
            LocalDate stayed = ledger.stays().get(person).lastSpell().from();
            LocalDate from = c.eventDate().isBefore(stayed) ? stayed : c.eventDate();
            String relation = relation(ledger, head, person);
            ledger.changeStay(person, from, stay -> stay.as(relation));
        }
    }

    /** What somebody is to a head, lodgers staying lodgers. */
    static String relation(Ledger ledger, PersonId head, PersonId person) {
        String before = ledger.stay(person).relation();
        return Relation.of(ledger.one(head), ledger.one(person), ledger)
                .orElse(before.equals(Relation.LODGER) ? Relation.LODGER : Relation.FAMILY);
    }
}
