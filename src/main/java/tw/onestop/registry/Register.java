package tw.onestop.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Villages villages;
    private final Registrations registrations;
    private final Recorder recorder;
    private final Relatives relatives;
    private final Likenesses likenesses;

    Register(
            ReadDoor door,
            Finder finder,
            Villages villages,
            Registrations registrations,
            Recorder recorder,
            Relatives relatives,
            Likenesses likenesses) {
        this.door = door;
        this.finder = finder;
        this.villages = villages;
        this.registrations = registrations;
        this.recorder = recorder;
        this.relatives = relatives;
        this.likenesses = likenesses;
    }

    @Override
    @Transactional
    public Found search(PersonSearch search, Actor reader) {
        return door.search(finder.find(search), reader);
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
    public Optional<Kindred> kindred(PersonId id, int degrees, Actor reader) {
        if (degrees < 1 || degrees > Kindred.FARTHEST) {
            throw new IllegalArgumentException("degrees are 1 to " + Kindred.FARTHEST);
        }
        return relatives.of(id, degrees, reader);
    }

    @Override
    @Transactional
    public Optional<Household> household(HouseholdNo no, AsOf asOf, Actor reader) {
        return door.household(no, Moment.of(asOf), reader);
    }

    @Override
    @Transactional
    public List<Registration> history(HouseholdNo no, Actor reader) {
        return door.registrations(registrations.ofHousehold(no), reader, "registry.household.history");
    }

    @Override
    public List<RegistrationType> types() {
        return recorder.types();
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
        return door.registrations(registrations.byId(id), reader, "registry.registration.read").stream()
                .findFirst();
    }

    @Override
    @Transactional
    public List<Registration> registrationsOf(PersonId person, Actor reader) {
        return door.registrations(registrations.ofPerson(person), reader, "registry.registration.read");
    }

    @Override
    @Transactional
    public List<Likeness> likenesses(Actor supervisor) {
        return likenesses.of(supervisor);
    }

    @Override
    @Transactional
    public Optional<Likeness> likeness(PersonId one, PersonId other, Actor supervisor) {
        return likenesses.between(one, other, supervisor);
    }

    @Override
    @Transactional
    public List<Refusal> judge(Likeness.Finding finding, Actor supervisor) {
        return likenesses.judge(finding, supervisor);
    }

    @Override
    public List<Village> villages(String typed) {
        return villages.search(typed, 20);
    }

    @Override
    public Optional<Village> village(String code) {
        return villages.village(code);
    }
}
