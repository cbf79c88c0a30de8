package tw.onestop.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.ChangeType;
import tw.onestop.registry.Person;
import tw.onestop.registry.Registration;

/**
 * 申辦通報內容, {@code data} of the envelope: of the person what the errand's row names, of who applies how they are reached, what was
 * typed and is told, and what the programme derived; nothing else.
 *
 * @param before what the registration changed of what the errand is about, both null where nothing did
 * @param paymentDue null where it is free
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErrandData(
        String programme,
        String change,
        Map<String, String> person,
        Applicant applicant,
        Map<String, String> details,
        @Nullable Map<String, String> before,
        @Nullable Map<String, String> after,
        @Nullable Payment paymentDue,
        RegistrationChange.Data.@Nullable Source registration) {

    /** 申請人 and how they are reached. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Applicant(
            String nationalId,
            String name,
            @Nullable String agent,
            @Nullable String phone,
            @Nullable String email) {}

    /** 應繳規費: nothing is made before it is paid. */
    record Payment(int amount, String currency) {}

    static ErrandData of(Petition petition, AppliedFor programme) {
        Errand errand = petition.errand();
        Map<String, String> details = new LinkedHashMap<>();
        errand.fields().stream()
                .filter(Errand.Field::told)
                .filter(field -> petition.values().containsKey(field.name()))
                .forEach(field -> details.put(field.name(), petition.value(field.name())));
        details.putAll(programme.derived(petition));
        Map<String, String> before = values(petition, Registration.Change::before);
        Registration registration = petition.registration();
        return new ErrandData(
                errand.programme(),
                errand.change(),
                told(petition),
                applicant(petition.who()),
                details,
                before.isEmpty() ? null : before,
                before.isEmpty() ? null : values(petition, Registration.Change::after),
                errand.fee() == 0 ? null : new Payment(errand.fee(), "TWD"),
                registration == null
                        ? null
                        : new RegistrationChange.Data.Source(registration.kind(), registration.recordedAt()));
    }

    private static Applicant applicant(Petition.Who who) {
        Contact contact = who.contact();
        return new Applicant(
                who.nationalId().value(),
                who.name(),
                who.agent(),
                contact.phone().isEmpty() ? null : contact.phone(),
                contact.phone().isEmpty() ? contact.email() : null);
    }

    private static Map<String, String> told(Petition petition) {
        Person person = petition.person();
        Map<String, String> told = new LinkedHashMap<>();
        for (String name : petition.errand().manner().told()) {
            String value = switch (name) {
                case "nationalId" -> person.nationalId().value();
                case "name" -> person.name();
                case "birthDate" -> person.birthDate().toString();
                case "deathDate" -> String.valueOf(person.deathDate());
                case "sex" -> person.sex().name();
                case "address" -> person.address().full();
                default -> throw new IllegalStateException("an errand tells what nobody knows: " + name);
            };
            told.put(name, value);
        }
        return told;
    }

    private static Map<String, String> values(
            Petition petition, Function<Registration.Change, Map<String, String>> side) {
        Registration.Affected affected = petition.affected();
        Map<String, String> values = new LinkedHashMap<>();
        if (affected != null) {
            Set<ChangeType> about = petition.errand().occasion().changes();
            affected.changes().forEach((name, change) -> {
                if (about.contains(ChangeType.valueOf(name))) {
                    values.putAll(side.apply(change));
                }
            });
        }
        return values;
    }
}
