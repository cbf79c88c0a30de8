package tw.onestop.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.LinkWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.AreaGrantDesk;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.QuotaDesk.Quota;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Held;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.registry.People;

/** 轄內資料: whoever is registered outside of the territory of a grant is nobody to it, in whichever way it is asked. */
@ProductTest
class TerritoryTests {

    private static final AgencyCode MOE = new AgencyCode("MOE");
    private static final Actor MACHINE = Actor.system("client-moe", MOE);
    private static final Actor MINISTRY = Actor.rule("test");
    private static final String HERE = "09007010001";
    private static final String ELSEWHERE = "65000010001";
    private static final List<String> FIELDS = List.of("name", "address.full");

    @Autowired
    QueryDesk queries;

    @Autowired
    FileDesk files;

    @Autowired
    FileAnswering answering;

    @Autowired
    FileBook book;

    @Autowired
    FileSeal seal;

    @Autowired
    FeedDesk feed;

    @Autowired
    Ticking ticking;

    @Autowired
    SubscriptionDesk subscriptions;

    @Autowired
    SubscriptionRounds rounds;

    @Autowired
    AreaGrantDesk areas;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    @Autowired
    GrantDesk grants;

    @Autowired
    LinkWorld world;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private final String wide = "WIDE-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
    private final String own = "OWN-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);

    private People.Home here;
    private People.Home elsewhere;

    @BeforeEach
    void anAgencyAsksForTheNationAndForItsOwnCounty() {
        world.grant("MOE", wide, "name", "address.full", "householdNo", "birthDate", "kinWithin");
        confined("09007");
        machines.change(exchange.endpoint(MOE).endpointId(), null, FileTests.KEY, MACHINE);
        here = family(HERE, "轄內路1號");
        elsewhere = family(ELSEWHERE, "轄外路1號");
    }

    @AfterEach
    void ends() {
        subscriptions.unsubscribe("own", MACHINE);
        world.end("MOE", wide);
        world.end("MOE", own);
        clock.reset();
    }

    private void confined(String... territory) {
        LocalDate today = LocalDate.now(clock);
        grants.give(
                new Grant(
                                own,
                                MOE,
                                "國民教育",
                                "Education",
                                "國民教育法第6條",
                                Set.of("name", "address.full", "householdNo", "birthDate", "kinWithin"),
                                5,
                                1000,
                                today,
                                today.plusYears(1),
                                null)
                        .within(Set.of(territory)),
                MINISTRY);
    }

    private People.Home family(String village, String street) {
        return people.household(village, street)
                .head("轄大同", Sex.MALE, LocalDate.of(1970, 1, 9))
                .child("轄一", Sex.FEMALE, LocalDate.of(2015, 5, 6))
                .found();
    }

    private static String number(People.Home home, int member) {
        return home.numbers().get(member).value();
    }

    private Occasion occasion(String purpose) {
        return new Occasion(UUID.randomUUID(), purpose, "C-1", LinkWorld.OFFICER);
    }

    private Answer.Answered asked(Query query) {
        Answer answer = queries.query(query, MACHINE);
        assertThat(answer).isInstanceOf(Answer.Answered.class);
        return (Answer.Answered) answer;
    }

    private List<String> names(Occasion occasion, String... numbers) {
        Query query = new Query(occasion, List.of(numbers), FIELDS, List.of(), null, null, List.of());
        return asked(query).persons().stream()
                .map(person -> String.valueOf(person.get("name")))
                .toList();
    }

    private List<String> ofHousehold(Occasion occasion, String householdNo) {
        return asked(new Query(occasion, List.of(), FIELDS, List.of(), null, null, List.of(), List.of(householdNo)))
                .persons()
                .stream()
                .map(person -> String.valueOf(person.get("name")))
                .toList();
    }

    private static List<String> trail(Occasion occasion) {
        return TestDatabase.asOwner()
                .sql("select detail from audit.trail where object = ? order by detail")
                .param(occasion.transactionId().toString())
                .query(String.class)
                .list();
    }

    private void comes(BooleanSupplier asked) {
        try {
            for (int i = 0; i < 300 && !asked.getAsBoolean(); i++) {
                rounds.background().wake();
                answering.wake();
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(asked.getAsBoolean()).isTrue();
    }

    @Test
    void byNumberTheyAreAnsweredAndRecordedLikeANumberNobodyBears() {
        String unknown = People.nextId(Sex.MALE).value();
        assertThat(names(occasion(wide), number(here, 0), number(elsewhere, 0))).hasSize(2);

        Occasion occasion = occasion(own);
        assertThat(names(occasion, number(elsewhere, 0), number(here, 0), unknown))
                .containsExactly("轄大同");
        String said = "purpose=%s user=%s".formatted(own, LinkWorld.OFFICER);
        assertThat(trail(occasion)).containsExactly(said, said + " found=0", said + " found=0");
        assertThat(TestDatabase.asOwner()
                        .sql("select asked || ' ' || found from link.query where transaction_id = ?")
                        .param(occasion.transactionId())
                        .query(String.class)
                        .single())
                .isEqualTo("3 1");

        // By township as by county.
        confined("09007020");
        assertThat(names(occasion(own), number(here, 0))).isEmpty();
        confined("09007020", "65000010");
        assertThat(names(occasion(own), number(here, 0), number(elsewhere, 0))).hasSize(1);
    }

    @Test
    void yesAndNoAreSaidOfNobodyOutsideAndAboutNobodyOutside() {
        List<Predicate> predicates = new ArrayList<>(List.of(new Predicate("ageAtLeast", "", 18)));
        predicates.add(new Predicate("sameHousehold", number(elsewhere, 1), 0));
        predicates.add(new Predicate("kinWithin", number(elsewhere, 1), 1));
        List<String> numbers = List.of(number(elsewhere, 0), number(here, 0));

        assertThat(asked(new Query(occasion(wide), numbers, List.of(), predicates, null, null, List.of()))
                        .holds())
                .extracting(Held::holds)
                .containsExactly(true, true, true, true, false, false);
        assertThat(asked(new Query(occasion(own), numbers, List.of(), predicates, null, null, List.of()))
                        .holds())
                .extracting(held -> String.valueOf(held.holds()))
                .containsExactly("null", "null", "null", "true", "null", "null");
    }

    @Test
    void aHouseholdOutsideIsAnsweredLikeOneThatIsNotThere() {
        assertThat(ofHousehold(occasion(wide), elsewhere.no().value())).hasSize(2);
        assertThat(ofHousehold(occasion(own), here.no().value())).hasSize(2);

        Occasion outside = occasion(own);
        Occasion nobody = occasion(own);
        assertThat(ofHousehold(outside, elsewhere.no().value())).isEmpty();
        assertThat(ofHousehold(nobody, "Y9999998")).isEmpty();
        assertThat(trail(outside)).isEqualTo(trail(nobody)).hasSize(1);
        assertThat(TestDatabase.asOwner()
                        .sql("""
                                select detail from audit.trail where action = 'registry.household.read' and object = ?
                                 order by seq desc limit 1
                                """)
                        .param(elsewhere.no().value())
                        .query(String.class)
                        .single())
                .isEqualTo("found=0");
    }

    @Test
    void aLineOfAFileAboutThemHasItsNumberAndNothingElse() throws Exception {
        FileDesk.Received received = files.receive(
                new FileDesk.Upload(occasion(own), FIELDS, FileDesk.Format.CSV, null),
                new ByteArrayInputStream("%s\n%s\n"
                        .formatted(number(elsewhere, 0), number(here, 0))
                        .getBytes(StandardCharsets.UTF_8)),
                MACHINE);
        UUID file = ((FileDesk.Received.Taken) received).file().id();
        comes(() -> files.file(file, MACHINE).orElseThrow().state() == FileDesk.State.ANSWERED);
        assertThat(seal.text(book.answer(file, 0)))
                .contains("轄內路1號", number(elsewhere, 0))
                .doesNotContain("轄外路1號");
    }

    @Test
    void nobodyOutsideIsFollowedAndWhoLeftIsToldOfNoMore() {
        assertThat(feed.follow("own-" + own, occasion(own), number(elsewhere, 0), MACHINE))
                .isInstanceOfSatisfying(
                        FeedDesk.Following.Refused.class,
                        no -> assertThat(no.why().code()).isEqualTo("unknownPerson"));
        People.Home home = world.someone("轄內路3號");
        followed("wide-" + wide, wide, home);
        followed("own-" + own, own, home);
        confined("65000"); // as if they had moved away
        subscribe(null);
        long before = feed.followed("wide-" + wide, MACHINE).orElseThrow().since();
        world.move(home, "轄內新路3號");
        ticking.drain();

        assertThat(feed.events(before, 10, MACHINE).events())
                .extracting(FeedDesk.Event::purposes)
                .containsExactly(List.of(wide));
        assertThat(extracted(wide)).hasSize(1);
        assertThat(extracted(own)).isEmpty();
        confined("09007");
        world.move(home, "轄內新路4號");
        ticking.drain();
        assertThat(feed.events(before, 10, MACHINE).events().getLast().purposes())
                .containsExactlyInAnyOrder(wide, own);
        assertThat(extracted(own)).hasSize(1);

        // Told of while it was within, and outside when the file is due: there is no line.
        confined("65000");
        clock.advance(Duration.ofHours(1));
        comes(() -> !runs().isEmpty());
        assertThat(runs()).extracting(SubscriptionDesk.Run::persons).containsExactly(0);
    }

    @Test
    void anAreaOutsideIsNotSubscribedAndBringsNobodyOnceItIs() {
        areas.allow(MOE, own, Set.of("09007", "65000"), MINISTRY);
        assertThat(subscribe("65000010"))
                .isInstanceOfSatisfying(
                        SubscriptionDesk.Subscribing.Refused.class,
                        no -> assertThat(no.why().code()).isEqualTo("unauthorizedArea"));
        assertThat(subscribe("09007010")).isInstanceOf(SubscriptionDesk.Subscribing.Subscribed.class);
        confined("65000");
        clock.advance(Duration.ofHours(1));
        comes(() -> subscriptions
                .subscription("own", MACHINE)
                .orElseThrow()
                .stopped()
                .equals("unauthorizedArea"));
    }

    private void followed(String id, String purpose, People.Home home) {
        assertThat(feed.follow(id, occasion(purpose), number(home, 0), MACHINE))
                .isInstanceOf(FeedDesk.Following.Follows.class);
    }

    private SubscriptionDesk.Subscribing subscribe(@Nullable String area) {
        return subscriptions.subscribe(
                "own", occasion(own), new SubscriptionDesk.What(FIELDS, SubscriptionDesk.Every.HOUR, area), MACHINE);
    }

    private List<SubscriptionDesk.Run> runs() {
        return subscriptions.subscription("own", MACHINE).orElseThrow().runs();
    }

    private List<String> extracted(String purpose) {
        List<String> lines = new ArrayList<>();
        FeedDesk.Extraction extraction = feed.extract(occasion(purpose), MACHINE, new FeedDesk.Reader() {
            @Override
            public void begins(long sequence, Quota quota) {
                assertThat(quota.exceeded()).isFalse();
            }

            @Override
            public void line(String subject, Map<String, @Nullable Object> person) {
                lines.add(Objects.toString(person.get("name")));
            }
        });
        assertThat(extraction)
                .extracting(done -> ((FeedDesk.Extraction.Complete) done).persons())
                .isEqualTo(lines.size());
        return lines;
    }
}
