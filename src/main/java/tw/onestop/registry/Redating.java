package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tw.onestop.kernel.HouseholdNo;

/**
 * 事件發生日期更正之效力: everything a registration changed holds from another day on, found as a revocation finds it. Nothing
 * moves where something else is registered of the same people or households between the two days, or where a household would
 * be without its head, or somebody in a household that is not there.
 */
final class Redating {

    private final Ledger ledger;
    private final Instant at;
    private final Shifting shifting;
    private final Set<PersonId> people;
    private final Set<HouseholdNo> touched;
    private final Map<PersonId, Spells<PersonFacts>> persons = new LinkedHashMap<>();
    private final Map<PersonId, Spells<Stay>> stays = new LinkedHashMap<>();
    private final Map<HouseholdNo, Spells<HouseholdRecord>> households = new LinkedHashMap<>();
    private boolean possible = true;

    /**
     * @param at when the registration was recorded
     * @param people who may have been changed by it
     * @param touched households it touched
     */
    Redating(
            Books books, Ledger ledger, Instant at, Shifting shifting, Set<PersonId> people, Set<HouseholdNo> touched) {
        this.ledger = ledger;
        this.at = at;
        this.shifting = shifting;
        this.people = people;
        this.touched = touched;
        plan(ledger.persons(), books.persons(), people, persons);
        plan(ledger.stays(), books.stays(), people, stays);
        plan(ledger.households(), books.households(), touched, households);
        possible = possible && days().stream().allMatch(this::isWhole);
    }

    private <K, F extends Record> void plan(
            Shelf<K, F> shelf, Timeline<K, F> timeline, Collection<K> keys, Map<K, Spells<F>> plan) {
        shelf.fetch(keys);
        Map<K, Spells<F>> before = timeline.histories(keys, Moment.known(at.minus(1, ChronoUnit.MICROS)));
        timeline.histories(keys, Moment.known(at)).forEach((key, made) -> {
            Spells<F> was = before.get(key);
            Spells<F> now = shelf.get(key);
            if (!made.equals(was)) {
                Optional<Spells<F>> shifted = shifting.shift(was, made, now);
                shifted.filter(history -> !history.equals(now)).ifPresent(history -> plan.put(key, history));
                possible = possible && shifted.isPresent();
            }
        });
    }

    /** The days between on which anything begins. */
    private NavigableSet<LocalDate> days() {
        NavigableSet<LocalDate> days = new TreeSet<>(List.of(shifting.first()));
        Stream.of(
                        people.stream().map(this::facts),
                        people.stream().map(this::stay),
                        touched.stream().map(this::household))
                .flatMap(histories -> histories)
                .flatMap(history -> history.all().stream().map(Spell::from))
                .filter(shifting::spans)
                .forEach(days::add);
        return days;
    }

    private boolean isWhole(LocalDate day) {
        return touched.stream().allMatch(no -> isWhole(no, day));
    }

    private boolean isWhole(HouseholdNo no, LocalDate day) {
        Optional<HouseholdRecord> record = household(no).at(day);
        List<PersonId> registered = new ArrayList<>();
        List<PersonId> present = new ArrayList<>();
        for (PersonId id : people) {
            Optional<Stay> there = stay(id).at(day).filter(s -> s.household().equals(no));
            if (there.isPresent()) {
                registered.add(id);
                if (there.get().present()
                        && facts(id).at(day).filter(PersonFacts::present).isPresent()) {
                    present.add(id);
                }
            }
        }
        if (record.isEmpty()) {
            return registered.isEmpty();
        }
        return record.get().closed()
                ? present.isEmpty()
                : present.contains(record.get().head());
    }

    private Spells<PersonFacts> facts(PersonId id) {
        return persons.getOrDefault(id, ledger.persons().get(id));
    }

    private Spells<Stay> stay(PersonId id) {
        return stays.getOrDefault(id, ledger.stays().get(id));
    }

    private Spells<HouseholdRecord> household(HouseholdNo no) {
        return households.getOrDefault(no, ledger.households().get(no));
    }

    boolean isPossible() {
        return possible;
    }

    /** Whether anything of it holds from that day on at all. */
    boolean changes() {
        return !(persons.isEmpty() && stays.isEmpty() && households.isEmpty());
    }

    Set<PersonId> moved() {
        Set<PersonId> moved = new LinkedHashSet<>(persons.keySet());
        moved.addAll(stays.keySet());
        return moved;
    }

    void apply() {
        persons.forEach(ledger.persons()::put);
        stays.forEach(ledger.stays()::put);
        households.forEach(ledger.households()::put);
    }
}
