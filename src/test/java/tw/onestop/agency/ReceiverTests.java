package tw.onestop.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tw.onestop.agency.Receiving.PREPARES;
import static tw.onestop.agency.Receiving.SIGNS;
import static tw.onestop.agency.Receiving.gas;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.ProposalDesk.Decision;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;

@ProductTest
class ReceiverTests {

    @Autowired
    ReceiverDesk receivers;

    @Autowired
    ProposalDesk proposals;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    TestClock clock;

    /** What is enacted here is offered long after the days of all other tests. */
    @BeforeEach
    void isLater() {
        clock.goTo(LocalDate.of(2040, 1, 16));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aReceiverIsOfferedFromTheDayThatAnotherPersonSignedAndWhereItServes() {
        AgencyCode code = prepared("TEST-GAS-A", "屏東縣、台東縣綠島鄉");
        LocalDate from = today().plusDays(3);
        assertThat(agencies.find(code)).isPresent();
        assertThat(takes(code, from)).isEmpty();

        assertThat(decide("TEST-GAS-A", from)).extracting(Refusal::code).containsExactly("receiver.notRehearsed");
        receivers.answered(code, clock.instant(), SIGNS);
        assertThat(decide("TEST-GAS-A", from)).isEmpty();

        assertThat(takes(code, from.minusDays(1))).isEmpty();
        assertThat(takes(code, from)).containsExactly(ChangeType.NAME, ChangeType.ADDRESS);
        Coverage served = agencies.coverage(code, from);
        assertThat(served.names()).isEqualTo("屏東縣、臺東縣綠島鄉");
        assertThat(served.covers(Set.of("10013010"))).isTrue();
        assertThat(served.covers(Set.of("10014110"))).isTrue();
        assertThat(served.covers(Set.of("10014010", "09020010"))).isFalse();
        assertThat(served.covers(Set.of(""))).isFalse();
        assertThat(agencies.coverage(code, from.minusDays(1)).covers(Set.of("10013010")))
                .isFalse();
        assertThat(agencies.coverage(new AgencyCode("TAIPOWER"), from).nation()).isTrue();
    }

    @Test
    void nobodySignsWhatTheyPreparedThemselvesNorForADayThatIsOver() {
        AgencyCode code = prepared("TEST-GAS-B", "");
        receivers.answered(code, clock.instant(), SIGNS);
        Proposal proposal = Receiving.waiting(proposals, "TEST-GAS-B");

        assertThat(proposals.decide(proposal.id(), enacting(today()), PREPARES))
                .containsExactly(Refusal.of("", "receiver.proposal.own"));
        assertThat(proposals.decide(proposal.id(), enacting(today().minusDays(1)), SIGNS))
                .containsExactly(Refusal.of("from", "receiver.from.past"));
        assertThat(proposals.decide(proposal.id(), new Decision("ENACTED", "someday", ""), SIGNS))
                .containsExactly(Refusal.of("from", "receiver.from.format"));
        assertThat(proposals.decide(proposal.id(), new Decision("", "", ""), SIGNS))
                .containsExactly(Refusal.of("verdict", "receiver.verdict.missing"));
        assertThat(proposals.decide(proposal.id(), new Decision("SENT_BACK", "", " "), SIGNS))
                .containsExactly(Refusal.of("note", "receiver.note.missing"));
        assertThat(receivers.prepare(gas("TEST-GAS-B", ""), PREPARES))
                .containsExactly(Refusal.of("code", "receiver.code.taken"));

        assertThat(proposals.decide(proposal.id(), new Decision("SENT_BACK", "", "電話有誤"), SIGNS))
                .isEmpty();
        assertThat(takes(code, today())).isEmpty();
        assertThat(receivers.prepare(gas("TEST-GAS-B", "屏東縣"), PREPARES)).isEmpty();
        assertThat(proposals.decide(proposal.id(), enacting(today()), SIGNS))
                .containsExactly(Refusal.of("", "receiver.proposal.decided"));
    }

    /** Of two who prepare it at once one is refused, and the directory has what the other typed. */
    @Test
    void whoIsRefusedChangesNothingInTheDirectory() throws Exception {
        AgencyCode code = prepared("TEST-GAS-F", "");
        for (int i = 0; i < 8; i++) {
            proposals.decide(
                    Receiving.waiting(proposals, "TEST-GAS-F").id(), new Decision("SENT_BACK", "", "重填"), SIGNS);
            CyclicBarrier together = new CyclicBarrier(2);
            List<Callable<List<Refusal>>> both = List.of(
                    () -> preparing(together, "瓦斯甲" + System.nanoTime()),
                    () -> preparing(together, "瓦斯乙" + System.nanoTime()));
            try (ExecutorService persons = Executors.newFixedThreadPool(2)) {
                List<Future<List<Refusal>>> answers = persons.invokeAll(both);
                assertThat(answers.stream().filter(one -> one.resultNow().isEmpty()))
                        .hasSize(1);
            }
            String waiting = receivers
                    .receiverForm(Receiving.waiting(proposals, "TEST-GAS-F"))
                    .name();
            assertThat(TestDatabase.asOwner()
                            .sql("select name from agency.agency where code = ?")
                            .param(code.value())
                            .query(String.class)
                            .single())
                    .isEqualTo(waiting);
        }
    }

    private List<Refusal> preparing(CyclicBarrier together, String name) throws Exception {
        ReceiverForm gas = gas("TEST-GAS-F", "");
        ReceiverForm named = new ReceiverForm(
                gas.code(),
                gas.body(),
                name,
                gas.nameEn(),
                gas.unit(),
                gas.phone(),
                gas.hours(),
                gas.days(),
                gas.door(),
                gas.areas(),
                gas.changes(),
                gas.keys(),
                gas.note(),
                gas.noteEn(),
                gas.source(),
                gas.reason());
        together.await();
        return receivers.prepare(named, PREPARES);
    }

    @Test
    void everyWrongInputHasItsSentenceBesideItsField() {
        ReceiverForm wrong = new ReceiverForm(
                "gas",
                "MOON",
                "",
                "x".repeat(61),
                "客服",
                "1",
                "24小時",
                "0",
                "PIGEON",
                "屏東縣、亞特蘭提斯",
                List.of("STATUS"),
                List.of(
                        new ReceiverForm.Key("GasNo", "", "Gas", "(\\d+)+", "1"),
                        new ReceiverForm.Key("gasNo", "號", "No", "\\d{3}", "12")),
                "說明",
                "",
                "",
                "");

        assertThat(receivers.prepare(wrong, PREPARES))
                .extracting(Refusal::field)
                .containsExactly(
                        "code",
                        "body",
                        "name",
                        "nameEn",
                        "days",
                        "door",
                        "areas",
                        "changes",
                        "key0.name",
                        "key0.label",
                        "key0.pattern",
                        "key1.example",
                        "noteEn",
                        "source",
                        "reason");
        assertThat(receivers.prepare(gas("TAIPOWER", ""), PREPARES))
                .containsExactly(Refusal.of("code", "receiver.code.taken"));
    }

    @Test
    void aRowOfTheMatrixIsClosedAndFollowedAndNeverOverwritten() {
        AgencyCode code = prepared("TEST-GAS-C", "");
        receivers.answered(code, clock.instant(), SIGNS);
        assertThat(decide("TEST-GAS-C", today())).isEmpty();
        clock.advance(java.time.Duration.ofDays(10));
        CapabilityForm change = new CapabilityForm(
                "TEST-GAS-C",
                "ADDRESS",
                true,
                List.of("gasNo"),
                new ReceiverForm.Key("meterNo", "表號", "Meter number", "\\d{6}", "123456"),
                "另附表號。",
                "Add the meter number.",
                "來函",
                "改版");

        assertThat(receivers.prepare(change, PREPARES)).isEmpty();
        assertThat(receivers.prepare(change, PREPARES)).containsExactly(Refusal.of("", "receiver.proposal.waits"));
        assertThat(decide("TEST-GAS-C/ADDRESS", today())).containsExactly(Refusal.of("from", "receiver.from.tomorrow"));
        LocalDate from = today().plusDays(5);
        assertThat(decide("TEST-GAS-C/ADDRESS", from)).isEmpty();

        assertThat(keys(code, from.minusDays(1))).containsExactly("gasNo");
        assertThat(keys(code, from)).containsExactly("gasNo", "meterNo");
        assertThat(rows(code))
                .extracting(row -> row.during().until())
                .contains(from)
                .hasSize(3);

        CapabilityForm end = new CapabilityForm(
                "TEST-GAS-C", "ADDRESS", false, List.of(), ReceiverForm.Key.EMPTY, "", "", "來函", "停辦");
        assertThat(receivers.prepare(end, PREPARES)).isEmpty();
        assertThat(decide("TEST-GAS-C/ADDRESS", from.plusDays(1))).isEmpty();
        assertThat(takes(code, from)).contains(ChangeType.ADDRESS);
        assertThat(takes(code, from.plusDays(1))).containsExactly(ChangeType.NAME);
        assertThat(rows(code)).hasSize(3);
        assertThat(proposals.proposals(SIGNS).stream()
                        .filter(proposal -> proposal.about().equals("TEST-GAS-C/ADDRESS")))
                .hasSize(2)
                .allMatch(proposal -> proposal.decidedBy().equals(SIGNS.id()));
    }

    @Test
    void whatIsChangedHoldsFromItsDayAndNotBefore() {
        AgencyCode code = Receiving.enacted("TEST-GAS-K", "屏東縣", receivers, proposals, clock);
        clock.advance(java.time.Duration.ofDays(10));
        LocalDate from = today().plusDays(5);
        assertThat(receivers.prepare(change("TEST-GAS-K", "(08)765-9999", "9", "INBOX", ""), PREPARES))
                .isEmpty();
        assertThat(receivers.prepare(change("TEST-GAS-K", "1", "9", "INBOX", ""), PREPARES))
                .containsExactly(Refusal.of("", "receiver.proposal.waits"));
        assertThat(decide("TEST-GAS-K", today())).containsExactly(Refusal.of("from", "receiver.from.tomorrow"));
        assertThat(decide("TEST-GAS-K", from)).isEmpty();

        assertThat(receivers.receiver(code, SIGNS).orElseThrow().days()).isEqualTo(3);
        assertThat(agencies.find(code).orElseThrow().contact().phone()).isEqualTo("(08)765-0000");
        assertThat(agencies.coverage(code, from.minusDays(1)).names()).isEqualTo("屏東縣");
        assertThat(agencies.coverage(code, from).nation()).isTrue();
        clock.goTo(from);
        assertThat(receivers.receiver(code, SIGNS).orElseThrow().days()).isEqualTo(9);
        assertThat(agencies.find(code).orElseThrow().contact().phone()).isEqualTo("(08)765-9999");

        assertThat(receivers.prepare(change("TEST-GAS-K", "(08)765-9999", "9", "INBOX", "連江縣"), PREPARES))
                .isEmpty();
        assertThat(decide("TEST-GAS-K", from.plusDays(2))).isEmpty();
        assertThat(agencies.coverage(code, from.plusDays(1)).nation()).isTrue();
        assertThat(agencies.coverage(code, from.plusDays(2)).names()).isEqualTo("連江縣");
    }

    @Test
    void whoServedTheNationServesItUntilTheDayAndWhatWasSignedForLaterGoesWithTheNextSignature() {
        AgencyCode code = Receiving.enacted("TEST-GAS-L", "", receivers, proposals, clock);
        LocalDate from = today().plusDays(5);
        receivers.prepare(change("TEST-GAS-L", "1", "9", "INBOX", "屏東縣"), PREPARES);
        assertThat(decide("TEST-GAS-L", from.plusDays(5))).isEmpty();
        receivers.prepare(change("TEST-GAS-L", "2", "8", "INBOX", "連江縣"), PREPARES);
        assertThat(decide("TEST-GAS-L", from)).isEmpty();

        assertThat(agencies.coverage(code, from.minusDays(1)).nation()).isTrue();
        assertThat(agencies.coverage(code, from).names()).isEqualTo("連江縣");
        assertThat(agencies.coverage(code, from.plusDays(5)).names()).isEqualTo("連江縣");
        clock.goTo(from.plusDays(6));
        assertThat(agencies.find(code).orElseThrow().contact().phone()).isEqualTo("2");
    }

    @Test
    void aDoorIsMovedOnItsDayAndOnlyWhereItIsReady() throws InterruptedException {
        AgencyCode code = Receiving.enacted("TEST-GAS-M", "", receivers, proposals, clock);
        receivers.prepare(change("TEST-GAS-M", "1", "3", "WEBHOOK", ""), PREPARES);
        LocalDate from = today().plusDays(2);
        assertThat(decide("TEST-GAS-M", from)).containsExactly(Refusal.of("", "receiver.change.doorNotReady"));
        proposals.decide(Receiving.waiting(proposals, "TEST-GAS-M").id(), new Decision("SENT_BACK", "", "未備妥"), SIGNS);
        receivers.prepare(change("TEST-GAS-M", "1", "3", "PULL", ""), PREPARES);
        assertThat(decide("TEST-GAS-M", from)).isEmpty();

        assertThat(receivers.receiver(code, SIGNS).orElseThrow().due())
                .isEqualTo(new AgencyDesk.DueDoor(code, Agency.Door.PULL, from));
        assertThat(agencies.find(code).orElseThrow().door()).isEqualTo(Agency.Door.INBOX);
        clock.goTo(from);
        for (int i = 0; i < 300 && agencies.find(code).orElseThrow().door() != Agency.Door.PULL; i++) {
            Thread.sleep(100);
        }
        assertThat(agencies.find(code).orElseThrow().door()).isEqualTo(Agency.Door.PULL);
        assertThat(receivers.receiver(code, SIGNS).orElseThrow().due()).isNull();
    }

    @Test
    void aChangeOfNothingAndOneOfWhoIsNotEnactedAreRefused() {
        AgencyCode code = Receiving.enacted("TEST-GAS-N", "屏東縣", receivers, proposals, clock);
        ReceiverChange same = receivers.receiver(code, SIGNS).orElseThrow().asItIs();
        ReceiverChange said = new ReceiverChange(
                same.agency(),
                same.unit(),
                same.phone(),
                same.hours(),
                same.days(),
                same.door(),
                same.areas(),
                "來函",
                "無");
        assertThat(receivers.prepare(said, PREPARES)).containsExactly(Refusal.of("", "receiver.change.same"));
        assertThat(receivers.prepare(
                        new ReceiverChange("TEST-GAS-N", "", "", "", "61", "PIGEON", "亞特蘭提斯", "", ""), PREPARES))
                .extracting(Refusal::field)
                .containsExactly("unit", "phone", "hours", "days", "door", "areas", "source", "reason");
        prepared("TEST-GAS-O", "");
        assertThat(receivers.prepare(change("TEST-GAS-O", "1", "3", "INBOX", ""), PREPARES))
                .containsExactly(Refusal.of("", "receiver.notEnacted"));
    }

    private static ReceiverChange change(String code, String phone, String days, String door, String areas) {
        return new ReceiverChange(code, "客服中心", phone, "24小時", days, door, areas, "來函", "改組");
    }

    /** Or it would skip what it has to rehearse. */
    @Test
    void whatIsOnlyPreparedTakesNothingByARowOfItsOwn() {
        AgencyCode code = prepared("TEST-GAS-G", "");
        CapabilityForm row = row("TEST-GAS-G", "ADDRESS", ReceiverForm.Key.EMPTY);
        assertThat(receivers.prepare(row, PREPARES)).containsExactly(Refusal.of("", "receiver.notEnacted"));

        proposals.prepare(Proposal.Subject.CAPABILITY, "TEST-GAS-G/UIN", row, "舊案", PREPARES);
        LocalDate from = today().plusDays(1);
        assertThat(decide("TEST-GAS-G/UIN", from)).containsExactly(Refusal.of("", "receiver.notEnacted"));
        receivers.answered(code, clock.instant(), SIGNS);
        assertThat(decide("TEST-GAS-G", today())).isEmpty();
        assertThat(decide("TEST-GAS-G/UIN", from)).isEmpty();
    }

    @Test
    void ofTwoRowsThatBringTheSameKeyTheSecondIsRefused() {
        AgencyCode code = prepared("TEST-GAS-H", "");
        receivers.answered(code, clock.instant(), SIGNS);
        assertThat(decide("TEST-GAS-H", today())).isEmpty();
        ReceiverForm.Key meter = new ReceiverForm.Key("meterNo", "表號", "Meter number", "\\d{6}", "123456");
        assertThat(receivers.prepare(row("TEST-GAS-H", "ADDRESS", meter), PREPARES))
                .isEmpty();
        assertThat(receivers.prepare(row("TEST-GAS-H", "NAME", meter), PREPARES))
                .isEmpty();
        LocalDate from = today().plusDays(1);
        assertThat(decide("TEST-GAS-H/ADDRESS", from)).isEmpty();

        assertThat(decide("TEST-GAS-H/NAME", from)).containsExactly(Refusal.of("", "receiver.key.name.taken"));
        assertThat(proposals.about(code, SIGNS))
                .hasSize(3)
                .first()
                .satisfies(first -> assertThat(first.waits()).isTrue());
    }

    private static CapabilityForm row(String code, String change, ReceiverForm.Key fresh) {
        return new CapabilityForm(code, change, true, List.of(), fresh, "", "", "來函", "增列");
    }

    @Test
    void whatWasDecidedIsNeitherChangedNorDeleted() {
        prepared("TEST-GAS-D", "");
        Proposal proposal = Receiving.waiting(proposals, "TEST-GAS-D");
        proposals.decide(proposal.id(), new Decision("SENT_BACK", "", "重填"), SIGNS);

        assertThatThrownBy(() -> TestDatabase.asOwner()
                        .sql("update agency.proposal set note = 'x' where about = 'TEST-GAS-D'")
                        .update())
                .hasMessageContaining("decided once");
        assertThatThrownBy(() -> TestDatabase.asOwner()
                        .sql("delete from agency.proposal where about = 'TEST-GAS-D'")
                        .update())
                .hasMessageContaining("decided once");
    }

    private AgencyCode prepared(String code, String areas) {
        assertThat(receivers.prepare(gas(code, areas), PREPARES)).isEmpty();
        return new AgencyCode(code);
    }

    private List<Refusal> decide(String about, LocalDate from) {
        return proposals.decide(Receiving.waiting(proposals, about).id(), enacting(from), SIGNS);
    }

    private static Decision enacting(LocalDate from) {
        return new Decision("ENACTED", RocDate.compact(from), "");
    }

    private List<ChangeType> takes(AgencyCode code, LocalDate on) {
        return agencies.capabilities(on).stream()
                .filter(row -> row.agency().equals(code))
                .map(Capability::change)
                .toList();
    }

    private List<String> keys(AgencyCode code, LocalDate on) {
        return agencies.capabilities(on).stream()
                .filter(row -> row.agency().equals(code) && row.change() == ChangeType.ADDRESS)
                .flatMap(row -> row.extraKeys().stream())
                .map(Capability.ExtraKey::name)
                .toList();
    }

    private List<ReceiverDesk.Row> rows(AgencyCode code) {
        return receivers.receiver(code, SIGNS).orElseThrow().rows();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
