package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.People;
import tw.onestop.trust.TrustDesk;

/** 查詢之攻擊: what a thief, a curious officer and a faulty machine try on a query, on the short way and on the whole way alike. */
class QueryAttackTests extends BothWays {

    private static final List<String> INJECTED = List.of(
            "'; drop table registry.person; --",
            "' or '1'='1",
            "%",
            "A1_3456789",
            "\\u0000",
            "${jndi:ldap://localhost/a}",
            "A123456789\\n{}");

    @Autowired
    MarkDesk marks;

    @Autowired
    TrustDesk trust;

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
