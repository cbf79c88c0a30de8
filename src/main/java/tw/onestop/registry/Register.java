package tw.onestop.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;

/** 戶籍資料: the desk itself; what it answers passes the {@link ReadDoor}. */
@Component
class Register implements RegistryDesk {

    private final ReadDoor door;
    private final Finder finder;
    private final Registrations registrations;
    private final Recorder recorder;
    private final Readings readings;

    Register(ReadDoor door, Finder finder, Registrations registrations, Recorder recorder, Readings readings) {
        this.door = door;
        this.finder = finder;
        this.registrations = registrations;
        this.recorder = recorder;
        this.readings = readings;
    }

    /** 查閱: what is read and not registered. */
    @Component
    record Readings(
            Villages villages, Relatives relatives, Transcripts transcripts, Likenesses likenesses, Clock clock) {}

    @Override
    @Transactional
    public Found search(PersonSearch search, Actor reader) {
        return door.search(hidden -> finder.find(search, hidden), Moment.on(LocalDate.now(readings.clock())), reader);
    }

    @Override
    @Transactional
    public Found residents(String address, AsOf asOf, Actor reader) {
        Moment moment = Moment.of(asOf);
        return door.search(hidden -> finder.residents(address, moment, hidden), moment, reader);
    }

    @Override
    @Transactional
    public Optional<Transcript> transcript(HouseholdNo no, AsOf asOf, Transcript.Version version, Actor reader) {
        return readings.transcripts().of(no, asOf, version, reader);
    }

    @Override
    @Transactional
    public Optional<Transcript> issueTranscript(HouseholdNo no, AsOf asOf, Transcript.Version version, Actor clerk) {
        return readings.transcripts().issue(no, asOf, version, clerk);
    }

    @Override
    @Transactional
    public Optional<Person> person(PersonId id, AsOf asOf, Actor reader) {
        return door.persons(List.of(id), Moment.of(asOf), reader, "registry.person.read").stream()
                .findFirst();
    }

    @Override
    @Transactional
    public Optional<Person> person(NationalId id, AsOf asOf, Actor reader) {
        return door.bearer(id, Moment.of(asOf), reader);
    }

    @Override
    @Transactional
    public List<Person> persons(Collection<PersonId> ids, AsOf asOf, Actor reader) {
        return door.persons(ids, Moment.of(asOf), reader, "registry.person.read");
    }

    @Override
    @Transactional
    public List<List<Person>> read(List<Reading> several) {
        return door.read(several);
    }

    @Override
    @Transactional
    public Optional<Kindred> kindred(PersonId id, int degrees, LocalDate on, Actor reader) {
        if (degrees < 1 || degrees > Kindred.FARTHEST) {
            throw new IllegalArgumentException("degrees are 1 to " + Kindred.FARTHEST);
        }
        return readings.relatives().of(id, degrees, on, reader);
    }

    @Override
    @Transactional
    public Optional<Household> household(HouseholdNo no, AsOf asOf, Actor reader) {
        return household(no, asOf, Set.of(), reader);
    }

    @Override
    @Transactional
    public Optional<Household> household(HouseholdNo no, AsOf asOf, Set<String> areas, Actor reader) {
        return door.household(no, Moment.of(asOf), areas, reader, "registry.household.read");
    }

    @Override
    @Transactional
    public Optional<HouseholdBook> book(HouseholdNo no, AsOf asOf, Actor reader) {
        return household(no, asOf, reader).map(household -> new HouseholdBook(household, history(no, reader)));
    }

    @Override
    @Transactional
    public List<Registration> history(HouseholdNo no, Actor reader) {
        return door.registrations(
                hidden -> registrations.ofHousehold(no, hidden), reader, "registry.household.history");
    }

    @Override
    public List<RegistrationType> types() {
        return recorder.types();
    }

    @Override
    public boolean toldInWriting(RegistrationKind kind) {
        return recorder.toldInWriting(kind);
    }

    @Override
    @Transactional
    public Optional<Refusal> abstention(Collection<PersonId> concerned, Collection<NationalId> numbers, Actor clerk) {
        return recorder.abstention(concerned, numbers, clerk);
    }

    @Override
    @Transactional
    public boolean seesEverybody(Actor reader) {
        return door.seesEverybody(reader);
    }

    @Override
    @Transactional
    public Set<PersonId> unseen(Collection<PersonId> people, Actor reader) {
        return door.unseen(people, reader);
    }

    @Override
    @Transactional
    public Set<NationalId> unseenNumbers(Collection<NationalId> numbers, Actor reader) {
        return door.unseenNumbers(numbers, reader);
    }

    @Override
    @Transactional
    public Assessment assess(RegistrationForm form, Actor clerk) {
        return recorder.assess(form, clerk);
    }

    @Override
    @Transactional
    public Recording record(List<RegistrationForm> forms, Map<HouseholdNo, Long> seen, Actor clerk) {
        return recorder.record(forms, seen, clerk);
    }

    @Override
    @Transactional
    public Optional<Registration> registration(RegistrationId id, Actor reader) {
        return door
                .registrations(hidden -> registrations.byId(id, hidden), reader, "registry.registration.read")
                .stream()
                .filter(r -> !r.about().isOfDoors())
                .findFirst();
    }

    @Override
    @Transactional
    public Map<RegistrationId, Set<PersonId>> concerned(List<RegistrationId> ids, Actor reader) {
        return door.concerned(hidden -> registrations.concerned(ids, hidden), reader, ids.size());
    }

    @Override
    @Transactional
    public Map<RegistrationId, List<Touching>> touching(List<RegistrationId> ids, Actor reader) {
        return door.touching(hidden -> registrations.affected(ids, hidden), reader, ids.size());
    }

    @Override
    @Transactional
    public List<Registration> registrationsOf(PersonId person, Actor reader) {
        return door.registrations(
                hidden -> registrations.ofPerson(person, hidden), reader, "registry.registration.read");
    }

    @Override
    @Transactional
    public List<Likeness> likenesses(Actor supervisor) {
        return readings.likenesses().of(supervisor);
    }

    @Override
    @Transactional
    public Optional<Likeness> likeness(PersonId one, PersonId other, Actor supervisor) {
        return readings.likenesses().between(one, other, supervisor);
    }

    @Override
    @Transactional
    public List<Refusal> judge(Likeness.Finding finding, Actor supervisor) {
        return readings.likenesses().judge(finding, supervisor);
    }

    @Override
    public List<Village> villages(String typed) {
        return readings.villages().search(typed, 20);
    }

    @Override
    public Optional<Village> village(String code) {
        return readings.villages().village(code);
    }
}
