package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.onestop.kernel.Sex;

class NameChangeTests extends RegistryScenario {

    @Test
    void theNewNameGoesOnIntoTheRecordsOfSpouseAndChildren() {
        People.Home home = aFamily("介壽路301號");
        Registration r = recorded(Forms.nameChange(home.person(0), "王𠮷𡘙"), NANGAN);
        assertThat(person(home.id(0)).name()).isEqualTo("王𠮷𡘙");
        assertThat(person(home.id(1)).spouse()).isEqualTo("王𠮷𡘙");
        assertThat(person(home.id(2)).father()).isEqualTo("王𠮷𡘙");
        assertThat(person(home.id(3)).father()).isEqualTo("王𠮷𡘙");
        assertThat(r.affected())
                .extracting(Registration.Affected::person)
                .containsExactly(home.id(0), home.id(1), home.id(2), home.id(3));
        assertThat(r.affected().getFirst().changes())
                .isEqualTo(Map.of("NAME", new Registration.Change(Map.of("name", "王小明"), Map.of("name", "王𠮷𡘙"))));
        assertThat(r.affected().get(1).changes()).isEmpty();
        assertThat(r.annotation()).isEqualTo("原姓名王小明特殊原因民國115年03月02日第一次改名。");
        assertThat(person(home.id(0), TODAY.minusDays(1)).name()).isEqualTo("王小明");
        assertThat(person(home.id(2), TODAY.minusDays(1)).father()).isEqualTo("王小明");
        assertThat(person(home.id(2)).annotations())
                .extracting(Person.Annotation::text)
                .containsExactly("父原姓名王小明民國115年03月02日變更姓名為王𠮷𡘙民國115年03月02日申登。");
    }

    @Test
    void aMothersNameGoesOnAsMother() {
        People.Home home = aFamily("介壽路302號");
        recorded(Forms.nameChange(home.person(1), "林美麗"), NANGAN);
        assertThat(person(home.id(2)).mother()).isEqualTo("林美麗");
        assertThat(person(home.id(2)).father()).isEqualTo("王小明");
        assertThat(person(home.id(0)).spouse()).isEqualTo("林美麗");
    }

    @Test
    void aGivenNameIsChangedThreeTimesAtMostForSuchReasons() {
        People.Home home = aFamily("介壽路303號");
        for (String name : new String[] {"王甲", "王乙", "王丙"}) {
            recorded(Forms.nameChange(person(home.id(0)), name), NANGAN);
        }
        assertThat(person(home.id(0)).annotations().getLast().text()).contains("第三次改名");
        assertOnlyRefused(Forms.nameChange(person(home.id(0)), "王丁"), NANGAN, "reason", "registry.reason.limit");
        recorded(
                Forms.nameChange(person(home.id(0)), "王丁")
                        .with("reason", "SAME_PLACE")
                        .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,REASON_PROOF"),
                NANGAN);
    }

    @Test
    void twoChangesInOneSittingAreBothCounted() {
        People.Home home = aFamily("介壽路304號");
        recorded(Forms.nameChange(home.person(0), "王甲"), NANGAN);
        recorded(Forms.nameChange(person(home.id(0)), "王乙"), NANGAN);
        Person now = person(home.id(0));
        Recording recording = desk.record(
                java.util.List.of(
                        Forms.nameChange(now, "王丙").form(),
                        Forms.nameChange(now, "王丁").form()),
                Map.of(),
                NANGAN);
        assertThat(recording)
                .isInstanceOfSatisfying(
                        Recording.Refused.class,
                        refused -> assertThat(refused.refusals()).containsOnlyKeys(1));
        assertThat(person(home.id(0)).name()).isEqualTo("王乙");
    }

    @Test
    void aMinorsSecondChangeWaitsForMajorityAndARepresentativeFiles() {
        People.Home home = aFamily("介壽路305號");
        assertRefused(Forms.nameChange(home.person(2), "王甲"), NANGAN, "applicant.relation", "registry.applicant.minor");
        recorded(
                Forms.nameChange(home.person(2), "王甲")
                        .by(home.person(0), "LEGAL_REPRESENTATIVE")
                        .without("criminalRecord"),
                NANGAN);
        assertOnlyRefused(
                Forms.nameChange(person(home.id(2)), "王乙").by(home.person(0), "LEGAL_REPRESENTATIVE"),
                NANGAN,
                "reason",
                "registry.reason.minorSecond");
    }

    @ParameterizedTest
    @CsvSource({
        "王小明,registry.newName.same",
        "王 大,registry.newName.symbol",
        "王·大,registry.newName.symbol",
        "王a,registry.newName.symbol",
        "王1,registry.newName.symbol",
        "王,registry.newName.tooShort",
        "王一二三四五六七八九十一二三四五,registry.newName.tooLong",
        "林大明,registry.newName.surnameChanged"
    })
    void badNamesAreRefusedEachInItsWay(String name, String code) {
        People.Home home = aFamily("介壽路306號");
        assertOnlyRefused(Forms.nameChange(home.person(0), name), NANGAN, "newName", code);
    }

    @Test
    void lengthIsCountedInCharactersAlsoBeyondTheBasicPlane() {
        People.Home home = aFamily("介壽路307號");
        assertThat(desk.assess(
                                Forms.nameChange(home.person(0), "王" + "𠮷".repeat(14))
                                        .form(),
                                NANGAN)
                        .acceptable())
                .isTrue();
        assertWarned(Forms.nameChange(home.person(0), "王" + "𠮷".repeat(6)), NANGAN, "registry.newName.notPrinted");
        assertThat(desk.assess(
                                Forms.nameChange(home.person(0), "王" + "𠮷".repeat(5))
                                        .form(),
                                NANGAN)
                        .warnings())
                .isEmpty();
    }

    @Test
    void fromFourteenTheCriminalRecordIsQueried() {
        People.Home home = aFamily("介壽路308號");
        assertOnlyRefused(
                Forms.nameChange(home.person(0), "王大").without("criminalRecord"),
                NANGAN,
                "criminalRecord",
                "registry.criminalRecord.missing");
        assertOnlyRefused(
                Forms.nameChange(home.person(0), "王大").with("criminalRecord", "BARRED"),
                NANGAN,
                "criminalRecord",
                "registry.criminalRecord.barred");
        assertOnlyRefused(
                Forms.nameChange(home.person(0), "王大").with("criminalRecord", "?"),
                NANGAN,
                "criminalRecord",
                "registry.criminalRecord.unknown");
    }

    @Test
    void aSurnameByAgreementIsAParentsAndLeavesTheGivenName() {
        People.Home home = aFamily("介壽路309號");
        Forms form = Forms.nameChange(home.person(2), "林一")
                .by(home.person(1), "LEGAL_REPRESENTATIVE")
                .with("reason", "PARENTS_AGREEMENT");
        assertOnlyRefused(form, NANGAN, "evidence", "registry.evidence.missing.PARENTS_AGREEMENT");
        form.with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,PARENTS_AGREEMENT");
        assertOnlyRefused(form.with("newName", "陳一"), NANGAN, "newName", "registry.newName.notAParents");
        assertOnlyRefused(form.with("newName", "林二"), NANGAN, "newName", "registry.newName.givenChanged");
        assertRefused(
                form.with("newName", "林一").with("surnameLength", "2"),
                NANGAN,
                "surnameLength",
                "registry.surnameLength.tooLong");
        assertOnlyRefused(form.with("surnameLength", "x"), NANGAN, "surnameLength", "registry.surnameLength.unknown");
        Registration r = recorded(form.without("surnameLength"), NANGAN);
        assertThat(r.annotation()).isEqualTo("原姓名王一因父母約定變更從姓民國115年03月02日變更姓名民國115年03月02日申登。");
        assertThat(person(home.id(2)).name()).isEqualTo("林一");
    }

    @Test
    void aSurnameIsChangedOnceInMinority() {
        People.Home home = aFamily("介壽路321號");
        Registration first = recorded(surname(home.person(2), home.person(1), "林一"), NANGAN);
        Forms back = surname(person(home.id(2)), home.person(1), "王一");
        assertOnlyRefused(back, NANGAN, "reason", "registry.reason.surnameMinorSecond");
        recorded(
                Forms.revocation(home.person(2), first.id(), "115/3/2").by(home.person(1), "LEGAL_REPRESENTATIVE"),
                NANGAN);
        recorded(surname(home.person(2), home.person(1), "林一"), NANGAN);
        clock.goTo(LocalDate.of(2033, 5, 9));
        Person adult = desk.person(home.id(2), AsOf.on(LocalDate.of(2033, 5, 9)), NANGAN)
                .orElseThrow();
        recorded(
                surname(adult, adult, "王一").by(adult, "SELF").with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE"),
                NANGAN);
    }

    @Test
    void anAdultChangesTheSurnameOnceAndAsksNobody() {
        People.Home home = people.household(JIESHOU, "介壽路322號")
                .head("王小明", Sex.MALE, LocalDate.of(1970, 1, 9))
                .spouse("林美", Sex.FEMALE, LocalDate.of(1972, 3, 4))
                .child("王一", Sex.MALE, LocalDate.of(2000, 5, 6))
                .found();
        Person son = home.person(2);
        Forms own = surname(son, son, "林一").by(son, "SELF").with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE");
        assertThat(recorded(own, NANGAN).annotation()).isEqualTo("原姓名王一因成年變更從姓民國115年03月02日變更姓名民國115年03月02日申登。");
        Person now = person(home.id(2));
        assertOnlyRefused(
                surname(now, now, "王一").by(now, "SELF"), NANGAN, "reason", "registry.reason.surnameAdultSecond");
    }

    private static Forms surname(Person party, Person representative, String name) {
        return Forms.nameChange(party, name)
                .by(representative, "LEGAL_REPRESENTATIVE")
                .with("reason", "PARENTS_AGREEMENT")
                .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,PARENTS_AGREEMENT");
    }

    @Test
    void missingFieldsAreNamed() {
        People.Home home = aFamily("介壽路310號");
        assertOnlyRefused(
                Forms.nameChange(home.person(0), "王大").without("newName"),
                NANGAN,
                "newName",
                "registry.newName.missing");
        assertOnlyRefused(
                Forms.nameChange(home.person(0), "王大").without("reason"), NANGAN, "reason", "registry.reason.missing");
        assertOnlyRefused(
                Forms.nameChange(home.person(0), "王大").with("reason", "WHIM"),
                NANGAN,
                "reason",
                "registry.reason.unknown");
        assertOnlyRefused(
                Forms.nameChange(home.person(0), "王大").with("reason", "SAME_PLACE"),
                NANGAN,
                "evidence",
                "registry.evidence.missing.REASON_PROOF");
    }

    @Test
    void itIsFiledAnywhereAndTheFilingDayIsTheEventUnlessSaid() {
        People.Home home = aFamily("介壽路311號");
        Registration r = recorded(Forms.nameChange(home.person(0), "王大"), BANQIAO);
        assertThat(r.eventDate()).isEqualTo(TODAY);
        assertThat(r.office().value()).isEqualTo("65000010");
        assertOnlyRefused(
                Forms.nameChange(person(home.id(0)), "王三")
                        .with("eventDate", LocalDate.of(2026, 3, 1).toString()),
                NANGAN,
                "eventDate",
                "registry.eventDate.beforeLastChange");
    }
}
