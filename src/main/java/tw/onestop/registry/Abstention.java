package tw.onestop.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;

/**
 * 迴避: nobody handles a case of themself, of a spouse or of near kin, nor of who was one (行政程序法 §32 ①). Of whom it is not
 * known who they are in the register, as of a machine, nothing can be said.
 */
@Component
class Abstention {

    private final NearKin kin;

    Abstention(NearKin kin) {
        this.kin = kin;
    }

    /** Whom a case concerns: by person or by number; {@code touched} counts only where none of the former is near. */
    record Concerned(Collection<PersonId> people, Collection<NationalId> numbers, Collection<PersonId> touched) {

        Concerned(Collection<PersonId> people, Collection<NationalId> numbers) {
            this(people, numbers, Set.of());
        }

        private boolean named(PersonId person, NationalId number) {
            return people.contains(person) || numbers.contains(number);
        }
    }

    /**
     * Why somebody else handles a case of these people, by the nearest of them; empty where the actor may.
     *
     * @param hidden whom the actor may not see: they are not told of by a refusal either
     */
    Optional<Refusal> of(Actor actor, Concerned concerned, Set<PersonId> hidden) {
        NationalId self = actor.self();
        Set<PersonId> all = new HashSet<>(concerned.people());
        all.addAll(concerned.touched());
        if (self == null || (all.isEmpty() && concerned.numbers().isEmpty())) {
            return Optional.empty();
        }
        // Also where the register does not know them.
        if (concerned.numbers().contains(self)) {
            return Optional.of(Refusal.of("", RegistryDesk.ABSTAIN + NearKin.Sort.SELF));
        }
        return kin.among(all, concerned.numbers(), self).entrySet().stream()
                .filter(near -> !hidden.contains(near.getKey()))
                .min(Comparator.comparing((Map.Entry<PersonId, NearKin.Tie> near) ->
                                !concerned.named(near.getKey(), near.getValue().number()))
                        .thenComparing(near -> near.getValue().sort())
                        .thenComparingInt(near -> near.getValue().degree()))
                .map(Map.Entry::getValue)
                .map(tie -> tie.degree() == 0
                        ? Refusal.of("", RegistryDesk.ABSTAIN + tie.sort())
                        : Refusal.of("", RegistryDesk.ABSTAIN + tie.sort(), String.valueOf(tie.degree())));
    }
}
