package tw.onestop.link.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Forms;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.People;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistryDesk;

/** 線上查詢: what an agency's machine asks, and every way in which it is refused. */
@ProductTest
class PersonsApiTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AgencyCode TAX = new AgencyCode("NTAX");
    private static final Actor MINISTRY = Actor.rule("test");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @Autowired
    PersonsApi persons;

    @Autowired
    FieldsApi fields;

    @Autowired
    GrantDesk grants;

    @Autowired
    MarkDesk marks;

    @Autowired
    RegistryDesk registry;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private final NationalId officer = People.nextId(Sex.FEMALE);
    private final String purpose = "TEST-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
    private MockMvc http;
    private People.Home home;

    @BeforeEach
    void anOfficerOfTheTaxBureauAsks() {
        clock.goTo(TODAY);
        http = MockMvcBuilders.standaloneSetup(persons, fields).build();
        calls(TAX);
        granted(5, 100, "name", "birthDate", "spouse", "address.full", "address.county", "householdNo", "kinWithin");
        grants.name(TAX, "officer-1", officer, MINISTRY);
        home = people.household("09007010001", "介壽路901號")
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("林美", Sex.FEMALE, LocalDate.of(1982, 3, 4))
                .child("王一", Sex.MALE, LocalDate.of(2015, 5, 6))
                .found();
    }

    @AfterEach
    void leaves() {
        SecurityContextHolder.clearContext();
        clock.reset();
    }

    @Test
    void theFieldsAskedForComeNestedInTheOrderOfTheNumbers() throws Exception {
        String unknown = People.nextId(Sex.MALE).value();
        MockHttpServletResponse response = query(
                "\"nationalIds\":[\"%s\",\"%s\",\"%s\",\"%s\"],\"fields\":[\"name\",\"address.full\",\"address.county\"]"
                        .formatted(number(1), unknown, number(0), number(1)));
        assertThat(response.getStatus()).isEqualTo(200);
        JsonNode answer = json(response);
        assertThat(UUID.fromString(answer.path("transactionId").asString())).isNotNull();
        assertThat(answer.path("transactionId").asString()).isEqualTo(response.getHeader("RIS-Transaction-Id"));
        String address = "\"address\":{\"full\":\"%s\",\"county\":\"連江縣\"}"
                .formatted(home.person(0).address().full());
        assertThat(answer.path("persons").toString())
                .isEqualTo("[{\"nationalId\":\"%s\",\"name\":\"林美\",%s},{\"nationalId\":\"%s\",\"name\":\"王小明\",%s}]"
                        .formatted(number(1), address, number(0), address));
        assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"query\";q=100;w=60");
        assertThat(response.getHeader("RateLimit")).startsWith("\"query\";r=99;t=");
    }

    @Test
    void everyNumberIsAnActBeforeItIsAnswered() throws Exception {
        UUID transaction = UUID.randomUUID();
        String unknown = People.nextId(Sex.MALE).value();
        MockHttpServletResponse response =
                send(request("\"nationalIds\":[\"%s\",\"%s\"],\"fields\":[\"name\"]".formatted(number(0), unknown))
                        .header("RIS-Transaction-Id", transaction.toString()));
        assertThat(json(response).path("transactionId").asString()).isEqualTo(transaction.toString());
        assertThat(trail(transaction))
                .containsExactlyInAnyOrder(
                        "link.query DONE purpose=%s user=officer-1".formatted(purpose),
                        "link.query DONE purpose=%s user=officer-1 found=0".formatted(purpose));
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select agency || ' ' || purpose || ' ' || asked || ' ' || found from link.query where transaction_id = ?")
                        .param(transaction)
                        .query(String.class)
                        .single())
                .isEqualTo("NTAX %s 2 1".formatted(purpose));
        assertThat(send(request("\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]".formatted(number(0)))
                                .header("RIS-Transaction-Id", transaction.toString()))
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void onAFullDiskNothingIsToldAndAfterwardsItIsAsBefore() throws Exception {
        String asked = "\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]".formatted(number(0));
        JdbcClient owner = TestDatabase.asOwner();
        owner.sql("""
                create function audit.disk_full() returns trigger language plpgsql as $$
                begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$
                """).update();
        try {
            owner.sql(
                            "create trigger full_disk before insert on audit.trail for each row when (new.detail like '%purpose="
                                    + purpose + "%') execute function audit.disk_full()")
                    .update();
            MockHttpServletResponse response = query(asked);
            assertThat(problem(response, 503, "trailUnavailable").toString()).doesNotContain("王小明");
            assertThat(response.getHeader("Retry-After")).isNotNull();
            assertThat(owner.sql("select count(*) from link.query where purpose = ?")
                            .param(purpose)
                            .query(Long.class)
                            .single())
                    .isZero();
        } finally {
            owner.sql("drop function audit.disk_full() cascade").update();
        }
        assertThat(query(asked).getContentAsString(StandardCharsets.UTF_8)).contains("王小明");
    }

    @Test
    void whatWasNotGrantedIsRefusedByNameAndRecorded() throws Exception {
        UUID transaction = UUID.randomUUID();
        JsonNode field = problem(
                send(request("\"nationalIds\":[\"%s\"],\"fields\":[\"name\",\"annotations\"]".formatted(number(0)))
                        .header("RIS-Transaction-Id", transaction.toString())),
                403,
                "unauthorizedField");
        assertThat(field.path("invalidParams").path(0).path("name").asString()).isEqualTo("annotations");
        assertThat(trail(transaction)).containsExactly("link.query REFUSED unauthorizedField annotations");
        problem(
                query("\"nationalIds\":[\"%s\"],\"fields\":[\"shoeSize\"]".formatted(number(0))),
                403,
                "unauthorizedField");
        problem(
                send(post(
                        "\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]".formatted(number(0)), "LAND-01", "officer-1")),
                403,
                "unauthorizedPurpose");
        problem(
                send(post("\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]".formatted(number(0)), purpose, "nobody")),
                403,
                "unknownUser");
        calls(new AgencyCode("LAND"));
        problem(
                query("\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]".formatted(number(0))),
                403,
                "unauthorizedPurpose");
    }

    @Test
    void aGrantThatIsOverOrEndedAndAnOfficerWhoLeftAreRefused() throws Exception {
        String asked = "\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]".formatted(number(0));
        assertThat(query(asked).getStatus()).isEqualTo(200);
        clock.goTo(TODAY.plusYears(5));
        problem(query(asked), 403, "unauthorizedPurpose");
        clock.goTo(TODAY);
        grants.dismiss(TAX, "officer-1", MINISTRY);
        problem(query(asked), 403, "unknownUser");
        grants.name(TAX, "officer-1", officer, MINISTRY);
        grants.end(TAX, purpose, "稽核未依限改善", MINISTRY);
        problem(query(asked), 403, "unauthorizedPurpose");
    }

    @Test
    void whatIsMissingOrMalformedIsNamed() throws Exception {
        wrong(query("\"nationalIds\":[\"%s\"]".formatted(number(0))), "fields");
        wrong(query("\"fields\":[\"name\"]"), "nationalIds");
        wrong(query("\"nationalIds\":[\"A12\"],\"fields\":[\"name\"]"), "nationalIds[0]");
        wrong(query("\"nationalIds\":[7],\"fields\":[\"name\"]"), "nationalIds[0]");
        wrong(query("\"nationalIds\":\"x\",\"fields\":[\"name\"]"), "nationalIds");
        wrong(query("\"nationalIds\":[\"A%\"],\"fields\":[\"name\"]"), "nationalIds[0]");
        wrong(
                query("\"nationalIds\":[\"%s\"],\"fields\":[\"name\"],\"asOf\":\"2026-02-30\"".formatted(number(0))),
                "asOf");
        wrong(
                query("\"nationalIds\":[\"%s\"],\"fields\":[\"name\"],\"asOf\":\"2126-01-01\"".formatted(number(0))),
                "asOf");
        wrong(query("\"type\":\"byName\",\"nationalIds\":[\"%s\"]".formatted(number(0))), "type");
        wrong(
                send(MockMvcRequestBuilders.post("/v1/persons/query")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")),
                "RIS-Purpose-Id");
        wrong(send(post("]", purpose, "officer-1")), "body");
        problem(
                query("\"nationalIds\":[%s],\"fields\":[\"name\"]"
                        .formatted(String.join(
                                ",",
                                java.util.stream.Stream.generate(() ->
                                                "\"" + People.nextId(Sex.MALE).value() + "\"")
                                        .limit(6)
                                        .toList()))),
                400,
                "tooManyIds");
    }

    @Test
    void whatCannotBeReadIsRecordedToo() throws Exception {
        for (String unread : List.of(
                "\"fields\":\"name\"",
                "\"fields\":[\"name\"],\"knownAt\":\"+999999999-01-01T00:00:00Z\"",
                "\"fields\":[\"name\"],\"asOf\":7")) {
            UUID transaction = UUID.randomUUID();
            problem(
                    send(request("\"nationalIds\":[\"%s\"],%s".formatted(number(0), unread))
                            .header("RIS-Transaction-Id", transaction.toString())),
                    400,
                    "paramsValidation");
            assertThat(trail(transaction)).as(unread).containsExactly("link.query REFUSED paramsValidation");
        }
    }

    @Test
    void aPurposeStaysWithItsAgency() {
        Grant land = new Grant(
                purpose,
                new AgencyCode("LAND"),
                "土地登記",
                "Land registration",
                "土地登記規則第40條",
                Set.of("name"),
                5,
                100,
                TODAY,
                TODAY.plusYears(1),
                null);
        assertThatThrownBy(() -> grants.give(land, MINISTRY)).isInstanceOf(IllegalArgumentException.class);
        assertThat(grants.grant(TAX, purpose)).isPresent();
    }

    @Test
    void theQuotaHoldsFromManyThreadsAtOnce() throws Exception {
        granted(5, 20, "name");
        String asked = "\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]".formatted(number(0));
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService machines = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                answers.add(machines.submit(() -> {
                    calls(TAX);
                    assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
                    return query(asked).getStatus();
                }));
            }
            go.countDown();
        }
        assertThat(answers.stream().filter(a -> a.resultNow() == 200).count()).isEqualTo(20);
        assertThat(answers.stream().filter(a -> a.resultNow() == 429).count()).isEqualTo(30);
        MockHttpServletResponse over = query(asked);
        problem(over, 429, "quotaExceeded");
        assertThat(over.getHeader("Retry-After")).matches("[1-9][0-9]?");
        assertThat(over.getHeader("RateLimit")).startsWith("\"query\";r=0;t=");
    }

    @Test
    void anOfficerWhoIsBarredReadsWhatIsReadOfAnUnknownNumber() throws Exception {
        assertThat(marks.place(
                        new MarkForm(home.id(1), "PROTECTION_ORDER", "PERSON", "115年度家護字第90號", officer.value(), "", ""),
                        People.clerk("09007010001")))
                .isEmpty();
        JsonNode answer =
                json(query("\"nationalIds\":[\"%s\",\"%s\"],\"fields\":[\"name\"]".formatted(number(1), number(0))));
        assertThat(answer.path("persons").size()).isEqualTo(1);
        assertThat(answer.path("persons").path(0).path("name").asString()).isEqualTo("王小明");
        grants.name(TAX, "officer-2", People.nextId(Sex.MALE), MINISTRY);
        JsonNode other = json(send(
                post("\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]".formatted(number(1)), purpose, "officer-2")));
        assertThat(other.path("persons").path(0).path("name").asString()).isEqualTo("林美");
    }

    @Test
    void aDayInThePastIsAnsweredAsItWas() throws Exception {
        JsonNode before = json(
                query("\"nationalIds\":[\"%s\"],\"fields\":[\"name\"],\"asOf\":\"2012-01-01\"".formatted(number(2))));
        assertThat(before.path("persons").size()).isZero();
        JsonNode after = json(
                query("\"nationalIds\":[\"%s\"],\"fields\":[\"name\"],\"asOf\":\"2016-01-01\"".formatted(number(2))));
        assertThat(after.path("persons").size()).isEqualTo(1);
    }

    @Test
    void whatWasKnownAtAnInstantIsAnsweredAsItWasKnownThen() throws Exception {
        OffsetDateTime before = OffsetDateTime.now(clock);
        clock.advance(Duration.ofMinutes(1));
        assertThat(registry.record(
                        List.of(Forms.correction(home.person(0), "NAME", "rightName", "王曉明")
                                .form()),
                        Map.of(),
                        People.clerk("09007010001")))
                .isInstanceOf(Recording.Recorded.class);
        clock.advance(Duration.ofMinutes(1));
        String asked = "\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]".formatted(number(0));
        assertThat(name(asked)).isEqualTo("王曉明");
        assertThat(name(asked + ",\"knownAt\":\"%s\"".formatted(before))).isEqualTo("王小明");
        assertThat(name(asked + ",\"knownAt\":\"%s\"".formatted(before.toInstant())))
                .isEqualTo("王小明");
        assertThat(name(asked + ",\"asOf\":\"2017-01-01\",\"knownAt\":\"%s\"".formatted(OffsetDateTime.now(clock))))
                .isEqualTo("王曉明");
        // Before it was in the register at all nobody knew of this person.
        assertThat(json(query(asked + ",\"knownAt\":\"2026-01-01T08:00:00+08:00\""))
                        .path("persons")
                        .size())
                .isZero();
    }

    private String name(String members) throws Exception {
        return json(query(members)).path("persons").path(0).path("name").asString();
    }

    @Test
    void aHouseholdIsAskedByItsNumberAndMeansItsPeople() throws Exception {
        String asked = "\"type\":\"byHousehold\",\"householdNos\":[\"%s\"],\"fields\":[\"name\"]";
        UUID transaction = UUID.randomUUID();
        JsonNode answer = json(
                send(request(asked.formatted(home.no().value())).header("RIS-Transaction-Id", transaction.toString())));
        assertThat(answer.path("persons")
                        .valueStream()
                        .map(person -> person.path("name").asString())
                        .toList())
                .containsExactly("王小明", "林美", "王一");
        assertThat(trail(transaction))
                .hasSize(3)
                .containsOnly("link.query DONE purpose=%s user=officer-1".formatted(purpose));
        // On a day before the child was born they were two.
        assertThat(json(query(asked.formatted(home.no().value()) + ",\"asOf\":\"2012-01-01\""))
                        .path("persons")
                        .size())
                .isEqualTo(2);

        UUID ofNobody = UUID.randomUUID();
        assertThat(json(send(request(asked.formatted("Y9999998")).header("RIS-Transaction-Id", ofNobody.toString())))
                        .path("persons")
                        .isEmpty())
                .isTrue();
        assertThat(trail(ofNobody))
                .containsExactly("link.query DONE purpose=%s user=officer-1 found=0".formatted(purpose));

        wrong(query(asked.formatted("F12")), "householdNos[0]");
        wrong(query("\"type\":\"byHousehold\",\"fields\":[\"name\"]"), "householdNos");
        wrong(
                query(asked.formatted(home.no().value()) + ",\"nationalIds\":[\"%s\"]".formatted(number(0))),
                "nationalIds");

        assertThat(marks.place(
                        new MarkForm(home.id(1), "PROTECTION_ORDER", "PERSON", "115年度家護字第92號", officer.value(), "", ""),
                        People.clerk("09007010001")))
                .isEmpty();
        assertThat(json(query(asked.formatted(home.no().value())))
                        .path("persons")
                        .size())
                .isEqualTo(2);
        granted(1, 100, "name", "householdNo");
        problem(query(asked.formatted(home.no().value())), 400, "tooManyIds");
        granted(5, 100, "name");
        JsonNode refused = problem(query(asked.formatted(home.no().value())), 403, "unauthorizedField");
        assertThat(refused.path("invalidParams").path(0).path("name").asString())
                .isEqualTo("householdNo");
    }

    @Test
    void aQuestionIsAnsweredYesNoOrNotAtAll() throws Exception {
        String unknown = People.nextId(Sex.MALE).value();
        JsonNode answers = json(query(
                        "\"type\":\"predicate\",\"nationalIds\":[\"%s\",\"%s\"],\"predicates\":[{\"name\":\"ageAtLeast\",\"years\":18},{\"name\":\"sameHousehold\",\"with\":\"%s\"},{\"name\":\"kinWithin\",\"with\":\"%s\",\"degree\":1}]"
                                .formatted(number(2), unknown, number(0), number(0))))
                .path("answers");
        assertThat(answers.toString())
                .isEqualTo(
                        ("[{'nationalId':'%1$s','name':'ageAtLeast','holds':false},{'nationalId':'%1$s','name':'sameHousehold','holds':true},"
                                        + "{'nationalId':'%1$s','name':'kinWithin','holds':true},{'nationalId':'%2$s','name':'ageAtLeast','holds':null},"
                                        + "{'nationalId':'%2$s','name':'sameHousehold','holds':null},{'nationalId':'%2$s','name':'kinWithin','holds':null}]")
                                .formatted(number(2), unknown)
                                .replace('\'', '"'));
        wrong(
                query(
                        "\"type\":\"predicate\",\"nationalIds\":[\"%s\"],\"predicates\":[{\"name\":\"kinWithin\",\"with\":\"%s\",\"degree\":9}]"
                                .formatted(number(2), number(0))),
                "predicates[0].degree");
        String with = IntStream.range(0, 6)
                .mapToObj(i -> "{\"name\":\"sameHousehold\",\"with\":\"%s\"}"
                        .formatted(People.nextId(Sex.MALE).value()))
                .collect(Collectors.joining(","));
        problem(
                query("\"type\":\"predicate\",\"nationalIds\":[\"%s\"],\"predicates\":[%s]".formatted(number(2), with)),
                400,
                "tooManyIds");
        granted(5, 100, "name");
        problem(
                query(
                        "\"type\":\"predicate\",\"nationalIds\":[\"%s\"],\"predicates\":[{\"name\":\"ageAtLeast\",\"years\":18}]"
                                .formatted(number(2))),
                403,
                "unauthorizedField");
    }

    @Test
    void nobodysAgeIsFoundByManyQuestionsInOneQuery() throws Exception {
        String asked = "\"type\":\"predicate\",\"nationalIds\":[%s],\"predicates\":[%s]";
        wrong(query(asked.formatted("\"%s\"".formatted(number(0)), ages(2))), "predicates");
        assertThat(query(asked.formatted("\"%s\"".formatted(number(0)), ages(1)))
                        .getStatus())
                .isEqualTo(200);
    }

    private static String ages(int questions) {
        return IntStream.range(0, questions)
                .mapToObj(i -> "{\"name\":\"ageAtLeast\",\"years\":%d}".formatted(40 + i))
                .collect(Collectors.joining(","));
    }

    @Test
    void aQueryHasAsManyAnswersAsThreeQuestionsAboutEverybodyItMayName() throws Exception {
        String asked = "\"type\":\"predicate\",\"nationalIds\":[%s],\"predicates\":[%s]";
        String three = String.join(",", "\"" + number(0) + "\"", "\"" + number(1) + "\"", "\"" + number(2) + "\"");
        String one = "{\"name\":\"sameHousehold\",\"with\":\"%s\"}".formatted(number(0));
        assertThat(json(query(asked.formatted(three, String.join(",", Collections.nCopies(5, one)))))
                        .path("answers")
                        .size())
                .isEqualTo(15);
        JsonNode beyond = problem(
                query(asked.formatted(three, String.join(",", Collections.nCopies(6, one)))), 400, "tooManyIds");
        assertThat(beyond.path("invalidParams").path(0).path("name").asString()).isEqualTo("predicates");
        // What interfaces promise holds for the smallest grant, too.
        granted(1, 100, "birthDate", "householdNo", "kinWithin");
        assertThat(query(asked.formatted(
                                "\"" + number(2) + "\"",
                                ages(1) + "," + one
                                        + ",{\"name\":\"kinWithin\",\"with\":\"%s\",\"degree\":1}"
                                                .formatted(number(0))))
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void whoAcceptsNoAnswerOrSaysItUnreadablyIsToldSoAndNothingIsAsked() throws Exception {
        for (String accept : List.of("json", "application/pdf;q=much", "text/html", "application/json;q=0")) {
            UUID transaction = UUID.randomUUID();
            problem(
                    send(request("\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]".formatted(number(0)))
                            .header("RIS-Transaction-Id", transaction.toString())
                            .header("Accept", accept)),
                    406,
                    "notAcceptable");
            assertThat(trail(transaction)).as(accept).isEmpty();
        }
    }

    @Test
    void anAgencySeesWhatItMayReadAndWhatThereIs() throws Exception {
        JsonNode mine = json(http.perform(MockMvcRequestBuilders.get("/v1/me/authorized-fields"))
                .andReturn()
                .getResponse());
        JsonNode purposes = mine.path("purposes");
        assertThat(purposes.valueStream()
                        .filter(p -> p.path("id").asString().equals(purpose))
                        .map(p -> p.path("fields").size() + " "
                                + p.path("expires").asString() + " " + p.path("territory") + " " + p.path("changes"))
                        .toList())
                .containsExactly("7 2031-03-01 [] []");
        JsonNode all = json(http.perform(MockMvcRequestBuilders.get("/v1/fields"))
                .andReturn()
                .getResponse());
        assertThat(all.path("fields").valueStream().toList()).allSatisfy(field -> {
            assertThat(field.path("name").asString()).isNotEmpty();
            assertThat(field.path("type").asString()).isNotEmpty();
            assertThat(field.path("meaning").asString()).isNotEmpty();
            assertThat(field.path("law").asString()).isNotEmpty();
        });
    }

    private void granted(int mostIds, int perMinute, String... names) {
        grants.give(
                new Grant(
                        purpose,
                        TAX,
                        "遺產稅審查",
                        "Inheritance tax",
                        "稅捐稽徵法第30條",
                        Set.of(names),
                        mostIds,
                        perMinute,
                        TODAY,
                        TODAY.plusYears(5).minusDays(1),
                        null),
                MINISTRY);
    }

    private String number(int member) {
        return home.person(member).nationalId().value();
    }

    private static void calls(AgencyCode agency) {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        new TestingAuthenticationToken(Actor.system("machine", agency), "", "AGENCY", "LINKED"));
    }

    private MockHttpServletResponse query(String members) throws Exception {
        return send(request(members));
    }

    private MockHttpServletRequestBuilder request(String members) {
        return post(members, purpose, "officer-1");
    }

    private static MockHttpServletRequestBuilder post(String members, String purpose, String user) {
        return MockMvcRequestBuilders.post("/v1/persons/query")
                .header("RIS-Purpose-Id", purpose)
                .header("RIS-Case-No", "115-遺-7")
                .header("RIS-User-Id", user)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{" + members + "}");
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request).andReturn().getResponse();
    }

    private static List<String> trail(UUID transaction) {
        return TestDatabase.asOwner()
                .sql("select action || ' ' || outcome || ' ' || detail from audit.trail where object = ?")
                .param(transaction.toString())
                .query(String.class)
                .list();
    }

    private static void wrong(MockHttpServletResponse response, String name) throws Exception {
        JsonNode problem = problem(response, 400, "paramsValidation");
        assertThat(problem.path("invalidParams")
                        .valueStream()
                        .map(p -> p.path("name").asString())
                        .toList())
                .contains(name);
    }

    private static JsonNode problem(MockHttpServletResponse response, int status, String code) throws Exception {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        return problem;
    }

    private static JsonNode json(MockHttpServletResponse response) throws Exception {
        return JSON.readTree(response.getContentAsString(StandardCharsets.UTF_8));
    }
}
