package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.exchange.WireWorld.eventually;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 退件與重送: outages that end, and those that do not. */
@ProductTest
class RecoveringTests {

    private static final int CITIZENS = 6;

    @Autowired
    WireWorld world;

    @Autowired
    RecordingHandler handler;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    @Autowired
    DeadLetterDesk desk;

    @Autowired
    TestClock clock;

    private Receiver receiver;

    @BeforeEach
    void opens() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void closes() {
        receiver.close();
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(longs = {300, 24 * 3600, 72 * 3600})
    void anOutageLosesAndDoublesNothingAndKeepsEachCitizensOrder(long seconds) {
        AgencyCode agency = world.anAgencyAt(receiver);
        receiver.says = got -> Receiver.Answer.of(500);
        Map<Integer, List<String>> promised = new HashMap<>();
        List<UUID> all = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            for (int citizen = 0; citizen < CITIZENS; citizen++) {
                UUID id = world.promise(agency, "outage-" + citizen);
                all.add(id);
                promised.computeIfAbsent(citizen, _ -> new ArrayList<>()).add(id.toString());
            }
            clock.advance(Duration.ofSeconds(seconds / 6));
        }
        eventually(() -> !receiver.got.isEmpty());
        assertThat(handler.deliveredIds()).doesNotContainAnyElementsOf(all);
        List<String> accepted = new CopyOnWriteArrayList<>();
        receiver.says = got -> {
            accepted.add(got.id());
            return Receiver.Answer.of(204);
        };
        // The next attempt is a day away at the most; its success releases all the others.
        eventually(Duration.ofSeconds(30), () -> {
            clock.advance(accepted.isEmpty() ? Duration.ofMinutes(20) : Duration.ofSeconds(10));
            return handler.deliveredIds().containsAll(all);
        });

        assertThat(accepted)
                .doesNotHaveDuplicates()
                .hasSameElementsAs(all.stream().map(UUID::toString).toList());
        promised.forEach((citizen, ids) ->
                assertThat(accepted.stream().filter(ids::contains)).containsExactlyElementsOf(ids));
        assertThat(handler.deliveredIds().stream().filter(all::contains)).hasSize(all.size());
        assertThat(desk.letters(agency, 0, officer(agency)).count()).isZero();
    }

    @Test
    void afterFiveDaysTheEndpointIsClosedAndWhatWasGivenUpWaitsForAPersonsReason() {
        AgencyCode agency = world.anAgencyAt(receiver);
        Actor officer = officer(agency);
        receiver.says = got -> Receiver.Answer.of(500);
        Instant before = clock.instant();
        UUID first = world.promise(agency, "a");
        UUID second = world.promise(agency, "b");
        // What is written only after the clock went on would begin its five days there.
        eventually(() -> exchange.endpoint(agency).failuresInARow() >= 2);
        clock.advance(Duration.ofDays(5).plusHours(1));
        eventually(() -> handler.failed.containsAll(List.of(first, second)));
        eventually(() -> exchange.endpoint(agency).disabled());
        assertThat(handler.closed).contains(agency);
        assertThat(desk.closed()).isPositive();
        assertThat(desk.troubled(Actor.rule("test")))
                .filteredOn(one -> one.agency().equals(agency))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.closed()).isTrue();
                    assertThat(one.letters()).isEqualTo(2);
                });

        // A machine recovers: they are sent again and stay on the list.
        receiver.says = got -> Receiver.Answer.of(204);
        String endpoint = exchange.endpoint(agency).endpointId();
        assertThat(machines.recover(endpoint, before, clock.instant(), WireWorld.machine(agency)))
                .contains(2);
        assertThat(states(agency)).containsExactly(DeadLetterDesk.State.WAITING, DeadLetterDesk.State.WAITING);

        assertThat(desk.reopen(agency, " ", officer))
                .extracting(Refusal::code)
                .containsExactly("bureau.letters.reason.missing");
        assertThat(exchange.endpoint(agency).disabled()).isTrue();
        assertThat(desk.reopen(agency, "防火牆已修復", officer)).isEmpty();
        eventually(() -> handler.deliveredIds().containsAll(List.of(first, second)));
        // The room above is told inside of the transaction that writes it.
        eventually(
                () -> states(agency).equals(List.of(DeadLetterDesk.State.DELIVERED, DeadLetterDesk.State.DELIVERED)));

        assertThat(desk.end(agency, List.of(first), false, "", officer))
                .extracting(Refusal::field)
                .containsExactly("reason");
        assertThat(desk.end(agency, List.of(), false, "已補辦", officer))
                .extracting(Refusal::field)
                .containsExactly("letter");
        assertThat(desk.letters(agency, 0, officer).count()).isEqualTo(2);
        assertThat(desk.end(agency, List.of(first), true, "已補辦", officer)).isEmpty();
        assertThat(handler.resent.stream().filter(first::equals))
                .as("what the machine recovered has arrived, and is not sent once more")
                .hasSize(1);
        assertThat(desk.letters(agency, 0, officer).page())
                .extracting(DeadLetterDesk.Letter::id)
                .containsExactly(second);
        AgencyCode other = world.anAgencyAt(receiver);
        assertThat(desk.end(other, List.of(second), false, "別人的", officer(other)))
                .isEmpty();
        assertThat(desk.letters(agency, 0, officer).count())
                .as("another agency ends nothing")
                .isEqualTo(1);
    }

    @Test
    void aPersonSendsAgainSinceATimeAndTheListIsShorterByIt() {
        AgencyCode agency = world.anAgencyAt(receiver);
        Actor officer = officer(agency);
        Instant before = clock.instant();
        UUID taken = world.promise(agency, "a");
        eventually(() -> handler.deliveredIds().contains(taken));
        receiver.says = got -> Receiver.Answer.of(410);
        UUID lost = world.promise(agency, "b");
        eventually(() -> exchange.endpoint(agency).disabled());
        clock.advance(Duration.ofDays(5).plusHours(1));
        eventually(() -> desk.letters(agency, 0, officer).count() == 1);
        assertThat(desk.replay(agency, clock.instant().plusSeconds(60), clock.instant(), "x", officer)
                        .refusals())
                .extracting(Refusal::field)
                .containsExactly("since");
        assertThat(desk.reopen(agency, "已修復", officer)).isEmpty();
        receiver.says = got -> Receiver.Answer.of(204);
        receiver.got.clear();

        DeadLetterDesk.Replayed replayed = desk.replay(agency, before, clock.instant(), "系統還原", officer);

        assertThat(replayed.refusals()).isEmpty();
        assertThat(replayed.sent()).isEqualTo(2);
        eventually(() -> receiver.ids().containsAll(List.of(taken.toString(), lost.toString())));
        assertThat(WireWorld.json(receiver.got.getFirst().body())
                        .path("attempt")
                        .asInt())
                .isEqualTo(2);
        assertThat(desk.letters(agency, 0, officer).count()).isZero();
    }

    private List<DeadLetterDesk.State> states(AgencyCode agency) {
        return desk.letters(agency, 0, officer(agency)).page().stream()
                .map(DeadLetterDesk.Letter::state)
                .toList();
    }

    private static Actor officer(AgencyCode agency) {
        return Actor.officer("o", agency);
    }
}
