package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tw.onestop.LinkWorld;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.RightsNewsDesk;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationId;

/** 異動訊息: whom an agency follows, what it is told, and where an extract and the feed meet. */
class FeedInterfaceTests extends ClientCase {

    @Autowired
    LinkWorld link;

    @Autowired
    RightsNewsDesk news;

    private final String purpose = "FEED-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
    private Machine tax;

    @BeforeEach
    void aGrant() {
        tax = country.machine("NTAX");
        link.grant("NTAX", purpose, "name", "address.full");
    }

    @AfterEach
    void ends() {
        link.end("NTAX", purpose);
    }

    @Test
    void whatChangesIsToldWithoutAWordOfWhom() {
        People.Home home = link.someone("追蹤路1號");
        JsonNode followed = follow(tax, purpose, home, "case-1").is(201).json();
        assertThat(follow(tax, purpose, home, "case-1").is(200).json()).isEqualTo(followed);
        assertThat(tax.get("/v1/follows/case-1").is(200).json()).isEqualTo(followed);

        link.move(home, "追蹤新路1號");
        JsonNode event = next(followed.path("since").asString());
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("type").asString()).isEqualTo("tw.onestop.person.changed.v1");
        assertThat(event.path("subject").asString())
                .isEqualTo(followed.path("subject").asString());
        assertThat(event.path("data").toString())
                .isEqualTo("{\"purposes\":[\"%s\"],\"fields\":[\"address.full\"]}".formatted(purpose));
        assertThat(event.path("sequence").asString())
                .isEqualTo("%012d".formatted(followed.path("since").asLong() + 1));
        assertThat(event.toString()).doesNotContain(home.numbers().getFirst().value(), "追蹤人", "追蹤新路", "case-1");

        assertThat(tax.json("DELETE", "/v1/follows/case-1", "").status()).isEqualTo(204);
        tax.get("/v1/follows/case-1").problem(404, "notFound");
        tax.json("DELETE", "/v1/follows/case-1", "").problem(404, "notFound");
        link.move(home, "追蹤新路2號");
        quiet(event.path("sequence").asString());
    }

    @Test
    void whatBecomesOfAPurposeIsToldToo() {
        String after = "%012d".formatted(last());
        news.tell(new AgencyCode("NTAX"), purpose, "END_ANNOUNCED", LocalDate.of(2031, 1, 15));
        JsonNode event = next(after);
        assertThat(event.path("type").asString()).isEqualTo("tw.onestop.purpose.rights.v1");
        assertThat(event.path("subject").asString()).isEqualTo(purpose);
        assertThat(event.path("data").toString())
                .isEqualTo("{\"purposes\":[\"%s\"],\"fields\":[],\"kind\":\"END_ANNOUNCED\",\"on\":\"2031-01-15\"}"
                        .formatted(purpose));
        assertThat(event.path("sequence").asLong()).isEqualTo(Long.parseLong(after) + 1);
        JsonNode changes = tax.get("/v1/me/authorized-fields")
                .is(200)
                .json()
                .path("purposes")
                .path(0)
                .path("changes");
        assertThat(changes.isArray()).isTrue();
    }

    private long last() {
        return Long.parseLong(tax.get("/v1/events?limit=1000&after=0")
                .is(200)
                .json()
                .path("last")
                .asString());
    }

    @Test
    void twoAgenciesKnowOnePersonByTwoNames() {
        People.Home home = link.someone("假名路1號");
        link.grant("LAND", purpose + "-L", "address.full");
        link.grant("NTAX", purpose + "-2", "address.full");
        Machine land = country.machine("LAND");
        JsonNode one = follow(tax, purpose, home, "alias").is(201).json();
        JsonNode again = follow(tax, purpose + "-2", home, "alias-2").is(201).json();
        JsonNode other = follow(land, purpose + "-L", home, "alias").is(201).json();
        assertThat(again.path("subject")).isEqualTo(one.path("subject"));
        assertThat(other.path("subject")).isNotEqualTo(one.path("subject"));
        link.move(home, "假名路2號");
        assertThat(next(again.path("since").asString())
                        .path("data")
                        .path("purposes")
                        .size())
                .as("one event for two purposes")
                .isEqualTo(2);
        List<JsonNode> landed = new ArrayList<>();
        Country.eventually(() -> {
            landed.clear();
            events(land, other.path("since").asString()).forEach(landed::add);
            return !landed.isEmpty();
        });
        assertThat(landed.getFirst().path("id")).isNotEqualTo(one.path("id"));
        link.end("LAND", purpose + "-L");
        link.end("NTAX", purpose + "-2");
    }

    @Test
    void whatIsTakenBackNamesWhatWasTold() {
        People.Home home = link.someone("撤銷追蹤路1號");
        String since = follow(tax, purpose, home, "revoked")
                .is(201)
                .json()
                .path("since")
                .asString();
        RegistrationId registration = link.rename(home, "追蹤新");
        JsonNode told = next(since);
        assertThat(told.path("data").path("fields").toString()).isEqualTo("[\"name\"]");
        link.revoke(home, "追蹤新", registration);
        JsonNode annulled = next(told.path("sequence").asString());
        assertThat(annulled.path("type").asString()).isEqualTo("tw.onestop.person.annulled.v1");
        assertThat(annulled.path("data").path("concerns").asString())
                .isEqualTo(told.path("id").asString());
    }

    @Test
    void whoIsHiddenFromTheOfficerIsUnknownAndNotToldOf() {
        People.Home hidden = link.someone("保護追蹤路1號");
        People.Home later = link.someone("保護追蹤路2號");
        People.Home seen = link.someone("保護追蹤路3號");
        var officer = link.another("NTAX");
        link.bar(hidden, officer);
        Answer barred = follow(tax, purpose, hidden, "barred");
        JsonNode unknown = followNumber(
                        tax, purpose, People.nextId(tw.onestop.kernel.Sex.MALE).value(), "unknown")
                .problem(404, "unknownPerson");
        assertThat(barred.problem(404, "unknownPerson").path("detail")).isEqualTo(unknown.path("detail"));

        follow(tax, purpose, later, "later").is(201);
        String since =
                follow(tax, purpose, seen, "seen").is(201).json().path("since").asString();
        link.bar(later, officer);
        link.move(later, "保護追蹤路4號");
        link.move(seen, "保護追蹤路5號");
        JsonNode event = next(since);
        assertThat(event.path("sequence").asLong())
                .as("no gap where nothing is told")
                .isEqualTo(Long.parseLong(since) + 1);
        assertThat(event.path("subject"))
                .isEqualTo(tax.get("/v1/follows/seen").json().path("subject"));
    }

    @Test
    void aNumberThatChangedWhileNobodyMightLookIsKnownAfterwards() {
        People.Home home = link.someone("換號追蹤路1號");
        follow(tax, purpose, home, "renumbered").is(201);
        People.Home other = link.someone("換號追蹤路2號");
        String since = follow(tax, purpose, other, "after-renumbered")
                .is(201)
                .json()
                .path("since")
                .asString();
        link.bar(home, link.another("NTAX"));
        String number = link.newNumber(home);
        link.move(other, "換號追蹤路3號");
        next(since); // so what was registered before it was numbered while nobody might look
        link.another("NTAX");
        assertThat(sent(tax, "GET", "/v1/extract", null, purpose, LinkWorld.OFFICER)
                        .is(200)
                        .body())
                .contains(number)
                .doesNotContain(home.numbers().getFirst().value());
    }

    @Test
    void aRenumberedStreetIsToldToo() {
        People.Home home = link.someone("整編追蹤路7號");
        String since =
                follow(tax, purpose, home, "doors").is(201).json().path("since").asString();
        link.renumber("整編追蹤路", "7", "9");
        assertThat(next(since).path("data").path("fields").toString()).isEqualTo("[\"address.full\"]");
    }

    @Test
    void whatWasNotGrantedOrIsOverIsNotTold() {
        People.Home home = link.someone("無權追蹤路1號");
        link.grant("NTAX", purpose + "-D", "deathDate");
        String since = follow(tax, purpose + "-D", home, "dead")
                .is(201)
                .json()
                .path("since")
                .asString();
        link.move(home, "無權追蹤路2號");
        quiet(since);
        follow(tax, purpose, home, "ended").is(201);
        link.end("NTAX", purpose);
        link.move(home, "無權追蹤路3號");
        quiet(since);
        link.end("NTAX", purpose + "-D");
    }

    @Test
    void anExtractAndTheFeedMeetWithoutGapOrDoubleWhileRegistrationsGoOn() {
        List<People.Home> homes = IntStream.range(0, 40)
                .mapToObj(i -> link.someone("全量路%d號".formatted(i)))
                .toList();
        Map<String, String> subjects = new HashMap<>();
        for (int i = 0; i < homes.size(); i++) {
            JsonNode followed =
                    follow(tax, purpose, homes.get(i), "x" + i).is(201).json();
            subjects.put(
                    followed.path("subject").asString(),
                    homes.get(i).numbers().getFirst().value());
        }
        List<Extract> extracts = new ArrayList<>();
        CountDownLatch someMoved = new CountDownLatch(1);
        try (ExecutorService clerks = Executors.newFixedThreadPool(2)) {
            List<Future<?>> moving = new ArrayList<>();
            for (int half = 0; half < 2; half++) {
                List<People.Home> theirs = homes.subList(half * 20, half * 20 + 20);
                moving.add(clerks.submit(() -> {
                    theirs.subList(0, 10).forEach(home -> link.move(home, "新址路1號"));
                    assertThat(someMoved.await(20, TimeUnit.SECONDS)).isTrue();
                    theirs.subList(10, 20).forEach(home -> link.move(home, "新址路1號"));
                    return null;
                }));
            }
            while (moving.stream().anyMatch(one -> !one.isDone())) {
                Extract extract = extract();
                extracts.add(extract);
                if (!extract.moved().isEmpty()) {
                    someMoved.countDown();
                }
            }
        }
        extracts.add(extract());
        Map<Long, String> feed = new HashMap<>();
        Country.eventually(() -> {
            feed.clear();
            events(tax, "0").forEach(event -> {
                if (subjects.containsKey(event.path("subject").asString())) {
                    feed.put(
                            event.path("sequence").asLong(),
                            event.path("subject").asString());
                }
            });
            return feed.size() == homes.size();
        });
        for (Extract extract : extracts) {
            Set<String> told = new HashSet<>();
            feed.forEach((sequence, subject) -> {
                if (sequence <= extract.sequence()) {
                    told.add(subject);
                }
            });
            assertThat(extract.moved()).as("at " + extract.sequence()).isEqualTo(told);
        }
        assertThat(extracts.getLast().moved()).isEqualTo(subjects.keySet());
        assertThat(extracts.stream().map(e -> e.moved().size()).distinct().count())
                .as("some were taken while they moved")
                .isGreaterThan(1);
        List<Long> all = new ArrayList<>();
        events(tax, "0").forEach(event -> all.add(event.path("sequence").asLong()));
        assertThat(all)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
    }

    @Test
    void whatIsWrongIsNamed() {
        People.Home home = link.someone("錯誤追蹤路1號");
        String number = home.numbers().getFirst().value();
        tax.get("/v1/events?after=x").invalid("after");
        tax.get("/v1/events?limit=0").invalid("limit");
        tax.get("/v1/events?limit=1001").invalid("limit");
        followNumber(tax, purpose, number, number).invalid("id");
        followNumber(tax, purpose, number, "a%20b").invalid("id");
        sent(tax, "PUT", "/v1/follows/w", "[]", purpose, LinkWorld.OFFICER).invalid("nationalId");
        followNumber(tax, purpose, "A12", "w").invalid("nationalIds[0]");
        followNumber(tax, "NO-SUCH", number, "w").problem(403, "unauthorizedPurpose");
        sent(tax, "PUT", "/v1/follows/w", body(number), purpose, "nobody").problem(403, "unknownUser");
        tax.json("PUT", "/v1/follows/w", body(number)).problem(400, "paramsValidation");
        tax.get("/v1/extract").problem(400, "paramsValidation");
        sent(tax, "GET", "/v1/extract", null, "NO-SUCH", LinkWorld.OFFICER).problem(403, "unauthorizedPurpose");
        follow(tax, purpose, home, "w").is(201);
        follow(tax, purpose, link.someone("錯誤追蹤路2號"), "w").problem(409, "followIdTaken");
        for (String path : List.of("/v1/events", "/v1/follows/w", "/v1/extract")) {
            power.get(path).problem(403, "forbidden");
            assertThat(wire.get(path).status()).isEqualTo(401);
        }
        country.machine("LAND").get("/v1/follows/w").problem(404, "notFound");
    }

    /** 全量 as its reader keeps it: where it begins, and who had moved. */
    private record Extract(long sequence, Set<String> moved) {}

    private Extract extract() {
        Answer answer = sent(tax, "GET", "/v1/extract", null, purpose, LinkWorld.OFFICER)
                .is(200);
        assertThat(answer.type()).startsWith("application/jsonl");
        List<JsonNode> lines = answer.body().lines().map(Answer.JSON::readTree).toList();
        assertThat(lines.getFirst().path("type").asString()).isEqualTo("begin");
        assertThat(lines.getLast().path("count").asInt()).isEqualTo(lines.size() - 2);
        Set<String> moved = new HashSet<>();
        lines.subList(1, lines.size() - 1).forEach(line -> {
            if (line.path("person").path("address").path("full").asString().contains("新址路")) {
                moved.add(line.path("subject").asString());
            }
        });
        return new Extract(lines.getFirst().path("sequence").asLong(), moved);
    }

    private static Answer follow(Machine machine, String purpose, People.Home home, String id) {
        return followNumber(machine, purpose, home.numbers().getFirst().value(), id);
    }

    private static Answer followNumber(Machine machine, String purpose, String number, String id) {
        return sent(machine, "PUT", "/v1/follows/" + id, body(number), purpose, LinkWorld.OFFICER);
    }

    private static String body(String number) {
        return "{\"nationalId\":\"%s\"}".formatted(number);
    }

    private static Answer sent(
            Machine machine,
            String method,
            String path,
            @org.jspecify.annotations.Nullable String body,
            String purpose,
            String user) {
        return machine.on(
                method,
                path,
                body,
                "RIS-Purpose-Id",
                purpose,
                "RIS-Case-No",
                "115-7",
                "RIS-User-Id",
                user,
                "RIS-Transaction-Id",
                UUID.randomUUID().toString());
    }

    private static JsonNode events(Machine machine, String after) {
        return machine.get("/v1/events?limit=1000&after=" + after)
                .is(200)
                .json()
                .path("events");
    }

    /** The first event after a sequence, when it comes. */
    private JsonNode next(String after) {
        JsonNode[] found = new JsonNode[1];
        Country.eventually(() -> {
            found[0] = events(tax, after).path(0);
            return !found[0].isMissingNode();
        });
        return found[0];
    }

    /** Nothing comes after a sequence, though another person's event behind it does. */
    private void quiet(String after) {
        String own = purpose + "-Q";
        link.grant("NTAX", own, "name");
        People.Home other = link.someone("安靜路1號");
        follow(tax, own, other, "quiet").is(201);
        link.rename(other, "追安靜");
        JsonNode event = next(after);
        assertThat(event.path("data").path("purposes").path(0).asString()).isEqualTo(own);
        link.end("NTAX", own);
        assertThat(tax.json("DELETE", "/v1/follows/quiet", "").status()).isEqualTo(204);
    }
}
