package tw.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.registry.Portraits.Portrait;
import tw.onestop.registry.RegistryDesk.Touching;

/**
 * 讀取之門: the one place where anybody's data leaves the register. Whoever may not see a person (保護註記) is answered here as if
 * the person were not there, with as many questions to the database, and every reading that is answered has been written to
 * the trail before.
 */
@Component
class ReadDoor {

    /** Whom no register knows. */
    private static final PersonId NOBODY = new PersonId(0);

    private final Books books;
    private final Annotations annotations;
    private final Portraits portraits;
    private final ProtectiveMarks marks;
    private final ReadingTrail trail;

    ReadDoor(Books books, Annotations annotations, Portraits portraits, ProtectiveMarks marks, ReadingTrail trail) {
        this.books = books;
        this.annotations = annotations;
        this.portraits = portraits;
        this.marks = marks;
        this.trail = trail;
    }

    /** These persons at a moment, in the order given, with one act for each. */
    List<Person> persons(Collection<PersonId> ids, Moment moment, Actor reader, String action) {
        List<Person> found =
                read(ids, moment, reader).stream().map(Portrait::person).toList();
        trail.record(found.stream()
                .map(p -> Act.done(reader, action, null, p.nationalId()))
                .toList());
        return found;
    }

    /** Who bears a number; that nobody was found is an act about the number, too. */
    Optional<Person> bearer(NationalId id, Moment moment, Actor reader) {
        Set<PersonId> hidden = marks.hiddenFrom(reader);
        List<PersonId> bearer = books.bearer(id).stream()
                .filter(found -> !hidden.contains(found))
                .toList();
        List<Person> found = read(bearer, hidden, moment, reader).stream()
                .map(Portrait::person)
                .toList();
        trail.record(
                new Act(reader, "registry.person.read", null, id, Act.Outcome.DONE, found.isEmpty() ? "found=0" : ""));
        return found.stream().findFirst();
    }

    /** Who was concerned by so many registrations. */
    <T> T concerned(Function<Set<PersonId>, T> asked, Actor reader, int registrations) {
        T found = asked.apply(marks.hiddenFrom(reader));
        trail.record(new Act(
                reader,
                "registry.registration.concerned",
                null,
                null,
                Act.Outcome.DONE,
                "registrations=" + registrations));
        return found;
    }

    /** What registrations changed about whom; where somebody lives whose address is withheld is not in it. */
    Map<RegistrationId, List<Touching>> touching(
            Function<Set<PersonId>, Map<RegistrationId, List<Registration.Affected>>> asked,
            Actor reader,
            int registrations) {
        Map<RegistrationId, List<Registration.Affected>> found = concerned(asked, reader, registrations);
        Set<PersonId> withheld = marks.withheldFrom(
                reader,
                found.values().stream()
                        .flatMap(List::stream)
                        .map(Registration.Affected::person)
                        .toList());
        Map<RegistrationId, List<Touching>> touching = new HashMap<>();
        found.forEach((id, affected) -> touching.put(
                id,
                affected.stream()
                        .map(one -> withheld.contains(one.person()) ? one.withoutAddress() : one)
                        .map(one -> new Touching(
                                one.person(), one.townships(), one.changes().keySet()))
                        .toList()));
        return touching;
    }

    /** Several readings, each for its own reader: asked together, and every number is an act, found or not. */
    List<List<Person>> read(List<Reading> readings) {
        ProtectiveMarks.Seen seen = seen(readings);
        Map<Moment, List<Integer>> byMoment = IntStream.range(0, readings.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> Moment.of(readings.get(i).asOf())));
        List<List<Person>> found = new ArrayList<>(Collections.nCopies(readings.size(), List.of()));
        byMoment.forEach((moment, places) -> {
            Iterator<List<Person>> answers = readAt(
                            moment, places.stream().map(readings::get).toList(), seen)
                    .iterator();
            places.forEach(place -> found.set(place, answers.next()));
        });
        List<Act> acts = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            acts.addAll(acts(readings.get(i), found.get(i)));
        }
        trail.record(acts);
        return found;
    }

    private ProtectiveMarks.Seen seen(List<Reading> readings) {
        List<NationalId> numbers =
                readings.stream().flatMap(r -> r.numbers().stream()).distinct().toList();
        int atOnce = Math.min(numbers.size(), Books.PART);
        ProtectiveMarks.Seen seen = marks.seen(
                numbers.subList(0, atOnce),
                readings.stream().flatMap(r -> r.reader().readers().stream()).collect(Collectors.toSet()));
        seen.bearers().putAll(books.bearers(numbers.subList(atOnce, numbers.size())));
        return seen;
    }

    /** 所問之號碼 and who bears it now. */
    private record Borne(NationalId number, PersonId by) {}

    /** In the order of the readings; everybody under the number they were asked for by. */
    private List<List<Person>> readAt(Moment moment, List<Reading> readings, ProtectiveMarks.Seen by) {
        List<List<Borne>> seen = readings.stream()
                .map(reading -> reading.numbers().stream()
                        .flatMap(number -> Stream.ofNullable(by.bearer(number, reading.reader()))
                                .map(bearer -> new Borne(number, bearer)))
                        .toList())
                .toList();
        Set<PersonId> all = new HashSet<>();
        Set<PersonId> noted = new HashSet<>();
        for (int i = 0; i < readings.size(); i++) {
            boolean annotations = readings.get(i).annotations();
            for (Borne one : seen.get(i)) {
                all.add(one.by());
                if (annotations) {
                    noted.add(one.by());
                }
            }
        }
        Map<PersonId, Portrait> open = new HashMap<>();
        portraits.of(all, noted, moment).forEach(read -> open.put(read.person().id(), read));
        BiPredicate<Actor, PersonId> withheld =
                marks.withheldFrom(readings.stream().map(Reading::reader).toList(), all);
        List<List<Person>> answers = new ArrayList<>(readings.size());
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            answers.add(seen.get(i).stream()
                    .flatMap(one -> Stream.ofNullable(open.get(one.by()))
                            .map(read -> withheld.test(reading.reader(), one.by()) ? read.withoutAddress() : read)
                            .map(read -> read.person().under(one.number())))
                    .filter(person -> Reading.within(reading.areas(), person.address()))
                    .toList());
        }
        return answers;
    }

    private static List<Act> acts(Reading reading, List<Person> found) {
        Set<NationalId> known = found.stream().map(Person::nationalId).collect(Collectors.toSet());
        return reading.numbers().stream()
                .map(number -> new Act(
                        reading.reader(),
                        reading.act(),
                        reading.object(),
                        number,
                        Act.Outcome.DONE,
                        reading.detail() + (known.contains(number) ? "" : " found=0")))
                .toList();
    }

    /** What a search shows of a moment; the search itself is the act, with the names of its criteria. */
    RegistryDesk.Found search(Function<Set<PersonId>, Finder.Answer> withoutThose, Moment moment, Actor reader) {
        Set<PersonId> hidden = marks.hiddenFrom(reader);
        Finder.Answer answer = withoutThose.apply(hidden);
        if (!answer.refusals().isEmpty()) {
            String why = answer.refusals().getFirst().code();
            trail.record(Act.refused(reader, "registry.search", null, "by=%s %s".formatted(answer.criteria(), why)));
            return new RegistryDesk.Found(List.of(), false, answer.refusals());
        }
        List<Person> persons = read(answer.persons(), hidden, moment, reader).stream()
                .map(Portrait::person)
                .toList();
        trail.record(new Act(
                reader,
                "registry.search",
                null,
                answer.subject(),
                Act.Outcome.DONE,
                "by=%s found=%d".formatted(answer.criteria(), persons.size())));
        return new RegistryDesk.Found(persons, answer.more(), List.of(), answer.formerly());
    }

    /**
     * Registrations with those affected whom the reader may see. One of whom nobody is to be seen is not there, and neither
     * is one whose party is not: its kind, its day and its office tell of the party.
     */
    List<Registration> registrations(
            Function<Set<PersonId>, List<Registration>> withoutThose, Actor reader, String action) {
        Set<PersonId> hidden = marks.hiddenFrom(reader);
        List<Registration> shown = new ArrayList<>();
        List<Act> acts = new ArrayList<>();
        List<Registration> found = withoutThose.apply(hidden);
        Set<PersonId> withheld = marks.withheldFrom(
                reader,
                found.stream()
                        .flatMap(r -> r.affected().stream())
                        .map(Registration.Affected::person)
                        .toList());
        for (Registration r : found) {
            if (r.about().isOfDoors()) {
                shown.add(r);
                acts.add(Act.done(reader, action, String.valueOf(r.id().value()), null));
                continue;
            }
            List<Registration.Affected> affected = r.affected().stream()
                    .filter(a -> !hidden.contains(a.person()))
                    .map(a -> withheld.contains(a.person()) ? a.withoutAddress() : a)
                    .toList();
            if (!affected.isEmpty()) {
                shown.add(r.affecting(affected));
                affected.forEach(
                        a -> acts.add(Act.done(reader, action, String.valueOf(r.id().value()), a.nationalId())));
            }
        }
        trail.record(acts);
        return shown;
    }

    /**
     * Of a household of which nobody is to be seen it is said what is said of a number nobody bears; likewise of one outside of the
     * areas, where there are any.
     */
    Optional<Household> household(HouseholdNo no, Moment moment, Set<String> areas, Actor reader, String action) {
        Books.@Nullable Page page = books.page(no, moment).orElse(null);
        boolean removed = page != null && page.record().closed();
        LocalDate end = page == null ? moment.on() : page.shownOn(moment.on());
        Moment then = new Moment(end, moment.knownAt());
        Set<PersonId> ids = books.residents(no, removed ? end.minusDays(1) : end, then);
        Set<PersonId> hidden = marks.hiddenFrom(reader);
        if (page == null
                || (!ids.isEmpty() && hidden.containsAll(ids))
                || !Reading.within(areas, page.record().address())) {
            trail.record(new Act(reader, action, no.value(), null, Act.Outcome.DONE, "found=0"));
            return Optional.empty();
        }
        HouseholdRecord record = page.record();
        List<Portrait> last = read(ids, hidden, then, reader);
        if (removed) {
            last = asMembers(no, last, hidden, new Moment(end.minusDays(1), moment.knownAt()), reader);
        }
        List<Person> shown = last.stream()
                .filter(m -> m.stay().leftOn() == null || !m.stay().leftOn().isBefore(record.addressSince()))
                .sorted(Comparator.comparing((Portrait m) ->
                                !m.stay().present() && !m.person().id().equals(record.head()))
                        .thenComparingInt(m -> Relation.rank(m.person().relationToHead()))
                        .thenComparing(m -> m.person().birthDate())
                        .thenComparingLong(m -> m.person().id().value()))
                .map(Portrait::person)
                .toList();
        trail.record(shown.stream()
                .map(p -> Act.done(reader, action, no.value(), p.nationalId()))
                .toList());
        return Optional.of(new Household(
                no,
                record.recordNo(),
                record.kind(),
                record.head(),
                marks.withheldFrom(reader, ids).isEmpty() ? record.address() : Address.withheld(),
                shown,
                record.openedOn(),
                page.closedOn(),
                page.version()));
    }

    /** Who went to another household on the day on which this one ended is shown as they were in it the day before. */
    private List<Portrait> asMembers(
            HouseholdNo no, List<Portrait> last, Set<PersonId> hidden, Moment before, Actor reader) {
        List<PersonId> gone = last.stream()
                .filter(m -> !m.stay().household().equals(no))
                .map(m -> m.person().id())
                .toList();
        Map<PersonId, Portrait> there = read(gone, hidden, before, reader).stream()
                .collect(Collectors.toMap(m -> m.person().id(), Function.identity()));
        return last.stream()
                .map(m -> Optional.ofNullable(there.get(m.person().id()))
                        .map(then -> new Portrait(m.person().stayingAs(then.person()), then.stay()))
                        .orElse(m))
                .toList();
    }

    /** Whether nobody is hidden from the reader; else it is an act, since lists will be shorter. */
    boolean seesEverybody(Actor reader) {
        return heeded(marks.hiddenFrom(reader), reader).isEmpty();
    }

    private Set<PersonId> heeded(Set<PersonId> hidden, Actor reader) {
        if (!hidden.isEmpty()) {
            trail.record(
                    new Act(reader, "registry.mark.heeded", null, null, Act.Outcome.DONE, "hidden=" + hidden.size()));
        }
        return hidden;
    }

    /** Which of these the reader may not see, for lists kept elsewhere; that somebody was left out of one is an act. */
    Set<PersonId> unseen(Collection<PersonId> people, Actor reader) {
        Set<PersonId> hidden = new HashSet<>(marks.hiddenFrom(reader));
        hidden.retainAll(Set.copyOf(people));
        return heeded(hidden, reader);
    }

    /** The same by number. */
    Set<NationalId> unseenNumbers(Collection<NationalId> numbers, Actor reader) {
        Set<PersonId> hidden = marks.hiddenFrom(reader);
        if (hidden.isEmpty()) {
            return Set.of();
        }
        Map<NationalId, PersonId> bearers = new HashMap<>(books.bearers(numbers));
        bearers.values().retainAll(hidden);
        heeded(Set.copyOf(bearers.values()), reader);
        return Set.copyOf(bearers.keySet());
    }

    /** 戶長變更及全戶動態記事 of a household that was read, but those that would name somebody hidden. */
    List<String> notes(HouseholdNo no, Moment moment, Actor reader) {
        return annotations.ofHousehold(no, moment, marks.hiddenFrom(reader));
    }

    /** 親屬關係 as this reader may see them: whom they may not see is nobody's parent, child or spouse. */
    Kin kin(Moment moment, Actor reader) {
        Set<PersonId> hidden = marks.hiddenFrom(reader);
        return new Kin(
                ids -> books.persons().at(asked(ids, hidden), moment),
                parents -> {
                    Map<PersonId, Set<PersonId>> children = books.childrenOf(asked(parents, hidden), moment.on());
                    children.values().forEach(of -> of.removeAll(hidden));
                    return children;
                },
                (of, steps) -> books.bloodline(asked(of, hidden), steps, moment.on(), hidden));
    }

    /** 親屬: facts of people, who are the children of each, and whom ways of so many steps lead to. */
    record Kin(
            Function<Collection<PersonId>, Map<PersonId, PersonFacts>> facts,
            Function<Collection<PersonId>, Map<PersonId, Set<PersonId>>> children,
            BiFunction<Collection<PersonId>, Integer, Map<PersonId, Integer>> bloodline) {}

    /** Instead of who is hidden nobody is asked for, so that the question is as long as any other. */
    private static Set<PersonId> asked(Collection<PersonId> ids, Set<PersonId> hidden) {
        return ids.stream().map(id -> hidden.contains(id) ? NOBODY : id).collect(Collectors.toSet());
    }

    private List<Portrait> read(Collection<PersonId> ids, Moment moment, Actor reader) {
        return read(ids, marks.hiddenFrom(reader), moment, reader);
    }

    private List<Portrait> read(Collection<PersonId> ids, Set<PersonId> hidden, Moment moment, Actor reader) {
        Set<PersonId> asked = asked(ids, hidden);
        Set<PersonId> withheld = marks.withheldFrom(reader, asked);
        Map<PersonId, Portrait> found = new HashMap<>();
        portraits
                .of(asked, asked, moment)
                .forEach(read -> found.put(read.person().id(), read));
        return ids.stream()
                .flatMap(id -> Stream.ofNullable(found.get(id)))
                .map(read -> withheld.contains(read.person().id()) ? read.withoutAddress() : read)
                .toList();
    }
}
