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
    private final LocalDate on;

    Succession(Case c, HouseholdNo household) {
        this(c, household, c.eventDate());
    }

    Succession(Case c, HouseholdNo household, LocalDate on) {
        this.c = c;
        this.household = household;
        this.on = on;
    }

    /** The day on which the household has another head. */
    LocalDate on() {
        return on;
    }

    /** Whom the applicant picked from those who remain; refuses a pick the rule does not allow. */
    Optional<PersonId> choose(Collection<PersonId> remaining, String field) {
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
                Map.of("oldHead", oldHead, "newHead", c.ledger().person(newHead).name(), "cause", cause),
                on);
        c.consequence("registry.consequence.newRecord", household.value());
    }

    /** Nobody is left. */
    void end() {
        c.ledger().changeHousehold(household, on, HouseholdRecord::ended);
        c.consequence("registry.consequence.householdClosed", household.value());
    }

    /** As if nobody had taken over on the day: whoever did was no more. */
    void undo() {
        Ledger ledger = c.ledger();
        LocalDate before = on.minusDays(1);
        HouseholdRecord was = ledger.households().get(household).at(before).orElseThrow();
        ledger.changeHousehold(household, on, h -> was.renumbered(h.address()));
        for (PersonId resident : ledger.residents(household)) {
            ledger.stays()
                    .get(resident)
                    .at(before)
                    .filter(stay -> stay.household().equals(household))
                    .ifPresent(stay -> ledger.changeStay(
                            resident, on, s -> s.household().equals(household) ? s.as(stay.relation()) : s));
        }
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
