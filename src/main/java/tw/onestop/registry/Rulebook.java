package tw.onestop.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.During;
import tw.onestop.kernel.Recent;

/** 規則: what is law by date and may move without the product: jurisdiction, limits and ages, templates, holidays. */
@Component
class Rulebook {

    private final JdbcClient jdbc;
    /** Rows come with the day from which they hold, long before it. */
    private final Recent<Rules> rules = new Recent<>(this::read);

    Rulebook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 管轄: at which office a registration is filed. */
    enum Scope {
        ANY,
        DOMICILE,
        DOMICILE_COUNTY,
        MOVE_IN_OFFICE,
        RESIDENCE
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
        return inForce(rules.get().scopes(), kind.name(), on);
    }

    int value(String name, LocalDate on) {
        return inForce(rules.get().values(), name, on);
    }

    Template template(String code, LocalDate on) {
        return inForce(rules.get().templates(), code, on);
    }

    /** Empty for what only its applicants can have registered. */
    Optional<RulesDesk.ExOfficio> exOfficio(RegistrationKind kind, LocalDate on) {
        return found(rules.get().exOfficio(), kind.name(), on).flatMap(rule -> rule);
    }

    /** Whether a second person looks at a kind, by the rule of all offices or of this one. */
    boolean secondPerson(RegistrationKind kind, String office, LocalDate on) {
        Map<String, List<Dated<Boolean>>> approvals = rules.get().approvals();
        return found(approvals, kind.name(), on).orElse(false)
                || found(approvals, kind.name() + "/" + office, on).orElse(false);
    }

    private static <T> T inForce(Map<String, List<Dated<T>>> rules, String name, LocalDate on) {
        return found(rules, name, on)
                .orElseThrow(() -> new IllegalStateException("no rule %s on %s".formatted(name, on)));
    }

    private static <T> Optional<T> found(Map<String, List<Dated<T>>> rules, String name, LocalDate on) {
        return rules.getOrDefault(name, List.of()).stream()
                .filter(rule -> rule.during().contains(on))
                .map(Dated::rule)
                .findFirst();
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

    /** 申登期限: thirty days from the event or the finality (戶籍法 §48). */
    LocalDate filingLimit(LocalDate from) {
        return lastDay(from, 0, value("deadline.days", from));
    }

    /** The last of so many working days after a day. */
    LocalDate workingDay(LocalDate after, int days) {
        LocalDate day = after;
        for (int left = days; left > 0; left -= isDayOff(day) ? 0 : 1) {
            day = day.plusDays(1);
        }
        return day;
    }

    boolean isDayOff(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY
                || day.getDayOfWeek() == DayOfWeek.SUNDAY
                || rules.get().holidays().contains(day);
    }

    /** The next question is answered from the tables. */
    void forget() {
        rules.forget();
    }

    private Rules read() {
        return new Rules(
                dated("jurisdiction_rule", "kind", row -> Scope.valueOf(row.getString("scope"))),
                dated("rule_value", "name", row -> row.getInt("value")),
                dated(
                        "annotation_template",
                        "code",
                        row -> new Template(row.getString("code"), row.getInt("version"), row.getString("text"))),
                dated(
                        "ex_officio_rule",
                        "kind",
                        row -> row.getString("manner").equals("NOT")
                                ? Optional.empty()
                                : Optional.of(new RulesDesk.ExOfficio(
                                        row.getString("manner").equals("AFTER_DEMAND"), row.getString("article")))),
                dated(
                        "approval_rule",
                        "applies_to",
                        row -> row.getString("needed").equals("TWO")),
                Set.copyOf(jdbc.sql("select day from registry.holiday")
                        .query(LocalDate.class)
                        .list()));
    }

    private <T> Map<String, List<Dated<T>>> dated(String table, String key, Reading<T> reading) {
        Map<String, List<Dated<T>>> found = new HashMap<>();
        jdbc.sql("""
                        select *, lower(effective) as valid_from, upper(effective) as valid_until
                        from registry.%s
                        """.formatted(table)).query(row -> {
            found.computeIfAbsent(row.getString(key), name -> new ArrayList<>())
                    .add(new Dated<>(
                            reading.of(row),
                            new During(
                                    row.getObject("valid_from", LocalDate.class),
                                    row.getObject("valid_until", LocalDate.class))));
        });
        return found;
    }

    /** How a row is read. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** A rule and the days it holds. */
    private record Dated<T>(T rule, During during) {}

    /** All tables as they were read. */
    private record Rules(
            Map<String, List<Dated<Scope>>> scopes,
            Map<String, List<Dated<Integer>>> values,
            Map<String, List<Dated<Template>>> templates,
            Map<String, List<Dated<Optional<RulesDesk.ExOfficio>>>> exOfficio,
            Map<String, List<Dated<Boolean>>> approvals,
            Set<LocalDate> holidays) {}
}
