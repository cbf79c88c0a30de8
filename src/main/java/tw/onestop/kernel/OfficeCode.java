package tw.onestop.kernel;

import java.util.regex.Pattern;

/** 戶政事務所代碼, the code of a household registration office: the eight digits of the township it serves. */
public record OfficeCode(String value) {

    private static final Pattern SHAPE = Pattern.compile("\\d{8}");

    /**
     * @throws IllegalArgumentException when it is not eight digits
     */
    public OfficeCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an office code: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
