package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.OccasionDesk.Occasion;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RulesDesk;

/** 提醒規則: of what is reminded, and on which days; few rows, read once a round. */
@Repository
class ReminderRules {

    private final JdbcClient jdbc;
    private final Errands errands;
    private final RulesDesk values;

    ReminderRules(JdbcClient jdbc, Errands errands, RulesDesk values) {
        this.jdbc = jdbc;
        this.errands = errands;
        this.values = values;
    }

    /**
     * 提醒規則 as it holds on a day.
     *
     * @param errand null of a change that is told by consent
     * @param after days after the filing
     * @param again days before the last one, 0 for never
     * @param months from the event in which it can be done
     */
    record Rule(
            String programme,
            String change,
            AgencyCode agency,
            Set<RegistrationKind> kinds,
            @Nullable Errand errand,
            int after,
            int again,
            int months) {

        boolean follows(Occasion occasion) {
            Errand one = errand;
            return one == null
                    ? occasion.party()
                            && !occasion.newcomer()
                            && kinds.contains(occasion.kind())
                            && occasion.changes().contains(change)
                    : one.occasion().follows(occasion.kind(), changes(occasion), occasion.newcomer());
        }

        private static Set<ChangeType> changes(Occasion occasion) {
            Set<ChangeType> changes = EnumSet.noneOf(ChangeType.class);
            occasion.changes().forEach(name -> changes.add(ChangeType.valueOf(name)));
            return changes;
        }

        LocalDate due(LocalDate filedOn) {
            return filedOn.plusDays(after);
        }

        LocalDate ends(Occasion occasion) {
            return occasion.eventDate().plusMonths(months);
        }

        /** Null where it does not come up once more. */
        @Nullable
        LocalDate again(LocalDate filedOn, Occasion occasion) {
            LocalDate day = ends(occasion).minusDays(again);
            return again > 0 && day.isAfter(due(filedOn)) ? day : null;
        }
    }

    /** Those that remind of something: an announced 0 days after the filing means never. */
    List<Rule> inForce(LocalDate on) {
        return jdbc
                .sql(
                        "select * from notice.reminder_rule where valid_during @> ?::date order by programme, change, agency")
                .param(on)
                .query((row, n) -> rule(row, on))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .filter(rule -> rule.after() > 0)
                .toList();
    }

    private Optional<Rule> rule(ResultSet row, LocalDate on) throws SQLException {
        String programme = row.getString("programme");
        String change = row.getString("change");
        String agency = row.getString("agency");
        Set<RegistrationKind> kinds = Arrays.stream(
                        (String[]) row.getArray("kinds").getArray())
                .map(RegistrationKind::valueOf)
                .collect(Collectors.toSet());
        if (!agency.isEmpty()) {
            return Optional.of(rule(programme, change, new AgencyCode(agency), kinds, null, on));
        }
        // An errand that is over is no occasion any more.
        return errands.find(programme, change, on)
                .map(errand -> rule(
                        programme, change, errand.agency(), errand.occasion().kinds(), errand, on));
    }

    private Rule rule(
            String programme,
            String change,
            AgencyCode agency,
            Set<RegistrationKind> kinds,
            @Nullable Errand errand,
            LocalDate on) {
        String name = "remind.%s.%s.".formatted(programme, change);
        return new Rule(
                programme,
                change,
                agency,
                kinds,
                errand,
                values.value(name + "after", on),
                values.value(name + "again", on),
                values.value(name + "months", on));
    }
}
