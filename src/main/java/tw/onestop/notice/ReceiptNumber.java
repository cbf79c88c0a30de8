package tw.onestop.notice;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import tw.onestop.kernel.CheckDigit;
import tw.onestop.kernel.Text;

/**
 * 收件編號: year of the Republic (3), running number of the nation (8), check digit (1). Digits only, so that it can be
 * read out and keyed on a telephone; the check digit (ISO 7064 MOD 11,10) finds every single wrong digit.
 */
final class ReceiptNumber {

    private static final Pattern SHAPE = Pattern.compile("\\d{12}");

    private ReceiptNumber() {}

    static String of(LocalDate filedOn, long serial) {
        return of(filedOn.getYear() - 1911, serial);
    }

    /** 練習用: of a year that is not: 915 for 115. */
    static String forTraining(LocalDate filedOn, long serial) {
        return of(900 + (filedOn.getYear() - 1911) % 100, serial);
    }

    private static String of(int year, long serial) {
        String stem = "%03d%08d".formatted(year, serial);
        return stem + CheckDigit.of(stem);
    }

    /** Reads what a person typed; blanks and hyphens between the digits are forgiven. */
    static Optional<String> parse(String typed) {
        String tidy = Text.unspaced(typed);
        return SHAPE.matcher(tidy).matches() && CheckDigit.fits(tidy) ? Optional.of(tidy) : Optional.empty();
    }
}
