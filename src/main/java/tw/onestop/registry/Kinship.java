package tw.onestop.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

    /**
     * @param facts what is known of people now, of many at once; whom nobody knows is left out
     */
    Kinship(Function<Collection<PersonId>, Map<PersonId, PersonFacts>> facts) {
        this.facts = facts;
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

        private Tie byMarriage(List<PersonId> otherPath) {
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
                for (PersonId parent : parents(of)) {
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

    private static Set<PersonId> parents(PersonFacts of) {
        Set<PersonId> parents = new HashSet<>();
        // Who was born of somebody stays too near to marry them, whoever adopted them (民法 §983).
        for (PersonFacts.Relative relative : List.of(
                of.father(), of.mother(), of.adopted().father(), of.adopted().mother())) {
            PersonId id = relative.id();
            if (id != null) {
                parents.add(id);
            }
        }
        return parents;
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
