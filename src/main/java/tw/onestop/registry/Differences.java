package tw.onestop.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.registry.Registration.Affected;
import tw.onestop.registry.Registration.Change;

/**
 * 異動: who was affected by a form and how, found by comparing the ledger with itself before the form. No type says what
 * it changed; it changes, and this sees it.
 */
final class Differences {

    private final Ledger ledger;
    private final Ledger.Mark mark;

    Differences(Ledger ledger, Ledger.Mark mark) {
        this.ledger = ledger;
        this.mark = mark;
    }

    /** One person's data that agencies may be told of. */
    private record View(PersonFacts person, Stay stay, HouseholdNo no, HouseholdRecord household, String head) {

        String township() {
            return household.address().townshipCode();
        }
    }

    /**
     * The party first, then by id.
     *
     * @param besides what a form said it changed that no comparison of today shows
     */
    List<Affected> affected(PersonId party, Map<PersonId, Map<String, Change>> besides) {
        Set<PersonId> touched = new TreeSet<>(
                Comparator.comparing((PersonId id) -> !id.equals(party)).thenComparingLong(PersonId::value));
        Set<PersonId> changedPersons = ledger.persons().changedSince(mark.persons());
        touched.addAll(changedPersons);
        touched.addAll(besides.keySet());
        touched.addAll(ledger.stays().changedSince(mark.stays()));
        for (HouseholdNo no : ledger.households().changedSince(mark.households())) {
            touched.addAll(ledger.present(no));
        }
        List<Affected> affected = new ArrayList<>();
        for (PersonId id : touched) {
            View after = after(id);
            Optional<View> before = before(id);
            Map<String, Change> changes = before.map(was -> changes(was, after)).orElseGet(LinkedHashMap::new);
            besides.getOrDefault(id, Map.of()).forEach(changes::putIfAbsent);
            if (!changes.isEmpty() || changedPersons.contains(id) || besides.containsKey(id)) {
                affected.add(affected(id, before, after, changes));
            }
        }
        if (affected.isEmpty()) {
            // What agencies are not told of, a relation to the head, is the party's all the same.
            affected.add(affected(party, before(party), after(party), Map.of()));
        }
        return affected;
    }

    private static Affected affected(PersonId id, Optional<View> before, View after, Map<String, Change> changes) {
        PersonFacts p = after.person();
        return new Affected(
                id,
                p.nationalId(),
                p.name(),
                p.sex(),
                p.birthDate(),
                before.map(View::township).orElse(""),
                after.township(),
                changes);
    }

    private Map<String, Change> changes(View before, View after) {
        Map<String, Change> changes = new LinkedHashMap<>();
        PersonFacts was = before.person();
        PersonFacts is = after.person();
        put(changes, "NAME", Map.of("name", was.name()), Map.of("name", is.name()));
        put(
                changes,
                "UIN",
                Map.of("nationalId", was.nationalId().value()),
                Map.of("nationalId", is.nationalId().value()));
        put(
                changes,
                "BIRTH_DATE",
                Map.of("birthDate", was.birthDate().toString()),
                Map.of("birthDate", is.birthDate().toString()));
        put(changes, "DEATH", deathDate(was), deathDate(is));
        if (!changes.containsKey("DEATH")) {
            put(
                    changes,
                    "STATUS",
                    Map.of("status", was.status().name()),
                    Map.of("status", is.status().name()));
        }
        put(
                changes,
                "MARITAL",
                Map.of("marital", was.marital().name()),
                Map.of("marital", is.marital().name()));
        put(changes, "ORIGIN", origin(was.indigenous()), origin(is.indigenous()));
        if (after.stay().present()) {
            put(
                    changes,
                    "ADDRESS",
                    address(before.household().address()),
                    address(after.household().address()));
            if (!before.household().head().equals(after.household().head())
                    || !before.no().equals(after.no())) {
                put(changes, "HEAD", head(before), head(after));
            }
        }
        return changes;
    }

    private static void put(
            Map<String, Change> changes, String name, Map<String, String> before, Map<String, String> after) {
        if (!before.equals(after)) {
            changes.put(name, new Change(before, after));
        }
    }

    private static Map<String, String> deathDate(PersonFacts person) {
        return person.deathDate() == null
                ? Map.of()
                : Map.of("deathDate", person.deathDate().toString());
    }

    /** Empty of who has no such status. */
    private static Map<String, String> origin(Indigenous origin) {
        return origin.is() ? Map.of("origin.status", origin.status(), "origin.people", origin.people()) : Map.of();
    }

    private static Map<String, String> head(View view) {
        return Map.of("householdHead", view.head(), "householdNo", view.no().value());
    }

    private static Map<String, String> address(Address a) {
        return Map.of(
                "address.full", a.full(),
                "address.villageCode", a.villageCode(),
                "address.county", a.county(),
                "address.township", a.township(),
                "address.village", a.village(),
                "address.neighbourhood", String.valueOf(a.neighbourhood()),
                "address.street", a.street());
    }

    private View after(PersonId id) {
        Stay stay = ledger.stay(id);
        HouseholdRecord household = ledger.household(stay.household());
        return new View(
                ledger.person(id),
                stay,
                stay.household(),
                household,
                ledger.person(household.head()).name());
    }

    /** Empty of whom nothing was known: a child born, say. */
    private Optional<View> before(PersonId id) {
        return ledger.persons().in(mark.persons(), id).map(history -> before(id, history.last()));
    }

    private View before(PersonId id, PersonFacts person) {
        Stay stay = ledger.stays().in(mark.stays(), id).orElseThrow().last();
        HouseholdRecord household = ledger.present(
                ledger.households().in(mark.households(), stay.household()).orElseThrow());
        PersonFacts head = ledger.persons()
                .in(mark.persons(), household.head())
                .orElseThrow()
                .last();
        return new View(person, stay, stay.household(), household, head.name());
    }
}
