package tw.onestop.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;

/** 戶籍資料: the desk itself; what it answers passes the {@link ReadDoor}. */
@Component
class Register implements RegistryDesk {

    private final ReadDoor door;
    private final Books books;
    private final Finder finder;
    private final Villages villages;
    private final AuditDesk audit;
    private final Clock clock;

    Register(ReadDoor door, Books books, Finder finder, Villages villages, AuditDesk audit, Clock clock) {
        this.door = door;
        this.books = books;
        this.finder = finder;
        this.villages = villages;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Found search(PersonSearch search, Actor reader) {
        Finder.Answer answer = finder.find(search);
        if (!answer.refusals().isEmpty()) {
            audit.record(Act.refused(
                    reader,
                    "registry.search",
                    null,
                    answer.criteria() + " " + answer.refusals().getFirst().code()));
            return new Found(List.of(), false, answer.refusals());
        }
        List<Person> persons = door.found(answer.persons(), Moment.on(LocalDate.now(clock)), reader);
        audit.record(new Act(
                reader,
                "registry.search",
                null,
                answer.subject(),
                Act.Outcome.DONE,
                "by=%s found=%d".formatted(answer.criteria(), persons.size())));
        return new Found(persons, answer.more(), List.of());
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
        return books.bearer(id).flatMap(bearer -> person(bearer, asOf, reader));
    }

    @Override
    @Transactional
    public Optional<Household> household(HouseholdNo no, AsOf asOf, Actor reader) {
        return door.household(no, Moment.of(asOf), reader);
    }

    @Override
    @Transactional
    public List<Registration> history(HouseholdNo no, Actor reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<RegistrationType> types() {
        throw new UnsupportedOperationException();
    }

    @Override
    @Transactional
    public Assessment assess(RegistrationForm form, Actor clerk) {
        throw new UnsupportedOperationException();
    }

    @Override
    @Transactional
    public Recording record(List<RegistrationForm> forms, Map<HouseholdNo, Long> seen, Actor clerk) {
        throw new UnsupportedOperationException();
    }

    @Override
    @Transactional
    public Optional<Registration> registration(RegistrationId id, Actor reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    @Transactional
    public List<Registration> registrationsOf(PersonId person, Actor reader) {
        throw new UnsupportedOperationException();
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
