package tw.onestop.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.intake.Tasks.Fit;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.RulesDesk;

/**
 * 比對: whom a report means. The dead by number and date of birth, a child by its mother's number; the office of the domicile
 * has to act, within working days.
 */
@Component
class Matching {

    private final RegistryDesk registry;
    private final RulesDesk rules;
    private final Tasks tasks;
    private final Clock clock;

    Matching(RegistryDesk registry, RulesDesk rules, Tasks tasks, Clock clock) {
        this.registry = registry;
        this.rules = rules;
        this.tasks = tasks;
        this.clock = clock;
    }

    Fit fit(Report.Facts facts, Actor reader) {
        Optional<Person> bearer = registry.person(facts.party(), today(), reader);
        if (bearer.isEmpty()) {
            return exception(facts, "unknownNumber", null);
        }
        boolean sameBirth = facts.kind() == RegistrationKind.BIRTH
                || facts.date("birthDate")
                        .filter(bearer.get().birthDate()::equals)
                        .isPresent();
        return sameBirth ? of(bearer.get(), facts, reader) : exception(facts, "birthDate", office(bearer.get()));
    }

    /** Of whom a clerk says that they are meant, whatever was reported of them; empty when nobody bears the number. */
    Optional<Fit> byHand(NationalId number, Report.Facts facts, Actor clerk) {
        return registry.person(number, today(), clerk).map(person -> of(person, facts, clerk));
    }

    /** An exception, which stays until a clerk looks at it. */
    Fit exception(Report.Facts facts, String why, @Nullable OfficeCode office) {
        return made(facts, Task.State.EXCEPTION, why, null, office, Optional.empty());
    }

    private Fit of(Person person, Report.Facts facts, Actor reader) {
        return facts.kind() == RegistrationKind.BIRTH
                ? ofMother(person, facts, reader)
                : ofDeceased(person, facts, reader);
    }

    private Fit ofDeceased(Person person, Report.Facts facts, Actor reader) {
        Person.DomicileStatus registered = facts.kind() == RegistrationKind.DEATH
                ? Person.DomicileStatus.DEAD
                : Person.DomicileStatus.DECLARED_DEAD;
        if (person.status() == registered) {
            return made(
                    facts,
                    Task.State.REGISTERED,
                    "",
                    person,
                    office(person),
                    registrations(person, facts.kind(), reader).findFirst());
        }
        return person.deathDate() == null
                ? made(facts, Task.State.WAITING, "", person, office(person), Optional.empty())
                : exception(facts, "deadOtherwise", office(person));
    }

    private Fit ofMother(Person mother, Report.Facts facts, Actor reader) {
        if (mother.sex() != Sex.FEMALE) {
            return exception(facts, "notAMother", office(mother));
        }
        // Of twins each report has the registration that no other report has.
        Optional<RegistrationId> born =
                registry
                        .kindred(mother.id(), 1, today().on(), reader)
                        .map(Kindred::relatives)
                        .orElse(List.of())
                        .stream()
                        .map(Kindred.Relative::person)
                        .filter(child -> child.birthDate().equals(facts.onDay()))
                        .flatMap(child -> registrations(child, RegistrationKind.BIRTH, reader))
                        .filter(registration -> !tasks.settled(registration))
                        .findFirst();
        return made(
                facts, born.isPresent() ? Task.State.REGISTERED : Task.State.WAITING, "", mother, office(mother), born);
    }

    private Stream<RegistrationId> registrations(Person of, RegistrationKind kind, Actor reader) {
        return registry.registrationsOf(of.id(), reader).stream()
                .filter(r -> r.kind() == kind)
                .map(Registration::id);
    }

    private Fit made(
            Report.Facts facts,
            Task.State state,
            String mismatch,
            @Nullable Person person,
            @Nullable OfficeCode office,
            Optional<RegistrationId> registration) {
        LocalDate today = LocalDate.now(clock);
        return new Fit(
                state,
                mismatch,
                person == null ? null : person.id(),
                office,
                registration,
                today,
                rules.workingDay(today, rules.value("inbound.actDays", today)),
                rules.filingLimit(facts.kind(), facts.limitFrom()).orElseThrow());
    }

    private static OfficeCode office(Person person) {
        return new OfficeCode(person.address().townshipCode());
    }

    private AsOf today() {
        return AsOf.on(LocalDate.now(clock));
    }
}
