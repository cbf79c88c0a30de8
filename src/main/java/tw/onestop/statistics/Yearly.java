package tw.onestop.statistics;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Tally.Counts;
import tw.onestop.statistics.RollUps.Dimension;
import tw.onestop.statistics.RollUps.Row;

/** 年度彙整: a year of the nation and its areas out of the roll-up, each part by its own tariff. */
@Component
class Yearly {

    private final Services services;
    private final RollUps rollUps;
    private final Counties counties;
    private final Tariffs tariffs;
    private final State state;

    Yearly(Services services, RollUps rollUps, Counties counties, Tariffs tariffs, State state) {
        this.services = services;
        this.rollUps = rollUps;
        this.counties = counties;
        this.tariffs = tariffs;
        this.state = state;
    }

    /** 統計狀態: how far it was counted, and what was carried over. */
    @Component("statisticsState")
    record State(Progress progress, CarriedFigures carried, Clock clock) {}

    StatisticsDesk.Year of(int year) {
        LocalDate from = LocalDate.of(year, 1, 1);
        List<Served> all = services.all();
        Sheet sheet = new Sheet(all);
        rollUps.between(Dimension.COUNTY, from, from.plusYears(1)).forEach(sheet::add);
        int smallest = tariffs.smallest(LocalDate.now(state.clock()));
        return new StatisticsDesk.Year(
                year,
                sheet.lines(),
                sheet.total(),
                months(year, sheet),
                areas(year, sheet, smallest),
                tariffs.of(year),
                state.progress().asOf().orElse(null),
                state.carried().sources(from, from.plusYears(1)),
                smallest);
    }

    /** Those of the year that have begun. */
    private List<StatisticsDesk.Month> months(int year, Sheet sheet) {
        YearMonth present = YearMonth.now(state.clock());
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> YearMonth.of(year, month))
                .filter(month -> !month.isAfter(present))
                .map(sheet::month)
                .toList();
    }

    private List<StatisticsDesk.Area> areas(int year, Sheet sheet, int smallest) {
        List<County> all = counties.in(year);
        int width = sheet.journeys.size();
        long[][] parts = all.stream().map(county -> sheet.area(county.codes())).toArray(long[][]::new);
        Disclosure.Hidden hidden = Disclosure.of(parts, width, smallest);
        List<StatisticsDesk.Area> areas = new ArrayList<>();
        for (int a = 0; a < parts.length; a++) {
            int area = a;
            List<Figure> figures = IntStream.range(0, parts[a].length)
                    .mapToObj(column -> hidden.parts()[area][column] ? Figure.HIDDEN : Figure.of(parts[area][column]))
                    .toList();
            long total = IntStream.range(0, width)
                    .mapToLong(column -> parts[area][column])
                    .sum();
            areas.add(new StatisticsDesk.Area(
                    all.get(a),
                    hidden.totals()[a] ? Figure.HIDDEN : Figure.of(total),
                    figures.subList(0, width),
                    figures.subList(width, figures.size())));
        }
        return areas;
    }

    /** 彙整表 of one year. */
    private final class Sheet {

        private final Map<String, Served> byCode = new LinkedHashMap<>();
        private final List<Served> journeys;
        private final Map<String, Counts> counts = new HashMap<>();
        private final Map<String, Savings> savings = new HashMap<>();
        private final SequencedMap<Integer, Map<String, Savings>> months = new TreeMap<>();
        private final Map<String, long[]> areas = new HashMap<>();
        private final Map<LocalDate, Tariff> known = new HashMap<>();

        Sheet(List<Served> all) {
            all.forEach(service -> byCode.put(service.code(), service));
            this.journeys = all.stream().filter(Served::journey).toList();
        }

        void add(Row row) {
            Served service = byCode.get(row.cell().service());
            if (service == null) {
                return;
            }
            LocalDate since = row.cell().since();
            Savings saved = Savings.of(service, row.counts().cases(), known.computeIfAbsent(since, tariffs::on));
            counts.merge(service.code(), row.counts(), Counts::plus);
            savings.merge(service.code(), saved, Savings::plus);
            months.computeIfAbsent(since.getMonthValue(), _ -> new HashMap<>())
                    .merge(service.code(), saved, Savings::plus);
            int place = journeys.indexOf(service);
            if (place >= 0 && !row.cell().key().isEmpty()) {
                long[] area = areas.computeIfAbsent(row.cell().key(), _ -> new long[journeys.size() + 12]);
                area[place] += row.counts().cases();
                area[journeys.size() + since.getMonthValue() - 1] +=
                        row.counts().cases();
            }
        }

        List<StatisticsDesk.Line> lines() {
            return byCode.values().stream()
                    .map(service -> new StatisticsDesk.Line(
                            service,
                            counts.getOrDefault(service.code(), Counts.NONE),
                            savings.getOrDefault(service.code(), Savings.NONE)))
                    .toList();
        }

        Savings total() {
            return savings.values().stream().reduce(Savings.NONE, Savings::plus);
        }

        StatisticsDesk.Month month(YearMonth month) {
            Map<String, Savings> of = months.getOrDefault(month.getMonthValue(), Map.of());
            return new StatisticsDesk.Month(
                    month,
                    !of.isEmpty(),
                    journeys.stream()
                            .map(service -> of.getOrDefault(service.code(), Savings.NONE)
                                    .cases())
                            .toList(),
                    of.values().stream().reduce(Savings.NONE, Savings::plus));
        }

        /** Services, then months. */
        long[] area(List<String> codes) {
            long[] sum = new long[journeys.size() + 12];
            for (String code : codes) {
                long[] one = areas.get(code);
                for (int i = 0; one != null && i < sum.length; i++) {
                    sum[i] += one[i];
                }
            }
            return sum;
        }
    }
}
