package tw.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/** 填寫內容: the values of a form as typed, read by the kinds of their fields. */
final class Typed {

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_STREET = 60;
    private static final Pattern HOUSE_NUMBER = Pattern.compile(".*\\d.*號.*");
    /** Letters of the romanised scripts, with the marks they use. */
    private static final Pattern ROMANISED = Pattern.compile("[\\p{IsLatin}\\p{Mn}ʔ’ʼ'^:\\-· ]{1,60}");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Case c;

    Typed(Case c) {
        this.c = c;
    }

    String text(String field) {
        return c.form().values().getOrDefault(field, "").strip();
    }

    Optional<LocalDate> date(String field) {
        return RocDate.parse(text(field));
    }

    Optional<HouseholdNo> household(String field) {
        return HouseholdNo.parse(text(field));
    }

    Optional<PersonId> member(String field) {
        return members(field).stream().findFirst();
    }

    List<PersonId> members(String field) {
        List<PersonId> members = new ArrayList<>();
        for (String id : split(text(field))) {
            if (NUMBER.matcher(id).matches()) {
                members.add(new PersonId(Long.parseLong(id)));
            }
        }
        return members;
    }

    /** Who bears the number typed. */
    Optional<PersonId> person(String field) {
        return NationalId.parse(text(field)).flatMap(c::bearer);
    }

    /** A name in Roman letters (姓名條例 §2, §4); anything else is refused beside its field. */
    String romanised(String field) {
        String name = Text.halfWidth(text(field)).strip();
        refuseUnless(name.isEmpty() || isRomanised(name), field, "registry.%s.notRomanised".formatted(field));
        return name;
    }

    static boolean isRomanised(String name) {
        return ROMANISED.matcher(name).matches() && name.codePoints().anyMatch(Character::isLetter);
    }

    Set<String> evidence() {
        return new LinkedHashSet<>(split(text("evidence")));
    }

    Optional<Address> address(String field) {
        Optional<Village> village = c.villages().village(text(field + ".villageCode"));
        int neighbourhood = neighbourhood(field);
        String street = Text.halfWidth(text(field + ".street")).replace(" ", "");
        if (village.isEmpty() || neighbourhood == 0 || street.isEmpty()) {
            return Optional.empty();
        }
        Village v = village.get();
        return Optional.of(new Address(v.code(), v.county(), v.township(), v.name(), neighbourhood, street));
    }

    /** Refuses what is missing or malformed, field by field. */
    void check(List<RegistrationType.Field> fields) {
        for (RegistrationType.Field field : fields) {
            if (applies(field)) {
                check(field);
            }
        }
    }

    private boolean applies(RegistrationType.Field field) {
        String condition = field.onlyWhen();
        if (condition == null) {
            return true;
        }
        int equals = condition.indexOf('=');
        boolean not = condition.charAt(equals - 1) == '!';
        String other = condition.substring(0, not ? equals - 1 : equals);
        return not != text(other).equals(condition.substring(equals + 1));
    }

    private void check(RegistrationType.Field field) {
        String name = field.name();
        if (field.kind() == RegistrationType.Kind.ADDRESS) {
            checkAddress(field);
            return;
        }
        if (text(name).isEmpty()) {
            if (field.required()) {
                c.refuse(name, "registry.%s.missing".formatted(name));
            }
            return;
        }
        switch (field.kind()) {
            case TEXT -> {
                if (Text.length(text(name)) > LONGEST_TEXT) {
                    c.refuse(name, "registry.text.tooLong", String.valueOf(LONGEST_TEXT));
                }
            }
            case DATE -> refuseUnless(date(name).isPresent(), name, "registry.date.unknown");
            case CHOICE ->
                refuseUnless(field.choices().contains(text(name)), name, "registry.%s.unknown".formatted(name));
            case MEMBER -> checkMembers(name, 1);
            case MEMBERS -> checkMembers(name, Integer.MAX_VALUE);
            case HOUSEHOLD_NO -> {
                if (household(name).isEmpty()) {
                    c.refuse(name, "registry.householdNo.invalid");
                } else if (c.household(household(name).get()).isEmpty()) {
                    c.refuse(name, "registry.householdNo.unknown");
                }
            }
            case REGISTRATION ->
                refuseUnless(NUMBER.matcher(text(name)).matches(), name, "registry.registration.unknown");
            case PERSON -> {
                if (NationalId.parse(text(name)).isEmpty()) {
                    c.refuse(name, "registry.nationalId.invalid");
                } else if (person(name).isEmpty()) {
                    boolean former =
                            NationalId.parse(text(name)).filter(c::isFormer).isPresent();
                    c.refuse(name, former ? "registry.nationalId.former" : "registry.person.unknown");
                }
            }
            case ADDRESS -> throw new IllegalStateException("read before");
        }
    }

    private void checkMembers(String name, int most) {
        List<String> typed = split(text(name));
        List<PersonId> present = c.ledger().present(c.partyHousehold());
        boolean known = typed.size() <= most
                && members(name).size() == typed.size()
                && present.containsAll(members(name))
                && members(name).stream().distinct().count() == typed.size();
        refuseUnless(known, name, "registry.member.unknown");
    }

    private void checkAddress(RegistrationType.Field field) {
        String name = field.name();
        String village = text(name + ".villageCode");
        String number = text(name + ".neighbourhood");
        String street = text(name + ".street");
        if (village.isEmpty() && number.isEmpty() && street.isEmpty() && !field.required()) {
            return;
        }
        if (village.isEmpty()) {
            boolean named = !text(name + ".village").isEmpty();
            c.refuse(
                    name + ".villageCode",
                    named ? "registry.address.village.unknown" : "registry.address.village.missing");
        } else {
            refuseUnless(
                    c.villages().village(village).isPresent(),
                    name + ".villageCode",
                    "registry.address.village.unknown");
        }
        if (number.isEmpty()) {
            c.refuse(name + ".neighbourhood", "registry.address.neighbourhood.missing");
        } else {
            refuseUnless(neighbourhood(name) > 0, name + ".neighbourhood", "registry.address.neighbourhood.outOfRange");
        }
        String field2 = name + ".street";
        if (street.isEmpty()) {
            c.refuse(field2, "registry.address.street.missing");
        } else if (Text.length(street) > LONGEST_STREET) {
            c.refuse(field2, "registry.address.street.tooLong", String.valueOf(LONGEST_STREET));
        } else if (!HOUSE_NUMBER.matcher(Text.halfWidth(street)).matches()) {
            c.refuse(field2, "registry.address.street.noNumber");
        } else {
            address(name)
                    .flatMap(c::renumbered)
                    .ifPresent(now -> c.warn(field2, "registry.address.renumbered", now.full()));
        }
    }

    private int neighbourhood(String field) {
        String typed =
                Text.halfWidth(text(field + ".neighbourhood")).replace("鄰", "").strip();
        if (!typed.matches("\\d{1,3}")) {
            return 0;
        }
        return Integer.parseInt(typed);
    }

    private void refuseUnless(boolean right, String field, String code) {
        if (!right) {
            c.refuse(field, code);
        }
    }

    static List<String> split(String list) {
        return Arrays.stream(list.split("[,，、\\s]+", -1))
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
