package tw.onestop.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.registry.AnnouncementDesk.Rule;
import tw.onestop.registry.AnnouncementDesk.Table;

/** 規則的儲存: dated rows, of which the database lets no two hold on one day. */
@Repository
class RuleTables {

    private final JdbcClient jdbc;

    RuleTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The columns of a table in the order name, value, source. */
    private record Columns(String table, String name, String value, String source) {

        static Columns of(Table table) {
            return switch (table) {
                case JURISDICTION -> new Columns("registry.jurisdiction_rule", "kind", "scope", "legal_basis");
                case VALUE -> new Columns("registry.rule_value", "name", "value", "legal_basis");
                case TEMPLATE -> new Columns("registry.annotation_template", "code", "text", "source");
                case EX_OFFICIO -> new Columns("registry.ex_officio_rule", "kind", "manner", "legal_basis");
                case APPROVAL -> new Columns("registry.approval_rule", "applies_to", "needed", "legal_basis");
                case HOLIDAY ->
                    new Columns(
                            "(select *, daterange(day, day + 1) as effective from registry.holiday)",
                            "day",
                            "name",
                            "source");
            };
        }

        String selecting() {
            return """
                    select %s::text as name, %s::text as value, %s as source, lower(effective) as valid_from,
                           upper(effective) as valid_until
                    from %s rules
                    """.formatted(name, value, source, table);
        }
    }

    List<Rule> holdingFrom(Table table, LocalDate day) {
        return jdbc.sql(Columns.of(table).selecting()
                        + " where upper_inf(effective) or upper(effective) > :day order by name, effective")
                .param("day", day)
                .query((row, n) -> rule(table, row))
                .list();
    }

    /** The rule that holds on a day, kept from others until the transaction ends; holidays are not replaced. */
    Optional<Rule> lock(Table table, String name, LocalDate day) {
        if (table == Table.HOLIDAY) {
            return Optional.empty();
        }
        Columns columns = Columns.of(table);
        return jdbc.sql(columns.selecting()
                        + " where %s = :name and effective @> cast(:day as date) for update".formatted(columns.name()))
                .param("name", name)
                .param("day", day)
                .query((row, n) -> rule(table, row))
                .optional();
    }

    /** What was announced for the same day and has not come yet is replaced, what holds ends on the day before. */
    void replace(Rule present, String value, LocalDate from, String source) {
        Columns columns = Columns.of(present.table());
        jdbc.sql("""
                        with present as (
                            delete from %1$s where %2$s = :name and effective @> cast(:from as date)
                            returning *),
                        kept as (
                            insert into %1$s (%2$s, %3$s, %4$s, %5$s effective)
                            select %2$s, %3$s, %4$s, %5$s daterange(lower(effective), :from) from present
                            where lower_inf(effective) or lower(effective) < :from)
                        insert into %1$s (%2$s, %3$s, %4$s, %5$s effective)
                        select %2$s, cast(:value as %7$s), :source, %6$s daterange(:from, upper(effective)) from present
                        """.formatted(
                                columns.table(),
                                columns.name(),
                                columns.value(),
                                columns.source(),
                                present.table() == Table.TEMPLATE ? "version," : "",
                                present.table() == Table.TEMPLATE ? "version + 1," : "",
                                present.table() == Table.VALUE ? "integer" : "text"))
                .param("name", present.name())
                .param("value", value)
                .param("from", from)
                .param("source", source)
                .update();
    }

    /** 覆核規則 of one office that had none so far. */
    void beginApproval(String name, String value, LocalDate from, String source) {
        jdbc.sql("""
                        insert into registry.approval_rule (applies_to, needed, legal_basis, effective)
                        values (?, ?, ?, daterange(?, null))
                        """).params(name, value, source, from).update();
    }

    boolean addHoliday(LocalDate day, String name, String source) {
        return jdbc.sql("insert into registry.holiday (day, name, source) values (?, ?, ?) on conflict do nothing")
                        .params(day, name, source)
                        .update()
                == 1;
    }

    boolean removeHoliday(LocalDate day) {
        return jdbc.sql("delete from registry.holiday where day = ?").param(day).update() == 1;
    }

    private static Rule rule(Table table, ResultSet row) throws SQLException {
        return new Rule(
                table,
                row.getString("name"),
                row.getString("value"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("source"));
    }
}
