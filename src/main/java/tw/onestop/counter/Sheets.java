package tw.onestop.counter;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Household;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistrationType;
import tw.onestop.registry.RegistryDesk;

/** 登記申請書頁面 made from drafts: with the party, the household, and the assessment of what was typed. */
@Component
class Sheets {

    private final RegistryDesk registry;
    private final Clock clock;

    Sheets(RegistryDesk registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    RegistrationType type(RegistrationKind kind) {
        return registry.types().stream()
                .filter(t -> t.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such type: " + kind));
    }

    Optional<Person> person(PersonId id, Actor clerk) {
        return registry.person(id, AsOf.on(LocalDate.now(clock)), clerk);
    }

    /** 迴避: why a colleague begins what concerns this person. */
    Optional<Refusal> own(PersonId person, Actor clerk) {
        return registry.abstention(List.of(person), List.of(), clerk);
    }

    /** The party of a form; whom nobody here may see is not there. */
    private Person party(RegistrationForm form, Actor clerk) {
        return person(form.party(), clerk).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    Optional<Household> household(Person person, Actor clerk) {
        return registry.household(person.householdNo(), AsOf.on(LocalDate.now(clock)), clerk);
    }

    /** One form; assessed unless nothing was typed into it yet. What is read for it is one transaction with its acts. */
    @Transactional
    Sheet sheet(int index, RegistrationForm form, Actor clerk) {
        Person party = party(form, clerk);
        RegistrationType type = type(form.kind());
        boolean touched = !form.equals(fresh(type, party, form.values().getOrDefault("registration", "")));
        return sheet(index, form, type, party, touched, clerk);
    }

    private Sheet sheet(
            int index, RegistrationForm form, RegistrationType type, Person party, boolean assessed, Actor clerk) {
        return new Sheet(
                index,
                type,
                form,
                party,
                household(party, clerk.serving(form.readers())).orElse(null),
                assessed ? registry.assess(form, clerk) : null);
    }

    /** Every form of a sitting, all assessed. */
    @Transactional
    List<Sheet> all(Sitting.Draft draft, Actor clerk) {
        List<Sheet> sheets = new ArrayList<>();
        for (RegistrationForm form : draft.forms()) {
            sheets.add(sheet(sheets.size(), form, type(form.kind()), party(form, clerk), true, clerk));
        }
        return sheets;
    }

    /** As what the party applies for themselves, {@code ""} where they cannot, or seldom do: who stands for them applies. */
    private static String ownRole(RegistrationType type, Person party) {
        if (List.of("PARENT", "GUARDIAN").contains(type.applicants().getFirst())) {
            return "";
        }
        return Stream.of("BOTH", "SELF", party.sex() == Sex.FEMALE ? "MOTHER" : "FATHER")
                .filter(type.applicants()::contains)
                .findFirst()
                .orElse("");
    }

    /** The first who may apply; not the spouse of somebody who has none. */
    private static String relation(RegistrationType type, Person party) {
        return type.applicants().stream()
                .filter(r -> party.spouse() != null || !r.equals("SPOUSE"))
                .findFirst()
                .orElse("");
    }

    /**
     * A form as it begins: the party applies for themselves where the law lets them, near where they live.
     *
     * @param registration id of the one it is about, {@code ""} for none
     */
    RegistrationForm fresh(RegistrationType type, Person party, String registration) {
        String own = ownRole(type, party);
        Map<String, String> values = new HashMap<>();
        if (!registration.isEmpty()) {
            values.put("registration", registration);
        }
        if (type.kind() == RegistrationKind.ADDR) {
            type.fields().stream()
                    .filter(f -> f.kind() == RegistrationType.Kind.ADDRESS)
                    .forEach(f -> registry.village(party.address().villageCode())
                            .ifPresent(v -> {
                                values.put(f.name() + ".village", Sheet.named(v));
                                values.put(f.name() + ".villageCode", v.code());
                            }));
        }
        return new RegistrationForm(
                type.kind(),
                party.id(),
                new RegistrationForm.Applicant(
                        own.isEmpty() ? "" : party.nationalId().value(),
                        own.isEmpty() ? "" : party.name(),
                        own.isEmpty() ? relation(type, party) : own,
                        "",
                        null),
                values);
    }
}
