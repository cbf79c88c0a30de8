package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;

/** 民法 §980–988, 戶籍法 §9, §33, §47 and the act for couples of the same sex, as rules. */
class MarriageTests extends RegistryScenario {

    private static final RegistrationKind MARRY = RegistrationKind.MARRY;

    private Person single(String name, Sex sex, String street) {
        return people.household(JIESHOU, street)
                .head(name, sex, LocalDate.of(1995, 6, 7))
                .found()
                .person(0);
    }

    @Test
    void twoPeopleMarryAtAnyOfficeAndEachIsNamedInTheOthersRecord() {
        Person bride = single("郭靜", Sex.FEMALE, "婚姻路1號");
        Person groom = single("楊康", Sex.MALE, "婚姻路2號");
        Registration r = recorded(Forms.marriage(MARRY, bride, groom, "115/3/2"), BANQIAO);
        assertThat(person(bride.id()).marital()).isEqualTo(Person.Marital.MARRIED);
        assertThat(person(bride.id()).spouse()).isEqualTo("楊康");
        assertThat(person(groom.id()).spouse()).isEqualTo("郭靜");
        assertThat(person(groom.id()).annotations().getLast().text()).isEqualTo("民國115年03月02日與郭靜結婚民國115年03月02日申登。");
        assertThat(r.affected())
                .hasSize(2)
                .allSatisfy(a -> assertThat(a.changes()).containsOnlyKeys("MARITAL"));
    }

    @Test
    void aMarriageTakesEffectByRegistrationSoItsDayIsNotBeforeToday() {
        Forms form =
                Forms.marriage(MARRY, single("甲女", Sex.FEMALE, "婚姻路3號"), single("乙男", Sex.MALE, "婚姻路4號"), "115/3/1");
        assertOnlyRefused(form, NANGAN, "eventDate", "registry.eventDate.byRegistration");
    }

    @Test
    void aDayToComeMayBeDesignatedAndUntilThenNobodyIsMarried() {
        Person bride = single("丙女", Sex.FEMALE, "婚姻路5號");
        Person groom = single("丁男", Sex.MALE, "婚姻路6號");
        recorded(Forms.marriage(MARRY, bride, groom, "115/3/6"), NANGAN);
        assertThat(person(bride.id(), TODAY).marital()).isEqualTo(Person.Marital.SINGLE);
        assertThat(person(bride.id(), LocalDate.of(2026, 3, 6)).marital()).isEqualTo(Person.Marital.MARRIED);
        assertOnlyRefused(
                Forms.marriage(MARRY, single("巳女", Sex.FEMALE, "婚姻路29號"), single("午男", Sex.MALE, "婚姻路30號"), "115/5/6"),
                NANGAN,
                "eventDate",
                "registry.eventDate.tooFar");
    }

    @Test
    void whoWasMarriedByCeremonyBefore2008MayRegisterAlone() {
        Person wife = single("戊女", Sex.FEMALE, "婚姻路7號");
        Person husband = people.household(JIESHOU, "婚姻路8號")
                .since(LocalDate.of(2000, 1, 1))
                .head("己男", Sex.MALE, LocalDate.of(1970, 1, 1))
                .found()
                .person(0);
        Person older = people.household(JIESHOU, "婚姻路9號")
                .since(LocalDate.of(2000, 1, 1))
                .head("庚女", Sex.FEMALE, LocalDate.of(1972, 1, 1))
                .found()
                .person(0);
        recorded(Forms.marriage(MARRY, older, husband, "95/5/5").by(older, "SELF"), NANGAN);
        assertThat(person(husband.id(), LocalDate.of(2007, 1, 1)).spouse()).isEqualTo("庚女");
        assertOnlyRefused(
                Forms.marriage(MARRY, wife, single("辛男", Sex.MALE, "婚姻路10號"), "115/3/2")
                        .by(wife, "SELF"),
                NANGAN,
                "applicant.relation",
                "registry.applicant.bothNeeded");
    }

    @Test
    void nobodyMarriesTwice() {
        People.Home home = aFamily("婚姻路11號");
        Person other = single("壬女", Sex.FEMALE, "婚姻路12號");
        assertOnlyRefused(
                Forms.marriage(MARRY, home.person(0), other, "115/3/2"), NANGAN, "party", "registry.party.married");
        assertOnlyRefused(
                Forms.marriage(MARRY, other, home.person(0), "115/3/2"), NANGAN, "partner", "registry.partner.married");
    }

    @Test
    void whoIsNotEighteenDoesNotMarry() {
        Person child = people.household(JIESHOU, "婚姻路13號")
                .head("少年", Sex.MALE, LocalDate.of(2008, 3, 3))
                .found()
                .person(0);
        Person adult = single("癸女", Sex.FEMALE, "婚姻路14號");
        assertOnlyRefused(
                Forms.marriage(MARRY, adult, child, "115/3/2"), NANGAN, "partner", "registry.partner.tooYoung");
        recorded(Forms.marriage(MARRY, adult, child, "115/3/3"), NANGAN);
    }

    @Test
    void peopleOfTheSameSexMarryByTheirOwnActAndOthersByTheCode() {
        Person a = single("甲甲", Sex.FEMALE, "婚姻路15號");
        Person b = single("乙乙", Sex.FEMALE, "婚姻路16號");
        Person c = single("丙丙", Sex.MALE, "婚姻路17號");
        assertOnlyRefused(Forms.marriage(MARRY, a, b, "115/3/2"), NANGAN, "partner", "registry.partner.sameSex");
        assertOnlyRefused(
                Forms.marriage(RegistrationKind.MARRY_748, a, c, "115/3/2"),
                NANGAN,
                "partner",
                "registry.partner.otherSex");
        recorded(Forms.marriage(RegistrationKind.MARRY_748, a, b, "115/3/2"), NANGAN);
        assertThat(person(b.id()).spouse()).isEqualTo("甲甲");
    }

    @Test
    void siblingsAndParentAndChildDoNotMarry() {
        People.Home home = people.household(JIESHOU, "婚姻路18號")
                .head("父親", Sex.MALE, LocalDate.of(1960, 1, 9))
                .child("長兄", Sex.MALE, LocalDate.of(1990, 5, 6))
                .child("小妹", Sex.FEMALE, LocalDate.of(1992, 7, 8))
                .found();
        assertOnlyRefused(
                Forms.marriage(MARRY, home.person(1), home.person(2), "115/3/2"),
                NANGAN,
                "partner",
                "registry.partner.collateralBlood");
        assertOnlyRefused(
                Forms.marriage(MARRY, home.person(0), home.person(2), "115/3/2"),
                NANGAN,
                "partner",
                "registry.partner.linealBlood");
    }

    @Test
    void aParentInLawIsBarredEvenAfterTheDivorce() {
        People.Home parents = people.household(JIESHOU, "婚姻路19號")
                .head("公公", Sex.MALE, LocalDate.of(1950, 1, 9))
                .child("兒子", Sex.MALE, LocalDate.of(1980, 5, 6))
                .found();
        Person wife = single("媳婦", Sex.FEMALE, "婚姻路20號");
        recorded(Forms.marriage(MARRY, parents.person(1), wife, "115/3/2"), NANGAN);
        clock.goTo(LocalDate.of(2026, 3, 3));
        recorded(Forms.divorce(RegistrationKind.DIVORCE, wife, "115/3/3"), NANGAN);
        clock.goTo(LocalDate.of(2026, 3, 4));
        assertOnlyRefused(
                Forms.marriage(MARRY, parents.person(0), wife, "115/3/4"),
                NANGAN,
                "partner",
                "registry.partner.linealAffinity");
    }

    @Test
    void aMarriageIsNotAgentsWorkUnlessTheOfficeApproves() {
        Forms form = Forms.marriage(
                        MARRY, single("子女", Sex.FEMALE, "婚姻路21號"), single("丑男", Sex.MALE, "婚姻路22號"), "115/3/2")
                .mandate(People.nextId(Sex.MALE).value(), "代理人", "115/3/1");
        assertOnlyRefused(form, NANGAN, "mandateApproved", "registry.mandateApproved.missing");
        recorded(form.with("mandateApproved", "當事人住院"), NANGAN);
    }

    @Test
    void aPartnerFromElsewhereIsNamedAndBringsProofOfBeingSingle() {
        Person bride = single("寅女", Sex.FEMALE, "婚姻路23號");
        Forms form = Forms.marriage(MARRY, bride, bride, "115/3/2")
                .with("partnerFrom", "ELSEWHERE")
                .with("partner", "")
                .with("partnerName", "約翰");
        assertOnlyRefused(form, NANGAN, "evidence", "registry.evidence.missing.SINGLE_STATUS_PROOF");
        recorded(form.with("evidence", "MARRIAGE_DEED,ID_CARD,SINGLE_STATUS_PROOF"), NANGAN);
        assertThat(person(bride.id()).spouse()).isEqualTo("約翰");
    }

    @Test
    void theTwoWitnessesAreTwoPeople() {
        Forms form =
                Forms.marriage(MARRY, single("卯女", Sex.FEMALE, "婚姻路24號"), single("辰男", Sex.MALE, "婚姻路25號"), "115/3/2");
        assertOnlyRefused(form.with("witness2", "甲證人"), NANGAN, "witness2", "registry.witness2.same");
    }

    @Test
    void byAgreementBothDivorceTodayAndNeitherIsNamedAnyMore() {
        People.Home home = aFamily("婚姻路26號");
        Registration r = recorded(Forms.divorce(RegistrationKind.DIVORCE, home.person(0), "115/3/2"), BANQIAO);
        assertThat(person(home.id(0)).marital()).isEqualTo(Person.Marital.DIVORCED);
        assertThat(person(home.id(1)).marital()).isEqualTo(Person.Marital.DIVORCED);
        assertThat(person(home.id(1)).spouse()).isNull();
        assertThat(person(home.id(1), TODAY.minusDays(1)).spouse()).isEqualTo("王小明");
        assertThat(r.annotation()).isEqualTo("民國115年03月02日與林美兩願離婚民國115年03月02日申登。");
    }

    @Test
    void aCourtsDivorceIsOfTheDayOfItsFinalityAndOneOfThemBringsIt() {
        People.Home home = aFamily("婚姻路27號");
        Forms form = Forms.divorce(RegistrationKind.DIVORCE, home.person(1), "115/2/2")
                .with("divorceBy", "COURT")
                .by(home.person(1), "SELF")
                .with("evidence", "ID_CARD,COURT_RULING");
        assertOnlyRefused(form, NANGAN, "evidence", "registry.evidence.missing.FINALITY_CERTIFICATE");
        recorded(form.with("evidence", "ID_CARD,COURT_RULING,FINALITY_CERTIFICATE"), NANGAN);
        assertThat(person(home.id(0), LocalDate.of(2026, 2, 2)).marital()).isEqualTo(Person.Marital.DIVORCED);
    }

    @Test
    void whoIsNotMarriedDoesNotDivorceAndACoupleOfTheCodeDoesNotTerminate() {
        People.Home home = aFamily("婚姻路28號");
        assertOnlyRefused(
                Forms.divorce(RegistrationKind.DIVORCE, home.person(4), "115/3/2"),
                NANGAN,
                "party",
                "registry.party.notMarried");
        assertOnlyRefused(
                Forms.divorce(RegistrationKind.END_748, home.person(0), "115/3/2"),
                NANGAN,
                "party",
                "registry.party.divorce");
    }
}
