package tw.onestop.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;

/**
 * 讀取之門: the one place where anybody's data leaves the register. Whoever may not see a person is answered here as if
 * the person were not there, and every reading that is answered has been written to the trail before.
 */
@Component
class ReadDoor {

    private final JdbcClient jdbc;
    private final Books books;
    private final Annotations annotations;
    private final AuditDesk audit;
    private final Clock clock;

    ReadDoor(JdbcClient jdbc, Books books, Annotations annotations, AuditDesk audit, Clock clock) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.books = books;
        this.annotations = annotations;
        this.audit = audit;
    }

    /** A person as read, with what the register knows of their stay. */
    private record Read(Person person, Stay stay) {}

    /** These persons at a moment, in the order given, with one act for each. */
    List<Person> persons(Collection<PersonId> ids, Moment moment, Actor reader, String action) {
        List<Person> found =
                read(ids, moment, reader).stream().map(Read::person).toList();
        audit.record(found.stream()
                .map(p -> Act.done(reader, action, null, p.nationalId()))
                .toList());
        return found;
    }

    /** Who bears a number; that nobody was found is an act about the number, too. */
    Optional<Person> bearer(NationalId id, Moment moment, Actor reader) {
        List<Person> found = read(books.bearer(id).stream().toList(), moment, reader).stream()
                .map(Read::person)
                .toList();
        audit.record(
                new Act(reader, "registry.person.read", null, id, Act.Outcome.DONE, found.isEmpty() ? "found=0" : ""));
        return found.stream().findFirst();
    }

    /** What a search shows; the search itself is the act, with the names of its criteria. */
    RegistryDesk.Found search(Finder.Answer answer, Actor reader) {
        if (!answer.refusals().isEmpty()) {
            String why = answer.refusals().getFirst().code();
            audit.record(Act.refused(reader, "registry.search", null, "by=%s %s".formatted(answer.criteria(), why)));
            return new RegistryDesk.Found(List.of(), false, answer.refusals());
        }
        List<Person> persons = read(answer.persons(), Moment.on(LocalDate.now(clock)), reader).stream()
                .map(Read::person)
                .toList();
        audit.record(new Act(
                reader,
                "registry.search",
                null,
                answer.subject(),
                Act.Outcome.DONE,
                "by=%s found=%d".formatted(answer.criteria(), persons.size())));
        return new RegistryDesk.Found(persons, answer.more(), List.of());
    }

    /** Registrations with those affected whom the reader may see; one of whom nobody is to be seen is not there. */
    List<Registration> registrations(List<Registration> registrations, Actor reader, String action) {
        List<Registration> shown = new ArrayList<>();
        for (Registration r : registrations) {
            Set<PersonId> visible = visible(
                    r.affected().stream().map(Registration.Affected::person).toList(), reader);
            List<Registration.Affected> affected = r.affected().stream()
                    .filter(a -> visible.contains(a.person()))
                    .toList();
            if (!affected.isEmpty()) {
                shown.add(new Registration(
                        r.id(),
                        r.kind(),
                        r.office(),
                        r.eventDate(),
                        r.filedOn(),
                        r.recordedAt(),
                        r.annotation(),
                        affected));
                audit.record(affected.stream()
                        .map(a -> Act.done(reader, action, String.valueOf(r.id().value()), a.nationalId()))
                        .toList());
            }
        }
        return shown;
    }

    Optional<Household> household(HouseholdNo no, Moment moment, Actor reader) {
        @Nullable
        HouseholdRecord record = books.households().at(List.of(no), moment).get(no);
        if (record == null) {
            audit.record(new Act(reader, "registry.household.read", no.value(), null, Act.Outcome.DONE, "found=0"));
            return Optional.empty();
        }
        LocalDate closedOn = closedOn(no, record, moment);
        List<Read> members;
        if (record.closed() && closedOn != null) {
            // A removed record shows who was in it when it ended, as they then were.
            Moment end = new Moment(closedOn, moment.knownAt());
            Moment dayBefore = new Moment(closedOn.minusDays(1), moment.knownAt());
            Set<PersonId> ids = new LinkedHashSet<>(books.residents(no, dayBefore));
            ids.addAll(books.residents(no, end));
            members = read(ids, end, reader);
        } else {
            members = read(books.residents(no, moment), moment, reader);
        }
        List<Person> shown = members.stream()
                .filter(m -> m.stay().leftOn() == null || !m.stay().leftOn().isBefore(record.addressSince()))
                .sorted(Comparator.comparing((Read m) ->
                                !m.stay().present() && !m.person().id().equals(record.head()))
                        .thenComparingInt(m -> Relation.rank(m.person().relationToHead()))
                        .thenComparing(m -> m.person().birthDate())
                        .thenComparingLong(m -> m.person().id().value()))
                .map(Read::person)
                .toList();
        audit.record(shown.stream()
                .map(p -> Act.done(reader, "registry.household.read", no.value(), p.nationalId()))
                .toList());
        return Optional.of(new Household(
                no,
                record.recordNo(),
                record.kind(),
                record.head(),
                record.address(),
                shown,
                record.openedOn(),
                closedOn,
                version(no)));
    }

    long version(HouseholdNo no) {
        return jdbc.sql("select version from registry.household_anchor where no = ?")
                .param(no.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Whom this reader may see; marks (保護註記) will be an anti-join here. */
    private Set<PersonId> visible(Collection<PersonId> ids, Actor reader) {
        return reader.id().isBlank() ? Set.of() : new HashSet<>(ids);
    }

    private List<Read> read(Collection<PersonId> ids, Moment moment, Actor reader) {
        Set<PersonId> visible = visible(ids, reader);
        Map<PersonId, PersonFacts> persons = books.persons().at(visible, moment);
        Map<PersonId, Stay> stays = books.stays().at(visible, moment);
        Map<HouseholdNo, HouseholdRecord> households = books.households()
                .at(stays.values().stream().map(Stay::household).distinct().toList(), moment);
        Map<PersonId, List<Person.Annotation>> notes = annotations.of(visible, moment);
        List<Read> read = new ArrayList<>();
        for (PersonId id : ids) {
            PersonFacts person = persons.get(id);
            Stay stay = stays.get(id);
            HouseholdRecord household = stay == null ? null : households.get(stay.household());
            if (person != null && stay != null && household != null) {
                read.add(new Read(
                        person(id, person, stay, household.address(), notes.getOrDefault(id, List.of())), stay));
            }
        }
        return read;
    }

    private @Nullable LocalDate closedOn(HouseholdNo no, HouseholdRecord record, Moment moment) {
        String believed = moment.believed("household", "record_no, closed");
        String which = record.closed()
                ? "closed order by lower(valid_during)"
                : "lower(valid_during) > :on order by lower(valid_during)";
        return jdbc
                .sql("select lower(valid_during) as day from %s as believed where id = :no and %s limit 1"
                        .formatted(believed, which))
                .param("no", no.value())
                .params(moment.parameters())
                .query((row, n) -> row.getObject("day", LocalDate.class))
                .stream()
                .findFirst()
                .orElse(null);
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
