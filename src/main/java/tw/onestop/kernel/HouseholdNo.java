package tw.onestop.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 戶號, the number of a household: a letter, six letters or digits, a digit. The algorithm of its last digit is not
 * published, so none is checked here.
 */
public record HouseholdNo(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z][A-Z0-9]{6}\\d");

    /**
     * @throws IllegalArgumentException when the shape is wrong
     */
    public HouseholdNo {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a household number");
        }
    }

    /** Reads what a person typed; empty when the shape is wrong. */
    public static Optional<HouseholdNo> parse(String typed) {
        String tidy = Text.halfWidth(typed).strip().toUpperCase(Locale.ROOT);
        return SHAPE.matcher(tidy).matches() ? Optional.of(new HouseholdNo(tidy)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
