package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Likeness.Finding;
import tw.onestop.registry.Likeness.Reason;

/** Who may stand twice in the register, and what the supervisor finds. */
class LikenessTests extends RegistryScenario {

    /** 連江縣莒光鄉青帆村, where no other test lets anybody live. */
    private static final String QINGFAN = "09007030001";

    private static final Actor JUGUANG = People.clerk(QINGFAN);
    private static final LocalDate BORN = LocalDate.of(1961, 2, 3);

    private Person aPerson(String village, String name, LocalDate birth, NationalId number) {
        return people.household(village, "重複路1號")
                .head(name, number.sex(), birth)
                .numbered(number)
                .found()
                .person(0);
    }

    private List<Reason> reasons(Person one, Person other) {
        return desk.likeness(one.id(), other.id(), JUGUANG)
                .map(Likeness::reasons)
                .orElse(List.of());
    }

    @Test
    void theSameFoldedNameAndBirthDateAreSuspiciousAlsoOfSomebodyElsewhere() {
        Person one = aPerson(QINGFAN, "臺重𠮷", BORN, People.nextId(Sex.MALE));
        Person other = aPerson(LIUHOU, "台重𠮷", BORN, People.nextId(Sex.MALE));
        Person younger = aPerson(QINGFAN, "臺重𠮷", BORN.plusDays(1), People.nextId(Sex.MALE));
        assertThat(reasons(one, other)).contains(Reason.NAME_AND_BIRTH);
        assertThat(reasons(one, younger)).isEmpty();
        assertThat(desk.likenesses(JUGUANG))
                .anySatisfy(pair ->
                        assertThat(List.of(pair.one().id(), pair.other().id())).containsExactly(one.id(), other.id()));
        assertThat(desk.likeness(one.id(), other.id(), People.clerk("65000020001")))
                .as("neither is of that office")
                .isEmpty();
    }

    @Test
    void numbersThatDifferInOneDigitOrByTranspositionAreSuspiciousOfTheSameBirthDate() {
        LocalDate day = LocalDate.of(1958, 11, 12);
        Person one = aPerson(QINGFAN, "號碼甲", day, NationalId.of('X', 1, 7_123_456));
        for (int near : new int[] {7_123_457, 8_123_456, 7_133_456, 1_723_456, 7_213_456, 7_132_456, 7_124_356}) {
            Person other = aPerson(LIUHOU, "號碼乙", day, NationalId.of('X', 1, near));
            assertThat(reasons(one, other)).as("%d", near).containsExactly(Reason.NEAR_NUMBER);
        }
        Person far = aPerson(LIUHOU, "號碼丙", day, NationalId.of('X', 1, 7_123_465 + 30));
        Person otherDay = aPerson(LIUHOU, "號碼丁", day.plusDays(1), NationalId.of('X', 1, 7_123_458));
        assertThat(reasons(one, far)).isEmpty();
        assertThat(reasons(one, otherDay)).isEmpty();
    }

    @Test
    void childrenOfTheSameParentsBornOnOneDayAreSuspiciousUnlessTheirOrderTellsThemApart() {
        LocalDate birth = LocalDate.of(2018, 6, 6);
        People.Home home = people.household(QINGFAN, "重複路3號")
                .head("王雙親", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("林雙親", Sex.FEMALE, LocalDate.of(1982, 3, 4))
                .child("王單", Sex.MALE, birth)
                .child("王雙", Sex.MALE, birth)
                .found();
        assertThat(reasons(home.person(2), home.person(3))).as("長男 and 次男").doesNotContain(Reason.PARENTS_AND_BIRTH);
        TestDatabase.asOwner()
                .sql("update registry.person set birth_order = '長男' where id = :id")
                .param("id", home.id(3).value())
                .update();
        assertThat(reasons(home.person(2), home.person(3))).contains(Reason.PARENTS_AND_BIRTH);
    }

    @Test
    void aPairFoundDifferentIsNotListedAgainAndOneFoundTheSameWaitsForWhoSettlesIt() {
        Person one = aPerson(QINGFAN, "認定人", BORN, People.nextId(Sex.FEMALE));
        Person other = aPerson(QINGFAN, "認定人", BORN, People.nextId(Sex.FEMALE));
        assertThat(desk.judge(new Finding(one.id(), other.id(), "SAME", "南竿鄉戶政事務所", "照片相同"), JUGUANG))
                .isEmpty();
        Likeness same = desk.likeness(one.id(), other.id(), JUGUANG).orElseThrow();
        assertThat(same.ruling()).isNotNull().satisfies(r -> {
            assertThat(r.settledBy()).isEqualTo("南竿鄉戶政事務所");
            assertThat(r.reason()).isEqualTo("照片相同");
            assertThat(r.by()).isEqualTo("clerk");
        });
        clock.goTo(TODAY.plusDays(1));
        assertThat(desk.judge(new Finding(one.id(), other.id(), "DIFFERENT", "", "指紋不同"), JUGUANG))
                .isEmpty();
        assertThat(desk.likeness(one.id(), other.id(), JUGUANG)).isEmpty();
    }

    @Test
    void everyWrongFindingHasItsOwnAnswer() {
        Person one = aPerson(QINGFAN, "錯誤人", BORN, People.nextId(Sex.FEMALE));
        Person other = aPerson(QINGFAN, "錯誤人", BORN, People.nextId(Sex.FEMALE));
        assertRefused(new Finding(one.id(), other.id(), "", "", ""), "verdict", "registry.verdict.missing");
        assertRefused(new Finding(one.id(), other.id(), "", "", ""), "reason", "registry.likeness.reason.missing");
        assertRefused(new Finding(one.id(), other.id(), "SAME", " ", "x"), "settledBy", "registry.settledBy.missing");
        assertRefused(
                new Finding(one.id(), other.id(), "DIFFERENT", "", "長".repeat(201)), "reason", "registry.text.tooLong");
        assertRefused(new Finding(other.id(), one.id(), "DIFFERENT", "", "x"), "", "registry.likeness.none");
        assertThat(desk.likeness(one.id(), other.id(), JUGUANG).orElseThrow().ruling())
                .isNull();
    }

    private void assertRefused(Finding finding, String field, String code) {
        assertThat(desk.judge(finding, JUGUANG))
                .extracting(Refusal::field, Refusal::code)
                .contains(tuple(field, code));
    }
}
