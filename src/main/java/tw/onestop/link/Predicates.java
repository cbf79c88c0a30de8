package tw.onestop.link;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.link.QueryDesk.Held;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistryDesk;

/** 是否題: answers yes, no, or that it cannot be said, and nothing else. */
@Component
class Predicates {

    private static final String KIN = "kinWithin";

    private final RegistryDesk registry;

    Predicates(RegistryDesk registry) {
        this.registry = registry;
    }

    /** Whether families have to be gone through for the answer: many ways to the database, where all else is in the reading. */
    static boolean goesThroughFamilies(Query query) {
        return query.predicates().stream()
                .anyMatch(predicate -> predicate.name().equals(KIN));
    }

    /** In the order of the numbers, and of the predicates for each. */
    List<Held> of(Gate.Passed passed, Map<String, Person> found) {
        List<Held> held = new ArrayList<>();
        for (String number : passed.numbers()) {
            for (Predicate predicate : passed.query().predicates()) {
                Person person = found.get(number);
                held.add(new Held(
                        number,
                        predicate.name(),
                        person == null ? null : holds(person, predicate, passed, found.get(predicate.with()))));
            }
        }
        return held;
    }

    private @Nullable Boolean holds(Person person, Predicate predicate, Gate.Passed passed, @Nullable Person other) {
        LocalDate on = passed.reading().asOf().on();
        return switch (predicate.name()) {
            case "ageAtLeast" ->
                person.deathDate() != null
                        ? null
                        : ChronoUnit.YEARS.between(person.birthDate(), on) >= predicate.amount();
            case "sameHousehold" -> other == null ? null : person.householdNo().equals(other.householdNo());
            default -> other == null ? null : isKin(person, predicate.amount(), on, passed, other);
        };
    }

    /** By blood or by marriage; the spouse stands before every degree. */
    private @Nullable Boolean isKin(Person person, int degree, LocalDate on, Gate.Passed passed, Person other) {
        return registry.kindred(person.id(), degree, on, passed.machine())
                .map(Kindred::relatives)
                .map(kin -> kin.stream().anyMatch(one -> one.person().id().equals(other.id())))
                .orElse(null);
    }
}
