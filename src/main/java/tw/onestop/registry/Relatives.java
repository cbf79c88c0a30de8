package tw.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;

/** 親屬查詢: relatives within some degrees, and who would inherit; what is shown of them passes the {@link ReadDoor}. */
@Component
class Relatives {

    private static final String ACTION = "registry.kin.read";

    private final ReadDoor door;

    Relatives(ReadDoor door) {
        this.door = door;
    }

    Optional<Kindred> of(PersonId id, int degrees, LocalDate on, Actor reader) {
        Moment then = Moment.on(on);
        Family family = new Family(door.kin(then, reader));
        if (family.facts(List.of(id)).isEmpty()) {
            return Optional.empty();
        }
        Set<PersonId> spouses = spouses(family, id);
        Set<PersonId> both = new LinkedHashSet<>(Set.of(id));
        both.addAll(spouses);
        family.gather(both, degrees);
        Map<PersonId, Kinship.Tie> ties = ties(id, degrees, family);
        List<Inheritance.Heir> heirs = new Inheritance(family::facts, family::children).of(id);
        Set<PersonId> all = new LinkedHashSet<>(Set.of(id));
        all.addAll(spouses);
        all.addAll(ties.keySet());
        heirs.forEach(heir -> all.add(heir.person()));
        Map<PersonId, Person> shown = door.persons(all, then, reader, ACTION).stream()
                .collect(Collectors.toMap(Person::id, person -> person));
        Person person = shown.get(id);
        return person == null
                ? Optional.empty()
                : Optional.of(new Kindred(person, relatives(ties, spouses, shown, person), heirs(heirs, shown)));
    }

    private static Map<PersonId, Kinship.Tie> ties(PersonId id, int degrees, Family family) {
        Kinship kinship = Kinship.inLaw(family::facts);
        Map<PersonId, Kinship.Tie> ties = new LinkedHashMap<>(kinship.within(id, degrees, family::children));
        Map<PersonId, Kinship.Tie> byMarriage = new LinkedHashMap<>();
        ties.forEach((relative, tie) -> married(family, relative, tie, byMarriage));
        for (PersonId spouse : spouses(family, id)) {
            kinship.within(spouse, degrees, family::children).forEach((relative, tie) -> {
                List<PersonId> path = new ArrayList<>(List.of(id));
                path.addAll(tie.path());
                byMarriage.putIfAbsent(relative, tie.byMarriage(path));
                married(family, relative, tie.byMarriage(path), byMarriage);
            });
            byMarriage.remove(spouse);
        }
        byMarriage.remove(id);
        byMarriage.forEach(ties::putIfAbsent);
        return ties;
    }

    /** A relative's spouse is related in the line and degree of the relative. */
    private static void married(
            Family family, PersonId relative, Kinship.Tie tie, Map<PersonId, Kinship.Tie> byMarriage) {
        for (PersonId spouse : spouses(family, relative)) {
            List<PersonId> path = new ArrayList<>(tie.path());
            path.add(spouse);
            byMarriage.putIfAbsent(spouse, tie.byMarriage(path));
        }
    }

    /** To whom somebody is married, or was until the other's death. */
    private static Set<PersonId> spouses(Family family, PersonId id) {
        PersonFacts person = family.facts(List.of(id)).get(id);
        PersonId spouse = person == null ? null : person.spouse().id();
        return spouse == null ? Set.of() : Set.of(spouse);
    }

    private static List<Kindred.Relative> relatives(
            Map<PersonId, Kinship.Tie> ties, Set<PersonId> spouses, Map<PersonId, Person> shown, Person of) {
        List<Kindred.Relative> relatives = new ArrayList<>();
        spouses.stream()
                .flatMap(id -> Optional.ofNullable(shown.get(id)).stream())
                .map(spouse ->
                        new Kindred.Relative(spouse, Kindred.Sort.SPOUSE, false, 0, List.of(of.name(), spouse.name())))
                .forEach(relatives::add);
        ties.forEach((id, tie) -> Optional.ofNullable(shown.get(id))
                .ifPresent(person -> relatives.add(new Kindred.Relative(
                        person,
                        Kindred.Sort.valueOf(tie.sort().name()),
                        tie.lineal(),
                        tie.degree(),
                        tie.path().stream()
                                .map(step -> Optional.ofNullable(shown.get(step))
                                        .map(Person::name)
                                        .orElse("…"))
                                .toList()))));
        relatives.sort(Comparator.comparing(Kindred.Relative::sort)
                .thenComparingInt(Kindred.Relative::degree)
                .thenComparing(relative -> relative.person().birthDate()));
        return relatives;
    }

    private static List<Kindred.Heir> heirs(List<Inheritance.Heir> heirs, Map<PersonId, Person> shown) {
        return heirs.stream()
                .flatMap(heir -> Optional.ofNullable(shown.get(heir.person()))
                        .map(person -> new Kindred.Heir(person, heir.order(), heir.instead()))
                        .stream())
                .toList();
    }

    /**
     * 家族 of one question: everybody it may lead to is read at once, and what was read of somebody is not read again. Whom it
     * leads to beyond, as an heir in the fifth degree, is asked for when it does.
     */
    private static final class Family {

        private final ReadDoor.Kin kin;
        private final Map<PersonId, Optional<PersonFacts>> known = new HashMap<>();
        private final Map<PersonId, Set<PersonId>> children = new HashMap<>();

        Family(ReadDoor.Kin kin) {
            this.kin = kin;
        }

        void gather(Set<PersonId> of, int degrees) {
            Map<PersonId, Integer> steps = kin.bloodline().apply(of, degrees);
            Map<PersonId, PersonFacts> all = facts(steps.keySet());
            steps.forEach((parent, far) -> {
                if (far < degrees) {
                    children.put(parent, new LinkedHashSet<>());
                }
            });
            all.keySet().stream()
                    .sorted(Comparator.comparingLong(PersonId::value))
                    .forEach(child -> {
                        for (PersonId parent : parents(all.get(child))) {
                            Set<PersonId> siblings = children.get(parent);
                            if (siblings != null) {
                                siblings.add(child);
                            }
                        }
                    });
        }

        private static Set<PersonId> parents(@Nullable PersonFacts of) {
            return of == null
                    ? Set.of()
                    : PersonFacts.Relative.ids(
                            of.father(),
                            of.mother(),
                            of.adopted().father(),
                            of.adopted().mother());
        }

        Map<PersonId, PersonFacts> facts(Collection<PersonId> ids) {
            Set<PersonId> missing = new LinkedHashSet<>(ids);
            missing.removeAll(known.keySet());
            if (!missing.isEmpty()) {
                Map<PersonId, PersonFacts> read = kin.facts().apply(missing);
                missing.forEach(id -> known.put(id, Optional.ofNullable(read.get(id))));
            }
            Map<PersonId, PersonFacts> facts = new LinkedHashMap<>();
            ids.forEach(id -> known.getOrDefault(id, Optional.empty()).ifPresent(fact -> facts.put(id, fact)));
            return facts;
        }

        Map<PersonId, Set<PersonId>> children(Collection<PersonId> parents) {
            Set<PersonId> missing = new LinkedHashSet<>(parents);
            missing.removeAll(children.keySet());
            if (!missing.isEmpty()) {
                Map<PersonId, Set<PersonId>> read = kin.children().apply(missing);
                missing.forEach(parent -> children.put(parent, read.getOrDefault(parent, Set.of())));
            }
            Map<PersonId, Set<PersonId>> of = new LinkedHashMap<>();
            parents.forEach(parent -> of.put(parent, children.getOrDefault(parent, Set.of())));
            return of;
        }
    }
}
