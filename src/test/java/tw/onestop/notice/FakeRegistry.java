package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Assessment;
import tw.onestop.registry.Household;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Likeness;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.PersonSearch;
import tw.onestop.registry.Reading;
import tw.onestop.registry.Recording;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistrationRecorded;
import tw.onestop.registry.RegistrationType;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.Transcript;
import tw.onestop.registry.Village;

/** A register that holds just the registrations a test made, so that the rules of notices are seen alone. */
class FakeRegistry implements RegistryDesk {

    static final LocalDate FILED = LocalDate.of(2026, 3, 2);
    static final String NANGAN = "09007010";
    static final String BEIGAN = "09007020";

    private static final AtomicInteger RUNNING = new AtomicInteger(5_000_000);

    private final Map<RegistrationId, Registration> registrations = new ConcurrentHashMap<>();
    private final ApplicationEventPublisher events;

    /** Whom a test hides from everybody of whom it is known who they are. */
    final Set<NationalId> hidden = ConcurrentHashMap.newKeySet();

    FakeRegistry(ApplicationEventPublisher events) {
        this.events = events;
    }

    /** Somebody whose data changed. */
    static Registration.Affected affected(
            Sex sex, int birthYear, String before, String after, Map<String, Registration.Change> changes) {
        int running = RUNNING.incrementAndGet();
        return new Registration.Affected(
                new PersonId(running),
                NationalId.of('Z', sex == Sex.MALE ? 1 : 2, running),
                "陳小明",
                sex,
                LocalDate.of(birthYear, 6, 1),
                before,
                after,
                changes);
    }

    static Registration.Change moved() {
        return new Registration.Change(
                Map.of("address.full", "連江縣南竿鄉介壽村001鄰介壽路1號"), Map.of("address.full", "連江縣北竿鄉塘岐村002鄰中正路2號"));
    }

    static Registration.Change renamed() {
        return new Registration.Change(Map.of("name", "陳大明"), Map.of("name", "陳小明"));
    }

    static Registration.Change died() {
        return new Registration.Change(Map.of(), Map.of("deathDate", "2026-03-01"));
    }

    /** 撤銷 of one of this kind. */
    Registration revoked(RegistrationKind about, Registration.Affected... affected) {
        return revoked(recorded(about, affected), affected);
    }

    Registration revoked(Registration takenBack, Registration.Affected... affected) {
        Registration made = recorded(RegistrationKind.REVOKE, affected);
        Registration revocation = new Registration(
                made.id(),
                made.kind(),
                made.office(),
                made.eventDate(),
                made.filedOn(),
                made.recordedAt(),
                made.annotation(),
                made.affected(),
                null,
                takenBack.kind(),
                takenBack.id());
        registrations.put(revocation.id(), revocation);
        return revocation;
    }

    Registration recorded(RegistrationKind kind, Registration.Affected... affected) {
        Registration registration = new Registration(
                new RegistrationId(RUNNING.incrementAndGet()),
                kind,
                new OfficeCode(BEIGAN),
                FILED,
                FILED,
                Instant.parse("2026-03-02T02:00:00Z"),
                "",
                List.of(affected));
        registrations.put(registration.id(), registration);
        return registration;
    }

    /** Says so as the register does; to be called in a transaction. */
    void announce(Registration registration, Actor by) {
        events.publishEvent(new RegistrationRecorded(registration.id(), registration.kind(), by));
    }

    @Override
    public Optional<Refusal> abstention(Collection<PersonId> concerned, Collection<NationalId> numbers, Actor clerk) {
        return Optional.empty();
    }

    @Override
    public boolean seesEverybody(Actor reader) {
        return false;
    }

    @Override
    public Set<NationalId> unseenNumbers(Collection<NationalId> numbers, Actor reader) {
        return reader.readers().isEmpty()
                ? Set.of()
                : numbers.stream().filter(hidden::contains).collect(Collectors.toSet());
    }

    @Override
    public Set<PersonId> unseen(Collection<PersonId> people, Actor reader) {
        return Set.of();
    }

    @Override
    public Optional<Registration> registration(RegistrationId id, Actor reader) {
        return Optional.ofNullable(registrations.get(id));
    }

    @Override
    public Map<RegistrationId, Set<PersonId>> concerned(List<RegistrationId> ids, Actor reader) {
        return registrations.entrySet().stream()
                .filter(one -> ids.contains(one.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> one.getValue().affected().stream()
                                .map(affected -> affected.person())
                                .collect(Collectors.toSet())));
    }

    @Override
    public Map<RegistrationId, List<Touching>> touching(List<RegistrationId> ids, Actor reader) {
        return Map.of();
    }

    @Override
    public List<Registration> registrationsOf(PersonId person, Actor reader) {
        return new ArrayList<>(registrations.values());
    }

    @Override
    public List<List<Person>> read(List<Reading> readings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Found search(PersonSearch search, Actor reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Person> person(PersonId id, AsOf asOf, Actor reader) {
        return Optional.empty();
    }

    @Override
    public Optional<Person> person(NationalId id, AsOf asOf, Actor reader) {
        return Optional.empty();
    }

    @Override
    public Optional<Kindred> kindred(PersonId id, int degrees, LocalDate on, Actor reader) {
        return Optional.empty();
    }

    @Override
    public Optional<HouseholdBook> book(HouseholdNo no, AsOf asOf, Actor reader) {
        return Optional.empty();
    }

    @Override
    public List<Person> persons(Collection<PersonId> ids, AsOf asOf, Actor reader) {
        return List.of();
    }

    @Override
    public Optional<Household> household(HouseholdNo no, AsOf asOf, Actor reader) {
        return Optional.empty();
    }

    @Override
    public Optional<Household> household(HouseholdNo no, AsOf asOf, Set<String> areas, Actor reader) {
        return Optional.empty();
    }

    @Override
    public Found residents(String address, AsOf asOf, Actor reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Transcript> transcript(HouseholdNo no, AsOf asOf, Transcript.Version version, Actor reader) {
        return Optional.empty();
    }

    @Override
    public Optional<Transcript> issueTranscript(HouseholdNo no, AsOf asOf, Transcript.Version version, Actor clerk) {
        return Optional.empty();
    }

    @Override
    public List<Registration> history(HouseholdNo no, Actor reader) {
        return List.of();
    }

    @Override
    public List<RegistrationType> types() {
        return List.of();
    }

    @Override
    public boolean toldInWriting(RegistrationKind kind) {
        return false;
    }

    @Override
    public Assessment assess(RegistrationForm form, Actor clerk) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Recording record(List<RegistrationForm> forms, Map<HouseholdNo, Long> seen, Actor clerk) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Likeness> likenesses(Actor supervisor) {
        return List.of();
    }

    @Override
    public Optional<Likeness> likeness(PersonId one, PersonId other, Actor supervisor) {
        return Optional.empty();
    }

    @Override
    public List<Refusal> judge(Likeness.Finding finding, Actor supervisor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Village> villages(String typed) {
        return List.of();
    }

    @Override
    public Optional<Village> village(String code) {
        return Optional.empty();
    }
}
