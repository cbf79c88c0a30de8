package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;

/** 戶籍法 §16, §19, §43, §14, §20: households split and merge, people leave for abroad, are declared dead, were born somewhere. */
class HouseholdChangeTests extends RegistryScenario {

    @Test
    void membersWhoLiveApartFormAHouseholdOfTheirOwnAtTheSameAddress() {
        People.Home home = aFamily("分戶路1號");
        recorded(Forms.split(home.person(1), "115/3/1", home.person(2)), NANGAN);
        Person wife = person(home.id(1));
        assertThat(wife.householdNo()).isNotEqualTo(home.no());
        assertThat(wife.address()).isEqualTo(person(home.id(0)).address());
        assertThat(relations(household(wife.householdNo()))).containsExactly("林美 戶長", "王一 長子");
        assertThat(relations(household(home.no()))).containsExactly("王小明 戶長", "王二 長女", "何來 寄居");
    }

    @Test
    void whenTheHeadSplitsOffThoseWhoStayHaveANewHead() {
        People.Home home = aFamily("分戶路2號");
        Forms form = Forms.split(home.person(0), "115/3/1");
        assertOnlyRefused(form, NANGAN, "oldHouseholdNewHead", "registry.newHead.missing");
        recorded(form.with("oldHouseholdNewHead", home.person(1)), NANGAN);
        assertThat(household(home.no()).head()).isEqualTo(home.id(1));
    }

    @Test
    void aSplitIsForTheDomicileOfficeAndNotForEverybody() {
        People.Home home = aFamily("分戶路3號");
        assertRefused(Forms.split(home.person(1), "115/3/1"), BANQIAO, "", "registry.office.notDomicile");
        assertRefused(
                Forms.split(home.person(1), "115/3/1", home.person(0), home.person(2), home.person(3), home.person(4)),
                NANGAN,
                "mode",
                "registry.mode.everybodyMoves");
    }

    @Test
    void twoHouseholdsAtOneAddressBecomeOneAndTheOtherIsClosed() {
        People.Home home = aFamily("合戶路1號");
        People.Home single = people.household(JIESHOU, "合戶路1號")
                .head("單身", Sex.FEMALE, LocalDate.of(1960, 1, 1))
                .found();
        recorded(Forms.merge(single.person(0), "115/3/1", home.no().value()).with("relation", "姑"), NANGAN);
        assertThat(household(single.no()).closedOn()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(relations(household(home.no()))).contains("單身 姑").hasSize(6);
    }

    @Test
    void householdsMergeOnlyAtOneAddress() {
        People.Home home = aFamily("合戶路2號");
        People.Home elsewhere = aFamily("合戶路3號");
        assertOnlyRefused(
                Forms.merge(elsewhere.person(0), "115/3/1", home.no().value()),
                NANGAN,
                "joinHousehold",
                "registry.joinHousehold.elsewhere");
        assertOnlyRefused(
                Forms.merge(home.person(0), "115/3/1", home.no().value()),
                NANGAN,
                "joinHousehold",
                "registry.joinHousehold.own");
    }

    @Test
    void whoHasGoneAbroadStaysInTheRecordAsNoLongerPresent() {
        People.Home home = aFamily("遷出路1號");
        recorded(Forms.abroad(home.person(4), "115/2/10"), NANGAN);
        assertThat(person(home.id(4)).status()).isEqualTo(Person.DomicileStatus.ABROAD);
        assertThat(person(home.id(4), LocalDate.of(2026, 2, 9)).status()).isEqualTo(Person.DomicileStatus.PRESENT);
        assertThat(relations(household(home.no()))).last().isEqualTo("何來 寄居");
        assertThat(person(home.id(4)).annotations().getLast().text()).isEqualTo("民國115年02月10日遷出國外（日本）民國115年03月02日申登。");
    }

    @Test
    void aHeadWhoGoesAbroadIsSucceededAndAHouseholdEverybodyLeftEnds() {
        People.Home home = aFamily("遷出路2號");
        Forms form = Forms.abroad(home.person(0), "115/2/10");
        assertOnlyRefused(form, NANGAN, "oldHouseholdNewHead", "registry.newHead.missing");
        recorded(form.with("oldHouseholdNewHead", home.person(1)), NANGAN);
        assertThat(household(home.no()).head()).isEqualTo(home.id(1));
        People.Home all = aFamily("遷出路3號");
        recorded(Forms.abroad(all.person(0), "115/2/10").with("mode", "WHOLE"), NANGAN);
        assertThat(household(all.no()).closedOn()).isEqualTo(LocalDate.of(2026, 2, 10));
    }

    @Test
    void whoIsDeclaredDeadDiedOnTheDayTheCourtPresumesAndTheLimitRunsFromFinality() {
        People.Home home = aFamily("宣告路1號");
        Forms form = Forms.declaredDead(home.person(1), "114/6/1", "115/1/12", home.person(0));
        Assessment assessment = desk.assess(form.form(), NANGAN);
        assertThat(assessment.deadline()).isEqualTo(LocalDate.of(2026, 2, 11));
        assertThat(assessment.daysLate()).isEqualTo(19);
        recorded(form, BANQIAO);
        assertThat(person(home.id(1)).status()).isEqualTo(Person.DomicileStatus.DECLARED_DEAD);
        assertThat(person(home.id(1)).deathDate()).isEqualTo(LocalDate.of(2025, 6, 1));
        assertThat(person(home.id(0)).marital()).isEqualTo(Person.Marital.WIDOWED);
    }

    @Test
    void aJudgmentIsFinalNeitherAfterTodayNorBeforeTheDeath() {
        People.Home home = aFamily("宣告路2號");
        assertOnlyRefused(
                Forms.declaredDead(home.person(4), "114/6/1", "115/3/3", home.person(0)),
                NANGAN,
                "finalOn",
                "registry.finalOn.inFuture");
        assertOnlyRefused(
                Forms.declaredDead(home.person(4), "114/6/1", "114/5/3", home.person(0)),
                NANGAN,
                "finalOn",
                "registry.finalOn.beforeEvent");
    }

    @Test
    void whereSomebodyWasBornWasAlwaysSo() {
        People.Home home = aFamily("出生路1號");
        assertOnlyRefused(Forms.birthplace(home.person(0), "連江縣"), BANQIAO, "birthPlace", "registry.birthPlace.same");
        Registration r = recorded(Forms.birthplace(home.person(0), "臺北市"), BANQIAO);
        assertThat(person(home.id(0), LocalDate.of(2012, 1, 1)).birthPlace()).isEqualTo("臺北市");
        assertThat(r.annotation()).isEqualTo("原登記出生地連江縣更正為臺北市民國115年03月02日申登。");
    }
}
