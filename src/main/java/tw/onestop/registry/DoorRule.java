package tw.onestop.registry;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Text;

/**
 * 整編對照: which address a door of a street gets. What stands behind the number, a floor or a room, goes along with its door.
 *
 * @param neighbourhood null for all of the village's; likewise {@code newNeighbourhood} for the one they have
 * @param street {@code ""} in a village that names none
 * @param numbers old to new, as {@link #number} writes them; empty for all doors of the street
 */
record DoorRule(
        String villageCode,
        @Nullable Integer neighbourhood,
        String street,
        Village to,
        @Nullable Integer newNeighbourhood,
        String newStreet,
        Map<String, String> numbers) {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,5})(?:[-之](\\d{1,4}))?號?(?:之(\\d{1,4}))?");
    private static final Pattern ADDRESS = Pattern.compile("(.*?)(\\d{1,5})(?:[-之](\\d{1,4}))?號(?:之(\\d{1,4}))?(.*)");
    private static final Pattern BEHIND_STREET = Pattern.compile("(?:\\d|[一二三四五六七八九十]+段).*");

    DoorRule {
        numbers = Map.copyOf(numbers);
    }

    /** {@code 12號之1}, however it was typed; empty when it is no number of a door. */
    static Optional<String> number(String typed) {
        Matcher m = NUMBER.matcher(plain(typed));
        return m.matches() && (m.group(2) == null || m.group(3) == null)
                ? Optional.of(number(m.group(1), m.group(2), m.group(3)))
                : Optional.empty();
    }

    private static String number(String number, @Nullable String before, @Nullable String behind) {
        String suffix = before != null ? before : behind;
        int plain = Integer.parseInt(number);
        return suffix == null ? plain + "號" : "%d號之%d".formatted(plain, Integer.parseInt(suffix));
    }

    /** As people write streets, without blanks. */
    static String plain(String typed) {
        return Text.halfWidth(typed).replaceAll("\\s", "");
    }

    /** 門牌, the same for all floors of a door: street and number, folded; the whole where it has no number. */
    static String door(Address address) {
        String plain = plain(address.street());
        Matcher m = ADDRESS.matcher(plain);
        String door = m.matches() ? m.group(1) + number(m.group(2), m.group(3), m.group(4)) : plain;
        return address.villageCode() + AddressText.foldStreet(door);
    }

    /** The number of a door, where the rule names it. */
    Optional<String> named(Address address) {
        Matcher m = ADDRESS.matcher(plain(address.street()));
        return m.matches() && isHere(address) && sameStreet(m.group(1))
                ? Optional.of(number(m.group(2), m.group(3), m.group(4))).filter(numbers::containsKey)
                : Optional.empty();
    }

    /** Where a door of this address is from the act on; empty when it is none of the rule's. */
    Optional<Address> apply(Address address) {
        if (!isHere(address)) {
            return Optional.empty();
        }
        String plain = plain(address.street());
        if (!numbers.isEmpty()) {
            Matcher m = ADDRESS.matcher(plain);
            return m.matches()
                    ? named(address).map(old -> to(address, newStreet + numbers.get(old) + m.group(5)))
                    : Optional.empty();
        }
        return behindStreet(plain)
                .map(rest -> to(address, sameStreet(newStreet) ? address.street() : newStreet + rest));
    }

    private boolean isHere(Address address) {
        return address.villageCode().equals(villageCode)
                && (neighbourhood == null || neighbourhood == address.neighbourhood());
    }

    private boolean sameStreet(String other) {
        return AddressText.foldStreet(other).equals(AddressText.foldStreet(street));
    }

    private Optional<String> behindStreet(String plain) {
        for (int i = 0; i <= plain.length(); i++) {
            if (sameStreet(plain.substring(0, i))) {
                String rest = plain.substring(i);
                return BEHIND_STREET.matcher(rest).matches() ? Optional.of(rest) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Address to(Address from, String newDoor) {
        Integer there = newNeighbourhood;
        return new Address(
                to.code(),
                to.county(),
                to.township(),
                to.name(),
                there == null ? from.neighbourhood() : there,
                newDoor);
    }

    boolean crossesBorder() {
        return !to.code().equals(villageCode) || newNeighbourhood != null;
    }
}
