package tw.onestop.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * 法定繼承 (民法 §1138–1140, §1144): the spouse, and the first of these who live: descendants, the nearer before the farther and in
 * the place of who died before; parents; siblings; grandparents.
 */
final class Inheritance {

    private final Function<Collection<PersonId>, Map<PersonId, PersonFacts>> facts;
    private final Function<Collection<PersonId>, Map<PersonId, Set<PersonId>>> children;

    Inheritance(
            Function<Collection<PersonId>, Map<PersonId, PersonFacts>> facts,
            Function<Collection<PersonId>, Map<PersonId, Set<PersonId>>> children) {
        this.facts = facts;
        this.children = children;
    }

    /** 繼承人 and the order of §1138, 0 of the spouse. */
    record Heir(PersonId person, int order, boolean instead) {}

    List<Heir> of(PersonId deceased) {
        List<Heir> heirs = new ArrayList<>();
        PersonId spouse = one(deceased).spouse().id();
        if (spouse != null && one(deceased).marital() == Person.Marital.MARRIED && lives(spouse)) {
            heirs.add(new Heir(spouse, 0, false));
        }
        List<Heir> blood = descendants(deceased, false);
        Set<PersonId> parents = Kinship.parentsInLaw(one(deceased));
        if (blood.isEmpty()) {
            blood = living(parents, 2);
        }
        if (blood.isEmpty()) {
            Set<PersonId> siblings = new LinkedHashSet<>();
            parents.forEach(parent -> siblings.addAll(childrenOf(parent)));
            siblings.remove(deceased);
            blood = living(siblings, 3);
        }
        if (blood.isEmpty()) {
            blood = living(
                    parents.stream()
                            .filter(parent -> !facts.apply(List.of(parent)).isEmpty())
                            .flatMap(parent -> Kinship.parentsInLaw(one(parent)).stream())
                            .collect(Collectors.toCollection(LinkedHashSet::new)),
                    4);
        }
        heirs.addAll(blood);
        return heirs;
    }

    private List<Heir> descendants(PersonId of, boolean instead) {
        List<Heir> heirs = new ArrayList<>();
        for (PersonId child : childrenOf(of)) {
            if (lives(child)) {
                heirs.add(new Heir(child, 1, instead));
            } else {
                heirs.addAll(descendants(child, true));
            }
        }
        return heirs;
    }

    private List<Heir> living(Set<PersonId> people, int order) {
        return people.stream()
                .filter(this::lives)
                .map(person -> new Heir(person, order, false))
                .toList();
    }

    private Set<PersonId> childrenOf(PersonId parent) {
        return children.apply(List.of(parent)).getOrDefault(parent, Set.of()).stream()
                .filter(child -> Kinship.parentsInLaw(one(child)).contains(parent))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean lives(PersonId person) {
        PersonFacts known = facts.apply(List.of(person)).get(person);
        return known != null && known.alive();
    }

    private PersonFacts one(PersonId person) {
        PersonFacts known = facts.apply(List.of(person)).get(person);
        if (known == null) {
            throw new IllegalStateException("nothing is known of the person");
        }
        return known;
    }
}
