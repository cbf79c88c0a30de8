package tw.onestop.registry;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 規則: what is law by date and may move without the product: jurisdiction, limits and ages, templates, holidays. */
@Component
class Rulebook {

    private final JdbcClient jdbc;

    Rulebook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 管轄: at which office a registration is filed. */
    enum Scope {
        ANY,
        DOMICILE,
        MOVE_IN_OFFICE
    }

    /** 記事範本. */
    record Template(String code, int version, String text) {

        String fill(Map<String, String> parameters) {
            String filled = text;
            for (Map.Entry<String, String> p : parameters.entrySet()) {
                filled = filled.replace("{" + p.getKey() + "}", p.getValue());
            }
            return filled;
        }
    }

    Scope scope(RegistrationKind kind, LocalDate on) {
        return jdbc.sql("select scope from registry.jurisdiction_rule where kind = ? and effective @> ?::date")
                .params(kind.name(), on)
                .query((row, n) -> Scope.valueOf(row.getString("scope")))
                .single();
    }

    int value(String name, LocalDate on) {
        return jdbc.sql("select value from registry.rule_value where name = ? and effective @> ?::date")
                .params(name, on)
                .query(Integer.class)
                .single();
    }

    Template template(String code, LocalDate on) {
        return jdbc.sql("""
                        select code, version, text from registry.annotation_template
                        where code = ? and effective @> ?::date
                        """).params(code, on).query(Template.class).single();
    }

    /**
     * The last day of a time limit: the first day is not counted, and a limit that would end on a Saturday, a Sunday or
     * a holiday ends on the next working day (行政程序法 §48).
     */
    LocalDate lastDay(LocalDate event, int months, int days) {
        LocalDate day = event.plusMonths(months).plusDays(days);
        while (isDayOff(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private boolean isDayOff(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY
                || day.getDayOfWeek() == DayOfWeek.SUNDAY
                || jdbc.sql("select exists (select from registry.holiday where day = ?)")
                        .param(day)
                        .query(Boolean.class)
                        .single();
    }
}
