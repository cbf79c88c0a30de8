package tw.onestop.portal.web;

import java.time.Duration;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Tally.Counts;
import tw.onestop.statistics.Figure;

/** 統計數字之寫法, for templates ({@code @statisticsWords}). */
@Component("statisticsWords")
public class StatisticsWords {

    /** What stands in the place of a figure that is not told. */
    static final String HIDDEN = "＊";

    private static final String NOTHING = "–";

    public String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public String figure(Figure figure) {
        return figureOf(figure);
    }

    static String figureOf(Figure figure) {
        return figure.hidden() ? HIDDEN : String.format(Locale.ROOT, "%,d", figure.number());
    }

    /** Minutes as hours, half an hour as {@code .5}. */
    public String hours(long minutes) {
        String whole = number(minutes / 60);
        long rest = minutes % 60;
        return rest == 0
                ? whole
                : whole
                        + String.format(Locale.ROOT, "%.2f", rest / 60.0)
                                .substring(1)
                                .replaceFirst("0$", "");
    }

    /** Minutes as whole hours, of what is an estimate anyway. */
    public String about(long minutes) {
        return number(Math.round(minutes / 60.0));
    }

    /** Days from acceptance to end, on the average; a dash where nothing ended. */
    public String averageDays(Counts counts) {
        return counts.ended() == 0 ? NOTHING : days(counts.seconds() / counts.ended());
    }

    public String longestDays(Counts counts) {
        return counts.ended() == 0 ? NOTHING : days(counts.longest());
    }

    private static String days(long seconds) {
        return String.format(
                Locale.ROOT, "%.1f", (double) seconds / Duration.ofDays(1).toSeconds());
    }

    /** The year as people of the language count it. */
    public String year(int year) {
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
        return english ? String.valueOf(year) : "民國%d年".formatted(year - 1911);
    }
}
