package tw.onestop.kernel;

import java.util.regex.Pattern;

/** 縣市代碼: five digits, with which the codes of its townships and offices begin. */
public record CountyCode(String value) {

    private static final Pattern SHAPE = Pattern.compile("\\d{5}");

    /**
     * @throws IllegalArgumentException when it is not five digits
     */
    public CountyCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a county code: " + value);
        }
    }

    /** The county an office lies in. */
    public static CountyCode of(OfficeCode office) {
        return new CountyCode(office.value().substring(0, 5));
    }

    public boolean has(OfficeCode office) {
        return office.value().startsWith(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
