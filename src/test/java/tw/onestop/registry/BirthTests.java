package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
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
    void whoMarriesAfterTheBirthBoreOutOfWedlock() {
        Person mother = aWoman("出生路21號");
        Person husband = people.household(JIESHOU, "出生路22號")
                .head("丁大", Sex.MALE, LocalDate.of(1990, 6, 7))
                .found()
                .person(0);
        recorded(Forms.marriage(RegistrationKind.MARRY, mother, husband, "115/3/2"), NANGAN);
        assertOnlyRefused(Forms.birth(mother, "115/2/20", "沈三"), NANGAN, "descent", "registry.descent.notMarried");
        Person child = born(recorded(outOfWedlock(mother, "115/2/20", "沈三"), NANGAN));
        assertThat(child.father()).isNull();
        assertThat(child.mother()).isEqualTo("沈月");
        assertOnlyRefused(outOfWedlock(mother, "115/3/2", "沈四"), NANGAN, "descent", "registry.descent.presumed");
    }

    @Test
    void whoIsDivorcedOrWidowedSinceTheBirthBoreInWedlock() {
        Person divorced = aFamily("出生路23號").person(1);
        recorded(
                Forms.divorce(RegistrationKind.DIVORCE, divorced, "115/3/1")
                        .with("divorceBy", "COURT")
                        .with("evidence", "ID_CARD,COURT_RULING,FINALITY_CERTIFICATE"),
                NANGAN);
        People.Home home = aFamily("出生路24號");
        Person widow = home.person(1);
        recorded(Forms.death(home.person(0), "115/3/1", widow, "SPOUSE").with("newHead", widow), NANGAN);
        for (Person mother : List.of(divorced, widow)) {
            for (String day : List.of("115/2/20", "115/3/2")) {
                assertOnlyRefused(outOfWedlock(mother, day, "林三"), NANGAN, "descent", "registry.descent.presumed");
            }
            assertThat(born(recorded(Forms.birth(mother, "115/2/20", "王三"), NANGAN))
                            .father())
                    .isEqualTo("王小明");
        }
        clock.goTo(TODAY.plusDays(310));
        recorded(outOfWedlock(divorced, TODAY.plusDays(305).toString(), "林四"), NANGAN);
    }

    @Test
    void theFatherIsNamedAsHeIsNow() {
        People.Home home = aFamily("出生路25號");
        recorded(Forms.nameChange(home.person(0), "王大"), NANGAN);
        assertThat(born(recorded(Forms.birth(home.person(1), "115/2/20", "王三"), NANGAN))
                        .father())
                .isEqualTo("王大");
    }

    private static Forms outOfWedlock(Person mother, String day, String name) {
        return Forms.birth(mother, day, name)
                .with("descent", "OUT_OF_WEDLOCK")
                .without("surnameFrom")
                .without("surnameBy");
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

    private Person childOf(Person mother, String name) {
        return born(recorded(
                Forms.birth(mother, "115/2/20", name)
                        .with("descent", "OUT_OF_WEDLOCK")
                        .without("surnameFrom")
                        .without("surnameBy"),
                NANGAN));
    }

    private Person aMan(String street) {
        return people.household(JIESHOU, street)
                .head("韓青", Sex.MALE, LocalDate.of(1990, 6, 7))
                .found()
                .person(0);
    }

    @Test
    void whoIsAcknowledgedHasAFatherFromBirthOnAndKeepsTheName() {
        Person child = childOf(aWoman("認領路1號"), "沈安");
        recorded(Forms.acknowledgement(child, aMan("認領路2號"), "115/3/1"), BANQIAO);
        assertThat(person(child.id(), LocalDate.of(2026, 2, 20)).father()).isEqualTo("韓青");
        assertThat(person(child.id()).name()).isEqualTo("沈安");
        assertThat(person(child.id()).birthOrder()).isEqualTo("長男");
        assertThat(person(child.id()).annotations().getLast().text()).isEqualTo("民國115年03月01日經生父韓青認領民國115年03月02日申登。");
    }

    @Test
    void byAgreementTheChildBearsItsFathersSurnameFromThenOn() {
        Person child = childOf(aWoman("認領路3號"), "沈安");
        Forms form = Forms.acknowledgement(child, aMan("認領路4號"), "115/3/1").with("ackSurname", "FATHER");
        assertOnlyRefused(form, NANGAN, "evidence", "registry.evidence.missing.SURNAME_AGREEMENT");
        Registration ack = recorded(form.with("evidence", "ACKNOWLEDGEMENT_DEED,SURNAME_AGREEMENT"), NANGAN);
        assertThat(person(child.id()).name()).isEqualTo("韓安");
        assertThat(person(child.id(), LocalDate.of(2026, 2, 28)).name()).isEqualTo("沈安");
        assertThat(ack.affected().getFirst().changes()).containsKey("NAME");
    }

    @Test
    void nobodyIsAcknowledgedTwiceOrByAnybodyButTheFather() {
        Person mother = aWoman("認領路5號");
        Person child = childOf(mother, "沈安");
        Person man = aMan("認領路6號");
        Person other = aMan("認領路7號");
        assertOnlyRefused(
                Forms.acknowledgement(child, man, "115/3/1").by(other, "ACKNOWLEDGER"),
                NANGAN,
                "applicant.relation",
                "registry.applicant.notAcknowledger");
        assertOnlyRefused(Forms.acknowledgement(child, mother, "115/3/1"), NANGAN, "father", "registry.father.notMale");
        recorded(Forms.acknowledgement(child, man, "115/3/1"), NANGAN);
        assertOnlyRefused(Forms.acknowledgement(child, other, "115/3/1"), NANGAN, "party", "registry.party.hasFather");
    }

    @Test
    void theDeadAreFathersOnlyByJudgment() {
        Person child = childOf(aWoman("認領路8號"), "沈安");
        Person man = aMan("認領路9號");
        recorded(Forms.death(man, "115/3/1", child, "RELATIVE"), NANGAN);
        Forms form = Forms.acknowledgement(child, man, "115/3/2").by(child, "SELF");
        assertRefused(form.by(aWoman("認領路10號"), "LEGAL_REPRESENTATIVE"), NANGAN, "father", "registry.father.dead");
        assertThat(desk.assess(
                                form.with("ackBy", "JUDGMENT")
                                        .with("evidence", "COURT_RULING,FINALITY_CERTIFICATE")
                                        .form(),
                                NANGAN)
                        .acceptable())
                .isTrue();
    }

    @Test
    void whoSettlesHereGetsANumberAndJoinsAHousehold() {
        People.Home home = aFamily("初設路1號");
        Person newcomer =
                born(recorded(Forms.initial(home.person(0), "115/2/20", "阮氏蘭").with("relation", "弟媳"), NANGAN));
        assertThat(newcomer.relationToHead()).isEqualTo("弟媳");
        assertThat(newcomer.householdNo()).isEqualTo(home.no());
        assertThat(newcomer.nationalId().value()).startsWith("Z2");
        assertThat(newcomer.birthDate()).isEqualTo(LocalDate.of(1990, 6, 7));
        assertThat(newcomer.annotations().getFirst().text()).isEqualTo("民國115年02月20日經許可定居初設戶籍民國115年03月02日申登。");
    }

    @Test
    void aChildUnderTwelveIsBornAndNotInitiallyRegistered() {
        Person head = aFamily("初設路2號").person(0);
        Forms late = Forms.initial(head, "115/2/20", "王遲")
                .with("initBy", "LATE")
                .with("evidence", "BIRTH_PROOF")
                .with("birthDate", "104/6/7");
        assertOnlyRefused(late, NANGAN, "initBy", "registry.initBy.birth");
        assertThat(desk.assess(late.with("birthDate", "100/6/7").form(), NANGAN).acceptable())
                .isTrue();
        assertOnlyRefused(
                Forms.initial(head, "115/2/20", "王遲").with("evidence", ""),
                NANGAN,
                "evidence",
                "registry.evidence.missing.SETTLEMENT_PERMIT");
    }
}
