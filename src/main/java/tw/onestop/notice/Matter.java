package tw.onestop.notice;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tw.onestop.agency.ChangeType;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Registration;

/** 異動事項: one change of one person by one registration, with the values before and after. */
record Matter(
        Registration registration, Registration.Affected affected, ChangeType change, Registration.Change values) {

    static Optional<Matter> of(Registration registration, Registration.Affected affected, ChangeType change) {
        return Optional.ofNullable(affected.changes().get(change.name()))
                .map(values -> new Matter(registration, affected, change, values));
    }

    /** Where a person was and is registered by any of these: what a receiver of a county is offered by. */
    static Set<String> townships(List<Registration> registrations, PersonId person) {
        return registrations.stream()
                .flatMap(registration -> registration.affected().stream())
                .filter(affected -> affected.person().equals(person))
                .flatMap(affected -> affected.townships().stream())
                .collect(Collectors.toSet());
    }

    /** The newest registration that changed this for that person. */
    static Optional<Matter> find(List<Registration> registrations, PersonId person, ChangeType change) {
        return registrations.stream()
                .sorted(Comparator.comparing(Registration::recordedAt)
                        .thenComparingLong(registration -> registration.id().value())
                        .reversed())
                .flatMap(registration -> registration.affected().stream()
                        .filter(affected -> affected.person().equals(person))
                        .flatMap(affected -> of(registration, affected, change).stream()))
                .findFirst();
    }
}
