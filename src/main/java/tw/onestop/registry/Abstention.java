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

    /** Why somebody else handles a case of these people, by the nearest of them; empty where the actor may. */
    Optional<Refusal> of(Actor actor, Collection<PersonId> people, Collection<NationalId> numbers) {
        return of(actor, people, numbers, Set.of());
    }

    /** The same, also of whom it touches besides: said only where none of the former is near. */
    Optional<Refusal> of(
            Actor actor, Collection<PersonId> people, Collection<NationalId> numbers, Collection<PersonId> touched) {
        NationalId self = actor.self();
        Set<PersonId> all = new HashSet<>(people);
        all.addAll(touched);
        if (self == null || (all.isEmpty() && numbers.isEmpty())) {
            return Optional.empty();
        }
        return kin.among(all, numbers, self).entrySet().stream()
                .min(Comparator.comparing((Map.Entry<PersonId, NearKin.Tie> near) -> !people.contains(near.getKey())
                                && !numbers.contains(near.getValue().number()))
                        .thenComparing(near -> near.getValue().sort())
                        .thenComparingInt(near -> near.getValue().degree()))
                .map(Map.Entry::getValue)
                .map(tie -> tie.degree() == 0
                        ? Refusal.of("", RegistryDesk.ABSTAIN + tie.sort())
                        : Refusal.of("", RegistryDesk.ABSTAIN + tie.sort(), String.valueOf(tie.degree())));
    }
}
