package tw.onestop.statistics;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Office;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.statistics.RollUps.Dimension;
import tw.onestop.statistics.RollUps.Row;

/** 各所及各機關: how many cases each had, without those few by which somebody could be found. */
@Component
class Places {

    private final Services services;
    private final RollUps rollUps;
    private final Tariffs tariffs;
    private final AgencyDesk directory;
    private final Clock clock;

    Places(Services services, RollUps rollUps, Tariffs tariffs, AgencyDesk directory, Clock clock) {
        this.services = services;
        this.rollUps = rollUps;
        this.tariffs = tariffs;
        this.directory = directory;
        this.clock = clock;
    }

    Optional<StatisticsDesk.Offices> offices(StatisticsDesk.Year year, String county) {
        return year.areas().stream()
                .filter(area -> area.county().code().equals(county))
                .findFirst()
                .map(area -> offices(year, area));
    }

    private StatisticsDesk.Offices offices(StatisticsDesk.Year year, StatisticsDesk.Area area) {
        LocalDate from = LocalDate.of(year.year(), 1, 1);
        Map<String, Long> cases = new TreeMap<>();
        List<String> codes = area.county().codes();
        for (Office office : directory.offices()) {
            if (codes.contains(office.code().value().substring(0, 5))) {
                cases.put(office.code().value(), 0L);
            }
        }
        Map<String, Served> journeys = journeys();
        for (Row row : rollUps.between(Dimension.OFFICE, codes, from, from.plusYears(1))) {
            if (journeys.containsKey(row.cell().service())) {
                cases.merge(row.cell().key(), row.counts().cases(), Long::sum);
            }
        }
        boolean[] hidden = Disclosure.ofList(numbers(cases.values().stream().toList()), year.smallest());
        List<StatisticsDesk.OfficeLine> lines = new ArrayList<>();
        cases.forEach((code, number) -> {
            OfficeCode office = new OfficeCode(code);
            Optional<Office> known = directory.office(office);
            lines.add(new StatisticsDesk.OfficeLine(
                    office,
                    known.map(Office::name).orElse(""),
                    known.map(Office::nameEn).orElse(""),
                    area.cases().hidden() || hidden[lines.size()] ? Figure.HIDDEN : Figure.of(number)));
        });
        return new StatisticsDesk.Offices(area.county(), area.cases(), lines);
    }

    StatisticsDesk.Agencies agencies(int year) {
        Map<String, Savings> saved = saved(year);
        List<Map.Entry<String, Savings>> ordered = saved.entrySet().stream()
                .filter(one -> one.getValue().cases() > 0)
                .sorted(Comparator.comparingLong((Map.Entry<String, Savings> one) ->
                                -one.getValue().cases())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        boolean[] hidden = Disclosure.ofList(
                numbers(ordered.stream().map(one -> one.getValue().cases()).toList()),
                tariffs.smallest(LocalDate.now(clock)));
        List<StatisticsDesk.AgencyLine> lines = new ArrayList<>();
        for (Map.Entry<String, Savings> one : ordered) {
            AgencyCode code = new AgencyCode(one.getKey());
            Optional<Agency> agency = directory.find(code);
            boolean told = !hidden[lines.size()];
            lines.add(new StatisticsDesk.AgencyLine(
                    code,
                    agency.map(Agency::name).orElse(""),
                    agency.map(Agency::nameEn).orElse(""),
                    told ? Figure.of(one.getValue().cases()) : Figure.HIDDEN,
                    told ? one.getValue().agencyMinutes() : 0,
                    told ? one.getValue().forms() : 0));
        }
        return new StatisticsDesk.Agencies(lines);
    }

    /** By agency: months of one tariff are summed before they are read, since a thousand agencies have fifty rows each. */
    private Map<String, Savings> saved(int year) {
        Map<String, Served> journeys = journeys();
        Map<String, Savings> saved = new HashMap<>();
        LocalDate until = LocalDate.of(year + 1, 1, 1);
        for (StatisticsDesk.Period period : tariffs.of(year).reversed()) {
            for (RollUps.Sum sum : rollUps.cases(Dimension.AGENCY, period.since(), until)) {
                Served service = journeys.get(sum.service());
                if (service != null) {
                    saved.merge(sum.key(), Savings.of(service, sum.cases(), period.tariff()), Savings::plus);
                }
            }
            until = period.since();
        }
        return saved;
    }

    private Map<String, Served> journeys() {
        return services.all().stream()
                .filter(Served::journey)
                .collect(Collectors.toMap(Served::code, Function.identity()));
    }

    private static long[] numbers(List<Long> of) {
        return of.stream().mapToLong(Long::longValue).toArray();
    }
}
