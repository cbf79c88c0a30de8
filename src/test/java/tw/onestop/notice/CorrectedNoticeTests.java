package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.notice.FakeRegistry.BEIGAN;
import static tw.onestop.notice.FakeRegistry.NANGAN;
import static tw.onestop.notice.FakeRegistry.affected;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.ProductTest;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationKind;

/** Who was told of a fact is told that it was corrected or taken back, and nobody has to tick it. */
@ProductTest
@Import(NoticeWorld.class)
class CorrectedNoticeTests {

    private static final Registration.Change NUMBER =
            new Registration.Change(Map.of("nationalId", "Z100000007"), Map.of("nationalId", "Z100000016"));
    private static final Registration.Change ANNULLED =
            new Registration.Change(Map.of("status", "PRESENT"), Map.of("status", "ANNULLED"));

    @Autowired
    FakeRegistry registry;

    @Autowired
    FakeExchange exchange;

    @Autowired
    Filed filed;

    @Autowired
    JsonMapper json;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void theConscriptionSectionIsToldOfTheNumberOfAManOfConscriptionAge() {
        assertThat(told(announce(registry.recorded(RegistrationKind.ID_NUMBER, renumbered(Sex.MALE, 2000)))))
                .contains("CONSCRIPTION-" + NANGAN);
        assertThat(told(announce(registry.recorded(RegistrationKind.ID_NUMBER, renumbered(Sex.FEMALE, 2000)))))
                .doesNotContain("CONSCRIPTION-" + NANGAN);
    }

    @Test
    void healthInsuranceTaxAndPoliceAreToldOfANumber() throws IOException {
        List<Outgoing> promised = announce(registry.recorded(RegistrationKind.ID_NUMBER, renumbered(Sex.FEMALE, 1960)));

        assertThat(told(promised)).containsExactlyInAnyOrder("NHIA", "NTAX", "POLICE-" + NANGAN);
        assertThat(promised).allMatch(one -> one.type().equals("tw.onestop.notice.statutory.uin.v1"));
        promised.forEach(this::hasOnlyWhatItsSchemaNames);
    }

    @Test
    void theConscriptionSectionIsToldOfACorrectedName() {
        List<Outgoing> promised = announce(registry.recorded(RegistrationKind.CORRECT, renamed(Sex.MALE, 2000)));

        assertThat(told(promised)).containsExactly("CONSCRIPTION-" + NANGAN);
        assertThat(promised.getFirst().type()).isEqualTo("tw.onestop.notice.statutory.correction.v1");
        assertThat(data(promised.getFirst()).path("concerns").stringValue()).isEqualTo("name");
        promised.forEach(this::hasOnlyWhatItsSchemaNames);
    }

    @Test
    void aNumberCorrectedWithTheSexIsToldToWhomANumberIsTold() {
        assertThat(told(announce(registry.recorded(RegistrationKind.CORRECT, renumbered(Sex.FEMALE, 1960)))))
                .containsExactlyInAnyOrder("NHIA", "NTAX", "POLICE-" + NANGAN);
    }

    @Test
    void whoWasToldBeforeIsToldOfTheCorrectionAlsoWhereThePersonLivesNoMore() {
        Registration.Affected man = renamed(Sex.MALE, 2000);
        List<Outgoing> first = announce(registry.recorded(RegistrationKind.NAME, man));
        Registration.Affected moved = at(BEIGAN, man);

        List<Outgoing> second = announce(registry.recorded(RegistrationKind.CORRECT, moved));

        assertThat(told(second)).containsExactlyInAnyOrder("CONSCRIPTION-" + NANGAN, "CONSCRIPTION-" + BEIGAN);
        Outgoing toTheFirst = second.stream()
                .filter(one -> one.agency().value().endsWith(NANGAN))
                .findFirst()
                .orElseThrow();
        assertThat(data(toTheFirst).path("notices").get(0).stringValue())
                .isEqualTo(first.getFirst().id().toString());
    }

    @Test
    void whoWasToldByConsentIsToldThatTheMoveIsRevoked() {
        Registration move = filed.aMove();
        filed.file(Filed.form(
                move,
                Filed.choice(Filed.TAIPOWER, move, Map.of("electricityNo", "01234567890")),
                Filed.choice(Filed.LAND, move, Map.of())));

        List<Outgoing> promised =
                announce(registry.revoked(move, move.affected().getFirst()));

        assertThat(told(promised)).contains("TAIPOWER", "LAND", "HRO-" + NANGAN, "HRO-" + BEIGAN);
        assertThat(promised).allMatch(one -> one.type().equals("tw.onestop.notice.statutory.revocation.v1"));
        promised.forEach(this::hasOnlyWhatItsSchemaNames);
    }

    @Test
    void whoWithdrewTheirConsentBeforeIsNotSpokenOfAgain() {
        Registration move = filed.aMove();
        Filing.Filed receipt = (Filing.Filed) filed.file(Filed.form(move, Filed.choice(Filed.LAND, move, Map.of())));
        assertThat(transaction.<Boolean>execute(status ->
                        desk.withdraw(receipt.receiptNo(), receipt.queryCode(), filed.item(receipt, Filed.LAND))))
                .isTrue();

        assertThat(told(announce(registry.revoked(move, move.affected().getFirst()))))
                .doesNotContain("LAND");
    }

    @Autowired
    NoticeDesk desk;

    @Test
    void ofARevocationOnlyThoseHearWhoWereToldOfWhatItTakesBack() {
        Registration one = filed.aMove();
        filed.file(Filed.form(one, Filed.choice(Filed.LAND, one, Map.of())));
        Registration other =
                registry.recorded(RegistrationKind.ADDR, one.affected().getFirst());

        assertThat(told(announce(registry.revoked(other, one.affected().getFirst()))))
                .doesNotContain("LAND");
    }

    @Test
    void theEndOfADomicileIsToldToWhomADeathIsTold() {
        List<Outgoing> promised = announce(registry.recorded(
                RegistrationKind.ANNUL, affected(Sex.MALE, 2000, NANGAN, NANGAN, Map.of("STATUS", ANNULLED))));

        assertThat(told(promised))
                .containsExactlyInAnyOrder("CONSCRIPTION-" + NANGAN, "NHIA", "NTAX", "POLICE-" + NANGAN);
        assertThat(promised).allMatch(one -> one.type().equals("tw.onestop.notice.statutory.annulment.v1"));
        promised.forEach(this::hasOnlyWhatItsSchemaNames);
    }

    @Test
    void whoWasToldOfTheEndOfADomicileIsToldThatItIsRevoked() {
        Registration annulled = registry.recorded(
                RegistrationKind.ANNUL, affected(Sex.FEMALE, 1960, NANGAN, NANGAN, Map.of("STATUS", ANNULLED)));
        announce(annulled);

        List<Outgoing> promised =
                announce(registry.revoked(annulled, annulled.affected().getFirst()));

        assertThat(told(promised)).containsExactlyInAnyOrder("NHIA", "NTAX", "POLICE-" + NANGAN);
        assertThat(promised).allMatch(one -> data(one).path("notices").size() == 1);
    }

    private List<Outgoing> announce(Registration registration) {
        int before = exchange.promised.size();
        transaction.executeWithoutResult(status -> registry.announce(registration, Filed.CLERK));
        return exchange.promised.stream().skip(before).toList();
    }

    private static List<String> told(List<Outgoing> promised) {
        return promised.stream().map(one -> one.agency().value()).toList();
    }

    private JsonNode data(Outgoing outgoing) {
        return json.readTree(outgoing.dataJson());
    }

    private void hasOnlyWhatItsSchemaNames(Outgoing outgoing) {
        try (var file = new ClassPathResource("schemas/notice/" + outgoing.type() + ".json").getInputStream()) {
            JsonNode schema = json.readTree(file);
            assertThat(schema.path("properties").propertyNames())
                    .containsAll(data(outgoing).propertyNames());
            assertThat(data(outgoing).propertyNames())
                    .containsAll(
                            Stream.iterate(0, i -> i < schema.path("required").size(), i -> i + 1)
                                    .map(i -> schema.path("required").get(i).stringValue())
                                    .toList());
            assertThat(schema.path("properties").path("change").path("const").stringValue())
                    .isEqualTo(data(outgoing).path("change").stringValue());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Registration.Affected renamed(Sex sex, int birthYear) {
        return affected(sex, birthYear, NANGAN, NANGAN, Map.of("NAME", FakeRegistry.renamed()));
    }

    private static Registration.Affected renumbered(Sex sex, int birthYear) {
        return affected(sex, birthYear, NANGAN, NANGAN, Map.of("UIN", NUMBER));
    }

    private static Registration.Affected at(String township, Registration.Affected who) {
        return new Registration.Affected(
                who.person(),
                who.nationalId(),
                who.name(),
                who.sex(),
                who.birthDate(),
                township,
                township,
                who.changes());
    }
}
