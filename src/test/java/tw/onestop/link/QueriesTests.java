package tw.onestop.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.LinkWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.registry.People;

/** 線上查詢: who is answered together with whom. */
@ProductTest
class QueriesTests {

    private static final Actor MACHINE = Actor.system("client-moe", new AgencyCode("MOE"));

    @Autowired
    QueryDesk queries;

    @Autowired
    LinkWorld world;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private final String purpose = "BATCH-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);

    @Test
    void nobodyWaitsForAQuestionThatGoesThroughFamilies() throws Exception {
        world.grant("MOE", purpose, "name", "kinWithin");
        People.Home home = people.household("09007010001", "併批路1號")
                .head("併大同", Sex.MALE, LocalDate.of(1970, 1, 9))
                .child("併一", Sex.FEMALE, LocalDate.of(2015, 5, 6))
                .found();
        String head = home.numbers().get(0).value();
        String child = home.numbers().get(1).value();
        Query kin = new Query(
                occasion(),
                List.of(head),
                List.of(),
                List.of(new Predicate("kinWithin", child, 1)),
                null,
                null,
                List.of());
        List<Query> plain = Stream.generate(
                        () -> new Query(occasion(), List.of(head), List.of("name"), List.of(), null, null, List.of()))
                .limit(5)
                .toList();
        try (ExecutorService machines = Executors.newVirtualThreadPerTaskExecutor();
                Connection holding = TestDatabase.connectionOfOwner();
                Statement lock = holding.createStatement()) {
            holding.setAutoCommit(false);
            lock.execute("lock table link.query in access exclusive mode");
            // The two that may be at work are held up; whoever comes now is of one batch.
            ask(machines, plain.get(0));
            waiting(1);
            ask(machines, plain.get(1));
            waiting(2);
            plain.subList(2, 5).forEach(query -> ask(machines, query));
            ask(machines, kin);
            Thread.sleep(500);
            holding.rollback();
        }
        assertThat(plain.subList(2, 5)).extracting(QueriesTests::transaction).containsOnly(transaction(plain.get(2)));
        assertThat(plain).extracting(QueriesTests::transaction).doesNotContain(transaction(kin));
    }

    @Test
    void whoBearsAnotherNumberSinceIsFoundByItOnADayBefore() {
        world.grant("MOE", purpose, "name", "birthDate", "householdNo");
        People.Home home = world.someone("併批路2號");
        String number = world.newNumber(home);
        LocalDate before = LocalDate.now(clock).minusDays(30);

        Query byNumber = new Query(occasion(), List.of(number), List.of("name"), List.of(), before, null, List.of());
        assertThat(answered(byNumber).persons())
                .extracting(person -> person.get("nationalId"), person -> person.get("name"))
                .containsExactly(tuple(number, "追蹤人"));
        assertThat(trail(byNumber)).containsExactly("purpose=%s user=%s".formatted(purpose, LinkWorld.OFFICER));

        Query question = new Query(
                occasion(),
                List.of(number),
                List.of(),
                List.of(new Predicate("ageAtLeast", "", 18)),
                before,
                null,
                List.of());
        assertThat(answered(question).holds())
                .extracting(QueryDesk.Held::number, QueryDesk.Held::holds)
                .containsExactly(tuple(number, true));

        Query byHousehold = new Query(
                occasion(),
                List.of(),
                List.of("name"),
                List.of(),
                before,
                null,
                List.of(),
                List.of(home.no().value()));
        assertThat(answered(byHousehold).persons())
                .extracting(person -> person.get("nationalId"), person -> person.get("name"))
                .containsExactly(tuple(number, "追蹤人"));
        assertThat(trail(byHousehold)).containsExactly("purpose=%s user=%s".formatted(purpose, LinkWorld.OFFICER));
    }

    private QueryDesk.Answer.Answered answered(Query query) {
        QueryDesk.Answer answer = queries.query(query, MACHINE);
        assertThat(answer).isInstanceOf(QueryDesk.Answer.Answered.class);
        return (QueryDesk.Answer.Answered) answer;
    }

    private static List<String> trail(Query query) {
        return TestDatabase.asOwner()
                .sql("select detail from audit.trail where object = ?")
                .param(query.occasion().transactionId().toString())
                .query(String.class)
                .list();
    }

    private void ask(ExecutorService machines, Query query) {
        machines.execute(() -> queries.query(query, MACHINE));
    }

    private Occasion occasion() {
        return new Occasion(UUID.randomUUID(), purpose, "C-1", LinkWorld.OFFICER);
    }

    /** Which transaction wrote the query down. */
    private static String transaction(Query query) {
        return TestDatabase.asOwner()
                .sql("select xmin::text from link.query where transaction_id = ?")
                .param(query.occasion().transactionId())
                .query(String.class)
                .single();
    }

    /** So many transactions of queries are held up; what looks through the table by itself does not count. */
    private static void waiting(int queries) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (queries
                    == TestDatabase.as("postgres", "onestop")
                            .sql("""
                            select count(*) from pg_stat_activity
                             where wait_event_type = 'Lock' and query like '%insert into link.query%'
                            """)
                            .query(Integer.class)
                            .single()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nobody was held up");
    }
}
