package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.onestop.kernel.NationalId;

/** Of whom the register knew nobody: households founded by who settles here, and children without parents. */
class FirstRegistrationTests extends RegistryScenario {

    private Person born(Registration registration) {
        return person(registration.affected().getFirst().person());
    }

    @Test
    void whoFoundsAHouseholdIsItsHeadAndIsFoundByTheNumberBorneAsAResident() {
        People.Home home = aFamily("初設路3號");
        String resident = NationalId.of('A', 9, 5_500_001).value();
        Forms form = Forms.founding(home.person(0), "115/2/20", "阮氏桃", FUXING, "初設路4號")
                .with("residentId", resident);
        Registration r = recorded(form, NANGAN);
        Person newcomer = born(r);
        assertThat(r.affected()).extracting(Registration.Affected::person).containsExactly(newcomer.id());
        Household own = household(newcomer.householdNo());
        assertThat(own.no()).isNotEqualTo(home.no());
        assertThat(own.head()).isEqualTo(newcomer.id());
        assertThat(own.kind()).isEqualTo(Household.Kind.SINGLE_LIVING);
        assertThat(own.address().full()).isEqualTo("連江縣南竿鄉復興村003鄰初設路4號");
        assertThat(own.openedOn()).isEqualTo(LocalDate.of(2026, 2, 20));
        assertThat(relations(own)).containsExactly("阮氏桃 戶長");
        assertThat(newcomer.nationalId().value()).startsWith("Z2");
        assertThat(desk.search(new PersonSearch(resident, null, null, null, null), NANGAN)
                        .persons())
                .extracting(Person::id)
                .containsExactly(newcomer.id());
        assertThat(household(home.no()).members()).hasSize(5);
        assertThat(household(home.no()).version()).isEqualTo(1);
    }

    @Test
    void aHouseholdIsFoundedByWhoIsOfAgeWhereTheyLive() {
        Person known = aFamily("初設路5號").person(0);
        Forms form = Forms.founding(known, "115/2/20", "阮氏桃", FUXING, "初設路6號");
        assertOnlyRefused(form.with("birthDate", "97/2/21"), NANGAN, "initInto", "registry.initInto.minorAlone");
        assertThat(desk.assess(form.with("birthDate", "97/2/20").form(), NANGAN).acceptable())
                .isTrue();
        assertOnlyRefused(form, BANQIAO, "", "registry.office.notResidence");
        assertThat(desk.assess(form.address(LIUHOU, "文化路9號").form(), BANQIAO).acceptable())
                .isTrue();
        form.address(FUXING, "初設路6號");
        assertOnlyRefused(form.with("evidence", "SETTLEMENT_PERMIT"), NANGAN, "evidence", "registry.evidence.dwelling");
        form.with("evidence", "SETTLEMENT_PERMIT,LEASE");
        assertOnlyRefused(form.without("initInto"), NANGAN, "initInto", "registry.initInto.missing");
        form.with("initInto", "OWN");
        assertOnlyRefused(form.without("address.street"), NANGAN, "address.street", "registry.address.street.missing");
        form.address(FUXING, "初設路6號");
        assertOnlyRefused(form.by(known, "HEAD"), NANGAN, "applicant.relation", "registry.applicant.ownHousehold");
        assertOnlyRefused(Forms.initial(known, "115/2/20", "阮氏桃"), BANQIAO, "", "registry.office.notResidence");
    }

    @ParameterizedTest
    @CsvSource({
        "A123456788,registry.nationalId.invalid",
        "A223456781,registry.residentId.national",
        "F800000000,registry.newNumber.sex"
    })
    void aWrongResidentNumberIsSaidToBeWrong(String number, String code) {
        Person known = aFamily("初設路7號").person(0);
        assertOnlyRefused(
                Forms.initial(known, "115/2/20", "阮氏桃").with("residentId", number), NANGAN, "residentId", code);
    }

    @Test
    void aFoundlingBearsTheSurnameOfWhoCaresForItAndHasNoParents() {
        People.Home home = aFamily("棄兒路1號");
        Person child = born(recorded(Forms.foundling(home.person(0), "115/2/20", "王有依"), NANGAN));
        assertThat(child.father()).isNull();
        assertThat(child.mother()).isNull();
        assertThat(child.birthOrder()).isEmpty();
        assertThat(child.relationToHead()).isEqualTo("家屬");
        assertThat(child.annotations().getFirst().text()).isEqualTo("無依兒童推定民國115年02月20日出生在連江縣發現父母不詳民國115年03月02日申登。");
        Person second = born(recorded(
                Forms.foundling(home.person(0), "115/2/20", "林有依")
                        .with("guardian", home.numbers().get(1).value())
                        .with("relation", "寄居")
                        .by("A123456789", "連江縣兒童之家", "CHILD_INSTITUTION"),
                NANGAN));
        assertThat(second.name()).isEqualTo("林有依");
        assertThat(second.relationToHead()).isEqualTo("寄居");
    }

    @Test
    void nobodyOfItsKinFilesForAFoundlingAndAnInstitutionForNoOtherChild() {
        People.Home home = aFamily("棄兒路2號");
        Forms form = Forms.foundling(home.person(0), "115/2/20", "王有依");
        assertOnlyRefused(
                form.by(home.person(0), "FATHER"), NANGAN, "applicant.relation", "registry.applicant.foundling");
        form.by(home.person(0), "HEAD");
        assertOnlyRefused(form.with("childName", "陳有依"), NANGAN, "childName", "registry.childName.surname");
        form.with("childName", "王有依");
        assertOnlyRefused(
                form.with("evidence", "BIRTH_CERTIFICATE"),
                NANGAN,
                "evidence",
                "registry.evidence.missing.FOUNDLING_REPORT");
        assertOnlyRefused(
                Forms.birth(home.person(1), "115/2/20", "王三").by("A123456789", "連江縣兒童之家", "CHILD_INSTITUTION"),
                NANGAN,
                "applicant.relation",
                "registry.applicant.onlyFoundling");
    }
}
