package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tw.onestop.exchange.WireWorld.eventually;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

@ProductTest
class FeedTests {

    @Autowired
    WireWorld world;

    @Autowired
    RecordingHandler handler;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Test
    void aPromiseNeedsTheTransactionThatMakesItTrue() {
        AgencyCode agency = world.anAgency(Agency.Door.PULL);
        assertThatThrownBy(() -> exchange.promise(List.of(WireWorld.aNotice(agency, UUID.randomUUID(), "a"))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void sequencesAreGapFreeWhateverCommitsOrRollsBackAtOnce() {
        AgencyCode agency = world.anAgency(Agency.Door.PULL);
        List<UUID> kept = java.util.Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService clerks = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                boolean rollsBack = i % 3 == 0;
                clerks.execute(() -> transaction.executeWithoutResult(status -> {
                    UUID id = UUID.randomUUID();
                    exchange.promise(List.of(WireWorld.aNotice(agency, id, id.toString())));
                    pause(ThreadLocalRandom.current().nextInt(15));
                    if (rollsBack) {
                        status.setRollbackOnly();
                    } else {
                        kept.add(id);
                    }
                }));
            }
        }
        eventually(() -> lines(agency).size() == kept.size());
        assertThat(lines(agency))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, kept.size()).boxed().toList());
    }

    @Test
    void aPullHandsOutPageByPageAndWhatWasHandedOutCountsAsSent() {
        AgencyCode agency = world.anAgency(Agency.Door.PULL);
        List<UUID> ids = world.promise(
                agency, IntStream.range(0, 5).mapToObj(i -> "c" + i).toList());
        eventually(() -> lines(agency).size() == 5);
        MachineDesk.Page first = machines.pull(0, 3, WireWorld.machine(agency));
        assertThat(first.more()).isTrue();
        assertThat(first.last()).isEqualTo("000000000003");
        assertThat(handler.deliveredIds())
                .containsAll(ids.subList(0, 3))
                .doesNotContainAnyElementsOf(ids.subList(3, 5));
        MachineDesk.Page second = machines.pull(3, 3, WireWorld.machine(agency));
        assertThat(second.more()).isFalse();
        assertThat(second.envelopes()).hasSize(2);
        JsonNode envelope = WireWorld.json(second.envelopes().getFirst());
        assertThat(envelope.path("id").asString()).isEqualTo(ids.get(3).toString());
        assertThat(envelope.path("sequence").asString()).isEqualTo("000000000004");
        MachineDesk.Page none = machines.pull(5, 3, WireWorld.machine(agency));
        assertThat(none.last()).isEqualTo("000000000005");
        assertThat(none.envelopes()).isEmpty();
        machines.pull(0, 100, WireWorld.machine(agency));
        assertThat(handler.deliveredIds().stream().filter(ids::contains)).hasSize(5);
    }

    @Test
    void whatIsSentAgainKeepsItsIdUnderANewSequenceAndTheFeedHasNoGap() {
        AgencyCode agency = world.anAgency(Agency.Door.PULL);
        UUID id = world.promise(agency, "a");
        eventually(() -> lines(agency).size() == 1);
        transaction.executeWithoutResult(status -> exchange.resend(List.of(id)));
        assertThat(lines(agency)).as("what still waits is not doubled").hasSize(1);
        machines.pull(0, 10, WireWorld.machine(agency));
        transaction.executeWithoutResult(status -> exchange.resend(List.of(id)));
        eventually(() -> lines(agency).size() == 2);
        JsonNode again = WireWorld.json(
                machines.pull(1, 10, WireWorld.machine(agency)).envelopes().getFirst());
        assertThat(again.path("id").asString()).isEqualTo(id.toString());
        assertThat(again.path("sequence").asString()).isEqualTo("000000000002");
        assertThat(again.path("attempt").asInt()).isEqualTo(2);
    }

    @Test
    void recoverySendsAgainWhatBecameVisibleInTheSpan() {
        AgencyCode agency = world.anAgency(Agency.Door.PULL);
        try {
            clock.advance(Duration.ofDays(-2));
            world.promise(agency, "early");
            eventually(() -> lines(agency).size() == 1);
            clock.reset();
            UUID late = world.promise(agency, "late");
            eventually(() -> lines(agency).size() == 2);
            machines.pull(0, 10, WireWorld.machine(agency));
            String endpoint = exchange.endpoint(agency).endpointId();
            assertThat(machines.recover(
                            endpoint,
                            clock.instant().minusSeconds(3600),
                            clock.instant().plusSeconds(60),
                            WireWorld.machine(agency)))
                    .contains(1);
            assertThat(handler.resent).contains(late);
            eventually(() -> lines(agency).size() == 3);
            assertThat(machines.recover(
                            endpoint, clock.instant(), clock.instant(), Actor.system("x", new AgencyCode("TAIPOWER"))))
                    .isEmpty();
        } finally {
            clock.reset();
        }
    }

    @Test
    void whatIsWithdrawnBeforeItLeftKeepsItsPlaceInTheFeedWithoutItsData() {
        AgencyCode agency = world.anAgency(Agency.Door.PULL);
        UUID id = world.promise(agency, "a");
        eventually(() -> lines(agency).size() == 1);
        assertThat(transaction.<Boolean>execute(status -> exchange.withdraw(withdrawal(agency, id))))
                .isTrue();
        JsonNode envelope = WireWorld.json(
                machines.pull(0, 10, WireWorld.machine(agency)).envelopes().getFirst());
        assertThat(envelope.path("id").asString()).isEqualTo(id.toString());
        assertThat(envelope.path("type").asString()).isEqualTo("tw.onestop.notice.registration-change.withdrawal.v1");
        assertThat(envelope.path("data").propertyNames()).containsExactly("withdraws");
        assertThat(handler.deliveredIds()).doesNotContain(id);
        UUID sent = world.promise(agency, "b");
        eventually(() -> lines(agency).size() == 2);
        machines.pull(0, 10, WireWorld.machine(agency));
        assertThat(transaction.<Boolean>execute(status -> exchange.withdraw(withdrawal(agency, sent))))
                .isFalse();
    }

    @Test
    void openingANoticeInTheWebInboxIsSendingItAndOnlyThere() {
        AgencyCode agency = world.anAgency(Agency.Door.INBOX);
        AgencyCode other = world.anAgency(Agency.Door.PULL);
        UUID id = world.promise(agency, "a");
        UUID elsewhere = world.promise(other, "a");
        eventually(() -> lines(agency).size() == 1 && lines(other).size() == 1);
        assertThat(exchange.envelope(agency, elsewhere, Actor.officer("o", agency)))
                .isEmpty();
        exchange.envelope(other, elsewhere, Actor.officer("o", other));
        assertThat(handler.deliveredIds()).doesNotContain(id, elsewhere);
        assertThat(exchange.envelope(agency, id, Actor.officer("o", agency)))
                .map(ExchangeDesk.Envelope::dataJson)
                .contains("{\"who\":\"王𠮷明\"}");
        exchange.envelope(agency, id, Actor.officer("p", agency));
        assertThat(handler.deliveredIds().stream().filter(id::equals)).hasSize(1);
    }

    private static List<Long> lines(AgencyCode agency) {
        return TestDatabase.asOwner()
                .sql("select sequence from exchange.feed where agency = ? order by sequence")
                .param(agency.value())
                .query(Long.class)
                .list();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Outgoing withdrawal(AgencyCode agency, UUID id) {
        return new Outgoing(
                id,
                agency,
                "tw.onestop.notice.registration-change.withdrawal.v1",
                new byte[] {1},
                "{\"withdraws\":\"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8));
    }
}
