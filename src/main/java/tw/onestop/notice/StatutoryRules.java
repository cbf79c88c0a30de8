package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Responsibility;
import tw.onestop.registry.RegistrationKind;

/** The rules of statutory notices that are in force on a day. */
@Repository
class StatutoryRules {

    private final JdbcClient jdbc;

    StatutoryRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StatutoryRule> inForce(List<RegistrationKind> kinds, LocalDate on) {
        return jdbc.sql("""
                select * from notice.statutory_rule
                where kind = any (:kinds) and valid_during @> :on
                order by responsibility, change, id
                """)
                .param("kinds", kinds.stream().map(Enum::name).distinct().toArray(String[]::new))
                .param("on", on)
                .query(StatutoryRules::rule)
                .list();
    }

    private static StatutoryRule rule(ResultSet row, int number) throws SQLException {
        return new StatutoryRule(
                ChangeType.valueOf(row.getString("change")),
                Responsibility.valueOf(row.getString("responsibility")),
                StatutoryRule.Township.valueOf(row.getString("township")),
                new StatutoryRule.Whom(row.getBoolean("men_only"), row.getInt("age_from"), row.getInt("age_until")),
                new StatutoryRule.Shown(
                        row.getString("shown"),
                        row.getString("shown_en"),
                        row.getString("note"),
                        row.getString("note_en")));
    }
}
