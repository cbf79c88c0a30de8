package tw.onestop.link;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Questions;
import tw.onestop.link.QueryDesk.Held;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistryDesk;

/** 是否題: answers yes, no, or that it cannot be said, and nothing else. */
@Component
class Predicates {

    private final RegistryDesk registry;

    Predicates(RegistryDesk registry) {
        this.registry = registry;
    }

    /** Whether families have to be gone through for the answer: many ways to the database, where all else is in the reading. */
    static boolean goesThroughFamilies(Query query) {
        return query.predicates().stream()
                .anyMatch(predicate -> predicate.name().equals(Questions.KIN_WITHIN));
    }

    /** In the order of the numbers, and of the predicates for each. */
    List<Held> of(Gate.Passed passed, Map<String, Person> found) {
        List<Held> held = new ArrayList<>();
        Map<Circle, Optional<Set<PersonId>>> families = new HashMap<>();
        for (String number : passed.numbers()) {
            for (Predicate predicate : passed.query().predicates()) {
                Person person = found.get(number);
                held.add(new Held(
                        number,
                        predicate.name(),
                        person == null
                                ? null
                                : holds(person, predicate, passed, found.get(predicate.with()), families)));
            }
        }
        return held;
    }

    /** 親等範圍. */
    private record Circle(PersonId of, int degree) {}

    private @Nullable Boolean holds(
            Person person,
            Predicate predicate,
            Gate.Passed passed,
            @Nullable Person other,
            Map<Circle, Optional<Set<PersonId>>> families) {
        LocalDate on = passed.reading().asOf().on();
        return switch (predicate.name()) {
            case Questions.AGE_AT_LEAST ->
                person.deathDate() != null
                        ? null
                        : ChronoUnit.YEARS.between(person.birthDate(), on) >= predicate.amount();
            case Questions.SAME_HOUSEHOLD ->
                other == null ? null : person.householdNo().equals(other.householdNo());
            default ->
                other == null
                        ? null
                        : families.computeIfAbsent(
                                        new Circle(person.id(), predicate.amount()), circle -> kin(circle, on, passed))
                                .map(kin -> kin.contains(other.id()))
                                .orElse(null);
        };
    }

    /** By blood or by marriage; the spouse stands before every degree. Gone through once, however many are asked about. */
    private Optional<Set<PersonId>> kin(Circle circle, LocalDate on, Gate.Passed passed) {
        return registry.kindred(circle.of(), circle.degree(), on, passed.machine())
                .map(Kindred::relatives)
                .map(kin -> kin.stream().map(one -> one.person().id()).collect(Collectors.toSet()));
    }
}
