package tw.onestop;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.RocDate;

/** 日期顯示: dates for templates ({@code @roc}): 民國 years in Chinese, both calendars in English. */
@Component("roc")
public class Roc {

    /** The year before the first of the Republic. */
    private static final int FIRST_YEAR = 1911;

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** {@code 民國115年1月9日}, {@code 9 Jan 2026 (ROC 115)}; nothing for null. */
    public String day(@Nullable LocalDate date) {
        if (date == null) {
            return "";
        }
        if (!english()) {
            return RocDate.format(date);
        }
        int year = date.getYear();
        return ENGLISH.format(date) + (year > FIRST_YEAR ? " (ROC %d)".formatted(year - FIRST_YEAR) : "");
    }

    /** {@code 115/01/09}, {@code 9 Jan 2026}: where room is scarce. */
    public String brief(@Nullable LocalDate date) {
        return date == null ? "" : english() ? ENGLISH.format(date) : RocDate.slashed(date);
    }

    /** {@code 115年10月}, {@code 2026-10}. */
    public String month(YearMonth month) {
        return english() ? month.toString() : "%d年%d月".formatted(month.getYear() - FIRST_YEAR, month.getMonthValue());
    }

    /** {@code 115/01/09}, the form in which an input is prefilled in either language. */
    public String typed(@Nullable LocalDate date) {
        return date == null ? "" : RocDate.slashed(date);
    }

    /** {@code 115/01/09 14:05}, in the time of Taiwan. */
    public String moment(@Nullable Instant instant) {
        if (instant == null) {
            return "";
        }
        ZonedDateTime there = instant.atZone(TAIPEI);
        return brief(there.toLocalDate()) + " " + TIME.format(there);
    }

    private static boolean english() {
        return LocaleContextHolder.getLocale().getLanguage().equals("en");
    }
}
