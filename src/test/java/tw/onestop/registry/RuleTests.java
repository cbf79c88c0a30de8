package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.AnnouncementDesk.Announcement;
import tw.onestop.registry.AnnouncementDesk.Holiday;
import tw.onestop.registry.AnnouncementDesk.Rule;
import tw.onestop.registry.AnnouncementDesk.Table;

/** What is announced holds from its day on, and never before. */
class RuleTests extends RegistryScenario {

    private static final Actor MINISTRY = new Actor(Actor.Kind.STAFF, "ministry", null, null);
    /** With the columns that can be written. */
    private static final Map<String, String> TABLES = Map.of(
            "jurisdiction_rule", "*",
            "rule_value", "*",
            "annotation_template", "*",
            "holiday", "*",
            "ex_officio_rule", "kind, manner, effective, legal_basis",
            "approval_rule", "*");

    @Autowired
    AnnouncementDesk rules;

    @Autowired
    Rulebook rulebook;

    @Autowired
    RulesDesk limits;

    @BeforeEach
    void keepTheRules() {
        TABLES.forEach((table, columns) -> owner(
                "drop table if exists registry.%1$s_kept; create table registry.%1$s_kept as select %2$s from registry.%1$s"
                        .formatted(table, columns)));
    }

    @AfterEach
    void asBefore() {
        TABLES.forEach((table, columns) -> owner(
                "delete from registry.%1$s; insert into registry.%1$s %3$s select %2$s from registry.%1$s_kept; drop table registry.%1$s_kept"
                        .formatted(table, columns, columns.equals("*") ? "" : "(" + columns + ")")));
        rulebook.forget();
    }

    @Test
    void whereToFileIsJudgedByWhatWasAnnouncedForTheDay() {
        People.Home home = aFamily("介壽路607號");
        Forms form = Forms.birthDate(home.person(0), "69/1/19");
        assertOnlyRefused(form, BANQIAO, "", "registry.office.notDomicile");
        assertThat(announce(Table.JURISDICTION, "BIRTH_DATE", "ANY", "115/3/9")).isEmpty();
        assertOnlyRefused(form, BANQIAO, "", "registry.office.notDomicile");
        clock.goTo(TODAY.plusDays(7));
        assertThat(desk.assess(form.form(), BANQIAO).acceptable()).isTrue();
    }

    @Test
    void theEarlierRuleEndsTheDayBeforeAndBothAreShown() {
        assertThat(announce(Table.VALUE, "fine.to", "1200", "2026-07-01")).isEmpty();
        assertThat(announce(Table.VALUE, "fine.to", "1500", "2026-09-01")).isEmpty();
        assertThat(announce(Table.VALUE, "fine.to", "1000", "2026-05-01")).isEmpty();
        assertThat(announce(Table.VALUE, "fine.to", "1300", "2026-07-01")).isEmpty();
        assertThat(rules.rules(MINISTRY))
                .filteredOn(rule -> rule.name().equals("fine.to"))
                .extracting(rule -> "%s %s %s".formatted(rule.value(), rule.from(), rule.until()))
                .containsExactly(
                        "900 null 2026-05-01",
                        "1000 2026-05-01 2026-07-01",
                        "1300 2026-07-01 2026-09-01",
                        "1500 2026-09-01 null");
    }

    @Test
    void anAnnotationIsWrittenInTheWordsOfItsDayAndVersion() {
        People.Home home = aFamily("介壽路608號");
        assertThat(announce(Table.TEMPLATE, "DEATH", "{eventDate}歿，{filedOn}登記。", "115/3/2"))
                .isEmpty();
        Registration r = recorded(
                Forms.death(home.person(1), "115/2/20", home.person(0), "SPOUSE")
                        .with("deathPlace", "臺北"),
                NANGAN);
        assertThat(r.annotation()).isEqualTo("民國115年02月20日歿，民國115年03月02日登記。");
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select template_version from registry.annotation where registration_id = ? and template = 'DEATH'")
                        .param(r.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aDayOffMovesTheEndOfATimeLimit() {
        LocalDate limit = rulebook.filingLimit(TODAY);
        assertThat(rules.announce(new Holiday(limit.toString(), "測試假", "test", true), MINISTRY))
                .isEmpty();
        assertThat(rulebook.filingLimit(TODAY)).isAfter(limit);
        assertThat(rules.announce(new Holiday(limit.toString(), "測試假", "test", true), MINISTRY))
                .containsExactly(Refusal.of("day", "registry.rule.holiday.known"));
        assertThat(rules.announce(new Holiday(limit.toString(), "", "", false), MINISTRY))
                .isEmpty();
        assertThat(rulebook.filingLimit(TODAY)).isEqualTo(limit);
        assertThat(rules.announce(new Holiday(limit.toString(), "", "", false), MINISTRY))
                .containsExactly(Refusal.of("day", "registry.rule.unknown"));
        assertThat(rules.announce(new Holiday("115/3/1", " ", "", true), MINISTRY))
                .containsExactly(
                        Refusal.of("day", "registry.rule.from.past"),
                        Refusal.of("source", "registry.rule.source.missing"),
                        Refusal.of("name", "registry.rule.holidayName.invalid"));
    }

    @Test
    void whatTheOfficeRegistersByItselfIsAnnouncedForEachKind() {
        assertThat(limits.exOfficio(RegistrationKind.NAME, TODAY)).isEmpty();
        assertThat(limits.exOfficio(RegistrationKind.BIRTH, TODAY)).contains(new RulesDesk.ExOfficio(true, "第48條之2"));
        assertThat(announce(Table.EX_OFFICIO, "BIRTH", "WITHOUT_DEMAND", "115/3/9"))
                .isEmpty();
        assertThat(announce(Table.EX_OFFICIO, "NAME", "AFTER_DEMAND", "115/3/9"))
                .isEmpty();
        assertThat(announce(Table.EX_OFFICIO, "DEATH", "NOT", "115/3/9")).isEmpty();
        LocalDate then = LocalDate.of(2026, 3, 9);
        assertThat(limits.exOfficio(RegistrationKind.BIRTH, then.minusDays(1))
                        .orElseThrow()
                        .afterDemand())
                .isTrue();
        assertThat(limits.exOfficio(RegistrationKind.BIRTH, then)).contains(new RulesDesk.ExOfficio(false, "第48條之1"));
        assertThat(limits.exOfficio(RegistrationKind.NAME, then)).contains(new RulesDesk.ExOfficio(true, "第48條之2"));
        assertThat(limits.exOfficio(RegistrationKind.DEATH, then)).isEmpty();
        assertWrong(Table.EX_OFFICIO, "BIRTH", "", "115/4/1", "registry.rule.value.missing");
        assertWrong(Table.EX_OFFICIO, "RENUMBER", "NOT", "115/4/1", "registry.rule.unknown");
        assertThat(rules.rules(MINISTRY).stream()
                        .filter(rule -> rule.table() == Table.EX_OFFICIO)
                        .map(Rule::name)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        desk.types().stream().map(type -> type.kind().name()).toList());
    }

    @Test
    void whatASecondPersonLooksAtIsAnnouncedForAllOfficesOrForOne() {
        LocalDate then = LocalDate.of(2026, 3, 9);
        List<RegistrationKind> name = List.of(RegistrationKind.NAME, RegistrationKind.ADDR);
        List<RegistrationKind> marriage = List.of(RegistrationKind.MARRY);
        assertThat(limits.secondPerson(name, NANGAN.office(), TODAY)).isFalse();
        assertThat(announce(Table.APPROVAL, "NAME", "TWO", "115/3/9")).isEmpty();
        assertThat(limits.secondPerson(name, NANGAN.office(), then.minusDays(1)))
                .isFalse();
        assertThat(limits.secondPerson(name, NANGAN.office(), then)).isTrue();
        assertThat(limits.secondPerson(name, BANQIAO.office(), then)).isTrue();
        assertThat(limits.secondPerson(marriage, NANGAN.office(), then)).isFalse();
        Announcement ofOne = new Announcement(Table.APPROVAL, "MARRY", "TWO", "115/3/9", "test", "65000010");
        assertThat(rules.announce(ofOne, MINISTRY)).isEmpty();
        assertThat(limits.secondPerson(marriage, BANQIAO.office(), then)).isTrue();
        assertThat(limits.secondPerson(marriage, NANGAN.office(), then)).isFalse();
        assertThat(rules.announce(ofOne, MINISTRY)).containsExactly(Refusal.of("office", "registry.rule.office.known"));
        assertThat(announce(Table.APPROVAL, "MARRY/65000010", "ONE", "115/3/16"))
                .isEmpty();
        assertThat(limits.secondPerson(marriage, BANQIAO.office(), then.plusDays(7)))
                .isFalse();
        assertThat(rules.announce(new Announcement(Table.APPROVAL, "MARRY", "", "x", "", "12345678"), MINISTRY))
                .extracting(Refusal::code)
                .containsExactly(
                        "registry.rule.from.invalid",
                        "registry.rule.source.missing",
                        "registry.rule.office.unknown",
                        "registry.rule.value.missing");
        assertWrong(Table.APPROVAL, "MARRY", "THREE", "115/4/1", "registry.rule.value.missing");
    }

    @Test
    void whatMakesNoSenseIsRefusedAndChangesNothing() {
        List<Rule> before = rules.rules(MINISTRY);
        assertWrong(Table.VALUE, "fine.to", "1000", "115/3/1", "registry.rule.from.past");
        assertWrong(Table.VALUE, "fine.to", "1000", "someday", "registry.rule.from.invalid");
        assertWrong(Table.VALUE, "fine.to", "much", "115/4/1", "registry.rule.value.number");
        assertWrong(Table.VALUE, "fine.to", "900", "115/4/1", "registry.rule.value.same");
        assertWrong(Table.VALUE, "fine.unheard", "1", "115/4/1", "registry.rule.unknown");
        assertWrong(Table.HOLIDAY, "2026-10-10", "1", "115/4/1", "registry.rule.unknown");
        assertWrong(Table.JURISDICTION, "DEATH", "MOVE_IN_OFFICE", "115/4/1", "registry.rule.value.scope");
        assertWrong(Table.JURISDICTION, "DEATH", "MOON", "115/4/1", "registry.rule.value.scope");
        assertWrong(Table.TEMPLATE, "DEATH", "", "115/4/1", "registry.rule.value.text");
        assertWrong(Table.TEMPLATE, "DEATH", "{eventDate}由{who}", "115/4/1", "registry.rule.value.place");
        assertWrong(Table.TEMPLATE, "DEATH", "{eventDate 歿", "115/4/1", "registry.rule.value.place");
        assertThat(rules.announce(new Announcement(Table.VALUE, "fine.to", "1000", "115/4/1", " "), MINISTRY))
                .containsExactly(Refusal.of("source", "registry.rule.source.missing"));
        assertThat(rules.rules(MINISTRY)).isEqualTo(before);
    }

    @Test
    void whatHoldsSinceTodayIsNotExchangedUnderPeoplesFeet() {
        assertThat(announce(Table.VALUE, "fine.to", "1000", "115/3/2")).isEmpty();
        assertWrong(Table.VALUE, "fine.to", "1100", "115/3/2", "registry.rule.from.sameDay");
    }

    @Test
    void everyTypeHasTheNameByWhichAnnotationsCallIt() {
        for (RegistrationKind kind : RegistrationKind.values()) {
            assertThat(rulebook.template("KIND_" + kind, TODAY).text()).endsWith("登記");
        }
    }

    @Test
    void everyRuleHasANameInBothLanguages() throws IOException {
        for (String language : List.of("", "_en")) {
            Properties words = new Properties();
            for (String module : List.of("ministry", "counter")) {
                try (Reader read = Files.newBufferedReader(
                        Path.of("src/main/resources/messages/%s%s.properties".formatted(module, language)))) {
                    words.load(read);
                }
            }
            for (Rule rule : rules.rules(MINISTRY)) {
                switch (rule.table()) {
                    case JURISDICTION ->
                        assertThat(words).containsKeys("counter.kind." + rule.name(), "ministry.scope." + rule.value());
                    case VALUE -> assertThat(words).containsKey("ministry.name." + rule.name());
                    case EX_OFFICIO ->
                        assertThat(words)
                                .containsKeys("counter.kind." + rule.name(), "ministry.exOfficio." + rule.value());
                    case APPROVAL ->
                        assertThat(words)
                                .containsKeys(
                                        "counter.kind." + rule.name().replaceFirst("/.*", ""),
                                        "ministry.approval." + rule.value());
                    case TEMPLATE, HOLIDAY -> {}
                }
            }
        }
    }

    private List<Refusal> announce(Table table, String name, String value, String from) {
        return rules.announce(new Announcement(table, name, value, from, "test"), MINISTRY);
    }

    private void assertWrong(Table table, String name, String value, String from, String code) {
        assertThat(announce(table, name, value, from)).extracting(Refusal::code).containsExactly(code);
    }

    private static void owner(String statements) {
        for (String statement : statements.split(";", -1)) {
            TestDatabase.asOwner().sql(statement).update();
        }
    }
}
