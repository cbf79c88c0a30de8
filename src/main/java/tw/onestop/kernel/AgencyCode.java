package tw.onestop.kernel;

import java.util.regex.Pattern;

/** 機關代碼, the code of an agency in the directory: {@code TAIPOWER}, {@code CONSCRIPTION-09007010}. */
public record AgencyCode(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z][A-Z0-9-]{1,39}");

    /**
     * @throws IllegalArgumentException when it is not 2 to 40 upper-case letters, digits and hyphens
     */
    public AgencyCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an agency code: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
