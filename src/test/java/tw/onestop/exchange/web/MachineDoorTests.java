package tw.onestop.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.exchange.WireScript;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

@ProductTest
class MachineDoorTests {

    private static final AgencyCode AGENCY = new AgencyCode("LAND");
    private static final String DONE = "{\"status\":\"COMPLETED\"}";

    @Autowired
    EndpointsApi endpoints;

    @Autowired
    NoticesApi notices;

    @Autowired
    RepliesApi replies;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    WireScript script;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private MockMvc http;
    private AgencyCode agency;

    @BeforeEach
    void aMachineCalls() {
        http = MockMvcBuilders.standaloneSetup(endpoints, notices, replies).build();
        agency = new AgencyCode("DOOR-" + Math.floorMod(System.nanoTime(), 1_000_000_000L));
        calls(agency);
    }

    @AfterEach
    void leaves() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void theSameKeyAndBodyGetTheFirstAnswerAndActOnce() throws Exception {
        UUID id = aVisibleNotice(ReplyAnswer.TAKEN);
        assertThat(reply(id, "k1", DONE).getStatus()).isEqualTo(200);
        script.answers(id, ReplyAnswer.NOT_FORWARD);
        MockHttpServletResponse again = reply(id, "k1", DONE);
        assertThat(again.getStatus()).isEqualTo(200);
        assertThat(script.timesAsked(id)).isEqualTo(1);
    }

    @Test
    void whatIsNotWantedIsNotCalledTooLate() throws Exception {
        problem(reply(aVisibleNotice(ReplyAnswer.RESULT_NOT_WANTED), "k3", DONE), 409, "resultNotWanted");
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() throws Exception {
        UUID id = aVisibleNotice(ReplyAnswer.TAKEN);
        assertThat(reply(id, "k1", DONE).getStatus()).isEqualTo(200);
        problem(reply(id, "k1", "{\"status\":\"NO_RECORD\"}"), 422, "idempotencyKeyReused");
    }

    @Test
    void aKeyBelongsToItsAgency() throws Exception {
        UUID id = aVisibleNotice(ReplyAnswer.TAKEN);
        assertThat(reply(id, "shared", DONE).getStatus()).isEqualTo(200);
        calls(AGENCY);
        problem(reply(id, "shared", DONE), 404, "unknownNotice");
    }

    @Test
    void aReplyWithoutAKeyIsRefused() throws Exception {
        UUID id = aVisibleNotice(ReplyAnswer.TAKEN);
        problem(reply(id, null, DONE), 400, "idempotencyKeyMissing");
        assertThat(script.timesAsked(id)).isZero();
    }

    @Test
    void whileTheFirstIsInProgressTheSecondIsToldSo() throws Exception {
        UUID id = aVisibleNotice(ReplyAnswer.TAKEN);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread first = Thread.ofVirtual()
                .start(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 20481))")
                            .param(agency.value() + " k1")
                            .query((row, n) -> 1)
                            .list();
                    held.countDown();
                    try {
                        assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        problem(reply(id, "k1", DONE), 409, "inProgress");
        release.countDown();
        assertThat(first.join(Duration.ofSeconds(10))).isTrue();
        assertThat(reply(id, "k1", DONE).getStatus()).isEqualTo(200);
    }

    @Test
    void repliesThatComeTogetherAreEachAnsweredAlthoughOneCannotBeWritten() throws Exception {
        UUID broken = aVisibleNotice(ReplyAnswer.TAKEN);
        script.breaksAt(broken);
        UUID repeated = aVisibleNotice(ReplyAnswer.TAKEN);
        Map<UUID, Integer> expected = new ConcurrentHashMap<>(Map.of(UUID.randomUUID(), 404));
        for (int i = 0; i < 12; i++) {
            expected.put(aVisibleNotice(ReplyAnswer.TAKEN), 200);
            expected.put(aVisibleNotice(ReplyAnswer.NOT_FORWARD), 409);
        }
        Map<UUID, Integer> answered = new ConcurrentHashMap<>();
        List<Future<Integer>> same = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        Future<Integer> cannotBeWritten;
        try (ExecutorService machines = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> others = new ArrayList<>();
            for (UUID id : expected.keySet()) {
                others.add(machines.submit(() -> {
                    int status = together(go, id, id.toString());
                    answered.put(id, status);
                    return status;
                }));
            }
            for (int i = 0; i < 4; i++) {
                same.add(machines.submit(() -> together(go, repeated, "again")));
            }
            cannotBeWritten = machines.submit(() -> together(go, broken, "broken"));
            go.countDown();
            for (Future<Integer> one : others) {
                one.get();
            }
        }
        assertThat(answered).isEqualTo(expected);
        assertThat(same).extracting(Future::resultNow).containsOnly(200);
        assertThat(script.timesAsked(repeated)).isEqualTo(1);
        assertThat(cannotBeWritten.state()).isEqualTo(Future.State.FAILED);
    }

    private int together(CountDownLatch go, UUID id, String key) throws Exception {
        calls(agency);
        assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
        return reply(id, key, DONE).getStatus();
    }

    @Test
    void everyAnswerOfTheRoomAboveHasItsStatus() throws Exception {
        problem(reply(aVisibleNotice(ReplyAnswer.NOT_FORWARD), "a", DONE), 409, "statusNotForward");
        problem(
                reply(aVisibleNotice(ReplyAnswer.REASON_MISSING), "b", "{\"status\":\"REJECTED\"}"),
                400,
                "reasonMissing");
        problem(reply(aVisibleNotice(ReplyAnswer.UNKNOWN), "c", DONE), 404, "unknownNotice");
        assertThat(reply(aVisibleNotice(ReplyAnswer.SAME_AGAIN), "d", DONE).getStatus())
                .isEqualTo(200);
        problem(reply(UUID.randomUUID(), "e", DONE), 404, "unknownNotice");
    }

    @Test
    void whatIsNotWellFormedNamesItsField() throws Exception {
        UUID id = aVisibleNotice(ReplyAnswer.TAKEN);
        assertThat(problem(reply(id, "a", "{\"status\":\"DONE\"}"), 400, "paramsValidation")
                        .at("/invalidParams/0/name")
                        .asString())
                .isEqualTo("status");
        assertThat(problem(
                                reply(
                                        id,
                                        "b",
                                        "{\"status\":\"REJECTED\",\"reason\":\"x\",\"contactedAt\":\"yesterday\"}"),
                                400,
                                "paramsValidation")
                        .at("/invalidParams/0/name")
                        .asString())
                .isEqualTo("contactedAt");
        problem(reply(id, "c", "nonsense"), 400, "paramsValidation");
    }

    @Test
    void anEndpointIsRegisteredShownAndHiddenFromOthers() throws Exception {
        calls(AGENCY);
        String path = "/v1/endpoints/" + exchange.endpoint(AGENCY).endpointId();
        MockHttpServletResponse changed =
                send(MockMvcRequestBuilders.put(path), "{\"url\":\"http://127.0.0.1:9/n\",\"encryptionJwk\":null}");
        assertThat(changed.getStatus()).isEqualTo(200);
        assertThat(json(send(MockMvcRequestBuilders.get(path), null))
                        .path("url")
                        .asString())
                .isEqualTo("http://127.0.0.1:9/n");
        problem(send(MockMvcRequestBuilders.put(path), "{\"url\":\"ftp://a/\"}"), 400, "paramsValidation");
        problem(
                send(
                        MockMvcRequestBuilders.put(path),
                        "{\"url\":\"http://127.0.0.1:9/n\",\"encryptionJwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}"),
                400,
                "paramsValidation");
        problem(send(MockMvcRequestBuilders.post(path + "/recover"), "{\"since\":\"x\"}"), 400, "paramsValidation");
        assertThat(send(
                                MockMvcRequestBuilders.post(path + "/recover"),
                                "{\"since\":\"2020-01-01T00:00:00Z\",\"until\":\"2020-01-02T00:00:00Z\"}")
                        .getStatus())
                .isEqualTo(202);
        calls(agency);
        problem(send(MockMvcRequestBuilders.get(path), null), 404, "unknownEndpoint");
        problem(send(MockMvcRequestBuilders.put(path), "{\"url\":\"http://127.0.0.1:9/n\"}"), 404, "unknownEndpoint");
    }

    @Test
    void theFeedIsPulledByDigitsAndWithinLimits() throws Exception {
        UUID id = aVisibleNotice(ReplyAnswer.TAKEN);
        JsonNode page = json(send(MockMvcRequestBuilders.get("/v1/notices?after=000000000000&limit=1000"), null));
        assertThat(page.at("/notices/0/id").asString()).isEqualTo(id.toString());
        assertThat(page.path("last").asString()).isEqualTo("000000000001");
        assertThat(page.path("more").asBoolean(true)).isFalse();
        problem(send(MockMvcRequestBuilders.get("/v1/notices?limit=1001"), null), 400, "paramsValidation");
        problem(send(MockMvcRequestBuilders.get("/v1/notices?limit=0"), null), 400, "paramsValidation");
        problem(send(MockMvcRequestBuilders.get("/v1/notices?after=-1"), null), 400, "paramsValidation");
    }

    @Test
    void whoIsNoMachineFindsNoDoor() throws Exception {
        SecurityContextHolder.clearContext();
        problem(send(MockMvcRequestBuilders.get("/v1/notices"), null), 403, "notAMachine");
    }

    private UUID aVisibleNotice(ReplyAnswer answer) {
        UUID id = UUID.randomUUID();
        script.answers(id, answer);
        byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
        transaction.executeWithoutResult(status ->
                exchange.promise(List.of(new Outgoing(id, agency, "tw.onestop.notice.test.v1", bytes, bytes))));
        script.eventually(() -> TestDatabase.asOwner()
                .sql("select count(*) = 1 from exchange.feed where outbox_id = ?")
                .param(id)
                .query(Boolean.class)
                .single());
        return id;
    }

    private static void calls(AgencyCode agency) {
        TestingAuthenticationToken token =
                new TestingAuthenticationToken(Actor.system("machine", agency), "", "AGENCY");
        SecurityContextHolder.getContext().setAuthentication(token);
    }

    private MockHttpServletResponse reply(UUID id, @Nullable String key, String body) throws Exception {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post("/v1/notices/" + id + "/replies");
        return send(key == null ? request : request.header("Idempotency-Key", key), body);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, @Nullable String body)
            throws Exception {
        return http.perform(
                        body == null
                                ? request
                                : request.contentType(MediaType.APPLICATION_JSON)
                                        .content(body))
                .andReturn()
                .getResponse();
    }

    private static JsonNode problem(MockHttpServletResponse response, int status, String code) throws Exception {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        return problem;
    }

    private static JsonNode json(MockHttpServletResponse response) throws Exception {
        return JsonMapper.builder().build().readTree(response.getContentAsString(StandardCharsets.UTF_8));
    }
}
