package tw.onestop.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tw.onestop.TestDatabase;
import tw.proof.TrailCheck;

/** 按月分割: where rows stand, what makes the months, and what becomes of rows that were there before. */
class MonthsTests extends PartsCase {

    private final YearMonth present = YearMonth.now(ZoneId.of("Asia/Taipei"));

    @Test
    void aRowStandsInItsMonthAndFourMonthsAreThere() {
        UUID object = acted(2);
        assertThat(partOf(object)).isEqualTo(part(present));
        for (int ahead = 0; ahead <= 3; ahead++) {
            assertThat(exists(part(present.plusMonths(ahead)))).isTrue();
        }
        assertThat(Months.ahead(jdbc)).isEqualTo(3);
        assertThat(months.make()).isZero();
    }

    @Test
    void aRowWithoutAMonthIsRecordedProvenAndVerifiedAndMovesIntoItsMonthUnchanged() throws Exception {
        YearMonth last = present.plusMonths(3);
        owner.sql("alter table audit.trail detach partition audit." + part(last))
                .update();
        owner.sql("drop table audit." + part(last)).update();
        clock.goTo(last.atDay(2));
        UUID object = acted(2);
        clock.reset();
        settled();
        assertThat(partOf(object)).isEqualTo("trail_rest");
        assertThat(Months.unparted(jdbc)).isEqualTo(2);
        assertThat(Months.ahead(jdbc)).isEqualTo(2);
        JsonNode before = json("/v1/audit/proof?transactionId=" + object, 200);

        try (Connection reader = connection()) {
            reader.createStatement().execute("lock table only audit.trail in access share mode");
            assertThatThrownBy(months::make)
                    .as("rows move while nobody reads with the parts of before")
                    .hasMessageContaining("lock timeout");
        }
        assertThat(months.make()).isEqualTo(1);
        assertThat(partOf(object)).isEqualTo(part(last));
        assertThat(Months.unparted(jdbc)).isZero();
        assertThat(json("/v1/audit/proof?transactionId=" + object, 200).path("leaf"))
                .isEqualTo(before.path("leaf"));
        assertThat(kinds(verified(settled())))
                .doesNotContain(TrailCheck.Kind.CHANGED, TrailCheck.Kind.REMOVED, TrailCheck.Kind.INSERTED);
    }

    @Test
    void aMonthThatCannotBeMadeHoldsUpNoAct() throws SQLException {
        YearMonth last = present.plusMonths(3);
        owner.sql("alter table audit.trail detach partition audit." + part(last))
                .update();
        owner.sql("drop table audit." + part(last)).update();
        try (Connection reader = connection()) {
            reader.createStatement().execute("select from audit.trail_rest");
            assertThatThrownBy(months::make).hasMessageContaining("lock timeout");
            assertThat(partOf(acted(1))).isEqualTo(part(present));
        }
        assertThat(months.make()).isEqualTo(1);
    }

    @Test
    void whileAMonthIsMadeNoRowGetsItsPlace() throws SQLException {
        acted(1); // also where this is the first of all
        settled();
        long placed =
                owner.sql("select max(seq) from audit.leaf").query(Long.class).single();
        try (Connection making = connection()) {
            making.createStatement().execute("select pg_advisory_xact_lock(20490)");
            acted(1);
            pause(2500);
            assertThat(owner.sql("select max(seq) from audit.leaf")
                            .query(Long.class)
                            .single())
                    .isEqualTo(placed);
        }
        settled();
    }

    @Test
    void theProductReachesRowsOnlyByTheTrailAndMakesNoTable() {
        for (String statement : List.of(
                "insert into audit.trail_rest (seq, at, actor_kind, actor_id, action, outcome, detail)"
                        + " overriding system value values (1, now(), 'RULE', 'x', 'x', 'DONE', '')",
                "delete from audit.trail_rest",
                "insert into audit.archived (month, rows, first_seq, last_seq, sha256) values ('x', 0, 1, 1, decode(repeat('00', 32), 'hex'))",
                "alter table audit.trail detach partition audit.trail_rest",
                "create table audit.trail_2099_01 (like audit.trail)")) {
            assertThatThrownBy(() -> jdbc.sql(statement).update())
                    .rootCause()
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void rowsFromBeforeTheMonthsStayWhereTheyAreWithTheirNumbers() throws SQLException {
        JdbcClient all = TestDatabase.as("postgres", "postgres");
        all.sql("drop database if exists trail_of_v2").update();
        all.sql("create database trail_of_v2 owner onestop_owner").update();
        Flyway before = migrations("2");
        before.migrate();
        JdbcClient old = TestDatabase.asOwner("trail_of_v2");
        for (String at : List.of("2023-05-01 10:00+08", "2026-08-31 23:59:59.999999+08", "now")) {
            old.sql("""
                    insert into audit.trail (at, actor_kind, actor_id, action, outcome, detail)
                    values (?::timestamptz, 'RULE', 'old', 'test.old', 'DONE', '')
                    """).param(at).update();
        }
        old.sql("delete from audit.trail where seq = 3").update(); // a number that was given is not given again
        old.sql("grant usage on schema audit to onestop_app").update();
        old.sql("grant select, insert on audit.trail to onestop_app").update();
        try (Connection making = TestDatabase.connectionOfOwner("trail_of_v2")) {
            making.createStatement().execute("select pg_advisory_lock(20490)");
            migrations("latest").migrate(); // starts without the months, and makes them later
        }
        old.sql("select audit.months_ahead()").query(Integer.class).single();

        assertThat(old.sql("select seq from audit.trail_before order by seq")
                        .query(Long.class)
                        .list())
                .containsExactly(1L, 2L);
        JdbcClient product = TestDatabase.as("onestop_app", "trail_of_v2");
        product.sql("""
                insert into audit.trail (at, actor_kind, actor_id, action, outcome, detail)
                values (now(), 'RULE', 'new', 'test.new', 'DONE', ''), (now() + interval '70 days', 'RULE', 'new', 'test.new', 'DONE', '')
                """).update();
        assertThat(old.sql(
                                "select tableoid::regclass::text || ' ' || seq from audit.trail where actor_id = 'new' order by seq")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .first()
                .isEqualTo("audit.trail_before 4");
        assertThat(old.sql("select count(*) from audit.trail_rest")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> product.sql("select from audit.trail_before").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static Flyway migrations(String target) {
        return Flyway.configure()
                .dataSource(new DriverManagerDataSource(TestDatabase.address("trail_of_v2"), "onestop_owner", "owner"))
                .locations("classpath:db/migration/audit")
                .schemas("audit")
                .defaultSchema("audit")
                .placeholderReplacement(false)
                .target(target)
                .load();
    }

    private String partOf(UUID object) {
        return jdbc.sql(
                        "select distinct split_part(tableoid::regclass::text, '.', 2) from audit.trail where object = ?")
                .param(object.toString())
                .query(String.class)
                .single();
    }

    private boolean exists(String part) {
        return jdbc.sql("select to_regclass('audit.' || ?) is not null")
                .param(part)
                .query(Boolean.class)
                .single();
    }

    private static String part(YearMonth month) {
        return "trail_" + month.format(DateTimeFormatter.ofPattern("uuuu_MM"));
    }
}
