package tw.onestop.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import tw.onestop.kernel.Actor;
import tw.onestop.statistics.StatisticsDesk;
import tw.onestop.statistics.StatisticsDesk.Carried;

/**
 * 示範件數: what all offices would have served in the twelve months before the demonstration begins, as figures taken over from elsewhere.
 * The nation's come near to what was published of a year, an office has its share by the people of its township, and the source says that
 * none of it is real.
 */
final class Figures {

    static final String SOURCE = "示範資料（依各鄉鎮市區人口數所設，非真實統計）";

    private static final Actor DEMO = Actor.rule("demo");
    private static final int MONTHS = 12;
    private static final long SEED = 20_171_231;

    /** 一年之件數 of the nation, and to whom they went, in turns. */
    private record Yearly(String service, double cases, List<String> agencies) {}

    /** Those of which the article has figures are about its; the others are invented. */
    private static final List<Yearly> BY_OFFICE = List.of(
            new Yearly("passport", 455_000, List.of("")),
            new Yearly("change", 1_700_000, List.of("TAIPOWER", "TAIWATER", "MVO", "LTAX", "LAND", "TPEWATER", "NHIA")),
            new Yearly("nhi-card", 292_000, List.of("NHIA")),
            new Yearly("life-policy", 110_000, List.of("LIA")),
            new Yearly("labour-benefit", 96_000, List.of("BLI")),
            new Yearly("defence", 7_000, List.of("MND")),
            new Yearly("estate", 81_000, List.of("NTAX")),
            new Yearly("local-tax", 64_000, List.of("LTAX")),
            new Yearly("passport-filing", 90_000, List.of("BOCA")),
            new Yearly("registration", 3_900_000, List.of("")),
            new Yearly("transcript", 2_600_000, List.of("")));

    /** Queries come from agencies' machines and belong to no office. */
    private static final Map<String, Double> QUERIES = new TreeMap<>(Map.of(
            "NTAX", 8_100_000.0,
            "LTAX", 3_900_000.0,
            "LAND", 2_500_000.0,
            "BLI", 1_700_000.0,
            "NHIA", 1_400_000.0,
            "MVO", 850_000.0));

    private final StatisticsDesk statistics;
    private final LocalDate today;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, Integer> people = new TreeMap<>();
    private final List<Carried> lines = new ArrayList<>();

    Figures(StatisticsDesk statistics, LocalDate today) {
        this.statistics = statistics;
        this.today = today;
    }

    /** Once; the month that has begun has as much as there are days in it. */
    void carry() {
        VillageCounts.all()
                .forEach(village -> people.merge(village.townshipCode(), village.population(), Integer::sum));
        YearMonth present = YearMonth.from(today);
        for (int back = MONTHS; back > 0; back--) {
            YearMonth month = present.minusMonths(back);
            month(month.atEndOfMonth(), 1);
        }
        month(today, (double) today.getDayOfMonth() / present.lengthOfMonth());
        StatisticsDesk.Taken taken = statistics.carry(lines, DEMO);
        if (!taken.wrong().isEmpty()) {
            throw new IllegalStateException(
                    "figures of the demonstration: " + taken.wrong().getFirst());
        }
    }

    private void month(LocalDate day, double share) {
        int nation = people.values().stream().mapToInt(Integer::intValue).sum();
        QUERIES.forEach((agency, cases) -> line("link-query", "", agency, day, cases / 12 * share));
        int turn = day.getMonthValue();
        for (Map.Entry<String, Integer> office : people.entrySet()) {
            turn++;
            for (Yearly of : BY_OFFICE) {
                String agency = of.agencies().get(turn % of.agencies().size());
                line(of.service(), office.getKey(), agency, day, of.cases() / 12 * share * office.getValue() / nation);
            }
        }
    }

    /** More or less by a sixth, as months are. */
    private void line(String service, String office, String agency, LocalDate day, double expected) {
        long cases = Math.round(expected * (5 + 2 * random.nextDouble()) / 6);
        if (cases > 0) {
            lines.add(new Carried(service, office, agency, day, cases, SOURCE));
        }
    }
}
