package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Responsibility;
import tw.onestop.kernel.During;
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

    /** All there ever were and will be, the newest of each first. */
    List<RuleDesk.Held> all() {
        return jdbc.sql("""
                select *, lower(valid_during) as valid_from, upper(valid_during) as valid_until
                from notice.statutory_rule order by kind, change, responsibility, valid_during desc
                """)
                .query((row, number) -> new RuleDesk.Held(
                        RegistrationKind.valueOf(row.getString("kind")),
                        ChangeType.valueOf(row.getString("change")),
                        Responsibility.valueOf(row.getString("responsibility")),
                        new RuleDesk.Extent(
                                row.getString("township"),
                                row.getBoolean("men_only"),
                                row.getInt("age_from"),
                                row.getInt("age_until")),
                        row.getString("note"),
                        row.getString("note_en"),
                        row.getString("source"),
                        new During(
                                row.getObject("valid_from", LocalDate.class),
                                row.getObject("valid_until", LocalDate.class))))
                .list();
    }

    /** What holds ends on the day before; what was announced for that day or later and never held goes, its proposal stays. */
    void close(RuleForm rule, LocalDate from) {
        jdbc.sql("""
                delete from notice.statutory_rule
                where kind = :kind and change = :change and responsibility = :duty and lower(valid_during) >= :from
                """)
                .param("kind", rule.kind())
                .param("change", rule.change())
                .param("duty", rule.responsibility())
                .param("from", from)
                .update();
        jdbc.sql("""
                update notice.statutory_rule set valid_during = daterange(lower(valid_during), :from)
                where kind = :kind and change = :change and responsibility = :duty
                  and valid_during @> cast(:from as date)
                """)
                .param("kind", rule.kind())
                .param("change", rule.change())
                .param("duty", rule.responsibility())
                .param("from", from)
                .update();
    }

    /** Named to citizens as the other rules of the duty are. */
    void begin(RuleForm rule, RuleDesk.Extent extent, LocalDate from) {
        jdbc.sql("""
                insert into notice.statutory_rule (kind, change, responsibility, township, men_only, age_from, age_until,
                                                   valid_during, shown, shown_en, note, note_en, source)
                select :kind, :change, :duty, :township, :men, :ageFrom, :ageUntil, daterange(:from, null), shown, shown_en,
                       :note, :noteEn, :source
                from notice.statutory_rule where responsibility = :duty order by id limit 1
                """)
                .param("kind", rule.kind())
                .param("change", rule.change())
                .param("duty", rule.responsibility())
                .param("township", extent.township())
                .param("men", extent.menOnly())
                .param("ageFrom", extent.ageFrom())
                .param("ageUntil", extent.ageUntil())
                .param("from", from)
                .param("note", rule.note().strip())
                .param("noteEn", rule.noteEn().strip())
                .param("source", rule.source().strip())
                .update();
    }

    private static StatutoryRule rule(ResultSet row, int number) throws SQLException {
        return new StatutoryRule(
                RegistrationKind.valueOf(row.getString("kind")),
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
