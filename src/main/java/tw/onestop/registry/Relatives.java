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
import java.util.function.Function;
import java.util.stream.Collectors;
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
        ReadDoor.Kin kin = door.kin(then, reader);
        Remembered facts = new Remembered(kin.facts());
        if (facts.apply(List.of(id)).isEmpty()) {
            return Optional.empty();
        }
        Map<PersonId, Kinship.Tie> ties = ties(id, degrees, facts, kin.children());
        Set<PersonId> spouses = spouses(facts, id);
        List<Inheritance.Heir> heirs = new Inheritance(facts, kin.children()).of(id);
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

    private static Map<PersonId, Kinship.Tie> ties(
            PersonId id,
            int degrees,
            Remembered facts,
            Function<Collection<PersonId>, Map<PersonId, Set<PersonId>>> children) {
        Kinship kinship = Kinship.inLaw(facts);
        Map<PersonId, Kinship.Tie> ties = new LinkedHashMap<>(kinship.within(id, degrees, children));
        Map<PersonId, Kinship.Tie> byMarriage = new LinkedHashMap<>();
        ties.forEach((relative, tie) -> married(facts, relative, tie, byMarriage));
        for (PersonId spouse : spouses(facts, id)) {
            kinship.within(spouse, degrees, children).forEach((relative, tie) -> {
                List<PersonId> path = new ArrayList<>(List.of(id));
                path.addAll(tie.path());
                byMarriage.putIfAbsent(relative, tie.byMarriage(path));
                married(facts, relative, tie.byMarriage(path), byMarriage);
            });
            byMarriage.remove(spouse);
        }
        byMarriage.remove(id);
        byMarriage.forEach(ties::putIfAbsent);
        return ties;
    }

    /** A relative's spouse is related in the line and degree of the relative. */
    private static void married(
            Remembered facts, PersonId relative, Kinship.Tie tie, Map<PersonId, Kinship.Tie> byMarriage) {
        for (PersonId spouse : spouses(facts, relative)) {
            List<PersonId> path = new ArrayList<>(tie.path());
            path.add(spouse);
            byMarriage.putIfAbsent(spouse, tie.byMarriage(path));
        }
    }

    /** To whom somebody is married, or was until the other's death. */
    private static Set<PersonId> spouses(Remembered facts, PersonId id) {
        PersonFacts person = facts.apply(List.of(id)).get(id);
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

    /** What was read once of somebody is not read again in the same question. */
    private static final class Remembered implements Function<Collection<PersonId>, Map<PersonId, PersonFacts>> {

        private final Function<Collection<PersonId>, Map<PersonId, PersonFacts>> source;
        private final Map<PersonId, Optional<PersonFacts>> known = new HashMap<>();

        Remembered(Function<Collection<PersonId>, Map<PersonId, PersonFacts>> source) {
            this.source = source;
        }

        @Override
        public Map<PersonId, PersonFacts> apply(Collection<PersonId> ids) {
            Set<PersonId> missing = new LinkedHashSet<>(ids);
            missing.removeAll(known.keySet());
            if (!missing.isEmpty()) {
                Map<PersonId, PersonFacts> read = source.apply(missing);
                missing.forEach(id -> known.put(id, Optional.ofNullable(read.get(id))));
            }
            Map<PersonId, PersonFacts> facts = new LinkedHashMap<>();
            ids.forEach(id -> known.getOrDefault(id, Optional.empty()).ifPresent(fact -> facts.put(id, fact)));
            return facts;
        }
    }
}
