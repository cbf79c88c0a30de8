package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tw.onestop.kernel.HouseholdNo;

/**
 * 登記簿 of one sitting: forms change the histories here, one after the other, each seeing what the ones before it did.
 * Nothing is written until all of them are accepted; to assess is to apply and not to write.
 */
final class Ledger implements Relation.Kin {

    private final Books books;
    private final LocalDate today;
    private final Shelf<PersonId, PersonFacts> persons;
    private final Shelf<PersonId, Stay> stays;
    private final Shelf<HouseholdNo, HouseholdRecord> households;
    private final List<Annotations.Draft> annotations = new ArrayList<>();

    Ledger(Books books, LocalDate today) {
        this.books = books;
        this.today = today;
        this.persons = new Shelf<>(books.persons());
        this.stays = new Shelf<>(books.stays());
        this.households = new Shelf<>(books.households());
    }

    Shelf<PersonId, PersonFacts> persons() {
        return persons;
    }

    Shelf<PersonId, Stay> stays() {
        return stays;
    }

    Shelf<HouseholdNo, HouseholdRecord> households() {
        return households;
    }

    PersonFacts person(PersonId id) {
        return persons.get(id).last();
    }

    Stay stay(PersonId id) {
        return stays.get(id).last();
    }

    HouseholdRecord household(HouseholdNo no) {
        return present(households.get(no));
    }

    /** The last record, at the door as it is called today: that it will be renumbered is known before the day. */
    HouseholdRecord present(Spells<HouseholdRecord> history) {
        HouseholdRecord last = history.last();
        return history.at(today).map(now -> last.renumbered(now.address())).orElse(last);
    }

    /** Since when a household is as it is; that its door is called otherwise since is no change of the household's. */
    static LocalDate lastChange(Spells<HouseholdRecord> history) {
        Address called = history.last().address();
        return history.since(record -> record.renumbered(called));
    }

    /** Where a household stood on a day, as its door was called then. */
    Address address(HouseholdNo no, LocalDate on) {
        return households
                .get(no)
                .at(on)
                .map(HouseholdRecord::address)
                .orElseGet(() -> household(no).address());
    }

    HouseholdRecord householdOf(PersonId id) {
        return household(stay(id).household());
    }

    @Override
    public Optional<Relation.One> find(PersonFacts.Relative relative) {
        PersonId id = relative.id();
        return id == null ? Optional.empty() : persons.find(id).map(history -> new Relation.One(id, history.last()));
    }

    Relation.One one(PersonId id) {
        return new Relation.One(id, person(id));
    }

    /** Everybody registered there, by id; also who is no longer present. */
    Set<PersonId> residents(HouseholdNo no) {
        Set<PersonId> stored = books.lastResidents(List.of(no));
        stays.fetch(stored);
        persons.fetch(stored);
        Set<PersonId> residents = new LinkedHashSet<>(stored);
        residents.addAll(stays.snapshot().keySet());
        residents.removeIf(id -> !stay(id).household().equals(no));
        return residents;
    }

    /** Who lives there: present and alive, the eldest first. */
    List<PersonId> present(HouseholdNo no) {
        return residents(no).stream()
                .filter(id -> stay(id).present() && person(id).present())
                .sorted((a, b) -> {
                    int byAge = person(a).birthDate().compareTo(person(b).birthDate());
                    return byAge != 0 ? byAge : Long.compare(a.value(), b.value());
                })
                .toList();
    }

    /** What is known of these people, of those whom the register knows. */
    Map<PersonId, PersonFacts> facts(Collection<PersonId> people) {
        persons.fetch(people);
        Map<PersonId, PersonFacts> facts = new LinkedHashMap<>();
        for (PersonId id : people) {
            persons.find(id).ifPresent(history -> facts.put(id, history.last()));
        }
        return facts;
    }

    /** To whom somebody is married, or was until the other's death. */
    Set<PersonId> spouses(PersonId id) {
        PersonId spouse = person(id).spouse().id();
        return spouse == null ? Set.of() : Set.of(spouse);
    }

    /** To whom somebody ever was married. */
    Set<PersonId> spousesEver(PersonId id) {
        Set<PersonId> spouses = new LinkedHashSet<>();
        for (Spell<PersonFacts> spell : persons.get(id).all()) {
            PersonId spouse = spell.fact().spouse().id();
            if (spouse != null) {
                spouses.add(spouse);
            }
        }
        return spouses;
    }

    /** Also those of this sitting. */
    List<PersonId> children(PersonId parent) {
        Set<PersonId> children = new LinkedHashSet<>(books.children(parent));
        persons.snapshot().forEach((id, history) -> {
            if (history.last().isChildOf(parent)) {
                children.add(id);
            }
        });
        return List.copyOf(children);
    }

    /** Since when somebody bears the name they have now. */
    LocalDate namedSince(PersonId id) {
        return persons.get(id).since(PersonFacts::name);
    }

    void changePerson(PersonId id, LocalDate from, UnaryOperator<PersonFacts> change) {
        persons.put(id, persons.get(id).change(from, change));
    }

    /** Changed over all of their time: what was wrong or missing from the beginning. */
    void correctPerson(PersonId id, UnaryOperator<PersonFacts> change) {
        persons.put(id, persons.get(id).correct(change));
    }

    void changeStay(PersonId id, LocalDate from, UnaryOperator<Stay> change) {
        stays.put(id, stays.get(id).change(from, change));
    }

    void changeHousehold(HouseholdNo no, LocalDate from, UnaryOperator<HouseholdRecord> change) {
        households.put(no, households.get(no).change(from, change));
    }

    void annotate(Annotations.Draft draft) {
        annotations.add(draft);
    }

    List<Annotations.Draft> annotations() {
        return List.copyOf(annotations);
    }

    /** Everything as it stands before a form, to compare with afterwards. */
    record Mark(
            Map<PersonId, Spells<PersonFacts>> persons,
            Map<PersonId, Spells<Stay>> stays,
            Map<HouseholdNo, Spells<HouseholdRecord>> households,
            int annotations) {}

    Mark mark() {
        return new Mark(persons.snapshot(), stays.snapshot(), households.snapshot(), annotations.size());
    }

    /** Households something was changed of, or of whose members, since the mark; in order. */
    Set<HouseholdNo> touchedSince(Mark mark) {
        Set<HouseholdNo> touched = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
        touched.addAll(households.changedSince(mark.households()));
        for (PersonId id : persons.changedSince(mark.persons())) {
            touched.add(stay(id).household());
        }
        for (PersonId id : stays.changedSince(mark.stays())) {
            touched.add(stay(id).household());
            stays.in(mark.stays(), id).ifPresent(s -> touched.add(s.last().household()));
        }
        return touched;
    }

    /** Households that were founded since the mark, or stand elsewhere on some day. */
    Set<HouseholdNo> movedSince(Mark mark) {
        Set<HouseholdNo> moved = new LinkedHashSet<>(households.changedSince(mark.households()));
        moved.removeIf(no -> households
                .in(mark.households(), no)
                .filter(was -> doors(was).equals(doors(households.get(no))))
                .isPresent());
        return moved;
    }

    private static Set<Object> doors(Spells<HouseholdRecord> history) {
        return history.all().stream()
                .map(spell -> List.of(spell.fact().address(), spell.fact().addressSince()))
                .collect(java.util.stream.Collectors.toSet());
    }

    /** Writes what one form did: each has an instant of its own, so that it can be taken back alone. */
    void write(Mark from, Mark to, Instant at) {
        households.write(from.households(), to.households(), at);
        persons.write(from.persons(), to.persons(), at);
        stays.write(from.stays(), to.stays(), at);
    }
}
