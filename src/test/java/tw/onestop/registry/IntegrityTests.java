package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tw.onestop.TestDatabase;
import tw.proof.Integrity;

/** Every rule of the integrity checker finds the fault it is there for, planted in a transaction that is taken back. */
class IntegrityTests extends RegistryScenario {

    private static final String MORE_THAN_ONE = "alter table registry.stay drop constraint stay_pkey";

    /** By rule, the statements that plant its fault; {@code :head}, {@code :wife}, {@code :child}, {@code :no}, {@code :village} are a family's. */
    private static final Map<String, List<String>> FAULTS = faults();

    private static Map<String, List<String>> faults() {
        Map<String, List<String>> faults = new LinkedHashMap<>();
        faults.put(
                "duplicate-number",
                List.of(
                        "drop index registry.person_national_id",
                        "update registry.person set national_id = (select national_id from registry.person where id = :head)"
                                + " where id = :child"));
        faults.put("number-and-sex", List.of("update registry.person set sex = 'FEMALE' where id = :head"));
        faults.put(
                "number-of-another",
                List.of("update registry.person set national_id = (select national_id from registry.person"
                        + " where id = :head) where id = :child and not upper_inf(valid_during)"));
        faults.put(
                "number-changed-unregistered",
                List.of("update registry.person set national_id = 'Y199999996' where id = :child"
                        + " and upper_inf(valid_during)"));
        faults.put(
                "two-domiciles",
                List.of(MORE_THAN_ONE, "insert into registry.stay select * from registry.stay where id = :child"));
        faults.put("no-domicile", List.of("delete from registry.stay where id = :child"));
        faults.put(
                "unknown-household", List.of("update registry.stay set household_no = 'Y9999999' where id = :child"));
        faults.put(
                "overlapping-spells",
                List.of(MORE_THAN_ONE, "insert into registry.stay select * from registry.stay where id = :child"));
        faults.put(
                "gap-between-spells",
                List.of(
                        "insert into registry.stay select id, daterange(lower(valid_during) - 30, lower(valid_during) - 20),"
                                + " recorded_at, household_no, relation, left_on from registry.stay where id = :child"));
        faults.put("headless-household", List.of("update registry.household set head = 0 where id = :no"));
        faults.put(
                "empty-household", List.of("update registry.stay set left_on = '2026-01-01' where household_no = :no"));
        faults.put("closed-with-residents", List.of("update registry.household set closed = true where id = :no"));
        faults.put("dead-head", List.of("update registry.person set death_date = '2026-01-01' where id = :head"));
        faults.put("two-heads", List.of("update registry.stay set relation = '戶長' where id = :wife"));
        faults.put(
                "dead-and-present", List.of("update registry.person set death_date = '2026-01-01' where id = :child"));
        faults.put("spouse-not-mutual", List.of("update registry.person set spouse_id = :child where id = :wife"));
        faults.put("married-to-nobody", List.of("update registry.person set spouse_name = null where id = :wife"));
        faults.put(
                "married-to-the-dead",
                List.of("update registry.person set death_date = '2026-01-01' where id = :wife"));
        faults.put(
                "child-older-than-parent",
                List.of("update registry.person set birth_date = '1985-01-01' where id = :child"));
        faults.put(
                "parent-of-the-other-sex", List.of("update registry.person set father_id = :wife where id = :child"));
        faults.put("kin-by-another-name", List.of("update registry.person set father_name = '別人' where id = :child"));
        faults.put("unknown-village", List.of("update registry.household set village = '無此村' where id = :no"));
        faults.put(
                "door-left-behind",
                List.of(
                        "insert into registry.registration values (0, 'RENUMBER', 0, '09007010', '2015-01-01', '2015-01-01',"
                                + " now(), 'test', 0, '')",
                        "insert into registry.renumbering values (0, 'x', '2015-01-01', ':village', null, '檢核路', ':village',"
                                + " null, '檢核路', '{}', '{}')",
                        "insert into registry.renumbered_door select 0, 1, village_code, neighbourhood, street,"
                                + " street_folded, village_code, neighbourhood, '檢核路9號', '檢核路9號'"
                                + " from registry.household where id = :no"));
        faults.put("no-anchor", List.of("delete from registry.household_anchor where no = :no"));
        faults.put("forgotten-belief", List.of("delete from registry.person where id = :child"));
        faults.put(
                "official-totals",
                List.of(
                        "truncate registry.registration cascade",
                        "create schema load",
                        "create table load.village (code text, households int, men int, women int)",
                        "insert into load.village values (':village', 1, 2, 3)"));
        return faults;
    }

    static Stream<String> rules() {
        return FAULTS.keySet().stream();
    }

    @Test
    void everyRuleHasItsFault() {
        assertThat(FAULTS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Integrity.RULES.stream().map(Integrity.Rule::name).toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theFaultIsFound(String rule) throws SQLException {
        People.Home home = aFamily("檢核路1號");
        recorded(Forms.nameChange(home.person(2), "王壹").by(home.person(0), "LEGAL_REPRESENTATIVE"), NANGAN);
        try (Connection database = TestDatabase.connectionOfOwner()) {
            database.setAutoCommit(false);
            assertThat(subjects(database, rule)).doesNotContainAnyElementsOf(subjectsOf(home));
            for (String fault : FAULTS.getOrDefault(rule, List.of())) {
                plant(database, fault, home);
            }
            assertThat(subjects(database, rule)).containsAnyElementsOf(subjectsOf(home));
            database.rollback();
        }
    }

    private static void plant(Connection database, String fault, People.Home home) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(fault.replace(":head", String.valueOf(home.id(0).value()))
                    .replace(":wife", String.valueOf(home.id(1).value()))
                    .replace(":child", String.valueOf(home.id(2).value()))
                    .replace(":no", "'" + home.no().value() + "'")
                    .replace(":village", home.villageCode()));
        }
    }

    private static List<String> subjectsOf(People.Home home) {
        return Stream.concat(
                        home.members().stream().map(m -> String.valueOf(m.id().value())),
                        Stream.concat(
                                Stream.of(home.no().value(), home.villageCode()),
                                home.numbers().stream().map(n -> n.value())))
                .toList();
    }

    private static List<String> subjects(Connection database, String rule) throws SQLException {
        return Integrity.check(database).stream()
                .filter(finding -> finding.rule().name().equals(rule))
                .flatMap(finding -> finding.subjects().stream())
                .toList();
    }
}
