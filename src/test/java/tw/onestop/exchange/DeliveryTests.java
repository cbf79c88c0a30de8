package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.exchange.WireWorld.eventually;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.trust.TrustDesk;

@ProductTest
class DeliveryTests {

    @Autowired
    WireWorld world;

    @Autowired
    RecordingHandler handler;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    TrustDesk trust;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

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

    @Test
    void aNoticeArrivesSignedInACompleteEnvelope() {
        AgencyCode agency = world.anAgencyAt(receiver);
        UUID warm = world.promise(agency, "warm");
        eventually(() -> handler.deliveredIds().contains(warm));
        UUID id = world.promise(agency, "a");
        eventually(() -> receiver.ids().contains(id.toString()));

        Receiver.Got got = receiver.got.getLast();
        assertThat(got.headers().getFirst("content-type")).isEqualTo("application/cloudevents+json");
        assertThat(signaturesThatHold(got)).isPositive();
        JsonNode envelope = WireWorld.json(got.body());
        assertThat(envelope.propertyNames())
                .containsExactlyInAnyOrder(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "time",
                        "sequence",
                        "recipient",
                        "attempt",
                        "dataschema",
                        "datacontenttype",
                        "data");
        assertThat(envelope.path("sequence").asString()).isEqualTo("000000000002");
        assertThat(envelope.path("recipient").asString()).isEqualTo(agency.value());
        assertThat(envelope.path("id").asString()).isEqualTo(id.toString());
        assertThat(envelope.path("data").path("who").asString()).isEqualTo("王𠮷明");
        assertThat(Instant.parse(envelope.path("time").asString())).isBeforeOrEqualTo(clock.instant());
    }

    @Test
    void whileKeysRotateEveryAttemptCarriesTwoSignaturesThatHold() {
        AgencyCode agency = world.anAgencyAt(receiver);
        trust.rotateSigningKey();
        UUID id = world.promise(agency, "a");
        eventually(() -> receiver.ids().contains(id.toString()));
        assertThat(signaturesThatHold(receiver.got.getLast())).isGreaterThanOrEqualTo(2);
    }

    @Test
    void dataIsEncryptedToTheAgencysKeyAndBoundToItsNotice() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        AgencyCode agency = world.anAgencyAt(receiver, key.toPublicJWK().toJSONString());
        UUID id = world.promise(agency, "a");
        eventually(() -> receiver.ids().contains(id.toString()));
        JsonNode envelope = WireWorld.json(receiver.got.getLast().body());
        assertThat(envelope.path("datacontenttype").asString()).isEqualTo("application/jose");
        JWEObject jwe = JWEObject.parse(envelope.path("data").asString());
        jwe.decrypt(new ECDHDecrypter(key));
        assertThat(jwe.getPayload().toString()).isEqualTo("{\"who\":\"王𠮷明\"}");
        assertThat(jwe.getHeader().getKeyID()).isEqualTo("k1");
        assertThat(jwe.getHeader().getContentType()).isEqualTo("application/json");
        assertThat(jwe.getHeader().getCustomParam("noticeid")).isEqualTo(id.toString());
        assertThat(jwe.getHeader().getCompressionAlgorithm()).isNull();
    }

    @Test
    void anAgencyMayAnswerTheDeliveryItself() {
        AgencyCode agency = world.anAgencyAt(receiver);
        receiver.says = got -> new Receiver.Answer(200, "{\"status\":\"RECEIVED\"}", Map.of());
        UUID id = world.promise(agency, "a");
        eventually(() -> handler.deliveredIds().contains(id));
        assertThat(handler.delivered.stream().filter(d -> d.id().equals(id)).map(InboundHandler.Delivered::answered))
                .containsExactly(Reply.Status.RECEIVED);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 404, 429, 500, 503})
    void whatIsNotAcceptedIsSentAgainWithTheSameIdByTheSchedule(int status) {
        AgencyCode agency = world.anAgencyAt(receiver);
        receiver.says = got -> new Receiver.Answer(status, "", Map.of("Location", receiver.url()));
        UUID id = world.promise(agency, "a");
        eventually(() -> attempts(id) == 1);
        assertThat(handler.deliveredIds()).doesNotContain(id);
        receiver.says = got -> Receiver.Answer.of(204);
        clock.advance(Duration.ofSeconds(7));
        eventually(() -> handler.deliveredIds().contains(id));
        assertThat(receiver.ids()).containsExactly(id.toString(), id.toString());
        assertThat(WireWorld.json(receiver.got.getLast().body()))
                .isEqualTo(WireWorld.json(receiver.got.getFirst().body()));
    }

    @Test
    void retryAfterIsHonoured() {
        AgencyCode agency = world.anAgencyAt(receiver);
        receiver.says = got -> new Receiver.Answer(503, "", Map.of("Retry-After", "3600"));
        UUID id = world.promise(agency, "a");
        eventually(() -> attempts(id) == 1);
        receiver.says = got -> Receiver.Answer.of(204);
        clock.advance(Duration.ofMinutes(59));
        pause(700);
        assertThat(receiver.got).hasSize(1);
        clock.advance(Duration.ofMinutes(2));
        eventually(() -> handler.deliveredIds().contains(id));
    }

    @Test
    void goneDisablesTheEndpointUntilItIsRegisteredAnew() {
        AgencyCode agency = world.anAgencyAt(receiver);
        receiver.says = got -> Receiver.Answer.of(410);
        UUID id = world.promise(agency, "a");
        eventually(() -> exchange.endpoint(agency).disabled());
        eventually(() -> handler.closed.contains(agency));
        receiver.says = got -> Receiver.Answer.of(204);
        clock.advance(Duration.ofHours(1));
        pause(700);
        assertThat(receiver.got).hasSize(1);
        world.listens(agency, receiver.url(), "");
        eventually(() -> handler.deliveredIds().contains(id));
    }

    /** Many can be under way when it is closed; the next registration is another matter. */
    @Test
    void whoeverAnswersGoneIsToldOnceForEachRegistration() {
        AgencyCode agency = world.anAgencyAt(receiver);
        receiver.says = got -> Receiver.Answer.of(410);
        world.promise(agency, List.of("a", "b", "c", "d"));
        eventually(() -> handler.closed.contains(agency));
        pause(700);
        assertThat(handler.closed).containsOnlyOnce(agency);
        world.listens(agency, receiver.url(), "");
        eventually(() -> Collections.frequency(handler.closed, agency) == 2);
    }

    @Test
    void anAgencyWithoutAnAddressWaitsAndIsNoFailure() {
        AgencyCode agency = world.anAgency(Agency.Door.WEBHOOK);
        UUID id = world.promise(agency, "a");
        eventually(() -> sequence(id) == 1);
        clock.advance(Duration.ofDays(6));
        pause(700);
        assertThat(handler.failed).doesNotContain(id);
        clock.reset();
        world.listens(agency, receiver.url(), "");
        eventually(() -> handler.deliveredIds().contains(id));
    }

    @Test
    void aCitizensNoticesKeepTheirOrderAndABlockedOneBlocksNobodyElse() {
        AgencyCode agency = world.anAgencyAt(receiver);
        List<UUID> ids = world.promise(agency, List.of("blocked", "other"));
        receiver.says = got -> Receiver.Answer.of(got.id().equals(ids.getFirst().toString()) ? 500 : 204);
        UUID behind = world.promise(agency, "blocked");
        UUID free = world.promise(agency, "third");
        eventually(() -> handler.deliveredIds().containsAll(List.of(ids.getLast(), free)));
        pause(300);
        assertThat(receiver.ids()).doesNotContain(behind.toString());
        receiver.says = got -> Receiver.Answer.of(204);
        clock.advance(Duration.ofDays(1));
        eventually(() -> handler.deliveredIds().contains(behind));
        assertThat(receiver.ids().lastIndexOf(ids.getFirst().toString()))
                .isLessThan(receiver.ids().indexOf(behind.toString()));
    }

    @Test
    void aSlowAndADeadAgencyDelayNobody() throws Exception {
        try (Receiver slow = new Receiver()) {
            slow.says = got -> {
                pause(4000);
                return Receiver.Answer.of(204);
            };
            AgencyCode slowOne = world.anAgencyAt(slow);
            AgencyCode dead = world.anAgency(Agency.Door.WEBHOOK);
            world.listens(dead, "http://127.0.0.1:1/nobody", "");
            AgencyCode healthy = world.anAgencyAt(receiver);
            UUID warm = world.promise(healthy, "warm");
            eventually(() -> handler.deliveredIds().contains(warm));
            world.promise(slowOne, citizens(300));
            world.promise(dead, citizens(300));
            List<UUID> ids = world.promise(healthy, citizens(100));
            eventually(() -> handler.deliveredIds().containsAll(ids));
            eventually(() -> exchange.endpoint(dead).failuresInARow() >= Lane.TIRED);
            long tried = failures(dead);
            assertThat(tried)
                    .as("a dead endpoint rests; what waits is not tried")
                    .isLessThan(80);
        }
    }

    @Test
    void theFirstSuccessReleasesEverythingThatWaits() {
        AgencyCode agency = world.anAgencyAt(receiver);
        receiver.says = got -> Receiver.Answer.of(503);
        List<UUID> ids = world.promise(agency, citizens(30));
        eventually(() -> exchange.endpoint(agency).failuresInARow() >= Lane.TIRED);
        receiver.says = got -> Receiver.Answer.of(204);
        clock.advance(Duration.ofSeconds(7));
        eventually(() -> handler.deliveredIds().containsAll(ids));
    }

    @Test
    void aNoticeThatFailedOftenIsTriedSoonOnceTheEndpointTakesOthers() {
        AgencyCode agency = world.anAgencyAt(receiver);
        receiver.says = got -> Receiver.Answer.of(500);
        UUID id = world.promise(agency, "a");
        eventually(() -> attempts(id) == 1);
        clock.advance(Duration.ofSeconds(7));
        eventually(() -> attempts(id) == 2);
        clock.advance(Duration.ofMinutes(7));
        eventually(() -> attempts(id) == 3);
        receiver.says = got -> Receiver.Answer.of(204);
        UUID other = world.promise(agency, "b");
        eventually(() -> handler.deliveredIds().contains(other));
        pause(300);
        assertThat(handler.deliveredIds()).doesNotContain(id);
        clock.advance(Duration.ofSeconds(11));
        eventually(() -> handler.deliveredIds().contains(id));
    }

    @Test
    void aReleaseLetsTheScheduleOfWhatWaitsBeginAnew() {
        AgencyCode agency = world.anAgencyAt(receiver);
        UUID id = UUID.randomUUID();
        receiver.says = got -> Receiver.Answer.of(got.id().equals(id.toString()) ? 500 : 204);
        world.promise(agency, id, "a");
        eventually(() -> attempts(id) == 1);
        clock.advance(Duration.ofSeconds(7));
        eventually(() -> attempts(id) == 2);
        UUID other = world.promise(agency, "b");
        eventually(() -> handler.deliveredIds().contains(other));
        clock.advance(Duration.ofSeconds(6));
        eventually(() -> attempts(id) == 3);
        clock.advance(Duration.ofSeconds(7));
        eventually(() -> attempts(id) == 4);
    }

    @Test
    void aNoticeThatCanNeverBeTakenDoesNotRunInCircles() {
        AgencyCode agency = world.anAgencyAt(receiver);
        UUID never = UUID.randomUUID();
        receiver.says = got -> Receiver.Answer.of(got.id().equals(never.toString()) ? 500 : 204);
        world.promise(agency, never, "a");
        eventually(() -> attempts(never) == 1);
        for (int i = 0; i < 12; i++) {
            UUID other = world.promise(agency, "b" + i);
            eventually(() -> handler.deliveredIds().contains(other));
        }
        assertThat(attempts(never)).isBetween(2L, 4L);
    }

    @Test
    void anEndpointRegisteredAnewGetsAtOnceWhatWaits() {
        AgencyCode agency = world.anAgencyAt(receiver);
        receiver.says = got -> new Receiver.Answer(503, "", Map.of("Retry-After", "3600"));
        UUID id = world.promise(agency, "a");
        eventually(() -> attempts(id) == 1);
        receiver.says = got -> Receiver.Answer.of(204);
        world.listens(agency, receiver.url(), "");
        eventually(() -> handler.deliveredIds().contains(id));
    }

    @Test
    void afterFiveDaysADeliveryIsGivenUpAndTheRoomAboveIsTold() {
        AgencyCode agency = world.anAgencyAt(receiver);
        receiver.says = got -> Receiver.Answer.of(500);
        UUID id = world.promise(agency, "a");
        eventually(() -> attempts(id) == 1);
        clock.advance(Duration.ofDays(5).plusHours(1));
        eventually(() -> handler.failed.contains(id));
        assertThat(handler.deliveredIds()).doesNotContain(id);
    }

    @Test
    void aLostResultBringsTheSameIdAgain() {
        AgencyCode agency = world.anAgencyAt(receiver);
        UUID id = UUID.randomUUID();
        handler.lost.add(id);
        world.promise(agency, id, "a");
        eventually(() -> receiver.ids().contains(id.toString()));
        pause(300);
        assertThat(handler.deliveredIds()).doesNotContain(id);
        clock.advance(Duration.ofSeconds(61));
        eventually(() -> handler.deliveredIds().contains(id));
        assertThat(receiver.ids()).containsExactly(id.toString(), id.toString());
    }

    @Test
    void whenTheLeaderLosesItsSessionDeliveryGoesOn() {
        AgencyCode agency = world.anAgencyAt(receiver);
        UUID before = world.promise(agency, "a");
        eventually(() -> handler.deliveredIds().contains(before));
        int ended = jdbc.sql(
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'onestop-dispatcher'")
                .query(Integer.class)
                .single();
        assertThat(ended).isPositive();
        UUID after = world.promise(agency, "a");
        eventually(() -> handler.deliveredIds().contains(after));
    }

    private int signaturesThatHold(Receiver.Got got) {
        byte[] message = (got.id() + "." + got.headers().getFirst("webhook-timestamp") + "." + got.body())
                .getBytes(StandardCharsets.UTF_8);
        String[] signatures = got.headers().getFirst("webhook-signature").split(" ");
        long holding = Arrays.stream(signatures)
                .filter(s -> s.startsWith("v1a,"))
                .map(s -> Base64.getDecoder().decode(s.substring(4)))
                .filter(s -> trust.verifyingKeys().stream().anyMatch(key -> holds(key.publicKey(), message, s)))
                .count();
        assertThat(holding).isEqualTo(signatures.length);
        return signatures.length;
    }

    private static boolean holds(byte[] key, byte[] message, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(key, 0));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    private static List<String> citizens(int count) {
        return Collections.nCopies(count, "c").stream()
                .map(c -> c + UUID.randomUUID())
                .toList();
    }

    private static long attempts(UUID id) {
        return TestDatabase.asOwner()
                .sql("select count(*) from exchange.attempt where outbox_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private static long failures(AgencyCode agency) {
        return TestDatabase.asOwner()
                .sql(
                        "select count(*) from exchange.attempt a join exchange.outbox o on o.id = a.outbox_id where o.agency = ?")
                .param(agency.value())
                .query(Long.class)
                .single();
    }

    private static long sequence(UUID id) {
        return TestDatabase.asOwner()
                .sql("select coalesce(sequence, 0) from exchange.outbox where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
