package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;

/** What the scenario classes share: a day, two townships, and short words for asking the desk. */
@ProductTest
abstract class RegistryScenario {

    /** 連江縣南竿鄉介壽村, and another village of the same township. */
    static final String JIESHOU = "09007010001";

    static final String FUXING = "09007010002";
    /** A village of 新北市板橋區. */
    static final String LIUHOU = "65000010001";

    /** A Monday. */
    static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    static final Actor NANGAN = People.clerk(JIESHOU);
    static final Actor BANQIAO = People.clerk(LIUHOU);

    @Autowired
    RegistryDesk desk;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @BeforeEach
    void isMonday() {
        clock.goTo(TODAY);
    }

    @AfterEach
    void letTimeRun() {
        clock.reset();
    }

    /** 王小明 (1980), his wife 林美 (1982), 王一 (2015), 王二 (2016), and 何來 (1950), who lodges. */
    People.Home aFamily(String street) {
        return people.household(JIESHOU, street)
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("林美", Sex.FEMALE, LocalDate.of(1982, 3, 4))
                .child("王一", Sex.MALE, LocalDate.of(2015, 5, 6))
                .child("王二", Sex.FEMALE, LocalDate.of(2016, 7, 8))
                .lodger("何來", Sex.MALE, LocalDate.of(1950, 2, 2))
                .found();
    }

    List<Registration> recorded(Actor clerk, Forms... forms) {
        Recording recording = desk.record(Arrays.stream(forms).map(Forms::form).toList(), Map.of(), clerk);
        assertThat(recording).isInstanceOf(Recording.Recorded.class);
        return ((Recording.Recorded) recording)
                .registrations().stream()
                        .map(id -> desk.registration(id, clerk).orElseThrow())
                        .toList();
    }

    Registration recorded(Forms form, Actor clerk) {
        return recorded(clerk, form).getFirst();
    }

    /** Both to assess and to record are refused so, and nothing has happened. */
    void assertRefused(Forms form, Actor clerk, String field, String code) {
        Assessment assessment = desk.assess(form.form(), clerk);
        assertThat(assessment.refusals())
                .extracting(Refusal::field, Refusal::code)
                .contains(tuple(field, code));
        assertThat(assessment.annotation()).isEmpty();
        assertThat(desk.record(List.of(form.form()), Map.of(), clerk)).isInstanceOf(Recording.Refused.class);
    }

    void assertOnlyRefused(Forms form, Actor clerk, String field, String code) {
        assertThat(desk.assess(form.form(), clerk).refusals())
                .extracting(Refusal::field, Refusal::code)
                .containsExactly(tuple(field, code));
        assertThat(desk.record(List.of(form.form()), Map.of(), clerk)).isInstanceOf(Recording.Refused.class);
    }

    void assertWarned(Forms form, Actor clerk, String code) {
        Assessment assessment = desk.assess(form.form(), clerk);
        assertThat(assessment.refusals()).isEmpty();
        assertThat(assessment.warnings()).extracting(Refusal::code).contains(code);
    }

    Household household(HouseholdNo no) {
        return household(no, TODAY);
    }

    Household household(HouseholdNo no, LocalDate on) {
        return desk.household(no, AsOf.on(on), NANGAN).orElseThrow();
    }

    Person person(PersonId id) {
        return person(id, TODAY);
    }

    Person person(PersonId id, LocalDate on) {
        return desk.person(id, AsOf.on(on), NANGAN).orElseThrow();
    }

    List<String> relations(Household household) {
        return household.members().stream()
                .map(m -> m.name() + " " + m.relationToHead())
                .toList();
    }

    static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
