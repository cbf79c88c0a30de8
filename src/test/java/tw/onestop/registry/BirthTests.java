package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/** 戶籍法 §6, §29, §48 and 民法 §1059–1063, as rules. */
class BirthTests extends RegistryScenario {

    private Person born(Registration birth) {
        return person(birth.affected().getFirst().person());
    }

    private Person aWoman(String street) {
        return people.household(JIESHOU, street)
                .head("沈月", Sex.FEMALE, LocalDate.of(1996, 6, 7))
                .found()
                .person(0);
    }

    @Test
    void aChildGetsANumberAPlaceInTheHouseholdAndBothParents() {
        People.Home home = aFamily("出生路1號");
        Registration birth = recorded(Forms.birth(home.person(1), "115/2/20", "王三"), NANGAN);
        Person child = born(birth);
        assertThat(child.name()).isEqualTo("王三");
        assertThat(NationalId.isValid(child.nationalId().value())).isTrue();
        assertThat(child.nationalId().value()).startsWith("Z1");
        assertThat(child.nationalId().sex()).isEqualTo(Sex.MALE);
        assertThat(child.father()).isEqualTo("王小明");
        assertThat(child.mother()).isEqualTo("林美");
        assertThat(child.birthOrder()).isEqualTo("次男");
        assertThat(child.householdNo()).isEqualTo(home.no());
        assertThat(child.relationToHead()).isEqualTo("次子");
        assertThat(child.annotations().getFirst().text()).isEqualTo("民國115年02月20日在連江縣出生約定從父姓民國115年03月02日申登。");
        assertThat(birth.annotation()).isEqualTo(child.annotations().getFirst().text());
        assertThat(household(home.no()).members()).extracting(Person::name).contains("王三");
        assertThat(desk.person(child.nationalId(), AsOf.on(LocalDate.of(2026, 2, 19)), NANGAN))
                .isEmpty();
    }

    @Test
    void twoChildrenOfOneSittingGetTwoNumbersAndTheirOrder() {
        People.Home home = aFamily("出生路2號");
        var births = recorded(
                NANGAN,
                Forms.birth(home.person(1), "115/2/20", "王三").with("sex", "FEMALE"),
                Forms.birth(home.person(1), "115/2/20", "王四").with("sex", "FEMALE"));
        assertThat(births).extracting(b -> born(b).birthOrder()).containsExactly("次女", "三女");
        assertThat(births).extracting(b -> born(b).nationalId()).doesNotHaveDuplicates();
    }

    @Test
    void theSurnameIsTheOneAgreedOrDrawnAndTheNameBeginsWithIt() {
        Person mother = aFamily("出生路3號").person(1);
        assertOnlyRefused(Forms.birth(mother, "115/2/20", "林三"), NANGAN, "childName", "registry.childName.surname");
        assertOnlyRefused(
                Forms.birth(mother, "115/2/20", "王三").with("evidence", "BIRTH_CERTIFICATE"),
                NANGAN,
                "evidence",
                "registry.evidence.missing.SURNAME_AGREEMENT");
        Registration drawn = recorded(
                Forms.birth(mother, "115/2/20", "林三")
                        .with("surnameFrom", "MOTHER")
                        .with("surnameBy", "LOT")
                        .with("evidence", "BIRTH_CERTIFICATE"),
                NANGAN);
        assertThat(drawn.annotation()).contains("抽籤決定從母姓");
        assertThat(born(drawn).name()).isEqualTo("林三");
    }

    @Test
    void outOfWedlockTheChildBearsItsMothersNameAndHasNoFatherYet() {
        Person mother = aWoman("出生路4號");
        Forms form = Forms.birth(mother, "115/2/20", "沈三")
                .with("descent", "OUT_OF_WEDLOCK")
                .without("surnameFrom")
                .without("surnameBy");
        Person child = born(recorded(form, NANGAN));
        assertThat(child.father()).isNull();
        assertThat(child.mother()).isEqualTo("沈月");
        assertThat(child.birthOrder()).isEqualTo("長男");
        assertOnlyRefused(Forms.birth(mother, "115/2/20", "沈四"), NANGAN, "descent", "registry.descent.notMarried");
    }

    @Test
    void ofAMarriedMotherAChildIsPresumedHerHusbands() {
        Person mother = aFamily("出生路5號").person(1);
        assertOnlyRefused(
                Forms.birth(mother, "115/2/20", "林三").with("descent", "OUT_OF_WEDLOCK"),
                NANGAN,
                "descent",
                "registry.descent.presumed");
    }

    @Test
    void aChildBornWithin302DaysOfADivorceIsStillOfTheMarriage() {
        Person mother = aFamily("出生路6號").person(1);
        recorded(Forms.divorce(RegistrationKind.DIVORCE, mother, "115/3/2"), NANGAN);
        LocalDate later = TODAY.plusDays(100);
        clock.goTo(later);
        Forms form = Forms.birth(mother, later.minusDays(1).toString(), "王三");
        Registration birth = recorded(form, NANGAN);
        assertThat(person(birth.affected().getFirst().person(), later).father()).isEqualTo("王小明");
        LocalDate muchLater = TODAY.plusDays(310);
        clock.goTo(muchLater);
        assertThat(desk.assess(Forms.birth(mother, muchLater.toString(), "王四").form(), NANGAN)
                        .refusals())
                .extracting(r -> r.code())
                .containsExactly("registry.descent.notMarried");
    }

    @Test
    void sixtyDaysAreTheLimitAndLateIsAcceptedWithAFine() {
        Person mother = aFamily("出生路7號").person(1);
        Assessment late = desk.assess(Forms.birth(mother, "114/12/1", "王三").form(), NANGAN);
        assertThat(late.acceptable()).isTrue();
        assertThat(late.deadline()).isEqualTo(LocalDate.of(2026, 1, 30));
        assertThat(late.daysLate()).isEqualTo(31);
        assertThat(late.suggestedFine()).isNotNull();
    }

    @Test
    void fromTwelveYearsOnItIsInitialRegistration() {
        Person mother = aFamily("出生路8號").person(1);
        assertOnlyRefused(
                Forms.birth(mother, "103/3/1", "王三"), NANGAN, "eventDate", "registry.eventDate.tooOldForBirth");
    }

    @Test
    void theSameChildIsNotRegisteredTwiceAndTwinsAreAskedFor() {
        Person mother = aFamily("出生路9號").person(1);
        recorded(Forms.birth(mother, "115/2/20", "王三"), NANGAN);
        assertOnlyRefused(Forms.birth(mother, "115/2/20", "王三"), NANGAN, "childName", "registry.childName.sibling");
        assertWarned(Forms.birth(mother, "115/2/20", "王四"), NANGAN, "registry.eventDate.sameAsSibling");
    }

    @Test
    void theFatherFilesOfTheMothersHouseholdAndAStrangerIsNotTheFather() {
        People.Home home = aFamily("出生路10號");
        Person mother = home.person(1);
        assertThat(desk.assess(
                                Forms.birth(mother, "115/2/20", "王三")
                                        .by(home.person(0), "FATHER")
                                        .form(),
                                NANGAN)
                        .acceptable())
                .isTrue();
        assertOnlyRefused(
                Forms.birth(mother, "115/2/20", "王三").by(home.person(4), "FATHER"),
                NANGAN,
                "applicant.relation",
                "registry.applicant.notParent");
    }

    @Test
    void itIsFiledInTheCountyOfDomicile() {
        Person mother = aFamily("出生路11號").person(1);
        assertOnlyRefused(Forms.birth(mother, "115/2/20", "王三"), BANQIAO, "", "registry.office.notDomicileCounty");
    }
}
