package tw.onestop.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 民國紀年, dates as people in Taiwan write them. Stored and exchanged as ISO 8601, shown as ROC. There is no year 0:
 * 1912 is 民國1年, 1911 is 民國前1年.
 */
public final class RocDate {

    private static final Pattern LONG =
            Pattern.compile("(?:民國)?(前)?\\s*(\\d{1,3})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日");
    private static final Pattern SEPARATED = Pattern.compile("(前|-)?(\\d{1,4})[./-](\\d{1,2})[./-](\\d{1,2})");
    private static final Pattern COMPACT = Pattern.compile("(前|-)?(\\d{2,3})(\\d{2})(\\d{2})");
    private static final Pattern COMPACT_ISO = Pattern.compile("((?:18|19|20)\\d{2})(\\d{2})(\\d{2})");

    private RocDate() {}

    /** {@code 民國115年1月9日}. */
    public static String format(LocalDate date) {
        return era(date) + year(date) + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }

    /** {@code 民國115年01月09日}, the form of annotations. */
    public static String annotation(LocalDate date) {
        return "%s%d年%02d月%02d日".formatted(era(date), year(date), date.getMonthValue(), date.getDayOfMonth());
    }

    /** {@code 115/01/09}; before 1912 {@code 前1/12/31}. */
    public static String slashed(LocalDate date) {
        return "%s%03d/%02d/%02d"
                .formatted(date.getYear() < 1912 ? "前" : "", year(date), date.getMonthValue(), date.getDayOfMonth());
    }

    /** {@code 1150109}, seven digits; before 1912 with a leading minus. */
    public static String compact(LocalDate date) {
        return "%s%03d%02d%02d"
                .formatted(date.getYear() < 1912 ? "-" : "", year(date), date.getMonthValue(), date.getDayOfMonth());
    }

    /**
     * Reads what a person typed: {@code 1150109}, {@code 115/1/9}, {@code 民國115年1月9日}, {@code 2026-01-09},
     * {@code 20260109}; {@code 前} or {@code -} before a year before 1912. Empty when it is no date of the calendar.
     */
    public static Optional<LocalDate> parse(String typed) {
        String tidy = Text.halfWidth(typed).strip().toUpperCase(Locale.ROOT);
        Matcher iso = COMPACT_ISO.matcher(tidy);
        if (iso.matches()) {
            return date(Integer.parseInt(iso.group(1)), iso.group(2), iso.group(3));
        }
        for (Pattern pattern : new Pattern[] {LONG, SEPARATED, COMPACT}) {
            Matcher m = pattern.matcher(tidy);
            if (m.matches()) {
                int year = Integer.parseInt(m.group(2));
                boolean before = m.group(1) != null;
                if (year == 0 || (before && year >= 1000)) {
                    return Optional.empty();
                }
                int ad = year >= 1000 ? year : before ? 1912 - year : 1911 + year;
                return date(ad, m.group(3), m.group(4));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> date(int year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(year, Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    private static String era(LocalDate date) {
        return date.getYear() < 1912 ? "民國前" : "民國";
    }

    private static int year(LocalDate date) {
        return date.getYear() < 1912 ? 1912 - date.getYear() : date.getYear() - 1911;
    }
}
