package tw.onestop.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

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
        Map<PersonId, Books.Entry> entries = books.entries(asked, moment);
        Map<PersonId, List<Person.Annotation>> notes = annotations.of(noted, moment);
        List<Portrait> read = new ArrayList<>();
        for (PersonId id : asked) {
            Books.Entry entry = entries.get(id);
            if (entry != null) {
                read.add(new Portrait(person(id, entry, notes.getOrDefault(id, List.of())), entry.stay()));
            }
        }
        return read;
    }

    private static Person person(PersonId id, Books.Entry entry, List<Person.Annotation> annotations) {
        PersonFacts p = entry.person();
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
                entry.stay().household(),
                entry.stay().relation(),
                entry.household().address(),
                annotations);
    }
}
