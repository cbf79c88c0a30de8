package tw.onestop.portal.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import tw.onestop.statistics.StatisticsDesk.Area;
import tw.onestop.statistics.StatisticsDesk.Month;
import tw.onestop.statistics.StatisticsDesk.Year;

/**
 * 長條圖, drawn by the server: places within a view box that is 400 wide, so that its words can be read on a phone.
 *
 * @param height of the view box
 * @param bars the longest is as long as there is room
 */
record Chart(int height, List<Bar> bars) {

    private static final int TOP = 22;
    private static final int TALL = 130;
    private static final int ROW = 24;
    private static final int LABELS = 118;
    private static final int LONG = 190;

    Chart {
        bars = List.copyOf(bars);
    }

    /**
     * 長條.
     *
     * @param labelX where its name begins or, above a column, has its middle
     * @param number as it is written beside it
     * @param none whether there is nothing to be drawn
     */
    record Bar(int x, int y, int width, int height, int labelX, int labelY, String label, String number, boolean none) {

        /** Where the number stands. */
        public int endX() {
            return x + width + 6;
        }

        public int middleX() {
            return x + width / 2;
        }

        public int aboveY() {
            return y - 5;
        }
    }

    /** Cases by month as columns; a month without data is an empty place. */
    static Chart ofMonths(Year year) {
        long most = Math.max(
                1,
                year.months().stream()
                        .mapToLong(month -> month.savings().cases())
                        .max()
                        .orElse(1));
        List<Bar> bars = new ArrayList<>();
        for (Month month : year.months()) {
            int place = month.month().getMonthValue() - 1;
            long cases = month.savings().cases();
            int height = (int) (cases * TALL / most);
            bars.add(new Bar(
                    6 + place * 33,
                    TOP + TALL - height,
                    25,
                    height,
                    6 + place * 33 + 12,
                    TOP + TALL + 18,
                    String.valueOf(place + 1),
                    shortened(cases),
                    !month.counted()));
        }
        return new Chart(TOP + TALL + 28, bars);
    }

    /** Cases by area as lines, the longest first; what is not told has no line. */
    static Chart ofAreas(Year year) {
        List<Area> areas = year.areas().stream()
                .sorted(Comparator.comparingLong((Area area) -> -area.cases().number()))
                .toList();
        long most = Math.max(1, areas.isEmpty() ? 1 : areas.getFirst().cases().number());
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
        List<Bar> bars = new ArrayList<>();
        for (Area area : areas) {
            int y = bars.size() * ROW + 4;
            bars.add(new Bar(
                    LABELS,
                    y,
                    (int) (area.cases().number() * LONG / most),
                    ROW - 8,
                    0,
                    y + 13,
                    english ? area.county().nameEn() : area.county().name(),
                    StatisticsWords.figureOf(area.cases()),
                    area.cases().hidden()));
        }
        return new Chart(areas.size() * ROW + 8, bars);
    }

    /** So that it fits above a column: {@code 18.5萬}, {@code 185k}. */
    private static String shortened(long number) {
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
        long unit = english ? 1_000 : 10_000;
        if (number < unit) {
            return String.valueOf(number);
        }
        double units = (double) number / unit;
        return String.format(Locale.ROOT, units < 100 ? "%.1f" : "%.0f", units) + (english ? "k" : "萬");
    }
}
