package tw.onestop.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * 親等 (民法 §967–971): how two people are related by blood, or by a marriage. Blood is counted up to the nearest common
 * ancestor and down again; who is reached without going down, or without going up, is of the direct line. Affinity (姻親)
 * is with a blood relative's spouse, a spouse's blood relative, and a spouse's blood relative's spouse, in the line and
 * degree of the blood relative concerned; not with the relatives of a blood relative's spouse. It ends with a divorce, not
 * with a death.
 */
final class Kinship {

    /** Generations looked up: beyond the eighth degree nobody is related for the law. */
    private static final int GENERATIONS = 8;

    private final Function<Collection<PersonId>, Map<PersonId, PersonFacts>> facts;
    private final Function<PersonFacts, Set<PersonId>> parents;

    /**
     * Of everybody born of somebody or adopted by them: who was born of somebody stays too near to marry them, whoever
     * adopted them (民法 §983).
     *
     * @param facts what is known of people now, of many at once; whom nobody knows is left out
     */
    Kinship(Function<Collection<PersonId>, Map<PersonId, PersonFacts>> facts) {
        this(
                facts,
                of -> PersonFacts.Relative.ids(
                        of.father(),
                        of.mother(),
                        of.adopted().father(),
                        of.adopted().mother()));
    }

    private Kinship(
            Function<Collection<PersonId>, Map<PersonId, PersonFacts>> facts,
            Function<PersonFacts, Set<PersonId>> parents) {
        this.facts = facts;
        this.parents = parents;
    }

    /** While an adoption lasts, the ties to the family by birth rest (民法 §1077). */
    static Kinship inLaw(Function<Collection<PersonId>, Map<PersonId, PersonFacts>> facts) {
        return new Kinship(facts, Kinship::parentsInLaw);
    }

    static Set<PersonId> parentsInLaw(PersonFacts of) {
        return of.adopted().is()
                ? PersonFacts.Relative.ids(of.adopted().father(), of.adopted().mother())
                : PersonFacts.Relative.ids(of.father(), of.mother());
    }

    /** 親屬種類. */
    enum Sort {
        BLOOD,
        AFFINITY
    }

    /**
     * 親等關係.
     *
     * @param lineal 直系, else collateral (旁系)
     * @param sameGeneration 輩分相同
     * @param path from the one to the other, both included
     */
    record Tie(Sort sort, boolean lineal, int degree, boolean sameGeneration, List<PersonId> path) {

        Tie {
            path = List.copyOf(path);
        }

        Tie byMarriage(List<PersonId> otherPath) {
            return new Tie(Sort.AFFINITY, lineal, degree, sameGeneration, otherPath);
        }
    }

    /** The nearest tie by blood. */
    Optional<Tie> blood(PersonId a, PersonId b) {
        if (a.equals(b)) {
            return Optional.empty();
        }
        Map<PersonId, Climb> ofA = ancestors(a);
        Map<PersonId, Climb> ofB = ancestors(b);
        Tie nearest = null;
        for (Map.Entry<PersonId, Climb> common : ofA.entrySet()) {
            Climb down = ofB.get(common.getKey());
            Climb up = common.getValue();
            if (down != null && (nearest == null || up.steps() + down.steps() < nearest.degree())) {
                List<PersonId> path = new ArrayList<>(up.path());
                path.addAll(down.path().reversed().subList(1, down.path().size()));
                nearest = new Tie(
                        Sort.BLOOD,
                        up.steps() == 0 || down.steps() == 0,
                        up.steps() + down.steps(),
                        up.steps() == down.steps(),
                        path);
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * The nearest tie by marriage.
     *
     * @param spouses to whom somebody is married, or also was, as the question asks
     */
    Optional<Tie> affinity(PersonId a, PersonId b, Function<PersonId, Set<PersonId>> spouses) {
        List<Tie> ties = new ArrayList<>();
        Set<PersonId> ofA = spouses.apply(a);
        Set<PersonId> ofB = spouses.apply(b);
        for (PersonId s : ofB) {
            blood(a, s).ifPresent(t -> ties.add(t.byMarriage(joined(t.path(), b))));
        }
        for (PersonId s : ofA) {
            blood(s, b).ifPresent(t -> ties.add(t.byMarriage(joined(a, t.path()))));
            for (PersonId s2 : ofB) {
                blood(s, s2).ifPresent(t -> ties.add(t.byMarriage(joined(joined(a, t.path()), b))));
            }
        }
        return ties.stream().reduce((x, y) -> y.degree() < x.degree() ? y : x);
    }

    /**
     * Everybody related by blood within so many degrees, the nearest tie of each.
     *
     * @param children of many at once, whoever stands in their record as a parent
     */
    Map<PersonId, Tie> within(
            PersonId person, int degrees, Function<Collection<PersonId>, Map<PersonId, Set<PersonId>>> children) {
        Map<PersonId, Tie> found = new LinkedHashMap<>();
        Set<Way.Seen> seen = new HashSet<>(Set.of(new Way.Seen(person, false)));
        List<Way> level = List.of(new Way(0, 0, List.of(person)));
        for (int degree = 1; degree <= degrees && !level.isEmpty(); degree++) {
            List<Way> next = new ArrayList<>();
            for (Way way : further(level, children)) {
                if (!way.end().equals(person) && seen.add(way.seen())) {
                    next.add(way);
                    found.putIfAbsent(way.end(), way.tie());
                }
            }
            level = next;
        }
        return found;
    }

    /** One step on: up while nobody went down yet, and down; those who go up come first, since their line is direct. */
    private List<Way> further(List<Way> level, Function<Collection<PersonId>, Map<PersonId, Set<PersonId>>> children) {
        List<PersonId> ends = level.stream().map(Way::end).toList();
        Map<PersonId, PersonFacts> known = facts.apply(ends);
        Map<PersonId, Set<PersonId>> below = children.apply(ends);
        Map<PersonId, PersonFacts> young =
                facts.apply(below.values().stream().flatMap(Set::stream).toList());
        List<Way> up = new ArrayList<>();
        List<Way> down = new ArrayList<>();
        for (Way way : level) {
            PersonFacts end = known.get(way.end());
            if (way.down() == 0 && end != null) {
                parents.apply(end).forEach(parent -> up.add(new Way(way.up() + 1, 0, joined(way.path(), parent))));
            }
            for (PersonId child : below.getOrDefault(way.end(), Set.of())) {
                PersonFacts facts = young.get(child);
                if (facts != null
                        && parents.apply(facts).contains(way.end())
                        && !way.path().contains(child)) {
                    down.add(new Way(way.up(), way.down() + 1, joined(way.path(), child)));
                }
            }
        }
        up.addAll(down);
        return up;
    }

    /** A way over parents up and over children down. */
    private record Way(int up, int down, List<PersonId> path) {

        PersonId end() {
            return path.getLast();
        }

        Tie tie() {
            return new Tie(Sort.BLOOD, up == 0 || down == 0, up + down, up == down, path);
        }

        Seen seen() {
            return new Seen(end(), down > 0);
        }

        /** Who was reached, and whether by going down: from there nobody goes up again. */
        private record Seen(PersonId person, boolean down) {}
    }

    /** The way up to an ancestor: how many steps, and over whom, the person themself first. */
    private record Climb(List<PersonId> path) {
        int steps() {
            return path.size() - 1;
        }
    }

    private Map<PersonId, Climb> ancestors(PersonId person) {
        Map<PersonId, Climb> found = new HashMap<>();
        found.put(person, new Climb(List.of(person)));
        Set<PersonId> level = Set.of(person);
        for (int i = 0; i < GENERATIONS && !level.isEmpty(); i++) {
            Set<PersonId> above = new LinkedHashSet<>();
            facts.apply(level).forEach((child, of) -> {
                for (PersonId parent : parents.apply(of)) {
                    if (!found.containsKey(parent)) {
                        found.put(
                                parent,
                                new Climb(joined(
                                        Objects.requireNonNull(found.get(child)).path(), parent)));
                        above.add(parent);
                    }
                }
            });
            level = above;
        }
        return found;
    }

    private static List<PersonId> joined(List<PersonId> path, PersonId end) {
        List<PersonId> longer = new ArrayList<>(path);
        longer.add(end);
        return longer;
    }

    private static List<PersonId> joined(PersonId start, List<PersonId> path) {
        List<PersonId> longer = new ArrayList<>(List.of(start));
        longer.addAll(path);
        return longer;
    }
}
