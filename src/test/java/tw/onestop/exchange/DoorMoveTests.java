package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.exchange.WireWorld.eventually;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tw.agencies.MediaAgency;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 管道移轉: an agency moves from door to door while notices come. */
@ProductTest
class DoorMoveTests {

    private static final int CITIZENS = 5;

    @Autowired
    FilingWorld filing;

    @Autowired
    WireWorld world;

    @Autowired
    DoorDesk doors;

    @Autowired
    BundleDesk files;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    @Autowired
    RecordingHandler handler;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    TestClock clock;

    private final List<UUID> promised = Collections.synchronizedList(new ArrayList<>());
    private final Map<UUID, Integer> citizens = new HashMap<>();
    private final AtomicBoolean traffic = new AtomicBoolean(true);
    private Receiver receiver;
    private FilingAgency agency;
    private Actor officer;
    private Thread clerk;

    @BeforeEach
    void anAgencyWithTraffic() throws Exception {
        receiver = new Receiver();
        agency = filing.anAgency(Agency.Door.WEBHOOK);
        officer = Actor.officer("o", agency.code);
        world.listens(agency.code, receiver.url(), "");
        clerk = Thread.ofPlatform().start(this::work);
    }

    @AfterEach
    void ends() throws Exception {
        traffic.set(false);
        clerk.join();
        receiver.close();
        agency.close();
        clock.reset();
    }

    private void work() {
        for (int i = 0; traffic.get() && i < 2_000; i++) {
            UUID id = UUID.randomUUID();
            synchronized (citizens) {
                citizens.put(id, i % CITIZENS);
            }
            promised.add(id);
            world.promise(agency.code, id, "citizen-" + i % CITIZENS);
            pause(5);
        }
    }

    @Test
    void nothingIsLostAndNothingComesTwiceFromDoorToDoor() throws Exception {
        List<String> got = new ArrayList<>();
        receiver.says = request -> {
            pause(20);
            return Receiver.Answer.of(204);
        };
        eventually(() -> receiver.got.size() > 20);
        moved(Agency.Door.PULL);
        got.addAll(receiver.ids());
        int byWebhook = receiver.got.size();

        long after = 0;
        for (int i = 0; i < 20; i++) {
            MachineDesk.Page page = machines.pull(after, 50, WireWorld.machine(agency.code));
            after = Long.parseLong(page.last());
            page.envelopes().forEach(envelope -> got.add(id(envelope)));
            pause(20);
        }
        assertThat(receiver.got).as("the old door is shut").hasSize(byWebhook);
        assertThat(got.size()).as("pulled").isGreaterThan(byWebhook);

        moved(Agency.Door.FILE);
        files.makeNow(agency.code, officer);
        eventually(() -> !notices().isEmpty());
        got.addAll(inFile(notices().getFirst()));
        files.makeNow(agency.code, officer);
        eventually(() -> notices().size() > 1);

        // The second file lies there and was not fetched: what stands in it goes by the next door.
        moved(Agency.Door.WEBHOOK);
        traffic.set(false);
        clerk.join();
        eventually(() -> got.size() + receiver.got.size() - byWebhook >= promised.size());
        pause(300);
        receiver.got.subList(byWebhook, receiver.got.size()).forEach(one -> got.add(one.id()));

        assertThat(got)
                .doesNotHaveDuplicates()
                .hasSameElementsAs(promised.stream().map(UUID::toString).toList());
        Map<Integer, List<String>> byCitizen = new HashMap<>();
        got.forEach(id -> byCitizen
                .computeIfAbsent(Objects.requireNonNull(citizens.get(UUID.fromString(id))), _ -> new ArrayList<>())
                .add(id));
        byCitizen.forEach((citizen, ids) -> assertThat(ids)
                .as("order of citizen " + citizen)
                .containsExactlyElementsOf(promised.stream()
                        .filter(id -> citizen.equals(citizens.get(id)))
                        .map(UUID::toString)
                        .toList()));
        assertThat(exchange.endpoint(agency.code).waiting()).isZero();
    }

    @Test
    void whatWaitedForDaysAtAnotherDoorIsSentByTheNewOneAndNotGivenUp() throws Exception {
        traffic.set(false);
        clerk.join();
        eventually(() -> exchange.endpoint(agency.code).waiting() == 0);
        moved(Agency.Door.PULL);
        UUID old = world.promise(agency.code, "old");
        // What has no number yet is not in the feed: nothing waits six days for one.
        eventually(() -> TestDatabase.asOwner()
                .sql("select sequence is not null from exchange.outbox where id = ?")
                .param(old)
                .query(Boolean.class)
                .single());
        clock.advance(Duration.ofDays(6));
        moved(Agency.Door.WEBHOOK);
        eventually(() -> receiver.ids().contains(old.toString()));
        assertThat(handler.failed).doesNotContain(old);

        receiver.says = request -> Receiver.Answer.of(410);
        world.promise(agency.code, "gone");
        eventually(() -> exchange.endpoint(agency.code).disabled());
        moved(Agency.Door.PULL);
        assertThat(doors.move(agency.code, Agency.Door.WEBHOOK, officer))
                .extracting(Refusal::code)
                .containsExactly("bureau.door.closed");
    }

    @Test
    void aSecondMoveWaitsForWhatTheFirstLeftInHand() throws Exception {
        CountDownLatch answer = heldAttempt();
        assertThat(doors.move(agency.code, Agency.Door.PULL, officer)).isEmpty();
        assertThat(doors.move(agency.code, Agency.Door.INBOX, officer)).isEmpty();
        assertThat(doors.standing(agency.code, officer).moving()).isTrue();
        answer.countDown();
        eventually(() -> !doors.standing(agency.code, officer).moving());
        assertThat(doors.move(agency.code, Agency.Door.WEBHOOK, officer)).isEmpty();
    }

    @Test
    void whoComesBackToTheirDoorHasArrivedWhenNothingIsInHand() throws Exception {
        CountDownLatch answer = heldAttempt();
        assertThat(doors.move(agency.code, Agency.Door.PULL, officer)).isEmpty();
        assertThat(doors.move(agency.code, Agency.Door.WEBHOOK, officer)).isEmpty();
        answer.countDown();
        eventually(() -> !doors.standing(agency.code, officer).moving());
    }

    @Test
    void aNodeThatEndsWaitsForWhatADoorThatWasLeftHasInHand() throws Exception {
        CountDownLatch answer = heldAttempt();
        assertThat(doors.move(agency.code, Agency.Door.PULL, officer)).isEmpty();
        pause(500);
        Thread ending = Thread.ofPlatform().start(dispatcher::stop);
        try {
            pause(500);
            assertThat(ending.isAlive()).isTrue();
            answer.countDown();
            assertThat(ending.join(Duration.ofSeconds(5))).isTrue();
        } finally {
            answer.countDown();
            ending.join();
            dispatcher.start();
        }
    }

    @Test
    void aNodeThatLeadsAnewDoesNotEndAMoveOfWhichItKnowsNothing() throws Exception {
        heldAttempt().countDown();
        dispatcher.stop();
        try {
            assertThat(doors.move(agency.code, Agency.Door.PULL, officer)).isEmpty();
        } finally {
            dispatcher.start();
        }
        pause(1_500);
        assertThat(doors.standing(agency.code, officer).moving()).isTrue();
        clock.advance(Duration.ofSeconds(61));
        assertThat(doors.standing(agency.code, officer).moving()).isFalse();
    }

    /** Another node led until now, lost its session to the database, and still has an attempt under way. */
    @Test
    void aMoveRightAfterTheLeadWasTakenOverWaitsForWhatTheNodeBeforeHasInHand() throws Exception {
        heldAttempt().countDown();
        dispatcher.stop();
        try (Connection before = TestDatabase.connectionOfOwner()) {
            before.createStatement().execute("select pg_advisory_lock(" + Leadership.LOCK + ")");
            dispatcher.start();
            pause(500); // it follows
        }
        try {
            pause(1_500); // it leads
            assertThat(doors.move(agency.code, Agency.Door.PULL, officer)).isEmpty();
            pause(1_000);
            assertThat(doors.standing(agency.code, officer).moving()).isTrue();
            clock.advance(Duration.ofSeconds(61));
            assertThat(doors.standing(agency.code, officer).moving()).isFalse();
        } finally {
            dispatcher.stop();
            dispatcher.start();
        }
    }

    /** The traffic ends with an attempt that is not answered until it is let go. */
    private CountDownLatch heldAttempt() throws Exception {
        traffic.set(false);
        clerk.join();
        eventually(() -> exchange.endpoint(agency.code).waiting() == 0);
        CountDownLatch answer = new CountDownLatch(1);
        receiver.says = request -> {
            try {
                boolean _ = answer.await(8, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Receiver.Answer.of(204);
        };
        String last = world.promise(agency.code, "held").toString();
        eventually(() -> receiver.ids().contains(last));
        return answer;
    }

    @Test
    void aCertificateThatIsOverOpensNoFileDoor() throws Exception {
        traffic.set(false);
        clerk.join();
        TestDatabase.asOwner()
                .sql("update exchange.bundle_certificate set certificate = ? where agency = ? and for_encryption")
                .params(MediaAgency.over().getEncoded(), agency.code.value())
                .update();
        assertThat(doors.move(agency.code, Agency.Door.FILE, officer))
                .extracting(Refusal::code)
                .containsExactly("bureau.door.noKeys");
    }

    @Test
    void aDoorThatHasNotWhatItNeedsIsRefused() {
        traffic.set(false);
        var bare = world.anAgency(Agency.Door.INBOX);
        Actor bareOfficer = Actor.officer("o", bare);
        assertThat(doors.move(bare, Agency.Door.FILE, bareOfficer))
                .extracting(Refusal::code)
                .containsExactly("bureau.door.noKeys");
        assertThat(doors.move(bare, null, bareOfficer))
                .extracting(Refusal::code)
                .containsExactly("bureau.door.missing");
        assertThat(doors.move(bare, Agency.Door.WEBHOOK, bareOfficer))
                .extracting(Refusal::code)
                .containsExactly("bureau.door.noUrl");
        assertThat(doors.move(bare, Agency.Door.INBOX, bareOfficer))
                .extracting(Refusal::code)
                .containsExactly("bureau.door.same");
    }

    private void moved(Agency.Door to) {
        assertThat(doors.move(agency.code, to, officer)).isEmpty();
        eventually(() -> !doors.standing(agency.code, officer).moving());
    }

    private List<String> notices() {
        return agency.out().stream()
                .filter(name -> name.startsWith("notices") && name.endsWith(".p7m"))
                .toList();
    }

    private List<String> inFile(String name) {
        return agency.opened(agency.read("/out/" + name))
                .text("notices.jsonl")
                .lines()
                .map(DoorMoveTests::id)
                .toList();
    }

    private static String id(String envelope) {
        JsonNode json = WireWorld.json(envelope);
        return json.path("id").asString();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
