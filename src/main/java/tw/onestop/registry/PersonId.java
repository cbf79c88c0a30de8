package tw.onestop.registry;

import java.util.Collection;

/** 個人識別, a person of the register, the same through every change of name or number. */
public record PersonId(long value) {

    /** As statements take many. */
    static Long[] array(Collection<PersonId> people) {
        return people.stream().map(PersonId::value).toArray(Long[]::new);
    }
}
