package tw.onestop.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tw.onestop.registry.RulesDesk;

/** 換算基準之適用: which tariff holds on a day, and since when in its month. */
@Component
class Tariffs {

    private final RulesDesk rules;

    Tariffs(RulesDesk rules) {
        this.rules = rules;
    }

    Tariff on(LocalDate day) {
        return new Tariff(
                rules.value("statistics.minutes", day),
                rules.value("statistics.travel", day),
                rules.value("statistics.sheets", day),
                rules.value("fee.transcript", day),
                rules.value("statistics.policyFee", day),
                rules.value("statistics.officeMinutes", day),
                rules.value("statistics.agencyMinutes", day),
                rules.value("statistics.formSheets", day));
    }

    /** Those of a year, each from its first day in it on. */
    List<StatisticsDesk.Period> of(int year) {
        List<StatisticsDesk.Period> periods = new ArrayList<>();
        LocalDate first = LocalDate.of(year, 1, 1);
        for (LocalDate day = first; day.getYear() == year; day = day.plusDays(1)) {
            Tariff tariff = on(day);
            if (periods.isEmpty() || !periods.getLast().tariff().equals(tariff)) {
                periods.add(new StatisticsDesk.Period(day, tariff));
            }
        }
        return periods;
    }

    /** Below this a figure of an area is not shown. */
    int smallest(LocalDate day) {
        return rules.value("statistics.smallest", day);
    }

    /** For one round, in which many cases are of the same days. */
    Periods periods() {
        return new Periods();
    }

    /** 期間: a month, or the part of it for which one tariff held. */
    final class Periods {

        private final Map<LocalDate, LocalDate> known = new HashMap<>();

        /** First day of the period of a day. */
        LocalDate of(LocalDate day) {
            return known.computeIfAbsent(day, Tariffs.this::since);
        }
    }

    private LocalDate since(LocalDate day) {
        Tariff tariff = on(day);
        LocalDate since = day;
        while (since.getDayOfMonth() > 1 && on(since.minusDays(1)).equals(tariff)) {
            since = since.minusDays(1);
        }
        return since;
    }
}
