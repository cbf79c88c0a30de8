package tw.onestop.counter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Assessment;
import tw.onestop.registry.Household;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistrationType;
import tw.onestop.registry.Village;

/**
 * 登記申請書頁面: one form as the page shows it: what its type asks, what was typed, and what is thought of it.
 *
 * @param index its place in the sitting
 * @param household of the party, null where the register has none
 * @param assessment null until something was saved
 */
record Sheet(
        int index,
        RegistrationType type,
        RegistrationForm form,
        Person party,
        @Nullable Household household,
        @Nullable Assessment assessment) {

    private static final Set<RegistrationKind> GONE = EnumSet.of(
            RegistrationKind.DEATH, RegistrationKind.DEATH_DECL, RegistrationKind.ANNUL, RegistrationKind.HEAD);

    /** What was typed into a field, {@code ""} when nothing. */
    public String value(String name) {
        return form.values().getOrDefault(name, "");
    }

    /** The same for another person to read: an address in one line, members by their names. */
    public String read(RegistrationType.Field field) {
        String name = field.name();
        return switch (field.kind()) {
            case ADDRESS -> address(name);
            case MEMBERS, MEMBER ->
                Arrays.stream(value(name).split(",", -1)).map(this::member).collect(Collectors.joining("、"));
            case TEXT, DATE, CHOICE, HOUSEHOLD_NO, REGISTRATION, PERSON -> value(name);
        };
    }

    private String address(String name) {
        String village = value(name + ".village");
        String neighbourhood = value(name + ".neighbourhood");
        return (village.isEmpty() ? value(name + ".villageCode") : village)
                + (neighbourhood.isEmpty() || neighbourhood.endsWith("鄰") ? neighbourhood : neighbourhood + "鄰")
                + value(name + ".street");
    }

    private String member(String id) {
        return members().stream()
                .filter(p -> String.valueOf(p.id().value()).equals(id))
                .map(Person::name)
                .findFirst()
                .orElse(id);
    }

    /** Whether a list of ids or codes holds one. */
    public boolean holds(String name, String element) {
        return Arrays.asList(value(name).split(",", -1)).contains(element);
    }

    public List<Person> members() {
        return household == null ? List.of(party) : household.members();
    }

    /** 現住人口, who can be named in the form. */
    public List<Person> present() {
        return members().stream()
                .filter(p -> p.status() == Person.DomicileStatus.PRESENT)
                .toList();
    }

    /** Who can apply or succeed: of a death or an annulment, those who remain. */
    public List<Person> remaining() {
        return GONE.contains(form.kind())
                ? present().stream().filter(p -> !p.id().equals(party.id())).toList()
                : present();
    }

    /** What is wrong, in the order of the page, so that its summary leads from the top to the end. */
    public List<Refusal> refusals() {
        List<String> order = new ArrayList<>();
        type.fields().forEach(field -> order.add(field.name()));
        order.addAll(List.of("evidence", "applicant", "mandate"));
        return assessment == null
                ? List.of()
                : assessment.refusals().stream()
                        .sorted(Comparator.comparingInt(
                                r -> order.indexOf(r.field().replaceAll("\\..*", ""))))
                        .toList();
    }

    /** How a village is named in the box that asks for it. */
    public static String named(Village village) {
        return village.county() + village.township() + village.name();
    }
}
