package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.PaymentWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.Waiting;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.Outgoing;
import tw.onestop.exchange.Reply;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.payment.CollectionDesk;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.RefundDesk;
import tw.onestop.payment.Remittance;
import tw.onestop.payment.Slip;
import tw.onestop.payment.SlipDesk;
import tw.onestop.registry.Forms;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/** What citizens apply for at other agencies, with the real register and an exchange that only remembers. */
@ProductTest
@Import(ErrandWorld.class)
class ErrandTests {

    private static final String JIESHOU = "09007010001";
    private static final Actor CLERK = People.clerk(JIESHOU);
    private static final Actor BANK = Actor.system("client-bank", new AgencyCode("COLLECTING-BANK"));

    @LocalServerPort
    int port;

    @Autowired
    NoticeDesk desk;

    @Autowired
    RegistryDesk registry;

    @Autowired
    FakeExchange exchange;

    @Autowired
    InboundHandler replies;

    @Autowired
    Batch batch;

    @Autowired
    ClearingRounds rounds;

    @Autowired
    ClearingDesk clearing;

    @Autowired
    SlipDesk slips;

    @Autowired
    CollectionDesk collection;

    @Autowired
    RefundDesk refunds;

    @Autowired
    PaymentWorld payments;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JsonMapper json;

    @AfterEach
    void theClockAsBefore() {
        clock.reset();
    }

    @Test
    void aWidowAsksForThePoliciesOfTheDeadAndTheAssociationLearnsJustWhatItNeeds() {
        People.Home home = family("介壽路201號");
        RegistrationId death = died(home, 0, 1);

        Filing.Filed filed = filed(form(home.person(1), List.of(death), policies(home.person(0), Map.of())));

        JsonNode data = promised(filed, "LIA");
        assertThat(data.propertyNames())
                .containsExactlyInAnyOrder("programme", "change", "person", "applicant", "details", "registration");
        assertThat(data.path("person").propertyNames()).containsExactly("nationalId", "name", "birthDate", "deathDate");
        assertThat(data.path("person").path("deathDate").asString())
                .isEqualTo(daysAgo(2).toString());
        assertThat(data.path("details").path("relation").asString()).isEqualTo("HEIR");
        assertThat(data.path("details").path("relationByRegister").asString()).isEqualTo("SPOUSE");
        assertThat(data.path("applicant").path("name").asString()).isEqualTo("江美");
        assertThat(item(filed).errand()).isEqualTo(new Errand.Words("壽險保單清查", "Life policies of the deceased"));
    }

    @Test
    void whoIsNoKinNeedsADocumentAndAnAdministratorTheRuling() {
        People.Home home = family("介壽路202號");
        People.Home stranger = people.household(JIESHOU, "介壽路203號")
                .head("林外人", Sex.MALE, LocalDate.of(1970, 1, 1))
                .found();
        RegistrationId death = died(home, 0, 1);
        Person dead = home.person(0);

        assertThat(codes(form(stranger.person(0), List.of(death), policies(dead, Map.of()))))
                .containsExactly("notice.errand.notKin");
        assertThat(codes(form(stranger.person(0), List.of(death), policies(dead, Map.of("relation", "ADMINISTRATOR")))))
                .containsExactly("notice.errand.paper");
        assertThat(codes(form(stranger.person(0), List.of(death), policies(dead, Map.of("relation", "")))))
                .contains("notice.errand.choose");
        filed(form(
                stranger.person(0),
                List.of(death),
                policies(dead, Map.of("relation", "ADMINISTRATOR", "administratorDeed", "yes"))));
        assertThat(codes(form(home.person(1), List.of(death), policies(dead, Map.of()))))
                .containsExactly("notice.errand.standsByAnother");
        assertThat(codes(form(
                        stranger.person(0),
                        List.of(death),
                        policies(dead, Map.of("relation", "ADMINISTRATOR", "administratorDeed", "yes")))))
                .containsExactly("notice.errand.standsAlready");
    }

    @Test
    void nothingAboutPoliciesComesBack() {
        People.Home home = family("介壽路204號");
        RegistrationId death = died(home, 0, 1);
        Filing.Filed filed = filed(form(home.person(1), List.of(death), policies(home.person(0), Map.of())));
        UUID id = item(filed).id();

        assertThat(reply("LIA", id, Reply.Status.REJECTED, "有兩張有效保單")).isEqualTo(ReplyAnswer.RESULT_NOT_WANTED);
        assertThat(reply("LIA", id, Reply.Status.NO_RECORD, null)).isEqualTo(ReplyAnswer.RESULT_NOT_WANTED);
        replies.delivered(List.of(new InboundHandler.Delivered(id, Instant.now(clock), Reply.Status.NO_RECORD)));
        assertThat(item(filed).status()).isEqualTo(ItemStatus.SENT);
        assertThat(reply("LIA", id, Reply.Status.COMPLETED, "有兩張有效保單")).isEqualTo(ReplyAnswer.TAKEN);
        assertThat(item(filed))
                .extracting(Receipt.Item::status, Receipt.Item::reason)
                .containsExactly(ItemStatus.COMPLETED, "");
    }

    /** As it is defined now: an errand that was discreet once, or has a discreet one beside it in its programme, is not. */
    @Test
    void whatIsNotDiscreetNowMayBeUnknownAtOnce() {
        TestDatabase.asOwner().sql("""
                insert into notice.errand (place, programme, change, agency, subject, standing, alone, person_told, answer,
                                           name, name_en, valid_during, source)
                values (12, 'nhi-card', 'lost', 'NHIA', 'LIVING', 'SELF', true, '{name}', 'DISCREET', '舊', 'old', '[2001-01-01,2002-01-01)', 'test'),
                       (99, 'nhi-card', 'quiet', 'NHIA', 'LIVING', 'SELF', true, '{name}', 'DISCREET', '舊', 'old', '[2001-01-01,2002-01-01)', 'test')
                """).update();
        try {
            People.Home home = family("介壽路241號");
            Filing.Filed filed = filed(form(home.person(0), List.of(), lost(home.id(0))));

            replies.delivered(List.of(
                    new InboundHandler.Delivered(item(filed).id(), Instant.now(clock), Reply.Status.NO_RECORD)));

            assertThat(item(filed).status()).isEqualTo(ItemStatus.NO_RECORD);
        } finally {
            TestDatabase.asOwner()
                    .sql("delete from notice.errand where source = 'test'")
                    .update();
        }
    }

    @Test
    void afterwardsAndAloneTheDeathIsFoundAndTheLivingHaveNoPoliciesChecked() {
        People.Home home = family("介壽路205號");
        assertThat(codes(form(home.person(1), List.of(), policies(home.person(0), Map.of()))))
                .containsExactly("notice.errand.noOccasion");
        died(home, 0, 1);

        Filing.Filed filed = filed(form(home.person(1), List.of(), policies(home.person(0), Map.of())));

        assertThat(promised(filed, "LIA").path("registration").path("kind").asString())
                .isEqualTo("DEATH");
    }

    @Test
    void aLostCardNeedsNoRegistrationAndSaysWhatIsDueBeforeItIsMade() {
        People.Home home = family("介壽路206號");
        NoticeForm.Wish wish =
                wish("nhi-card", "lost", home.id(0), Map.of("idCardLost", "YES", "delivery", "臺北市信義區市府路1號"));

        Filing.Filed filed = filed(form(home.person(0), List.of(), wish));

        JsonNode data = promised(filed, "NHIA");
        assertThat(data.path("paymentDue").path("amount").asInt()).isEqualTo(200);
        assertThat(data.path("registration").isMissingNode()).isTrue();
        assertThat(data.path("details").path("delivery").asString()).isEqualTo("臺北市信義區市府路1號");
        assertThat(codes(form(home.person(0), List.of(), wish))).containsExactly("notice.errand.standsAlready");
        assertThat(codes(form(
                        home.person(1),
                        List.of(),
                        wish("nhi-card", "lost", home.id(0), Map.of("idCardLost", "YES", "delivery", "近")))))
                .contains("notice.errand.address", "notice.errand.notSelf");
    }

    @Test
    void theAgencyThatWasToldOfAPaymentIsToldThatItWentBack() {
        People.Home home = family("介壽路214號");
        Filing.Filed filed = filed(form(
                home.person(0),
                List.of(),
                wish("nhi-card", "lost", home.id(0), Map.of("idCardLost", "YES", "delivery", "臺北市信義區市府路1號"))));
        UUID id = item(filed).id();
        Slip slip = Objects.requireNonNull(slips.ofItems(List.of(id)).get(id));
        collection.collect(paying(slip), BANK);
        payments.agreeOnRefund(slip.no());
        String refund = Objects.requireNonNull(slips.slip(slip.no(), CLERK)
                        .orElseThrow()
                        .money()
                        .getFirst()
                        .refund())
                .no();
        refunds.forBank(BANK);
        assertThat(refunds.carriedOut(refund, true, "B-000009", BANK)).isEqualTo(RefundDesk.Result.TAKEN);

        Outgoing told = exchange.promised.stream()
                .filter(one -> one.type().equals("tw.onestop.notice.nhi-card.refunded.v1"))
                .filter(one ->
                        json.readTree(one.dataJson()).path("refunds").asString().equals(id.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(told.agency().value()).isEqualTo("NHIA");
        assertThat(json.readTree(told.dataJson()).path("slipNo").asString()).isEqualTo(slip.no());
        assertThat(reply("NHIA", told.id(), Reply.Status.RECEIVED, null)).isEqualTo(ReplyAnswer.TAKEN);
    }

    /** The item first, then its slip, as who takes an errand back does: in two orders each would wait for the other. */
    @Test
    void moneyWaitsForTheItemBeforeItHoldsTheSlip() throws Exception {
        People.Home home = family("介壽路215號");
        Filing.Filed filed = filed(form(
                home.person(0),
                List.of(),
                wish("nhi-card", "lost", home.id(0), Map.of("idCardLost", "YES", "delivery", "臺北市信義區市府路1號"))));
        UUID id = item(filed).id();
        Slip slip = Objects.requireNonNull(slips.ofItems(List.of(id)).get(id));
        AtomicReference<CollectionDesk.Answer> answer = new AtomicReference<>();
        Thread bank = Thread.ofPlatform().unstarted(() -> answer.set(collection.collect(paying(slip), BANK)));
        try (Connection taking = TestDatabase.connectionOfOwner();
                Statement statement = taking.createStatement()) {
            taking.setAutoCommit(false);
            statement.execute("select 1 from notice.item where id = '" + id + "' for update");
            bank.start();
            Waiting.on(statement);
            statement.execute("select 1 from payment.slip where no = '" + slip.no() + "' for update nowait");
            taking.rollback();
        }
        bank.join();
        assertThat(answer.get()).isEqualTo(new CollectionDesk.Answer.Taken(Remittance.Outcome.BOOKED));
    }

    private Told paying(Slip slip) {
        return new Told(
                "T-" + UUID.randomUUID(),
                slip.no(),
                slip.amount(),
                clock.instant().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS),
                Remittance.Channel.STORE);
    }

    @Test
    void aNewbornIsInsuredWithTheParentWhoIsChosen() {
        People.Home home = family("介壽路207號");
        RegistrationId birth = recorded(home, Forms.birth(home.person(1), roc(3), "江新生"));
        NoticeForm.Wish wish = wish(
                "nhi-card",
                "newborn",
                NoticeForm.Wish.newcomer(0),
                Map.of("insured", "FATHER", "delivery", "連江縣南竿鄉介壽村207號"));

        JsonNode data = promised(filed(form(home.person(1), List.of(birth), wish)), "NHIA");

        assertThat(data.path("person").path("name").asString()).isEqualTo("江新生");
        assertThat(data.path("details").path("insuredName").asString()).isEqualTo("江大");
        assertThat(data.path("paymentDue").isMissingNode()).isTrue();
    }

    @Test
    void whereBothParentsAreOfOneSexTheInsuredIsNamedByNumber() {
        People.Home home = people.household(JIESHOU, "介壽路241號")
                .head("江甲", Sex.FEMALE, LocalDate.of(1990, 1, 9))
                .spouse("江乙", Sex.FEMALE, LocalDate.of(1991, 3, 4))
                .child("江丙", Sex.MALE, LocalDate.now(clock).minusDays(9))
                .found();
        HealthCard card = new HealthCard();

        assertThat(card.examine(insuredWith(home, "")))
                .extracting(Refusal::code)
                .containsExactly("notice.card.whichParent");
        assertThat(card.examine(insuredWith(home, home.person(2).nationalId().value())))
                .extracting(Refusal::code)
                .containsExactly("notice.card.notThisParent");
        Petition second = insuredWith(home, home.person(1).nationalId().value());
        assertThat(card.examine(second)).isEmpty();
        assertThat(card.derived(second)).containsEntry("insuredName", "江乙");
    }

    private Petition insuredWith(People.Home home, String number) {
        Person child = home.person(2);
        LocalDate today = LocalDate.now(clock);
        Map<String, String> values =
                merged(Map.of("insured", "MOTHER"), number.isEmpty() ? Map.of() : Map.of("insuredNationalId", number));
        NoticeForm.Wish wish = wish("nhi-card", "newborn", child.id(), values);
        return new Petition(
                desk.errand("nhi-card", "newborn").orElseThrow(),
                wish,
                Petition.Who.of(form(home.person(0), List.of(), wish)),
                child,
                null,
                null,
                registry.kindred(child.id(), 1, today, CLERK),
                values,
                today,
                "");
    }

    @Test
    void aRenamedPersonsCardIsToldBothNames() {
        People.Home home = family("介壽路208號");
        RegistrationId renamed = recorded(home, Forms.nameChange(home.person(0), "江新名"));
        NoticeForm.Wish wish = wish("nhi-card", "changed", home.id(0), Map.of("delivery", "連江縣南竿鄉介壽村208號"));

        JsonNode data = promised(filed(form(home.person(0), List.of(renamed), wish)), "NHIA");

        assertThat(data.path("before").path("name").asString()).isEqualTo("江大");
        assertThat(data.path("after").path("name").asString()).isEqualTo("江新名");
    }

    @Test
    void theFuneralGrantFollowsFromWhatTheDeadWasToTheInsured() {
        People.Home home = family("介壽路209號");
        RegistrationId child = died(home, 2, 1);
        RegistrationId husband = died(home, 0, 1);

        assertThat(months(home, child, 2, "CHILD")).isEqualTo("1.5");
        assertThat(months(home, husband, 0, "SPOUSE")).isEqualTo("3");
    }

    @Test
    void theRegisterContradictsAWrongRelationAndTheAccountIsLookedAt() {
        People.Home home = family("介壽路210號");
        RegistrationId death = died(home, 0, 1);

        assertThat(codes(form(
                        home.person(1),
                        List.of(death),
                        funeral(home.id(0), Map.of("relation", "PARENT", "bankCode", "700", "accountNo", "12345678")))))
                .containsExactlyInAnyOrder("notice.benefit.relation", "notice.benefit.postOffice");
        assertThat(codes(form(
                        home.person(1),
                        List.of(death),
                        funeral(home.id(0), Map.of("bankCode", "12", "accountNo", "abc", "passbook", "")))))
                .containsExactlyInAnyOrder("notice.key.format", "notice.errand.paper");
        assertThat(codes(form(home.person(0), List.of(death), funeral(home.id(0), Map.of()))))
                .containsExactly("notice.benefit.ownDeath");
    }

    @Test
    void untilTheDaysBatchTheOfficeDeletesAndEntersAgainAndAfterItOnlyTheBureauCorrects() {
        People.Home home = family("介壽路211號");
        RegistrationId death = died(home, 0, 1);
        NoticeForm form = form(home.person(1), List.of(death), funeral(home.id(0), Map.of()));
        Filing.Filed first = filed(form);
        assertThat(item(first).recall()).isEqualTo(Receipt.Recall.OFFICE);

        assertThat(desk.takeBack(first.receiptNo(), item(first).id(), CLERK)).isTrue();
        assertThat(item(first).status()).isEqualTo(ItemStatus.WITHDRAWN);
        Filing.Filed second = filed(form);
        clock.advance(Duration.ofDays(1));
        while (batch.leave()) {
            // the rest of what waited
        }

        assertThat(exchange.promised)
                .filteredOn(one -> one.agency().value().equals("BLI"))
                .extracting(Outgoing::id)
                .contains(item(second).id())
                .doesNotContain(item(first).id());
        assertThat(desk.takeBack(second.receiptNo(), item(second).id(), CLERK)).isFalse();
        assertThat(desk.withdraw(
                        second.receiptNo(), second.queryCode(), item(second).id()))
                .isFalse();
        assertThat(item(second).recall()).isEqualTo(Receipt.Recall.AGENCY);
    }

    @Test
    void whatTheBureauPaysIsKeptAndWhatOthersSayOfMoneyIsNot() {
        People.Home home = family("介壽路243號");
        RegistrationId death = died(home, 0, 1);
        Filing.Filed grant = filed(form(home.person(1), List.of(death), funeral(home.id(0), Map.of())));
        Filing.Filed sweep = filed(form(home.person(1), List.of(death), policies(home.person(0), Map.of())));
        clock.advance(Duration.ofDays(1));
        while (batch.leave()) {
            // all of it
        }
        LocalDate day = LocalDate.now(clock).plusDays(7);
        UUID id = item(grant).id();

        assertThat(paid("BLI", id, 137_400, day)).isEqualTo(ReplyAnswer.TAKEN);
        assertThat(paid("LIA", item(sweep).id(), 1_000_000, day)).isEqualTo(ReplyAnswer.TAKEN);

        assertThat(item(grant).benefit()).isEqualTo(new Receipt.Benefit(137_400, day));
        assertThat(item(sweep).benefit()).isNull();
        assertThat(paid("BLI", id, 137_500, day.plusDays(1))).isEqualTo(ReplyAnswer.SAME_AGAIN);
        assertThat(item(grant).benefit()).isEqualTo(new Receipt.Benefit(137_500, day.plusDays(1)));
        assertThat(reply("BLI", id, Reply.Status.COMPLETED, null)).isEqualTo(ReplyAnswer.SAME_AGAIN);
        assertThat(item(grant).benefit()).as("what a reply leaves out stays").isNotNull();
        assertThat(desk.agencyItem(new AgencyCode("BLI"), id, Actor.officer("benefits", new AgencyCode("BLI")))
                        .orElseThrow()
                        .benefit())
                .isEqualTo(new Receipt.Benefit(137_500, day.plusDays(1)));
    }

    private ReplyAnswer paid(String agency, UUID item, int amount, LocalDate day) {
        return replies.replied(List.of(new InboundHandler.Replying(
                        item,
                        new Reply(Reply.Status.COMPLETED, null, null, null, null, null, new Reply.Benefit(amount, day)),
                        Actor.system("client-" + agency, new AgencyCode(agency)))))
                .getFirst();
    }

    @Test
    void whatWaitsForTheBatchHasPromisedNothing() {
        People.Home home = family("介壽路212號");
        RegistrationId death = died(home, 0, 1);
        Filing.Filed filed = filed(form(home.person(1), List.of(death), funeral(home.id(0), Map.of())));

        while (batch.leave()) {
            // what others left behind
        }

        assertThat(exchange.promised)
                .extracting(Outgoing::id)
                .doesNotContain(item(filed).id());
    }

    /** Its page would show nothing: the notice is promised with the batch. */
    @Test
    void anAgencyAndItsClearingKnowNothingBeforeTheBatch() {
        AgencyCode bureau = new AgencyCode("BLI");
        Actor officer = Actor.officer("benefits", bureau);
        YearMonth month = YearMonth.of(2061, 1);
        People.Home home = family("介壽路242號");
        RegistrationId death = died(home, 0, 1);
        UUID waits = item(filed(form(home.person(1), List.of(death), funeral(home.id(0), Map.of()))))
                .id();
        int total = desk.openPage(bureau, new NoticeDesk.OpenQuery(null, "", 0), officer)
                .total();

        assertThat(OpenItems.of(desk, bureau, officer))
                .hasSize(total)
                .extracting(NoticeDesk.AgencyItem::id)
                .doesNotContain(waits);
        assertThat(rounds.build(month, CLERK)).isTrue();
        clock.goTo(LocalDate.of(2061, 2, 1));
        assertThat(clearing.lines(month, new ClearingDesk.Which(false, 0, 100_000), officer)
                        .orElseThrow()
                        .lines())
                .extracting(ClearingDesk.Line::id)
                .doesNotContain(waits);
        assertThat(clearing.late(100_000, officer))
                .extracting(ClearingDesk.Late::id)
                .doesNotContain(waits);
        while (batch.leave()) {
            // all of it
        }
        assertThat(OpenItems.of(desk, bureau, officer))
                .extracting(NoticeDesk.AgencyItem::id)
                .contains(waits);
        assertThat(clearing.late(100_000, officer))
                .extracting(ClearingDesk.Late::id)
                .contains(waits);
    }

    @Test
    void whatIsARowAloneIsToldAsTheRowSays() {
        People.Home home = family("介壽路215號");
        RegistrationId death = died(home, 0, 1);
        PersonId dead = home.id(0);
        Map<String, String> heir = Map.of("relation", "HEIR", "delivery", "臺北市信義區市府路1號");
        Map<String, String> soldier =
                Map.of("unit", "陸軍馬祖防衛指揮部", "bankCode", "004", "accountNo", "01234567890", "serviceCard", "yes");

        JsonNode estate =
                promised(filed(form(home.person(1), List.of(death), wish("estate", "inventory", dead, heir))), "NTAX");
        JsonNode bills =
                promised(filed(form(home.person(1), List.of(death), wish("local-tax", "death", dead, heir))), "LTAX");
        JsonNode grant =
                promised(filed(form(home.person(1), List.of(death), wish("defence", "funeral", dead, soldier))), "MND");

        assertThat(estate.path("person").path("address").asString()).contains("介壽路215號");
        assertThat(bills.path("person").propertyNames()).containsExactly("nationalId", "name", "deathDate");
        assertThat(grant.path("details").propertyNames())
                .containsExactly("unit", "bankCode", "accountNo", "relationByRegister");
    }

    @Test
    void whoMarriesAppliesForTheGrantAndOnlyForThemselves() {
        People.Home one = people.household(JIESHOU, "介壽路216號")
                .head("林成", Sex.MALE, LocalDate.of(1990, 1, 9))
                .found();
        People.Home other = people.household(JIESHOU, "介壽路217號")
                .head("陳文", Sex.FEMALE, LocalDate.of(1991, 1, 9))
                .found();
        RegistrationId marriage =
                recorded(one, Forms.marriage(RegistrationKind.MARRY, one.person(0), other.person(0), roc(0)));
        NoticeForm.Wish wish = wish(
                "defence",
                "marriage",
                one.id(0),
                Map.of("unit", "陸軍", "bankCode", "004", "accountNo", "01234567890", "serviceCard", "yes"));

        assertThat(codes(form(other.person(0), List.of(marriage), wish))).containsExactly("notice.errand.notSelf");
        assertThat(promised(filed(form(one.person(0), List.of(marriage), wish)), "MND")
                        .path("after")
                        .path("marital")
                        .asString())
                .isEqualTo("MARRIED");
    }

    @Test
    void aWithdrawnErrandIsTakenBackUnderItsOwnName() {
        People.Home home = family("介壽路214號");
        NoticeForm.Wish wish = lost(home.id(0));
        Filing.Filed filed = filed(form(home.person(0), List.of(), wish));
        UUID id = item(filed).id();
        exchange.left.add(id);

        assertThat(desk.withdraw(filed.receiptNo(), filed.queryCode(), id)).isTrue();

        Outgoing told = exchange.promised.getLast();
        assertThat(told.type()).isEqualTo("tw.onestop.notice.nhi-card.withdrawal.v1");
        assertThat(asItsSchemaHasIt(told.type(), json.readTree(told.dataJson()))
                        .path("withdraws")
                        .asString())
                .isEqualTo(id.toString());
        filed(form(home.person(0), List.of(), wish));
    }

    @Test
    void anAgentNeedsTheMandate() {
        People.Home home = family("介壽路213號");
        NoticeForm.Wish wish =
                wish("nhi-card", "lost", home.id(0), Map.of("idCardLost", "YES", "delivery", "臺北市信義區市府路1號"));
        NoticeForm form = form(home.person(0), List.of(), wish);

        assertThat(codes(by("代辦人", form))).containsExactly("notice.errand.mandate");
    }

    @Test
    void theParentsOfWhoIsOfAgeDoNotApplyInTheirOwnName() {
        People.Home home = people.household(JIESHOU, "介壽路231號")
                .head("江老", Sex.MALE, LocalDate.of(1960, 1, 9))
                .child("江長", Sex.FEMALE, LocalDate.now(clock).minusYears(18))
                .child("江幼", Sex.FEMALE, LocalDate.now(clock).minusYears(18).plusDays(1))
                .found();

        assertThat(codes(form(home.person(0), List.of(), lost(home.id(1))))).containsExactly("notice.errand.ofAge");
        filed(form(home.person(0), List.of(), lost(home.id(2))));
        filed(by("江老", form(home.person(1), List.of(), lostWith(home.id(1), "mandate"))));
    }

    @Test
    void anEstateIsForTheHeirsAndPoliciesForWiderKin() {
        People.Home home = siblings("介壽路232號");
        RegistrationId death = died(home, 2, 1);
        Person dead = home.person(2);
        Person sister = home.person(3);

        assertThat(codes(form(sister, List.of(death), estate(dead, Map.of()))))
                .containsExactly("notice.errand.notHeir");
        filed(form(sister, List.of(death), policies(dead, Map.of())));
        filed(form(home.person(1), List.of(death), estate(dead, Map.of())));
        assertThat(codes(form(sister, List.of(death), estate(dead, Map.of("relation", "EXECUTOR")))))
                .containsExactly("notice.errand.paper");
        filed(form(sister, List.of(death), estate(dead, Map.of("relation", "EXECUTOR", "executorDeed", "yes"))));
    }

    @Test
    void everyHeirAsksForThemselvesAndNobodyTwice() {
        People.Home home = family("介壽路235號");
        RegistrationId death = died(home, 2, 1);
        Person child = home.person(2);
        Filing.Filed first = filed(form(home.person(0), List.of(death), estate(child, Map.of())));
        UUID id = item(first).id();
        reply("NTAX", id, Reply.Status.COMPLETED, null);

        filed(form(home.person(1), List.of(death), estate(child, Map.of())));
        assertThat(codes(form(home.person(0), List.of(death), estate(child, Map.of()))))
                .containsExactly("notice.errand.standsAlready");
    }

    @Test
    void whoRepresentsAnHeirNamesOneWhoIsKin() {
        People.Home home = family("介壽路236號");
        RegistrationId death = died(home, 0, 1);
        Person lawyer = people.household(JIESHOU, "介壽路237號")
                .head("林監護", Sex.MALE, LocalDate.of(1970, 1, 1))
                .found()
                .person(0);
        Person dead = home.person(0);

        assertThat(codes(form(lawyer, List.of(death), policies(dead, represented(lawyer)))))
                .containsExactly("notice.errand.representedNotKin");
        JsonNode data =
                promised(filed(form(lawyer, List.of(death), policies(dead, represented(home.person(2))))), "LIA");
        assertThat(data.path("details").path("relationByRegister").asString()).isEqualTo("CHILD");
    }

    @Test
    void theArmedForcesPayForTheNearestAndLearnWhatTheyAre() {
        People.Home home = siblings("介壽路238號");
        RegistrationId death = died(home, 2, 1);
        NoticeForm.Wish wish = wish(
                "defence",
                "funeral",
                home.id(2),
                Map.of("unit", "陸軍馬祖防衛指揮部", "bankCode", "004", "accountNo", "01234567890", "serviceCard", "yes"));

        assertThat(codes(form(home.person(3), List.of(death), wish))).containsExactly("notice.defence.notFamily");
        JsonNode data = promised(filed(form(home.person(0), List.of(death), wish)), "MND");
        assertThat(data.path("details").path("relationByRegister").asString()).isEqualTo("PARENT");
    }

    @Test
    void aSeizedAccountAndAClaimOfOlderThanFiveYearsAreForTheBureauItself() {
        People.Home home = family("介壽路239號");
        RegistrationId death = died(home, 0, 1);

        assertThat(codes(form(home.person(1), List.of(death), funeral(home.id(0), Map.of("seized", "YES")))))
                .containsExactly("notice.benefit.seized");
        clock.goTo(daysAgo(2).plusYears(5));
        assertThat(codes(form(home.person(1), List.of(death), funeral(home.id(0), Map.of("seized", "YES")))))
                .containsExactly("notice.benefit.seized");
        clock.advance(Duration.ofDays(1));
        assertThat(codes(form(home.person(1), List.of(death), funeral(home.id(0), Map.of()))))
                .containsExactly("notice.benefit.lapsed");
    }

    @Test
    void aCardLostWithoutTheIdentityCardIsForTheInsurance() {
        People.Home home = family("介壽路240號");

        assertThat(codes(form(
                        home.person(0),
                        List.of(),
                        wish("nhi-card", "lost", home.id(0), Map.of("idCardLost", "NO", "delivery", "臺北市信義區市府路1號")))))
                .containsExactly("notice.card.idCardKept");
    }

    /** Father, mother, and two sisters who are of age. */
    private People.Home siblings(String street) {
        return people.household(JIESHOU, street)
                .head("江父", Sex.MALE, LocalDate.of(1970, 1, 9))
                .spouse("江母", Sex.FEMALE, LocalDate.of(1972, 3, 4))
                .child("江姊", Sex.FEMALE, LocalDate.of(1999, 5, 6))
                .child("江妹", Sex.FEMALE, LocalDate.of(2001, 7, 8))
                .found();
    }

    private static NoticeForm.Wish lost(PersonId person) {
        return lostWith(person, "");
    }

    private static NoticeForm.Wish lostWith(PersonId person, String paper) {
        return wish(
                "nhi-card",
                "lost",
                person,
                merged(
                        Map.of("idCardLost", "YES", "delivery", "臺北市信義區市府路1號"),
                        paper.isEmpty() ? Map.of() : Map.of(paper, "yes")));
    }

    private static NoticeForm.Wish estate(Person dead, Map<String, String> others) {
        return wish(
                "estate",
                "inventory",
                dead.id(),
                merged(Map.of("relation", "HEIR", "delivery", "臺北市信義區市府路1號"), others));
    }

    private static Map<String, String> represented(Person heir) {
        return Map.of(
                "relation", "REPRESENTATIVE", "represented", heir.nationalId().value(), "representation", "yes");
    }

    private String months(People.Home home, RegistrationId death, int dead, String relation) {
        Filing.Filed filed =
                filed(form(home.person(1), List.of(death), funeral(home.id(dead), Map.of("relation", relation))));
        clock.advance(Duration.ofDays(1));
        while (batch.leave()) {
            // all of it
        }
        return promised(filed, "BLI").path("details").path("months").asString();
    }

    /** Father, mother and a child of four. */
    private People.Home family(String street) {
        return people.household(JIESHOU, street)
                .head("江大", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("江美", Sex.FEMALE, LocalDate.of(1985, 3, 4))
                .child("江小", Sex.FEMALE, LocalDate.now(clock).minusYears(4))
                .found();
    }

    private RegistrationId died(People.Home home, int dead, int applicant) {
        Forms death = Forms.death(home.person(dead), roc(2), home.person(applicant), dead == 2 ? "RELATIVE" : "SPOUSE");
        return recorded(home, dead == 0 ? death.with("newHead", home.person(1)) : death);
    }

    private RegistrationId recorded(People.Home home, Forms form) {
        Recording recording = transaction.execute(_ -> registry.record(List.of(form.form()), Map.of(), CLERK));
        assertThat(recording).as(home.no().value()).isInstanceOf(Recording.Recorded.class);
        return ((Recording.Recorded) Objects.requireNonNull(recording))
                .registrations()
                .getFirst();
    }

    private static NoticeForm.Wish policies(Person dead, Map<String, String> others) {
        return wish("life-policy", "check", dead.id(), merged(Map.of("relation", "HEIR"), others));
    }

    private static NoticeForm.Wish funeral(PersonId dead, Map<String, String> others) {
        return wish(
                "labour-benefit",
                "funeral",
                dead,
                merged(
                        Map.of(
                                "relation", "SPOUSE",
                                "bankCode", "004",
                                "accountNo", "01234567890",
                                "seized", "NO",
                                "passbook", "yes"),
                        others));
    }

    private static Map<String, String> merged(Map<String, String> usual, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(usual);
        all.putAll(others);
        return all;
    }

    private static NoticeForm.Wish wish(String programme, String change, PersonId person, Map<String, String> values) {
        return new NoticeForm.Wish(programme, change, person, values);
    }

    private static NoticeForm form(Person applicant, List<RegistrationId> registrations, NoticeForm.Wish... wishes) {
        return new NoticeForm(
                registrations,
                applicant.nationalId(),
                applicant.name(),
                null,
                "0912345678",
                "",
                true,
                ConsentNotices.VERSION,
                Filed.signature(true),
                List.of(),
                List.of(wishes),
                Set.of());
    }

    private static NoticeForm by(String agent, NoticeForm form) {
        return new NoticeForm(
                form.registrations(),
                form.applicant(),
                form.applicantName(),
                agent,
                form.phone(),
                form.email(),
                form.consent(),
                form.consentVersion(),
                form.signaturePng(),
                form.choices(),
                form.wishes(),
                form.messages());
    }

    private Filing file(NoticeForm form) {
        return Objects.requireNonNull(transaction.execute(_ -> desk.file(form, CLERK)));
    }

    private Filing.Filed filed(NoticeForm form) {
        Filing filing = file(form);
        assertThat(filing).isInstanceOf(Filing.Filed.class);
        return (Filing.Filed) filing;
    }

    private List<String> codes(NoticeForm form) {
        Filing filing = file(form);
        return filing instanceof Filing.Refused(List<Refusal> refusals)
                ? refusals.stream().map(Refusal::code).distinct().toList()
                : List.of();
    }

    private Receipt.Item item(Filing.Filed filed) {
        return desk.receipt(filed.receiptNo(), CLERK).orElseThrow().items().stream()
                .filter(item -> !item.statutory())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode promised(Filing.Filed filed, String agency) {
        UUID id = item(filed).id();
        return exchange.promised.stream()
                .filter(one -> one.id().equals(id) && one.agency().value().equals(agency))
                .map(one -> asItsSchemaHasIt(one.type(), json.readTree(one.dataJson())))
                .findFirst()
                .orElseThrow();
    }

    /** The published schema, written from the same rows, names all there is, and asks for nothing that is not there. */
    private JsonNode asItsSchemaHasIt(String type, JsonNode data) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://localhost:%d/schemas/notice/%s.json".formatted(port, type));
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(type).isEqualTo(200);
            JsonNode schema = json.readTree(answer.body());
            for (String part : List.of("", "/properties/person", "/properties/applicant", "/properties/details")) {
                JsonNode of = schema.at(part);
                JsonNode found = data.at(part.replace("/properties", ""));
                if (of.path("additionalProperties").isBoolean()) {
                    assertThat(of.path("properties").propertyNames())
                            .as(type + part)
                            .containsAll(found.propertyNames());
                }
                of.path("required")
                        .forEach(name -> assertThat(found.has(name.asString()))
                                .as(type + part + " " + name)
                                .isTrue());
            }
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ReplyAnswer reply(String agency, UUID id, Reply.Status status, @Nullable String reason) {
        Actor machine = Actor.system("client-" + agency, new AgencyCode(agency));
        return replies.replied(
                        List.of(new InboundHandler.Replying(id, new Reply(status, reason, null, null, null), machine)))
                .getFirst();
    }

    private LocalDate daysAgo(int days) {
        return LocalDate.now(clock).minusDays(days);
    }

    private String roc(int daysAgo) {
        return RocDate.compact(daysAgo(daysAgo));
    }
}
