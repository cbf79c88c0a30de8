package tw.onestop.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

@ProductTest
class AgencyTests {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final AgencyCode LTAX = new AgencyCode("LTAX");

    @Autowired
    AgencyDesk desk;

    @Autowired
    TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void theFourThatAnswerByThemselvesAreMarked() {
        assertThat(desk.all().stream()
                        .filter(Agency::autoReplies)
                        .map(a -> a.code().value())
                        // Other rooms' tests bring agencies of their own.
                        .filter(code ->
                                !code.startsWith("WIRE-") && !code.startsWith("TEST-") && !code.startsWith("EX-")))
                .containsExactly("TAIPOWER", "TAIWATER", "TPEWATER", "LAND");
    }

    @Test
    void stateCorporationsAssociationsAndBanksOnlyReceiveAndAuthoritiesMayQuery() {
        assertThat(desk.all().stream()
                        .filter(a -> a.kind() == Agency.Kind.RECEIVER)
                        .map(a -> a.code().value())
                        // Other rooms' tests bring agencies of their own.
                        .filter(code ->
                                !code.startsWith("WIRE-") && !code.startsWith("TEST-") && !code.startsWith("EX-")))
                .containsExactly("TAIPOWER", "TAIWATER", "TPEWATER", "COLLECTING-BANK", "LIA");
    }

    @Test
    void whoReadsEnglishIsToldNoNameHalfInChinese() {
        assertThat(desk.offices()).extracting(Office::nameEn).noneMatch(AgencyTests::hasChinese);
        assertThat(desk.all().stream()
                        .filter(agency -> agency.townshipCode() != null)
                        // Other rooms' tests bring agencies of their own.
                        .filter(agency -> agency.code().value().matches("[A-Z]+-\\d{8}")))
                .hasSizeGreaterThan(4 * 360)
                .extracting(Agency::nameEn)
                .noneMatch(AgencyTests::hasChinese);
        assertThat(desk.office(new OfficeCode("65000100")).orElseThrow().nameEn())
                .isEqualTo("Household registration office of Tamsui District, New Taipei City");
    }

    private static boolean hasChinese(String name) {
        return name.codePoints().anyMatch(Character::isIdeographic);
    }

    @Test
    void everyExampleOfAnExtraKeyMatchesItsPattern() {
        List<Capability.ExtraKey> keys = desk.capabilities(DAY).stream()
                .flatMap(row -> row.extraKeys().stream())
                .toList();

        assertThat(keys).isNotEmpty().allMatch(key -> key.example().matches(key.pattern()));
    }

    @Test
    void aCapabilityHoldsOnlyInItsDays() {
        assertThat(desk.capabilities(LocalDate.of(2016, 12, 31))).isEmpty();
        assertThat(desk.capabilities(DAY))
                .anyMatch(row -> row.agency().value().equals("TAIPOWER") && row.change() == ChangeType.ADDRESS);
    }

    @Test
    void whatTheInsuranceIsToldByConsentMakesNoCard() {
        assertThat(desk.capabilities(DAY))
                .filteredOn(row -> row.agency().value().equals("NHIA"))
                .hasSize(3)
                .allMatch(row -> row.note().contains("不製卡") && row.noteEn().contains("makes no card"));
    }

    @Test
    void everyTownshipHasAnOfficeAndItsStatutoryAgencies() {
        assertThat(desk.offices()).hasSize(368);
        assertThat(desk.office(new OfficeCode("09007010")).orElseThrow().name()).isEqualTo("連江縣南竿鄉戶政事務所");
        assertThat(desk.offices())
                .allSatisfy(office -> assertThat(List.of(Responsibility.values()))
                        // Who was told before is known by what was told, not by the township.
                        .filteredOn(duty -> duty != Responsibility.EARLIER_RECIPIENT)
                        .allMatch(duty ->
                                desk.responsible(duty, office.code().value()).isPresent()));
        assertThat(desk.responsible(Responsibility.CONSCRIPTION, "09007010")
                        .orElseThrow()
                        .name())
                .isEqualTo("連江縣南竿鄉公所役政單位");
    }

    @Test
    void oneAgencyServesTheNationForHealthInsuranceAndNationalTax() {
        assertThat(desk.responsible(Responsibility.HEALTH_INSURANCE, "09007010").map(Agency::code))
                .contains(new AgencyCode("NHIA"));
        assertThat(desk.responsible(Responsibility.NATIONAL_TAX, "65000010").map(Agency::code))
                .contains(new AgencyCode("NTAX"));
    }

    @Test
    void aResponsibilityEndsWithItsDays() {
        TestDatabase.asOwner().sql("""
                update agency.responsibility set valid_during = '[1900-01-01,2030-01-01)'
                where responsibility = 'POLICE' and township_code = '09007040'
                """).update();
        desk.chooseDoor(new AgencyCode("POLICE-09007040"), Agency.Door.INBOX);

        clock.goTo(LocalDate.of(2029, 12, 31));
        assertThat(desk.responsible(Responsibility.POLICE, "09007040")).isPresent();
        clock.goTo(LocalDate.of(2030, 1, 1));
        assertThat(desk.responsible(Responsibility.POLICE, "09007040")).isEmpty();
    }

    @Test
    void aChosenDoorIsSeenAtOnce() {
        desk.chooseDoor(LTAX, Agency.Door.PULL);
        assertThat(desk.find(LTAX).orElseThrow().door()).isEqualTo(Agency.Door.PULL);

        desk.chooseDoor(LTAX, Agency.Door.WEBHOOK);
        assertThat(desk.find(LTAX).orElseThrow().door()).isEqualTo(Agency.Door.WEBHOOK);
    }

    @Test
    void enrollingAgainReplacesTheKeys() {
        desk.enrol(new Client("ltax-test", LTAX, "{\"keys\":[]}"));
        desk.enrol(new Client("ltax-test", LTAX, "{\"keys\":[{}]}"));

        assertThat(desk.client("ltax-test")).contains(new Client("ltax-test", LTAX, "{\"keys\":[{}]}"));
        assertThat(desk.client("nobody")).isEmpty();
    }

    @Test
    void noAgencyTakesTheClientOfAnother() {
        Client ours = new Client("ltax-own", LTAX, "{\"keys\":[]}");
        desk.enrol(ours);
        assertThatThrownBy(() -> desk.enrol(new Client("ltax-own", new AgencyCode("NTAX"), "{\"keys\":[{}]}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(desk.client("ltax-own")).contains(ours);
    }
}
