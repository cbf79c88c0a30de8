package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Grant;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.People;
import tw.onestop.trust.TrustDesk;

/** 查詢之攻擊: what a thief, a curious officer and a faulty machine try on a query, on the short way and on the whole way alike. */
class QueryAttackTests extends BothWays {

    private static final String ONE_QUESTION =
            "{\"type\":\"predicate\",\"nationalIds\":[\"NUMBER\"],\"predicates\":[%s]}";

    private static final List<String> INJECTED = List.of(
            "'; drop table registry.person; --",
            "' or '1'='1",
            "%",
            "A1_3456789",
            "\\u0000",
            "${jndi:ldap://localhost/a}",
            "A123456789\\n{}");

    /** Every place of a question and of a household number, with what is answered there. */
    private static final Map<String, String> QUESTIONS = Map.of(
            "{\"type\":\"byHousehold\",\"householdNos\":[VALUE],\"fields\":[\"name\"]}",
            "\"Y9999998\"",
            ONE_QUESTION.formatted("{\"name\":\"ageAtLeast\",\"years\":VALUE}"),
            "18",
            ONE_QUESTION.formatted("{\"name\":VALUE,\"years\":18}"),
            "\"ageAtLeast\"",
            ONE_QUESTION.formatted("{\"name\":\"sameHousehold\",\"with\":VALUE}"),
            "\"A123456789\"",
            ONE_QUESTION.formatted("{\"name\":\"kinWithin\",\"with\":VALUE,\"degree\":1}"),
            "\"A123456789\"",
            ONE_QUESTION.formatted("{\"name\":\"kinWithin\",\"with\":\"A123456789\",\"degree\":VALUE}"),
            "1");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final AgencyCode LAND = new AgencyCode("LAND");

    /** The key that other tests register there, too. */
    private static final String KEY = """
            {"kty":"EC","crv":"P-256","kid":"f","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}""";

    @Autowired
    MarkDesk marks;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    @Autowired
    TrustDesk trust;

    /** Another test's officer of the same agency would be offered it, too. */
    @AfterEach
    void withoutTheFilesGrant() {
        grants.end(LAND, purpose + "-F", "test", Actor.rule("test"));
    }

    @Test
    void aGrantThatIsOverOrWasEndedOpensNothing() throws IOException {
        shortly(query(asked), 200);
        clock.goTo(TODAY.plusYears(1).plusDays(1));
        token = tokens.issue(MACHINE, null, false);
        assertThat(shortly(query(asked), 403).body()).contains("unauthorizedPurpose");
        clock.goTo(TODAY);
        token = tokens.issue(MACHINE, null, false);
        grants.end(TAX, purpose, "稽核未依限改善", Actor.rule("test"));
        assertThat(shortly(query(asked), 403).body()).contains("unauthorizedPurpose");
        granted(100, TODAY.plusYears(1));
        grants.dismiss(TAX, "officer-1", Actor.rule("test"));
        assertThat(shortly(query(asked), 403).body()).contains("unknownUser");
    }

    @Test
    void moreNumbersThanWereGrantedAreNotAnsweredNotEvenInPart() throws IOException {
        String six = IntStream.range(0, 6)
                .mapToObj(i -> "\"" + People.nextId(Sex.MALE).value() + "\"")
                .collect(Collectors.joining(","));
        Answered answered = shortly(query("{\"nationalIds\":[%s],\"fields\":[\"name\"]}".formatted(six)), 400);
        assertThat(answered.body()).contains("tooManyIds").doesNotContain("\"persons\"");
        // The same person six times is one.
        shortly(
                query("{\"nationalIds\":[%s],\"fields\":[\"name\"]}"
                        .formatted(String.join(",", Collections.nCopies(6, "\"" + person.value() + "\"")))),
                200);
    }

    @Test
    void whatIsWrittenIntoAFieldIsNoStatement() throws IOException {
        long people = count("registry.person");
        for (String injected : INJECTED) {
            for (String body : List.of(
                    "{\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]}",
                    "{\"nationalIds\":[\"NUMBER\"],\"fields\":[\"name\",\"%s\"]}",
                    "{\"nationalIds\":[\"NUMBER\"],\"fields\":[\"name\"],\"asOf\":\"%s\"}",
                    "{\"nationalIds\":[\"NUMBER\"],\"fields\":[\"name\"],\"knownAt\":\"%s\"}",
                    "{\"nationalIds\":[\"NUMBER\"],\"fields\":[\"name\"],\"type\":\"%s\"}",
                    "{\"type\":\"predicate\",\"nationalIds\":[\"NUMBER\"],\"predicates\":[{\"name\":\"%s\",\"years\":18}]}",
                    "{\"type\":\"predicate\",\"nationalIds\":[\"NUMBER\"],\"predicates\":[{\"name\":\"ageAtLeast\",\"years\":\"%s\"}]}",
                    "{\"type\":\"predicate\",\"nationalIds\":[\"NUMBER\"],\"predicates\":[{\"name\":\"sameHousehold\",\"with\":\"%s\"}]}")) {
                String sent = body.replace("NUMBER", person.value()).replace("%s", injected);
                Answered answered = refused(query(sent));
                assertThat(answered.body()).as(sent).doesNotContain("王小明");
            }
            if (injected.contains("\\")) {
                continue; // what cannot stand in a header
            }
            for (String header : List.of("RIS-Purpose-Id", "RIS-User-Id")) {
                assertThat(refused(query(asked).with(header, injected)).body())
                        .as(header + injected)
                        .doesNotContain("王小明");
            }
            // An agency writes into its case number what it likes: it is sealed as it came.
            shortly(query(asked).with("RIS-Case-No", injected), 200);
        }
        assertThat(count("registry.person")).isEqualTo(people);
    }

    @Test
    void whatIsWrittenIntoAQuestionOrAHouseholdNumberIsNoStatement() throws IOException {
        long people = count("registry.person");
        grants.give(
                new Grant(
                        purpose,
                        TAX,
                        "遺產稅審查",
                        "Inheritance tax",
                        "稅捐稽徵法第30條",
                        Set.of("name", "householdNo", "ageAtLeast", "sameHousehold", "kinWithin"),
                        5,
                        1000,
                        TODAY,
                        TODAY.plusYears(1),
                        null),
                Actor.rule("test"));
        // What is refused below is refused for what was written there, since these are answered.
        for (Map.Entry<String, String> body : QUESTIONS.entrySet()) {
            shortly(query(asked(body.getKey(), body.getValue())), 200);
        }
        for (String injected : INJECTED) {
            for (String body : QUESTIONS.keySet()) {
                String sent = asked(body, "\"" + injected + "\"");
                assertThat(refused(query(sent)).body()).as(sent).doesNotContain("王小明", "holds");
            }
        }
        assertThat(count("registry.person")).isEqualTo(people);
    }

    @Test
    void whatIsWrittenIntoAFileIsNoStatement() throws Exception {
        long people = count("registry.person");
        Actor land = Actor.system("short-way-test", LAND);
        String file = purpose + "-F";
        grants.give(
                new Grant(
                        file,
                        LAND,
                        "土地登記申請人身分查驗",
                        "Identity of applicants",
                        "土地登記規則§34、§40",
                        Set.of("name"),
                        5,
                        1000,
                        TODAY,
                        TODAY.plusYears(1),
                        null),
                Actor.rule("test"));
        grants.name(LAND, "officer-1", officer, Actor.rule("test"));
        machines.change(exchange.endpoint(LAND).endpointId(), null, KEY, land);
        String theirs = tokens.issue(land, null, false);
        String good = person.value() + "\n";
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Authorization", "Bearer " + theirs,
                "Content-Type", "text/csv",
                "RIS-Purpose-Id", file,
                "RIS-Case-No", "115-7",
                "RIS-User-Id", "officer-1"));
        for (String injected : INJECTED) {
            no("POST", "/v1/files?fields=" + encoded(injected), headers, good);
            no("POST", "/v1/files?fields=name&asOf=" + encoded(injected), headers, good);
            no("GET", "/v1/files/" + encoded(injected), headers, "");
            no("GET", "/v1/files/" + encoded(injected) + "/answer", headers, "");
            no("DELETE", "/v1/files/" + encoded(injected), headers, "");
            for (String header : List.of("RIS-Purpose-Id", "RIS-User-Id", "RIS-Transaction-Id")) {
                no("POST", "/v1/files?fields=name", with(headers, header, injected), good);
            }
        }
        List<String> lines = Stream.concat(INJECTED.stream(), Stream.of("A1\u0000'; --", "\u0007"))
                .toList();
        String inLines = lines.stream().map(line -> line + "\n").collect(Collectors.joining()) + good;
        String inJson = lines.stream()
                        .map(line -> "{\"nationalId\":\"%s\"}\n".formatted(line))
                        .collect(Collectors.joining())
                + "{\"nationalId\":\"%s\"}\n".formatted(person.value());
        for (Map.Entry<String, String> sent : Map.of(
                        "text/csv", inLines, "text/plain", inLines, "application/x-ndjson", inJson)
                .entrySet()) {
            HttpResponse<String> taken = call(
                    "POST", "/v1/files?fields=name", with(headers, "Content-Type", sent.getKey()), sent.getValue());
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
            String progress = eventually(taken.headers().firstValue("Location").orElseThrow(), headers);
            // Of a line of fixed width the first ten characters are read, and those of one of them are a number.
            int wrong = sent.getKey().equals("text/plain") ? lines.size() - 1 : lines.size();
            assertThat(progress)
                    .as(sent.getKey())
                    .contains("ANSWERED", "\"lines\":" + (lines.size() + 1 - wrong), "\"wrong\":" + wrong)
                    .doesNotContain("王小明");
        }
        assertThat(count("registry.person")).isEqualTo(people);
    }

    @Test
    void whatIsWrittenIntoAFollowASubscriptionOrTheFeedIsNoStatement() throws Exception {
        long people = count("registry.person");
        long follows = count("link.follow");
        long subscriptions = count("link.subscription");
        Map<String, String> headers = new TreeMap<>(query(asked).headers());
        String follow = "{\"nationalId\":\"%s\"}";
        String subscribe = "{\"fields\":[\"%s\"],\"every\":\"%s\",\"area\":%s}";
        for (String injected : INJECTED) {
            // What could be an agency's own name of something is one, whatever else it looks like.
            String path = encoded(injected.replace('_', '%'));
            no("PUT", "/v1/follows/" + path, headers, follow.formatted(person.value()));
            no("PUT", "/v1/follows/attack", headers, follow.formatted(injected));
            no("GET", "/v1/follows/" + path, headers, "");
            no("DELETE", "/v1/follows/" + path, headers, "");
            no("PUT", "/v1/subscriptions/" + path, headers, subscribe.formatted("name", "DAY", "null"));
            no("PUT", "/v1/subscriptions/attack", headers, subscribe.formatted(injected, "DAY", "null"));
            no("PUT", "/v1/subscriptions/attack", headers, subscribe.formatted("name", injected, "null"));
            no("PUT", "/v1/subscriptions/attack", headers, subscribe.formatted("name", "DAY", "\"" + injected + "\""));
            no("GET", "/v1/subscriptions/" + path, headers, "");
            no("DELETE", "/v1/subscriptions/" + path, headers, "");
            no("GET", "/v1/events?after=" + path, headers, "");
            no("GET", "/v1/events?limit=" + path, headers, "");
            for (String header : List.of("RIS-Purpose-Id", "RIS-User-Id", "RIS-Transaction-Id")) {
                Map<String, String> other = with(headers, header, injected);
                no("PUT", "/v1/follows/attack", other, follow.formatted(person.value()));
                no("PUT", "/v1/subscriptions/attack", other, subscribe.formatted("name", "DAY", "null"));
                no("GET", "/v1/extract", other, "");
            }
        }
        assertThat(count("link.follow")).isEqualTo(follows);
        assertThat(count("link.subscription")).isEqualTo(subscriptions);
        assertThat(count("registry.person")).isEqualTo(people);
        assertThat(call("GET", "/v1/events?after=0&limit=1", headers, "").statusCode())
                .isEqualTo(200);
    }

    /** Refused by its form or for want of a right, and nothing told: never a fault, which would say how far it came. */
    private void no(String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = call(method, path, headers, body);
        assertThat(answer.statusCode())
                .as("%s %s %s %s: %s", method, path, headers, body, answer.body())
                .isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("王小明");
    }

    private HttpResponse<String> call(String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As it stands when all its lines were answered. */
    private String eventually(String path, Map<String, String> headers) throws IOException, InterruptedException {
        String progress = "";
        for (int i = 0; i < 300 && !progress.contains("ANSWERED"); i++) {
            Thread.sleep(100);
            progress = call("GET", path, headers, "").body();
        }
        return progress;
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> other = new TreeMap<>(headers);
        other.put(name, value);
        return other;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String asked(String body, String value) {
        return body.replace("NUMBER", person.value()).replace("VALUE", value);
    }

    @Test
    void whoIsHiddenFromTheOfficerIsAnsweredAsANumberThatNobodyBears() throws IOException {
        People.Home refuge = people.household("09007010001", "介壽路906號")
                .head("藏身人", Sex.FEMALE, LocalDate.of(1985, 6, 7))
                .found();
        assertThat(marks.place(
                        new MarkForm(
                                refuge.id(0), "PROTECTION_ORDER", "PERSON", "115年度家護字第91號", officer.value(), "", ""),
                        People.clerk("09007010001")))
                .isEmpty();
        String hidden = refuge.numbers().getFirst().value();
        String unknown = People.nextId(Sex.FEMALE).value();
        for (String body : List.of(
                "{\"nationalIds\":[\"NUMBER\"],\"fields\":[\"name\",\"spouse\"]}",
                "{\"type\":\"predicate\",\"nationalIds\":[\"NUMBER\"],\"predicates\":[{\"name\":\"ageAtLeast\",\"years\":18}]}")) {
            Answered ofHidden = shortly(query(body.replace("NUMBER", hidden)), 200);
            Answered ofUnknown = shortly(query(body.replace("NUMBER", unknown)), 200);
            assertThat(ofHidden.body().replace(hidden, "N"))
                    .isEqualTo(ofUnknown.body().replace(unknown, "N"));
            assertThat(ofHidden.headers()).isEqualTo(ofUnknown.headers());
        }
        assertThat(rows(hidden)).isEqualTo(rows(unknown)); // the trail says no more of the one than of the other
    }

    @Test
    void theQuotaIsOneForBothWays() throws Exception {
        granted(20, TODAY.plusYears(1));
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService machines = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                String way = i % 2 == 0 ? "" : WHOLE_WAY;
                answers.add(machines.submit(() -> {
                    assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
                    return send(query(asked), way, UUID.randomUUID()).status();
                }));
            }
            go.countDown();
        }
        assertThat(answers.stream().filter(answer -> answer.resultNow() == 200)).hasSize(20);
        assertThat(answers.stream().filter(answer -> answer.resultNow() == 429)).hasSize(30);
        assertThat(shortly(query(asked), 429).headers()).anyMatch(line -> line.startsWith("Retry-After:"));
    }

    @Test
    void oneTransactionIsAnsweredToOneOfManyAtOnce() throws Exception {
        UUID transaction = UUID.randomUUID();
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService machines = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                String way = i % 2 == 0 ? "" : WHOLE_WAY;
                answers.add(machines.submit(() -> {
                    assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
                    return send(query(asked), way, transaction).status();
                }));
            }
            go.countDown();
        }
        assertThat(answers.stream().filter(answer -> answer.resultNow() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.resultNow() == 409)).hasSize(11);
    }

    /** On both ways alike, whichever refusal it is. */
    private Answered refused(Sent sent) throws IOException {
        int status = send(sent, WHOLE_WAY, UUID.randomUUID()).status();
        assertThat(status).as(String.valueOf(sent)).isBetween(400, 499);
        return shortly(sent, status);
    }

    private static long count(String table) {
        return TestDatabase.asOwner()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    /** What the trail says about a number, but for the number. */
    private List<String> rows(String number) {
        return TestDatabase.asOwner()
                .sql(
                        "select action || outcome || detail from audit.trail where subject_index = ? and detail like ? order by 1")
                .params(trust.index(new NationalId(number).value()), "%" + purpose + "%")
                .query(String.class)
                .list();
    }
}
