package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.agency.Receiving.PREPARES;
import static tw.onestop.agency.Receiving.SIGNS;
import static tw.onestop.agency.Receiving.waiting;
import static tw.onestop.notice.FakeRegistry.BEIGAN;
import static tw.onestop.notice.FakeRegistry.NANGAN;
import static tw.onestop.notice.FakeRegistry.affected;
import static tw.onestop.notice.FakeRegistry.died;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.PromiseChangeDesk;
import tw.onestop.agency.PromiseForm;
import tw.onestop.agency.Proposal;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationKind;

@ProductTest
@Import(NoticeWorld.class)
class StatutoryNoticeTests {

    private static final String CONSCRIPTION = "CONSCRIPTION-";

    @Autowired
    FakeRegistry registry;

    @Autowired
    FakeExchange exchange;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PromiseChangeDesk promises;

    @Autowired
    ProposalDesk proposals;

    @Autowired
    ShadowDesk shadows;

    @Autowired
    Deadlines deadlines;

    @Autowired
    TestClock clock;

    @AfterEach
    void theClockAsBefore() {
        clock.reset();
    }

    @Test
    void theConscriptionSectionIsToldOfTheNameOfAManOfConscriptionAge() {
        assertThat(told(RegistrationKind.NAME, renamed(Sex.MALE, 2000))).containsExactly(CONSCRIPTION + NANGAN);
    }

    @Test
    void theConscriptionSectionsOfBothTownshipsAreToldOfAMove() {
        assertThat(conscription(told(RegistrationKind.MOVE_IN, moved(Sex.MALE, 2000, NANGAN, BEIGAN))))
                .containsExactlyInAnyOrder(CONSCRIPTION + NANGAN, CONSCRIPTION + BEIGAN);
    }

    @Test
    void theConscriptionSectionIsToldOfADeath() {
        assertThat(conscription(told(RegistrationKind.DEATH, dead(Sex.MALE, 2000))))
                .containsExactly(CONSCRIPTION + NANGAN);
    }

    @Test
    void whoWasToldOfARegistrationIsToldThatItIsRevoked() {
        assertThat(announce(registry.revoked(RegistrationKind.NAME, renamed(Sex.MALE, 2000))))
                .extracting(outgoing -> outgoing.agency().value())
                .containsExactly(CONSCRIPTION + NANGAN);
        assertThat(announce(registry.revoked(RegistrationKind.BIRTHPLACE, renamed(Sex.MALE, 2000))))
                .isEmpty();
    }

    @Test
    void theIndigenousSectionIsToldWhoHasTheStatusAndThatItIsTakenBack() {
        Registration.Change acquired =
                new Registration.Change(Map.of(), Map.of("origin.status", "PLAIN", "origin.people", "AMIS"));
        Registration.Affected somebody = affected(Sex.FEMALE, 1980, NANGAN, NANGAN, Map.of("ORIGIN", acquired));

        assertThat(told(RegistrationKind.INDIG, somebody)).containsExactly("INDIGENOUS-" + NANGAN);
        assertThat(announce(registry.revoked(RegistrationKind.INDIG, somebody)))
                .extracting(outgoing -> outgoing.agency().value())
                .containsExactly("INDIGENOUS-" + NANGAN);
    }

    @Test
    void conscriptionAgeIsCountedByTheYearWithBothEnds() {
        assertThat(told(RegistrationKind.NAME, renamed(Sex.MALE, 2026 - 17))).isEmpty();
        assertThat(told(RegistrationKind.NAME, renamed(Sex.MALE, 2026 - 18))).hasSize(1);
        assertThat(told(RegistrationKind.NAME, renamed(Sex.MALE, 2026 - 36))).hasSize(1);
        assertThat(told(RegistrationKind.NAME, renamed(Sex.MALE, 2026 - 37))).isEmpty();
    }

    @Test
    void whoWasOfTheAgeByTheOldBirthDateIsToldOfToo() {
        Registration.Change corrected =
                new Registration.Change(Map.of("birthDate", "1990-06-01"), Map.of("birthDate", "1980-06-01"));

        assertThat(told(
                        RegistrationKind.BIRTH_DATE,
                        affected(Sex.MALE, 1980, NANGAN, NANGAN, Map.of("BIRTH_DATE", corrected))))
                .containsExactly(CONSCRIPTION + NANGAN);
    }

    @Test
    void ofWomenAndOlderMenTheConscriptionSectionHearsNothing() {
        assertThat(told(RegistrationKind.NAME, renamed(Sex.FEMALE, 2000), renamed(Sex.MALE, 1970)))
                .isEmpty();
    }

    @Test
    void theHealthInsuranceIsToldOfADeath() {
        assertThat(told(RegistrationKind.DEATH, dead(Sex.FEMALE, 1940))).contains("NHIA");
    }

    @Test
    void theNationalTaxIsToldOfADeath() {
        assertThat(told(RegistrationKind.DEATH, dead(Sex.FEMALE, 1940))).contains("NTAX");
    }

    @Test
    void thePoliceAndTheHealthCentreOfTheTownshipAreToldOfADeath() {
        assertThat(told(RegistrationKind.DEATH, dead(Sex.FEMALE, 1940)))
                .contains("POLICE-" + NANGAN, "HEALTH-" + NANGAN);
    }

    @Test
    void theOldAndTheNewOfficeAreToldOfAMove() {
        assertThat(told(RegistrationKind.MOVE_IN, moved(Sex.FEMALE, 1980, NANGAN, BEIGAN)))
                .containsExactlyInAnyOrder("HRO-" + NANGAN, "HRO-" + BEIGAN);
    }

    @Test
    void anAddressChangeInTheTownshipIsToldToNoOffice() {
        assertThat(told(RegistrationKind.ADDR, moved(Sex.FEMALE, 1980, NANGAN, NANGAN)))
                .isEmpty();
    }

    @Test
    void onlyThoseWhoseDataChangedAreToldOf() {
        Registration.Affected widow = affected(
                Sex.FEMALE,
                1945,
                NANGAN,
                NANGAN,
                Map.of("MARITAL", new Registration.Change(Map.of(), Map.of("marital", "WIDOWED"))));

        assertThat(told(RegistrationKind.DEATH, dead(Sex.FEMALE, 1940), widow)).hasSize(4);
    }

    @Test
    void eachNoticeIsAnItemOfItsOwnWithTheTypeOfItsChange() {
        Registration registration = registry.recorded(RegistrationKind.DEATH, dead(Sex.MALE, 2000));
        List<Outgoing> promised = announce(registration);

        assertThat(promised).allMatch(outgoing -> outgoing.type().equals("tw.onestop.notice.statutory.death.v1"));
        assertThat(TestDatabase.asOwner()
                        .sql("select count(*) from notice.item where registration = ? and status = 'ACCEPTED'")
                        .param(registration.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(promised.size())
                .isEqualTo(5);
    }

    @Test
    void withoutTheRegistrationThereIsNoNotice() {
        Registration registration = registry.recorded(RegistrationKind.DEATH, dead(Sex.FEMALE, 1940));
        transaction.executeWithoutResult(status -> {
            registry.announce(registration, Filed.CLERK);
            status.setRollbackOnly();
        });

        assertThat(TestDatabase.asOwner()
                        .sql("select count(*) from notice.item where registration = ?")
                        .param(registration.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whatTheLawTellsIsPromisedByItsMatter() {
        clock.goTo(LocalDate.of(2045, 7, 3));
        told(RegistrationKind.DEATH, dead(Sex.FEMALE, 1960));
        LocalDate day = LocalDate.of(2045, 8, 7);
        clock.goTo(day);
        assertThat(matters("NTAX"))
                .contains("statutory.death", "statutory.uin", "statutory.correction", "statutory.revocation")
                .doesNotContain("statutory.move");
        assertThat(matters(CONSCRIPTION + NANGAN)).contains("statutory.move", "statutory.name", "statutory.revocation");
        assertThat(matters("TAIPOWER"))
                .as("told of it before")
                .contains("statutory.correction")
                .doesNotContain("statutory.death");
        assertThat(promises.prepare(new PromiseForm("NTAX", "statutory.move", "20", "來函", "遺產稅"), PREPARES))
                .containsExactly(Refusal.of("", "receiver.promise.unknown"));
        assertThat(promises.prepare(new PromiseForm("NTAX", "statutory.death", "20", "來函", "遺產稅"), PREPARES))
                .isEmpty();
        Proposal proposal = waiting(proposals, "NTAX/statutory.death");
        assertThat(shadows.of(proposal, SIGNS).cases()).isEqualTo(1);
        assertThat(proposals.decide(
                        proposal.id(),
                        new ProposalDesk.Decision("ENACTED", RocDate.compact(day.plusDays(1)), ""),
                        SIGNS))
                .isEmpty();
        clock.goTo(day.plusDays(1));
        Registration death = registry.recorded(RegistrationKind.DEATH, dead(Sex.FEMALE, 1960));
        announce(death);

        assertThat(expected(death, "NTAX")).isEqualTo(deadlines.due(day.plusDays(1), 20));
        assertThat(expected(death, "NHIA"))
                .isEqualTo(deadlines.expected(new AgencyCode("NHIA"), "tw.onestop.notice.statutory.death.v1"))
                .isBefore(expected(death, "NTAX"));
    }

    private List<String> matters(String agency) {
        return promises.promises(new AgencyCode(agency), PREPARES).stream()
                .map(PromiseChangeDesk.Row::matter)
                .toList();
    }

    private static LocalDate expected(Registration registration, String agency) {
        return TestDatabase.asOwner()
                .sql("select expected_on from notice.item where registration = ? and agency = ?")
                .params(registration.id().value(), agency)
                .query(LocalDate.class)
                .single();
    }

    private List<String> told(RegistrationKind kind, Registration.Affected... affected) {
        return announce(registry.recorded(kind, affected)).stream()
                .map(outgoing -> outgoing.agency().value())
                .toList();
    }

    private List<Outgoing> announce(Registration registration) {
        int before = exchange.promised.size();
        transaction.executeWithoutResult(status -> registry.announce(registration, Filed.CLERK));
        return exchange.promised.stream().skip(before).toList();
    }

    private static List<String> conscription(List<String> told) {
        return told.stream().filter(code -> code.startsWith(CONSCRIPTION)).collect(Collectors.toList());
    }

    private static Registration.Affected renamed(Sex sex, int birthYear) {
        return affected(sex, birthYear, NANGAN, NANGAN, Map.of("NAME", FakeRegistry.renamed()));
    }

    private static Registration.Affected dead(Sex sex, int birthYear) {
        return affected(sex, birthYear, NANGAN, NANGAN, Map.of("DEATH", died()));
    }

    private static Registration.Affected moved(Sex sex, int birthYear, String before, String after) {
        return affected(sex, birthYear, before, after, Map.of("ADDRESS", FakeRegistry.moved()));
    }
}
