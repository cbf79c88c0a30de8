package tw.onestop.link;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Grant;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Household;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Reading;
import tw.onestop.registry.RegistryDesk;

/** 以戶號查詢: who is registered in a household on the day asked about, as far as the officer may see them; each is then asked about like everybody. */
@Component
class Households {

    private final RegistryDesk registry;
    private final Clock clock;

    Households(RegistryDesk registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** The query about those people; refused where they are more than one query may name. */
    Gate.Judged of(Gate.Passed passed) {
        Set<Person> members = new LinkedHashSet<>();
        Grant grant = passed.grant();
        for (String typed : passed.query().households()) {
            HouseholdNo no = new HouseholdNo(typed);
            registry
                    .household(
                            no,
                            passed.reading().asOf(),
                            grant.territory(),
                            passed.reading().reader())
                    .map(Household::members)
                    .orElse(List.of())
                    .stream()
                    // Who left, or died, stays on the page of the household, and is in it no more.
                    .filter(person -> person.householdNo().equals(no) && person.deathDate() == null)
                    // Whose address is withheld would be told to live in the territory.
                    .filter(person -> grant.reaches(person.address().villageCode()))
                    .forEach(members::add);
        }
        int most = grant.mostIds();
        return members.size() > most
                ? new Gate.Judged(
                        null,
                        new Answer.Refused(
                                "tooManyIds",
                                "this purpose may name %d persons in one query; more are registered in these households"
                                        .formatted(most),
                                List.of(new InvalidParam(
                                        "householdNos", "tooMany", "at most %d persons".formatted(most))),
                                null))
                : new Gate.Judged(passed.about(numbers(members, passed.reading())), null);
    }

    /** As they bear them now: by a number of the day asked about nobody would be found. */
    private Collection<NationalId> numbers(Set<Person> members, Reading reading) {
        AsOf today = AsOf.on(LocalDate.now(clock));
        Map<PersonId, NationalId> now = reading.asOf().equals(today)
                ? Map.of()
                : registry.persons(members.stream().map(Person::id).toList(), today, reading.reader()).stream()
                        .collect(Collectors.toMap(Person::id, Person::nationalId));
        return members.stream()
                .map(person -> now.getOrDefault(person.id(), person.nationalId()))
                .toList();
    }
}
