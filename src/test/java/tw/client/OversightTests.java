package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.LinkWorld;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.RocDate;
import tw.onestop.link.DiscreetDesk;
import tw.onestop.link.Field;
import tw.onestop.link.OversightDesk;
import tw.onestop.link.OwnLogDesk;
import tw.onestop.link.OwnLogDesk.Look;

/** 本人查詢紀錄、連結稽核: what agencies did over the wire, as the citizen and the people in charge see it. */
class OversightTests extends ClientCase {

    private static final Actor HERSELF = Actor.citizen("test");
    private static final Actor MINISTRY = Actor.rule("test.ministry");

    @Autowired
    LinkWorld link;

    @Autowired
    OwnLogDesk own;

    @Autowired
    DiscreetDesk discreet;

    @Autowired
    OversightDesk oversight;

    @Autowired
    TestClock clock;

    private final String purpose = "OVER-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
    private Machine tax;
    private NationalId number;

    @BeforeEach
    void aGrant() {
        tax = country.machine("NTAX");
        link.grant("NTAX", purpose, "name", "birthDate", "address.full");
        number = new NationalId(world.someone("查詢人"));
    }

    @AfterEach
    void ends() {
        clock.reset();
        link.end("NTAX", purpose);
    }

    @Test
    void aCitizenSeesWhoAskedForWhatByWhichLawWithItsProof() {
        UUID first = ask("115-1", "name");
        UUID second = ask("115-2", "name\",\"birthDate");
        asked("115-3", "annotations", UUID.randomUUID()).is(403);
        Country.eventually(() -> own.looks(number, 10, HERSELF).lines().stream()
                .allMatch(look -> look.index().isPresent()));
        List<Look> looks = own.looks(number, 10, HERSELF).lines();
        assertThat(looks).extracting(Look::transactionId).containsExactly(second, first);
        assertThat(looks.getFirst().fields()).containsExactly(Field.NAME, Field.BIRTH_DATE);
        assertThat(looks.getFirst().agency().value()).isEqualTo("NTAX");
        assertThat(looks.getFirst().legalBasis()).isEqualTo("稅捐稽徵法第30條");
        assertThat(wire.get("/v1/audit/proof?index=" + looks.getFirst().index().getAsLong())
                        .is(200)
                        .json()
                        .path("leaf")
                        .asString())
                .contains(second.toString());
        assertThat(own.looks(new NationalId(world.someone("別人")), 10, HERSELF).lines())
                .isEmpty();
        assertThat(own.looks(number, 1, HERSELF).lines()).hasSize(1);
        assertThat(own.looks(number, 1, HERSELF).more()).isTrue();
        assertThat(own.looks(number, 2, HERSELF).more()).isFalse();
    }

    @Test
    void anInvestigationIsTellableAfterItsTime() {
        UUID asked = ask("115-Z-1", "name");
        assertThat(discreet.mark(
                        new DiscreetDesk.Marking(
                                "NTAX " + purpose, RocDate.slashed(LocalDate.now(clock)), "刑事訴訟法 §245"),
                        MINISTRY))
                .isEmpty();
        assertThat(own.looks(number, 10, HERSELF).lines()).isEmpty();
        clock.advance(java.time.Duration.ofDays(181));
        assertThat(own.looks(number, 10, HERSELF).lines())
                .extracting(Look::transactionId)
                .containsExactly(asked);
    }

    @Test
    void followingSomebodyIsSeenToo() {
        assertThat(tax.on(
                                "PUT",
                                "/v1/follows/own-" + purpose,
                                "{\"nationalId\":\"%s\"}".formatted(number.value()),
                                "RIS-Purpose-Id",
                                purpose,
                                "RIS-Case-No",
                                "115-9",
                                "RIS-User-Id",
                                LinkWorld.OFFICER)
                        .status())
                .isEqualTo(201);
        assertThat(own.looks(number, 10, HERSELF).lines())
                .singleElement()
                .satisfies(look -> assertThat(look.fields())
                        .containsExactlyInAnyOrder(Field.NAME, Field.BIRTH_DATE, Field.ADDRESS_FULL));
    }

    @Test
    void theReportNamesUnusedFieldsUnusualUseAndWhatToLookAt() {
        for (int i = 0; i < 5; i++) {
            ask("115-same", "name");
        }
        LocalDate today = LocalDate.now(clock);
        OversightDesk.Report report = oversight.report(today.minusDays(1), today.plusDays(1), MINISTRY);
        assertThat(report.drifts())
                .filteredOn(drift -> drift.purposeId().equals(purpose))
                .singleElement()
                .satisfies(drift -> {
                    assertThat(drift.used()).containsExactly("name");
                    assertThat(drift.unused()).containsExactly("address.full", "birthDate");
                    assertThat(drift.queries()).isEqualTo(5);
                    assertThat(drift.found()).isEqualTo(5);
                });
        assertThat(report.unusual())
                .filteredOn(one -> one.kind() == OversightDesk.Kind.SAME_PERSON)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.userId()).isEqualTo(LinkWorld.OFFICER));
        assertThat(report.checks())
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.caseNo()).isNotBlank());
    }

    @Test
    void aPurposeThatNobodyUsedStandsInTheReportToo() {
        LocalDate today = LocalDate.now(clock);
        assertThat(oversight
                        .report(today.minusDays(1), today.plusDays(1), MINISTRY)
                        .drifts())
                .filteredOn(drift -> drift.purposeId().equals(purpose))
                .singleElement()
                .satisfies(drift -> {
                    assertThat(drift.used()).isEmpty();
                    assertThat(drift.unused()).containsExactly("address.full", "birthDate", "name");
                    assertThat(drift.queries()).isZero();
                });
        link.end("NTAX", purpose);
        assertThat(oversight
                        .report(today.minusDays(1), today.plusDays(1), MINISTRY)
                        .drifts())
                .noneMatch(drift -> drift.purposeId().equals(purpose));
    }

    @Test
    void aHolidayIsOutOfHoursAllDay() {
        ask("115-holiday", "name");
        LocalDate holiday = LocalDate.of(2027, 1, 1); // a Friday
        allOn(holiday);
        assertThat(oversight.report(holiday, holiday, MINISTRY).unusual())
                .extracting(OversightDesk.Unusual::kind)
                .containsExactly(OversightDesk.Kind.OUT_OF_HOURS);
        LocalDate monday = LocalDate.of(2027, 1, 4);
        allOn(monday);
        assertThat(oversight.report(monday, monday, MINISTRY).unusual()).isEmpty();
    }

    @Test
    void bulkNightAndCrowdedCasesAreFound() {
        LocalDate day = LocalDate.of(2027, 3, 6); // a Saturday
        for (int i = 0; i < 45; i++) {
            ask("115-crowd", "name");
        }
        allOn(day);
        List<OversightDesk.Unusual> unusual =
                oversight.report(day, day, MINISTRY).unusual();
        assertThat(unusual).extracting(OversightDesk.Unusual::kind).contains(OversightDesk.Kind.OUT_OF_HOURS);
        assertThat(unusual)
                .filteredOn(one -> one.kind() == OversightDesk.Kind.NO_CASE)
                .singleElement()
                .satisfies(one -> assertThat(one.count()).isEqualTo(45));
        assertThat(unusual).extracting(OversightDesk.Unusual::kind).doesNotContain(OversightDesk.Kind.BULK);
        for (int i = 0; i < 160; i++) {
            ask("115-bulk-" + i, "name");
        }
        allOn(day);
        assertThat(oversight.report(day, day, MINISTRY).unusual())
                .filteredOn(one -> one.kind() == OversightDesk.Kind.BULK)
                .singleElement()
                .satisfies(one -> assertThat(one.count()).isEqualTo(205));
    }

    /** As if this purpose had been used on that day. */
    private void allOn(LocalDate day) {
        TestDatabase.asOwner("client")
                .sql("update link.query set at = (?::date + time '12:00') at time zone 'Asia/Taipei' where purpose = ?")
                .params(day, purpose)
                .update();
    }

    private UUID ask(String caseNo, String fields) {
        UUID transaction = UUID.randomUUID();
        asked(caseNo, fields, transaction).is(200);
        return transaction;
    }

    private Answer asked(String caseNo, String fields, UUID transaction) {
        return tax.on(
                "POST",
                "/v1/persons/query",
                "{\"nationalIds\":[\"%s\"],\"fields\":[\"%s\"]}".formatted(number.value(), fields),
                "RIS-Purpose-Id",
                purpose,
                "RIS-Case-No",
                caseNo,
                "RIS-User-Id",
                LinkWorld.OFFICER,
                "RIS-Transaction-Id",
                transaction.toString());
    }
}
