package tw.onestop.payment;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import tw.onestop.kernel.CheckDigit;
import tw.onestop.kernel.Text;

/** 銷帳編號: year of the Republic (3), month and day (4), running number (8), check digit (1); digits only, as stores' tills want it. */
final class SlipNumber {

    private static final Pattern SHAPE = Pattern.compile("\\d{16}");

    private SlipNumber() {}

    static String of(LocalDate issuedOn, long serial) {
        return of(issuedOn.getYear() - 1911, issuedOn, serial);
    }

    /** 練習用: of a year that is not, so that no till takes it for one. */
    static String forTraining(LocalDate issuedOn, long serial) {
        return of(900 + (issuedOn.getYear() - 1911) % 100, issuedOn, serial);
    }

    private static String of(int year, LocalDate issuedOn, long serial) {
        String stem = "%03d%02d%02d%08d".formatted(year, issuedOn.getMonthValue(), issuedOn.getDayOfMonth(), serial);
        return stem + CheckDigit.of(stem);
    }

    /** What a person typed; blanks and hyphens between the digits are forgiven. */
    static Optional<String> parse(String typed) {
        String tidy = Text.unspaced(typed);
        return SHAPE.matcher(tidy).matches() && CheckDigit.fits(tidy) ? Optional.of(tidy) : Optional.empty();
    }
}
