package tw.onestop.counter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationForm.Applicant;
import tw.onestop.registry.RegistrationForm.Mandate;
import tw.onestop.registry.RegistrationType;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.Village;

/** 輸入內容: reads what a page sent into a form, raw; only a village's name is looked up for its code. */
@Component
class Typed {

    private final RegistryDesk registry;

    Typed(RegistryDesk registry) {
        this.registry = registry;
    }

    RegistrationForm form(RegistrationType type, PersonId party, MultiValueMap<String, String> sent) {
        Map<String, String> values = new LinkedHashMap<>();
        for (RegistrationType.Field field : type.fields()) {
            switch (field.kind()) {
                case ADDRESS -> address(field.name(), sent, values);
                case TEXT, DATE, CHOICE, MEMBERS, MEMBER, HOUSEHOLD_NO, REGISTRATION, PERSON ->
                    put(values, field.name(), joined(sent, "v." + field.name()));
            }
        }
        put(values, "evidence", joined(sent, "v.evidence"));
        return new RegistrationForm(type.kind(), party, applicant(sent), values);
    }

    private static Applicant applicant(MultiValueMap<String, String> sent) {
        String agentId = one(sent, "mandate.agentNationalId");
        String agentName = one(sent, "mandate.agentName");
        String date = one(sent, "mandate.date");
        boolean none = agentId.isEmpty() && agentName.isEmpty() && date.isEmpty();
        return new Applicant(
                one(sent, "applicant.nationalId"),
                one(sent, "applicant.name"),
                one(sent, "applicant.relation"),
                one(sent, "applicant.phone"),
                none ? null : new Mandate(agentId, agentName, date));
    }

    /** {@code .village} keeps the name as typed, so that nothing is lost while no code fits it. */
    private void address(String name, MultiValueMap<String, String> sent, Map<String, String> values) {
        String typed = one(sent, "v." + name + ".village");
        String chosen = one(sent, "v." + name + ".villageCode");
        Optional<Village> village = typed.isEmpty()
                ? Optional.empty()
                : registry.village(chosen)
                        .filter(v -> Sheet.named(v).equals(typed))
                        .or(() -> onlyOne(registry.villages(typed), typed));
        put(values, name + ".village", village.map(Sheet::named).orElse(typed));
        put(values, name + ".villageCode", village.map(Village::code).orElse(""));
        put(values, name + ".neighbourhood", one(sent, "v." + name + ".neighbourhood"));
        put(values, name + ".street", one(sent, "v." + name + ".street"));
    }

    private static Optional<Village> onlyOne(List<Village> found, String typed) {
        return found.size() == 1
                ? Optional.of(found.getFirst())
                : found.stream().filter(v -> Sheet.named(v).equals(typed)).findFirst();
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }

    private static String joined(MultiValueMap<String, String> sent, String name) {
        return String.join(
                ",",
                sent.getOrDefault(name, List.of()).stream()
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList());
    }

    private static String one(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : value.strip();
    }
}
