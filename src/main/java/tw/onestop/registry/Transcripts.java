package tw.onestop.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.registry.PersonFacts.Relative;

/** 戶籍謄本: put together from what the {@link ReadDoor} lets through; handing one out is an act of its own. */
@Component
class Transcripts {

    private static final String READ = "registry.transcript.read";
    private static final String ISSUE = "registry.transcript.issue";

    private final Rulebook rules;
    private final ReadDoor door;
    private final AuditDesk audit;
    private final Clock clock;

    Transcripts(Rulebook rules, ReadDoor door, AuditDesk audit, Clock clock) {
        this.rules = rules;
        this.door = door;
        this.audit = audit;
        this.clock = clock;
    }

    Optional<Transcript> of(HouseholdNo no, AsOf asOf, Transcript.Version version, Actor reader) {
        Moment moment = Moment.of(asOf);
        return door.household(no, moment, Set.of(), reader, READ)
                .map(h -> transcript(h, moment, asOf, version, reader));
    }

    /** The same, handed out: the trail keeps which, of when, on how many sheets and for how much. */
    Optional<Transcript> issue(HouseholdNo no, AsOf asOf, Transcript.Version version, Actor clerk) {
        Optional<Transcript> transcript = of(no, asOf, version, clerk);
        audit.record(new Act(
                clerk,
                ISSUE,
                no.value(),
                null,
                Act.Outcome.DONE,
                transcript
                        .map(t -> "version=%s on=%s known=%s sheets=%d fee=%d"
                                .formatted(
                                        version,
                                        asOf.on(),
                                        asOf.knownAt() == null ? "now" : asOf.knownAt(),
                                        t.sheets().size(),
                                        t.fee()))
                        .orElse("found=0")));
        return transcript;
    }

    private Transcript transcript(
            Household household, Moment moment, AsOf asOf, Transcript.Version version, Actor reader) {
        List<Person> shown = household.members().stream()
                .filter(p -> version.nonPresent() || p.status() == Person.DomicileStatus.PRESENT)
                .toList();
        Map<PersonId, PersonFacts> facts = door.kin(moment, reader)
                .facts()
                .apply(shown.stream().map(Person::id).toList());
        Map<PersonId, String> numbers = numbers(facts, moment, reader);
        Optional<Person> head = household.members().stream()
                .filter(p -> p.id().equals(household.head()))
                .findFirst();
        return new Transcript(
                household,
                asOf,
                version,
                head.map(Person::name).orElse(""),
                head.map(p -> p.nationalId().value()).orElse(""),
                door.notes(household.no(), moment, reader),
                shown.stream()
                        .map(p -> entry(p, facts.get(p.id()), numbers, version))
                        .toList(),
                rules.value("fee.transcript", LocalDate.now(clock)));
    }

    /** Of kin of the register; each of them is read, and only whom the reader may see is named by a number. */
    private Map<PersonId, String> numbers(Map<PersonId, PersonFacts> facts, Moment moment, Actor reader) {
        Set<PersonId> kin = facts.values().stream()
                .flatMap(p -> p.kin().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return door.persons(kin, moment, reader, READ).stream()
                .collect(Collectors.toMap(Person::id, p -> p.nationalId().value()));
    }

    private static Transcript.Entry entry(
            Person person, @Nullable PersonFacts facts, Map<PersonId, String> numbers, Transcript.Version version) {
        return new Transcript.Entry(
                person,
                facts == null ? "" : number(facts.father(), numbers),
                facts == null ? "" : number(facts.mother(), numbers),
                facts == null ? "" : number(facts.spouse(), numbers),
                facts == null ? "" : number(facts.adopted().father(), numbers),
                facts == null ? "" : number(facts.adopted().mother(), numbers),
                version.annotated()
                        ? person.annotations().stream()
                                .map(Person.Annotation::text)
                                .toList()
                        : List.of());
    }

    private static String number(Relative relative, Map<PersonId, String> numbers) {
        PersonId id = relative.id();
        return id == null ? "" : numbers.getOrDefault(id, "");
    }
}
