package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.MachineAccessDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.rehearsal.RehearsalDesk;

/** 介接演練: an agency's developer goes through the stations over the wire, rightly and wrongly. */
class RehearsalInterfaceTests extends ClientCase {

    private static final String BASE = "/v1/rehearsals";
    private static final String OFFICER = "officer-rehearsed";

    @Autowired
    RehearsalDesk desk;

    @Autowired
    MachineAccessDesk machines;

    @Autowired
    TestClock clock;

    @AfterEach
    void asBefore() {
        clock.reset();
    }

    @Test
    void whoPassesEveryStationGoesLive() throws Exception {
        String purpose = world.granted("MVO", OFFICER, "name", "birthDate");
        String real = world.someone("真有其人");
        machines.demand(new AgencyCode("MVO"), purpose, Actor.rule("test"));
        Machine live = country.machine("MVO");
        assertThat(asks(live, "/v1/persons/query", purpose, OFFICER, real, "name", UUID.randomUUID())
                        .is(403)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("rehearsalMissing");

        JWK first = key("first");
        Machine machine = rehearsing("MVO", first);
        String assertion = machine.assertion(_ -> {});
        machine.askForToken(assertion).is(200);
        machine.askForToken(assertion).is(401);
        JsonNode cast = current(machine).path("cast");
        assertThat(states(machine)).containsEntry("TOKEN", "PASSED").containsEntry("REPLAY", "PASSED");
        queries(machine, cast);
        quota(machine);
        outage(machine, cast);
        notices(machine);
        assertThat(states(machine)).containsEntry("ROTATION", "NOT_YET");
        assertThat(current(machine).path("passedOn").isNull()).isTrue();
        assertThat(desk.certificate(officer("MVO"))).isInstanceOf(RehearsalDesk.Certificate.Refused.class);

        JWK second = key("second");
        machine.json("PUT", BASE + "/keys", new JWKSet(List.of(first.toPublicJWK(), second.toPublicJWK())).toString())
                .is(200);
        machine.askForToken(Machine.sign(machine.claims().build(), second)).is(200);
        machine.json("PUT", BASE + "/keys", new JWKSet(second.toPublicJWK()).toString())
                .is(200);
        machine.askForToken(machine.assertion(_ -> {})).is(401);
        assertThat(states(machine).values()).containsOnly("PASSED");
        assertThat(current(machine).path("passedOn").asString()).isNotBlank();
        byte[] certificate = certificate("MVO");
        assertThat(ArchiveVerifier.faults(certificate)).isEmpty();
        assertThat(certificate("MVO")).as("handed out again as it is").isEqualTo(certificate);
        asks(live, "/v1/persons/query", purpose, OFFICER, real, "name", UUID.randomUUID())
                .is(200);
        machine.json("POST", BASE, "").is(201);
        assertThat(states(machine).values()).doesNotContain("PASSED");
        assertThat(machines.passedOn(new AgencyCode("MVO"))).isPresent();
    }

    /** The proof that a rehearsal reads nobody: it reaches no door but its own, and its own know nobody. */
    @Test
    void nobodyOfTheRegisterIsReadInARehearsal() {
        Machine machine = rehearsing("LTAX", key("only"));
        String real = world.someone("真有其人");
        long acts = readings();
        JsonNode answer = asks(machine, BASE + "/persons/query", "REHEARSAL-01", "rehearsal-officer", real, "name")
                .is(200)
                .json();
        assertThat(answer.path("persons")).isEmpty();
        assertThat(readings()).isEqualTo(acts);
        String purpose = world.granted("LTAX", OFFICER, "name", "birthDate");
        asks(machine, "/v1/persons/query", purpose, OFFICER, real, "name").is(403);
        for (String door :
                List.of("/v1/notices", "/v1/events", "/v1/fields", "/v1/me/authorized-fields", "/v1/files")) {
            machine.get(door).is(403);
        }
        assertThat(readings()).isEqualTo(acts);
        country.machine("LTAX").get(BASE + "/current").is(403);
        asks(country.machine("LTAX"), "/v1/persons/query", purpose, OFFICER, real, "name")
                .is(200);
        assertThat(readings()).isGreaterThan(acts);
    }

    @Test
    void whatIsDoneWrongFailsItsStationAndCanBeDoneAgain() {
        Machine machine = rehearsing("NTAX", key("wrong"));
        JsonNode cast = current(machine).path("cast");
        machine.on(
                        "POST",
                        BASE + "/persons/query",
                        "{\"type\":\"predicate\",\"nationalIds\":[\"%s\"],\"predicates\":[{\"name\":\"ageAtLeast\",\"years\":18}]}"
                                .formatted(cast.path("found").path(0).asString()),
                        "RIS-Purpose-Id",
                        "REHEARSAL-01",
                        "RIS-Case-No",
                        "115-R-1",
                        "RIS-User-Id",
                        "rehearsal-officer")
                .problem(403, "unauthorizedField");
        String away = cast.path("outage").asString();
        UUID request = UUID.randomUUID();
        ask(machine, away, request).is(503);
        ask(machine, away, request).is(503);
        assertThat(states(machine)).containsEntry("OUTAGE", "FAILED");
        clock.advance(Duration.ofSeconds(6));
        ask(machine, away, UUID.randomUUID()).is(503);
        assertThat(states(machine)).containsEntry("OUTAGE", "FAILED");
        exhaust(machine);
        clock.advance(Duration.ofSeconds(3));
        scarce(machine);
        JsonNode quota = station(machine, "QUOTA");
        // The minute may have ended meanwhile: then whoever came back was right to.
        if (!quota.path("state").asString().equals("PASSED")) {
            assertThat(quota.path("todo").asString()).contains("Retry-After");
        }
        List<JsonNode> notices = pulled(machine);
        String twice = notices.getFirst().path("id").asString();
        reply(machine, twice, "{\"status\":\"RECEIVED\",\"agencyCaseNo\":\"A-0\"}")
                .is(200);
        reply(machine, twice, "{\"status\":\"COMPLETED\",\"agencyCaseNo\":\"A-1\"}")
                .is(200);
        assertThat(states(machine)).containsEntry("DUPLICATE", "FAILED");
        reply(machine, twice, "{\"status\":\"RECEIVED\"}").is(409);
        reply(machine, twice, "{\"status\":\"COMPLETED\",\"agencyCaseNo\":\"A\\u0000\"}")
                .is(400);
        reply(machine, twice, "{\"status\":\"REJECTED\"}").is(400);
        reply(machine, twice, "{\"status\":\"COMPLETED\",\"agencyCaseNo\":\"A-2\"}")
                .is(200);
        holds(machine, "連江縣莒光鄉演練村7號");
        assertThat(states(machine)).containsEntry("DUPLICATE", "FAILED").containsEntry("ORDER", "FAILED");
        holds(machine, "連江縣北竿鄉演練村8號");
        assertThat(states(machine)).containsEntry("ORDER", "PASSED");
        reply(machine, UUID.randomUUID().toString(), "{\"status\":\"RECEIVED\"}")
                .is(404);
        machine.json("PUT", BASE + "/holdings", "{\"nationalId\":\"A123456789\",\"address.full\":\"x\"}")
                .is(404);
    }

    @Test
    void whatAReceiverPassedOpensNoQueries() {
        AgencyCode agency = new AgencyCode("TPEWATER");
        String purpose = world.granted("TPEWATER", OFFICER, "name");
        Actor rule = Actor.rule("test");
        machines.demand(agency, purpose, rule);
        LocalDate today = LocalDate.now(clock);
        machines.passed(agency, today, false, rule);
        assertThat(machines.passedOn(agency)).contains(today);
        assertThat(machines.isOpen(agency, purpose)).isFalse();
        machines.passed(agency, today, true, rule);
        assertThat(machines.isOpen(agency, purpose)).isTrue();
        TestDatabase.asOwner("client")
                .sql("delete from agency.rehearsed where agency = ?")
                .param(agency.value())
                .update();
    }

    @Test
    void keysThatWillNotDoAreRefusedEachWithItsReason() throws JOSEException {
        Machine machine = rehearsing("LAND", key("good"));
        JWK secret = key("secret");
        for (Map.Entry<String, String> wrong : Map.of(
                        "unreadable",
                        "no json",
                        "none",
                        "{\"keys\":[]}",
                        "secret",
                        new JWKSet(secret).toString(false),
                        "weak",
                        new JWKSet(new ECKeyGenerator(Curve.P_384)
                                        .keyID("p384")
                                        .generate()
                                        .toPublicJWK())
                                .toString())
                .entrySet()) {
            assertThat(machine.json("PUT", BASE + "/keys", wrong.getValue())
                            .is(400)
                            .json()
                            .path("invalidParams")
                            .path(0)
                            .path("code")
                            .asString())
                    .isEqualTo(wrong.getKey());
        }
        machine.get(BASE + "/current").is(200);
    }

    /** Who only gets notices has nothing to ask, and no station of queries. */
    @Test
    void aReceiverRehearsesNoQueries() {
        Machine machine = rehearsing("TAIWATER", key("water"));
        assertThat(states(machine)).containsOnlyKeys("TOKEN", "REPLAY", "DUPLICATE", "ORDER", "ROTATION");
    }

    private void queries(Machine machine, JsonNode cast) {
        JsonNode found = ask(machine, cast.path("found").path(0).asString(), UUID.randomUUID())
                .is(200)
                .json();
        assertThat(found.path("persons").path(0).path("name").asString()).isEqualTo("演練甲");
        Answer unknown = ask(machine, cast.path("unknown").asString(), UUID.randomUUID());
        Answer hidden = ask(machine, cast.path("hidden").asString(), UUID.randomUUID());
        assertThat(unknown.is(200).json().path("persons")).isEmpty();
        assertThat(hidden.is(200).json().path("persons")).isEmpty();
        String path = BASE + "/persons/query";
        String somebody = cast.path("found").path(0).asString();
        asks(machine, path, "REHEARSAL-99", "rehearsal-officer", somebody, "name")
                .is(403);
        asks(machine, path, "REHEARSAL-01", "rehearsal-officer", somebody, "father")
                .is(403);
        asks(machine, path, "REHEARSAL-01", "nobody", somebody, "name").is(403);
        assertThat(states(machine))
                .containsEntry("FOUND", "PASSED")
                .containsEntry("ABSENT", "PASSED")
                .containsEntry("REFUSALS", "PASSED");
    }

    private void quota(Machine machine) {
        exhaust(machine);
        clock.advance(Duration.ofSeconds(61));
        scarce(machine).is(200);
        assertThat(states(machine)).containsEntry("QUOTA", "PASSED");
        clock.reset();
    }

    private void outage(Machine machine, JsonNode cast) {
        UUID request = UUID.randomUUID();
        Answer away = ask(machine, cast.path("outage").asString(), request).is(503);
        assertThat(away.header("Retry-After")).isEqualTo("5");
        assertThat(TestDatabase.asOwner("client")
                        .sql("select outcome from audit.trail where action = 'link.rehearse' and object = ?")
                        .param(request.toString())
                        .query(String.class)
                        .list())
                .as("what was not answered was not done")
                .containsExactly("REFUSED");
        clock.advance(Duration.ofSeconds(6));
        ask(machine, cast.path("outage").asString(), request).is(200);
        assertThat(states(machine)).containsEntry("OUTAGE", "PASSED");
        clock.reset();
    }

    private void notices(Machine machine) {
        List<JsonNode> notices = pulled(machine);
        assertThat(notices).hasSize(4);
        assertThat(notices.get(0).path("id")).isEqualTo(notices.get(2).path("id"));
        assertThat(notices.get(2).path("attempt").asInt()).isEqualTo(2);
        assertThat(notices.get(3).path("time").asString())
                .isLessThan(notices.get(1).path("time").asString());
        String twice = notices.getFirst().path("id").asString();
        reply(machine, twice, "{\"status\":\"RECEIVED\"}").is(200);
        reply(machine, twice, "{\"status\":\"COMPLETED\",\"agencyCaseNo\":\"A-1\"}")
                .is(200);
        reply(machine, twice, "{\"status\":\"COMPLETED\",\"agencyCaseNo\":\"A-1\"}")
                .is(200);
        holds(machine, "連江縣北竿鄉演練村8號");
        assertThat(states(machine)).containsEntry("DUPLICATE", "PASSED").containsEntry("ORDER", "PASSED");
    }

    private static List<JsonNode> pulled(Machine machine) {
        JsonNode first = machine.get(BASE + "/notices?limit=3").is(200).json();
        assertThat(first.path("more").asBoolean()).isTrue();
        JsonNode rest = machine.get(
                        BASE + "/notices?after=" + first.path("last").asString())
                .is(200)
                .json();
        List<JsonNode> all = new java.util.ArrayList<>();
        first.path("notices").forEach(all::add);
        rest.path("notices").forEach(all::add);
        return all;
    }

    private static void holds(Machine machine, String address) {
        machine.json(
                        "PUT",
                        BASE + "/holdings",
                        "{\"nationalId\":\"%s\",\"address.full\":\"%s\"}"
                                .formatted(
                                        current(machine)
                                                .path("cast")
                                                .path("found")
                                                .path(1)
                                                .asString(),
                                        address))
                .is(200);
    }

    private static Answer reply(Machine machine, String notice, String body) {
        return machine.on(
                "POST",
                BASE + "/notices/" + notice + "/replies",
                body,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    private static void exhaust(Machine machine) {
        Answer answer = scarce(machine);
        for (int i = 0; i < 8 && answer.status() == 200; i++) {
            answer = scarce(machine);
        }
        answer.is(429);
    }

    private static Answer scarce(Machine machine) {
        return asks(
                machine,
                BASE + "/persons/query",
                "REHEARSAL-QUOTA",
                "rehearsal-officer",
                current(machine).path("cast").path("found").path(0).asString(),
                "name");
    }

    private static Answer ask(Machine machine, String number, UUID request) {
        return asks(machine, BASE + "/persons/query", "REHEARSAL-01", "rehearsal-officer", number, "name", request);
    }

    private static Answer asks(
            Machine machine, String path, String purpose, String officer, String number, String field) {
        return asks(machine, path, purpose, officer, number, field, UUID.randomUUID());
    }

    private static Answer asks(
            Machine machine, String path, String purpose, String officer, String number, String field, UUID request) {
        return machine.on(
                "POST",
                path,
                "{\"nationalIds\":[\"%s\"],\"fields\":[\"%s\"]}".formatted(number, field),
                "RIS-Purpose-Id",
                purpose,
                "RIS-Case-No",
                "115-R-1",
                "RIS-User-Id",
                officer,
                "RIS-Transaction-Id",
                request.toString());
    }

    private static JsonNode current(Machine machine) {
        return machine.get(BASE + "/current").is(200).json();
    }

    private static JsonNode station(Machine machine, String name) {
        for (JsonNode one : current(machine).path("stations")) {
            if (one.path("station").asString().equals(name)) {
                return one;
            }
        }
        throw new AssertionError(name);
    }

    private static Map<String, String> states(Machine machine) {
        Map<String, String> states = new java.util.LinkedHashMap<>();
        current(machine)
                .path("stations")
                .forEach(one -> states.put(
                        one.path("station").asString(), one.path("state").asString()));
        return states;
    }

    /** Acts of the trail that concern a person, whoever it is. */
    private static long readings() {
        return TestDatabase.asOwner("client")
                .sql("select count(*) from audit.trail where subject_index is not null")
                .query(Long.class)
                .single();
    }

    private byte[] certificate(String agency) {
        return switch (desk.certificate(officer(agency))) {
            case RehearsalDesk.Certificate.Issued(byte[] pdf) -> pdf;
            case RehearsalDesk.Certificate.Refused(var why) -> throw new AssertionError(why);
        };
    }

    private Machine rehearsing(String agency, JWK key) {
        assertThat(desk.register(new JWKSet(key.toPublicJWK()).toString(), officer(agency)))
                .isEmpty();
        assertThat(desk.begin(officer(agency))).isPresent();
        return new Machine(
                wire,
                Answer.JSON.valueToTree(Map.of(
                        "code",
                        agency,
                        "clientId",
                        "rehearsal-" + agency.toLowerCase(java.util.Locale.ROOT),
                        "endpointId",
                        "none",
                        "privateJwk",
                        key.toJSONObject())));
    }

    private static Actor officer(String agency) {
        return Actor.officer("officer-test", new AgencyCode(agency));
    }

    private static JWK key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
