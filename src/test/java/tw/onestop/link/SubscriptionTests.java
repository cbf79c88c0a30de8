package tw.onestop.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.LinkWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.AreaGrantDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.SubscriptionDesk.Every;
import tw.onestop.link.SubscriptionDesk.Run;
import tw.onestop.link.SubscriptionDesk.Subscribing;
import tw.onestop.link.SubscriptionDesk.Subscription;
import tw.onestop.link.SubscriptionDesk.What;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;

/** 檔案訂閱: every hour a file of those who changed, and of nobody else. */
@ProductTest
class SubscriptionTests {

    private static final AgencyCode MOE = new AgencyCode("MOE");
    private static final Actor MACHINE = Actor.system("client-moe", MOE);

    @Autowired
    SubscriptionDesk subscriptions;

    @Autowired
    FeedDesk feed;

    @Autowired
    FileDesk files;

    @Autowired
    FileBook book;

    @Autowired
    SubscriptionBook subscribed;

    @Autowired
    AreaChanges changes;

    @Autowired
    AreaGrantDesk areas;

    @Autowired
    SubscriptionRounds rounds;

    @Autowired
    UseDesk uses;

    @Autowired
    Follows follows;

    @Autowired
    FileSeal seal;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    @Autowired
    LinkWorld world;

    @Autowired
    TestClock clock;

    private final String purpose = "SUBS-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);

    private NationalId officer;

    @BeforeEach
    void theMinistryOfEducationFollowsPeople() {
        world.grant("MOE", purpose, "name", "address.full");
        officer = world.another("MOE");
        machines.change(exchange.endpoint(MOE).endpointId(), null, FileTests.KEY, MACHINE);
    }

    @AfterEach
    void ends() {
        subscriptions.unsubscribe("hourly", MACHINE);
        world.end("MOE", purpose);
        clock.reset();
    }

    private QueryDesk.Occasion occasion() {
        return new QueryDesk.Occasion(UUID.randomUUID(), purpose, "C-1", LinkWorld.OFFICER);
    }

    private Subscribing subscribe(QueryDesk.Occasion occasion, List<String> fields) {
        return subscriptions.subscribe("hourly", occasion, new What(fields, Every.HOUR, null), MACHINE);
    }

    private Subscription subscription() {
        return subscriptions.subscription("hourly", MACHINE).orElseThrow();
    }

    private People.Home followed(String id, String street) {
        People.Home home = world.someone(street);
        assertThat(feed.follow(id, occasion(), home.numbers().getFirst().value(), MACHINE))
                .isInstanceOf(FeedDesk.Following.Follows.class);
        return home;
    }

    /** Nobody waits for the pause between two rounds. */
    private void comes(BooleanSupplier asked) {
        try {
            for (int i = 0; i < 300 && !asked.getAsBoolean(); i++) {
                rounds.background().wake();
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(asked.getAsBoolean()).isTrue();
    }

    private Run afterAnHour(int run) {
        clock.advance(Duration.ofHours(1));
        comes(() -> subscription().runs().size() == run);
        return subscription().runs().getFirst();
    }

    @Test
    void everyHourBringsThoseWhoChangedAsTheyStandAndNobodyElse() {
        People.Home moved = followed("moves-" + purpose, "訂閱路1號");
        People.Home still = followed("stays-" + purpose, "訂閱路2號");
        assertThat(subscribe(occasion(), List.of("address.full")))
                .isInstanceOfSatisfying(
                        Subscribing.Subscribed.class,
                        subscribed -> assertThat(subscribed.fresh()).isTrue());
        long before = subscription().since();
        world.move(moved, "訂閱新路1號");
        world.move(moved, "訂閱新路2號");
        comes(() -> feed.events(before, 10, MACHINE).events().size() == 2);

        Run run = afterAnHour(1);
        assertThat(run.persons()).isEqualTo(1);
        assertThat(run.until()).isEqualTo(before + 2);
        UUID file = Objects.requireNonNull(run.file());
        comes(() -> files.file(file, MACHINE).orElseThrow().state() == FileDesk.State.ANSWERED);
        assertThat(seal.text(book.answer(file, 0)))
                .contains(moved.numbers().getFirst().value(), "訂閱新路2號")
                .doesNotContain(still.numbers().getFirst().value(), "訂閱新路1號");

        Run quiet = afterAnHour(2);
        assertThat(quiet.persons()).isZero();
        assertThat(quiet.file()).isNull();
        assertThat(quiet.since()).isEqualTo(run.until());
    }

    @Test
    void whatASubscriptionBringsIsUsedByWhoCollectsItOrLooksForIt() throws IOException {
        People.Home home = followed("used-" + purpose, "訂閱路6號");
        subscribe(occasion(), List.of("address.full"));
        clock.advance(Duration.ofDays(2));
        comes(() -> subscription().runs().size() == 1);
        Instant since = clock.instant();
        long before = subscription().since();
        world.move(home, "訂閱新路6號");
        comes(() -> subscribed.changed(MOE, purpose, before, Long.MAX_VALUE).size() == 1);
        UUID file = Objects.requireNonNull(afterAnHour(2).file());
        comes(() -> files.file(file, MACHINE).orElseThrow().state() == FileDesk.State.ANSWERED);
        nobodyLooked();
        assertThat(uses.lastUsed(List.of(MOE), since)).doesNotContainKey(purpose);
        assertThat(files.collect(file, new ByteArrayOutputStream(), MACHINE)).isEqualTo(FileDesk.Collected.DONE);
        assertThat(uses.lastUsed(List.of(MOE), since)).containsEntry(purpose, LocalDate.now(clock));

        clock.advance(Duration.ofDays(2));
        Instant later = clock.instant();
        nobodyLooked();
        assertThat(uses.lastUsed(List.of(MOE), later)).doesNotContainKey(purpose);
        subscription();
        assertThat(uses.lastUsed(List.of(MOE), later)).containsEntry(purpose, LocalDate.now(clock));
    }

    private static void nobodyLooked() {
        TestDatabase.asOwner()
                .sql("delete from link.looked where agency = 'MOE'")
                .update();
    }

    @Test
    void askingAgainChangesWhatComesAndLosesNothing() {
        People.Home home = followed("again-" + purpose, "訂閱路3號");
        subscribe(occasion(), List.of("name"));
        long before = subscription().since();
        world.move(home, "訂閱新路3號");
        comes(() -> !feed.events(before, 10, MACHINE).events().isEmpty());
        assertThat(subscribe(occasion(), List.of("address.full")))
                .isInstanceOfSatisfying(
                        Subscribing.Subscribed.class,
                        subscribed -> assertThat(subscribed.fresh()).isFalse());
        assertThat(subscription().since()).isEqualTo(before);
        assertThat(subscription().what().fields()).containsExactly("address.full");
        assertThat(afterAnHour(1).persons()).isEqualTo(1);
    }

    @Test
    void whoIsProtectedFromTheOfficerStandsInNoFileNotEvenByANewNumber() {
        People.Home barred = followed("barred-" + purpose, "訂閱路4號");
        People.Home other = followed("other-" + purpose, "訂閱路5號");
        subscribe(occasion(), List.of("name"));
        long before = subscription().since();
        world.move(barred, "訂閱新路4號");
        world.move(other, "訂閱新路5號");
        comes(() -> subscribed.changed(MOE, purpose, before, Long.MAX_VALUE).size() == 2);
        world.bar(barred, officer);
        String number = world.newNumber(barred);
        comes(() -> follows.find(MOE, "barred-" + purpose)
                .filter(row -> row.number().value().equals(number))
                .isPresent());

        Run run = afterAnHour(1);
        assertThat(run.persons()).isEqualTo(1);
        UUID file = Objects.requireNonNull(run.file());
        comes(() -> files.file(file, MACHINE).orElseThrow().state() == FileDesk.State.ANSWERED);
        assertThat(seal.text(book.answer(file, 0)))
                .contains(other.numbers().getFirst().value())
                .doesNotContain(number, barred.numbers().getFirst().value());
    }

    @Test
    void oneThatCannotBeMadeHoldsUpNoOther() {
        subscribe(occasion(), List.of("name"));
        TestDatabase.asOwner().sql("""
                insert into link.subscription
                select agency, 'broken', client, purpose, user_id, '\\x00'::bytea, fields, every, since,
                       next_at - interval '1 minute', at, stopped
                  from link.subscription where agency = 'MOE' and id = 'hourly'
                """).update();
        try {
            assertThat(afterAnHour(1).persons()).isZero();
            assertThat(TestDatabase.asOwner()
                            .sql("select next_at > ? from link.subscription where id = 'broken'")
                            .param(clock.instant().atOffset(ZoneOffset.UTC))
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        } finally {
            TestDatabase.asOwner()
                    .sql("delete from link.subscription where id = 'broken'")
                    .update();
        }
    }

    @Test
    void onceTheGrantHasEndedNoFileComes() {
        subscribe(occasion(), List.of("name"));
        world.end("MOE", purpose);
        clock.advance(Duration.ofHours(1));
        comes(() -> subscription().stopped().equals("unauthorizedPurpose"));
        assertThat(subscription().runs()).isEmpty();
    }

    @Test
    void whatIsNotGrantedIsNotSubscribed() {
        assertThat(refused(subscribe(occasion(), List.of("spouse")))).isEqualTo("unauthorizedField");
        subscribe(occasion(), List.of("name"));
        world.grant("MOE", purpose + "-2", "name", "address.full");
        QueryDesk.Occasion other = new QueryDesk.Occasion(UUID.randomUUID(), purpose + "-2", "C-1", LinkWorld.OFFICER);
        assertThat(refused(subscribe(other, List.of("name")))).isEqualTo("subscriptionIdTaken");
        world.end("MOE", purpose + "-2");
        assertThat(subscriptions.subscriptions(Actor.system("client-land", new AgencyCode("LAND"))))
                .isEmpty();
    }

    private Subscribing subscribeArea(String area) {
        return subscriptions.subscribe(
                "hourly", occasion(), new What(List.of("address.full"), Every.HOUR, area), MACHINE);
    }

    @Test
    void anAreaBringsWhoChangedThereWithoutAnybodyFollowedAndNobodyWhoIsProtected() {
        assertThat(refused(subscribeArea("09007010"))).isEqualTo("unauthorizedArea");
        areas.allow(MOE, purpose, Set.of("09007"), MACHINE);
        subscribeArea("09007010");
        assertThat(refused(subscribeArea("09007"))).isEqualTo("subscriptionIdTaken");
        long since = subscription().since();
        People.Home moved = world.someone("區域路1號");
        People.Home barred = world.someone("區域路2號");
        People.Home renumbered = world.someone("區域巷3號");
        world.bar(barred, officer);
        RegistrationId registration = world.move(moved, "區域新路1號");
        world.move(barred, "區域新路2號");
        world.renumber("區域巷", "3", "30");
        comes(() -> changes.told("09007010", List.of("address.full"), since, Long.MAX_VALUE)
                .containsAll(List.of(moved.id(0), barred.id(0), renumbered.id(0))));
        assertThat(readSingly(registration)).isZero();
        assertThat(changes.told("63000010", List.of("address.full"), since, Long.MAX_VALUE))
                .isEmpty();
        assertThat(changes.told("09007010", List.of("birthPlace"), since, Long.MAX_VALUE))
                .doesNotContain(moved.id(0));

        UUID file = Objects.requireNonNull(afterAnHour(1).file());
        comes(() -> files.file(file, MACHINE).orElseThrow().state() == FileDesk.State.ANSWERED);
        assertThat(seal.text(book.answer(file, 0)))
                .contains(moved.numbers().getFirst().value(), "區域新路1號")
                .contains(renumbered.numbers().getFirst().value(), "區域巷30號")
                .doesNotContain(barred.numbers().getFirst().value());
        assertThat(changes.told("09007010", List.of("address.full"), 0, Long.MAX_VALUE))
                .isEmpty();

        areas.allow(MOE, purpose, Set.of(), MACHINE);
        clock.advance(Duration.ofHours(1));
        comes(() -> subscription().stopped().equals("unauthorizedArea"));
    }

    /** What is noted of an area is read of many registrations at once. */
    private static long readSingly(RegistrationId registration) {
        return TestDatabase.asOwner()
                .sql("""
                        select count(*) from audit.trail
                        where action = 'registry.registration.read' and object = ? and actor_id = 'link.feed'
                        """)
                .param(String.valueOf(registration.value()))
                .query(Long.class)
                .single();
    }

    /** While it was stopped nothing was kept for it, so it must not say that nothing was lost. */
    @Test
    void anAreaThatWasStoppedBeginsAnewWhenItIsAskedForAgain() {
        areas.allow(MOE, purpose, Set.of("09007"), MACHINE);
        subscribeArea("09007010");
        areas.allow(MOE, purpose, Set.of(), MACHINE);
        clock.advance(Duration.ofHours(1));
        comes(() -> subscription().stopped().equals("unauthorizedArea"));
        areas.allow(MOE, purpose, Set.of("09007"), MACHINE);
        subscriptions.subscribe("daily", occasion(), new What(List.of("address.full"), Every.DAY, "09007010"), MACHINE);
        try {
            long before = changes.last(0);
            world.move(world.someone("區域路8號"), "區域新路8號");
            comes(() -> changes.last(0) > before);

            subscribeArea("09007010");

            assertThat(subscription().stopped()).isEmpty();
            assertThat(subscription().since()).isGreaterThan(before);
        } finally {
            subscriptions.unsubscribe("daily", MACHINE);
        }
    }

    @Test
    void doorsTellOfAddressesAlsoWhenTheirNamesAreTakenBack() {
        Feed.Change back = new Feed.Change(
                2, new RegistrationId(2), RegistrationKind.REVOKE, true, new RegistrationId(1), clock.instant());
        assertThat(back.touched(List.of())).contains(Field.ADDRESS_FULL).doesNotContain(Field.NAME);
    }

    private static String refused(Subscribing subscribing) {
        assertThat(subscribing).isInstanceOf(Subscribing.Refused.class);
        return ((Subscribing.Refused) subscribing).why().code();
    }
}
