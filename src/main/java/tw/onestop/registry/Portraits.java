package tw.onestop.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.HouseholdNo;

/** 個人資料彙整: everything about people at a moment put together from the books; the {@link ReadDoor} decides who sees it. */
@Component
class Portraits {

    private final Books books;
    private final Annotations annotations;

    Portraits(Books books, Annotations annotations) {
        this.books = books;
        this.annotations = annotations;
    }

    /** A person, with what the register knows of their stay. */
    record Portrait(Person person, Stay stay) {

        Portrait withoutAddress() {
            return new Portrait(person.at(Address.withheld()), stay);
        }
    }

    /** Everything about these people at a moment, whoever reads; annotations of some of them. */
    List<Portrait> of(Set<PersonId> asked, Set<PersonId> noted, Moment moment) {
        Map<PersonId, PersonFacts> persons = books.persons().at(asked, moment);
        Map<PersonId, Stay> stays = books.stays().at(asked, moment);
        Map<HouseholdNo, HouseholdRecord> households = books.households()
                .at(stays.values().stream().map(Stay::household).distinct().toList(), moment);
        Map<PersonId, List<Person.Annotation>> notes = annotations.of(noted, moment);
        List<Portrait> read = new ArrayList<>();
        for (PersonId id : asked) {
            PersonFacts person = persons.get(id);
            Stay stay = stays.get(id);
            HouseholdRecord household = stay == null ? null : households.get(stay.household());
            if (person != null && stay != null && household != null) {
                read.add(new Portrait(
                        person(id, person, stay, household.address(), notes.getOrDefault(id, List.of())), stay));
            }
        }
        return read;
    }

    private static Person person(
            PersonId id, PersonFacts p, Stay stay, Address address, List<Person.Annotation> annotations) {
        return new Person(
                id,
                p.nationalId(),
                p.name(),
                p.romanisedName(),
                p.sex(),
                p.birthDate(),
                p.birthPlace(),
                p.birthOrder(),
                p.marital(),
                p.status(),
                p.father().name(),
                p.mother().name(),
                p.spouse().name(),
                p.adopted().father().name(),
                p.adopted().mother().name(),
                p.deathDate(),
                p.care().kind().name(),
                p.care().names(),
                new Person.Origin(
                        p.indigenous().status(),
                        p.indigenous().people(),
                        p.indigenous().name()),
                stay.household(),
                stay.relation(),
                address,
                annotations);
    }
}
