package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static tw.onestop.agency.Receiving.PREPARES;
import static tw.onestop.agency.Receiving.SIGNS;
import static tw.onestop.agency.Receiving.waiting;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.PromiseChangeDesk;
import tw.onestop.agency.PromiseForm;
import tw.onestop.agency.Proposal;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.MessageDesk;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.ClearingDesk.Late;
import tw.onestop.notice.Receipt.Fee.Standing;
import tw.onestop.payment.CollectionDesk;
import tw.onestop.payment.CollectionDesk.Answer;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.RefundDesk;
import tw.onestop.payment.Remittance;
import tw.onestop.payment.Remittance.Channel;
import tw.onestop.payment.Slip;
import tw.onestop.payment.SlipDesk;
import tw.onestop.payment.SlipDesk.Renewed;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;

/** What an errand costs, from its slip to its end, with the real register and the real cash desk. */
@ProductTest
@Import(ErrandWorld.class)
class ErrandFeeTests {

    private static final String JIESHOU = "09007010001";
    private static final Actor CLERK = People.clerk(JIESHOU);
    private static final Actor BANK = Actor.system("client-bank", new AgencyCode("COLLECTING-BANK"));
    private static final AgencyCode NHIA = new AgencyCode("NHIA");

    @Autowired
    NoticeDesk desk;

    @Autowired
    FeeDesk fees;

    @Autowired
    FeeChangeDesk changes;

    @Autowired
    PromiseChangeDesk promises;

    @Autowired
    ShadowDesk shadows;

    @Autowired
    ProposalDesk proposals;

    @Autowired
    SlipDesk slips;

    @Autowired
    CollectionDesk collection;

    @Autowired
    RefundDesk refunds;

    @Autowired
    FeeReminders reminders;

    @Autowired
    ClearingRounds rounds;

    @Autowired
    ClearingDesk clearing;

    @Autowired
    LateItems lateItems;

    @Autowired
    FakeMessages messages;

    @Autowired
    FakeExchange exchange;

    @Autowired
    InboundHandler replies;

    @Autowired
    People people;

    @Autowired
    Deadlines deadlines;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @AfterEach
    void theClockAsBefore() {
        clock.reset();
    }

    @Test
    void theAgencysDaysRunFromThePaymentAndTheReceiptSaysWhatIsDue() {
        clock.goTo(LocalDate.of(2030, 3, 4));
        Filing.Filed filed = lostCard("介壽路301號");
        assertThat(item(filed).expectedOn()).isNull();
        assertThat(fee(filed))
                .extracting(Receipt.Fee::amount, Receipt.Fee::standing, Receipt.Fee::due)
                .containsExactly(200, Standing.DUE, slip(filed).due());

        clock.goTo(LocalDate.of(2030, 3, 11));
        pay(filed);

        assertThat(item(filed).expectedOn()).isEqualTo(deadlines.due(LocalDate.of(2030, 3, 11), 7));
        assertThat(fee(filed).standing()).isEqualTo(Standing.PAID);
        assertThat(paidWords(filed)).isOne();
    }

    @Test
    void aFeeIsLookedAtOnLastMonthAndHoldsFromTheDayThatAnotherSigned() {
        clock.goTo(LocalDate.of(2041, 3, 4));
        Filing.Filed then = lostCard("介壽路321號");
        clock.goTo(LocalDate.of(2041, 4, 2));
        String name = "nhi.card.lostFee";
        try {
            assertThat(changes.prepare(new FeeForm(name, "200", "公告", " "), PREPARES))
                    .extracting(Refusal::field, Refusal::code)
                    .containsExactly(tuple("amount", "receiver.fee.same"), tuple("reason", "receiver.reason.missing"));
            assertThat(changes.prepare(new FeeForm("human.maximumAge", "9", "公告", "調整"), PREPARES))
                    .containsExactly(Refusal.of("", "receiver.fee.unknown"));
            assertThat(changes.prepare(new FeeForm(name, "２５０", "公告", "調整"), PREPARES))
                    .isEmpty();
            Proposal proposal = waiting(proposals, name);

            ShadowDesk.Shadow shadow = shadows.of(proposal, SIGNS);

            assertThat(shadow.sums()).isEqualTo(new ShadowDesk.Sums(1, 200, 250));
            assertThat(shadow.examples()).containsExactly(then.receiptNo());
            assertThat(decide(proposal, "1300402")).containsExactly(Refusal.of("from", "receiver.from.tomorrow"));
            assertThat(decide(proposal, "1300403")).isEmpty();
            assertThat(fee(lostCard("介壽路322號")).amount()).isEqualTo(200);
            clock.goTo(LocalDate.of(2041, 4, 3));
            assertThat(fee(lostCard("介壽路323號")).amount()).isEqualTo(250);
            assertThat(slip(then).amount()).isEqualTo(200);
        } finally {
            asItAlwaysWas(name);
        }
    }

    @Test
    void anAnnouncedFeeIsTakenBackForTheDayItWouldBegin() {
        clock.goTo(LocalDate.of(2042, 5, 1));
        String name = "nhi.card.lostFee";
        FeeForm back = new FeeForm(name, "200", "公告", "收回");
        try {
            assertThat(changes.prepare(back, PREPARES)).containsExactly(Refusal.of("amount", "receiver.fee.same"));
            assertThat(changes.prepare(new FeeForm(name, "250", "公告", "調整"), PREPARES))
                    .isEmpty();
            assertThat(decide(waiting(proposals, name), "1310601")).isEmpty();

            assertThat(changes.prepare(back, PREPARES)).isEmpty();
            assertThat(decide(waiting(proposals, name), "1310515"))
                    .containsExactly(Refusal.of("from", "receiver.fee.takeBack", "2042-06-01"));
            assertThat(decide(waiting(proposals, name), "1310601")).isEmpty();

            assertThat(changes.prepare(back, PREPARES)).containsExactly(Refusal.of("amount", "receiver.fee.same"));
            clock.goTo(LocalDate.of(2042, 6, 1));
            assertThat(fee(lostCard("介壽路324號")).amount()).isEqualTo(200);
        } finally {
            asItAlwaysWas(name);
        }
    }

    private static void asItAlwaysWas(String name) {
        TestDatabase.asOwner()
                .sql("delete from registry.rule_value where name = ? and not lower_inf(effective)")
                .param(name)
                .update();
        TestDatabase.asOwner()
                .sql("update registry.rule_value set effective = '(,)' where name = ?")
                .param(name)
                .update();
    }

    @Test
    void otherDaysForOneMatterHoldFromTheirDayAndWhatWasPromisedStays() {
        clock.goTo(LocalDate.of(2041, 7, 1));
        Filing.Filed then = lostCard("介壽路331號");
        pay(then);
        LocalDate promised = item(then).expectedOn();
        clock.goTo(LocalDate.of(2041, 8, 5));
        String lost = "nhi-card.lost";
        try {
            assertThat(promises.prepare(new PromiseForm("NHIA", lost, "0", " ", "縮短"), PREPARES))
                    .extracting(Refusal::field, Refusal::code)
                    .containsExactly(
                            tuple("days", "receiver.promise.days"), tuple("source", "receiver.missing.source"));
            assertThat(promises.prepare(new PromiseForm("NHIA", lost, "7", "來函", "縮短"), PREPARES))
                    .containsExactly(Refusal.of("days", "receiver.promise.same"));
            assertThat(promises.prepare(new PromiseForm("NHIA", "passport.filing", "4", "來函", "縮短"), PREPARES))
                    .containsExactly(Refusal.of("", "receiver.promise.unknown"));
            assertThat(promises.prepare(new PromiseForm("NHIA", lost, "４", "來函", "縮短"), PREPARES))
                    .isEmpty();
            Proposal proposal = waiting(proposals, "NHIA/" + lost);

            ShadowDesk.Shadow shadow = shadows.of(proposal, SIGNS);

            assertThat(shadow)
                    .extracting(ShadowDesk.Shadow::cases, ShadowDesk.Shadow::late)
                    .containsExactly(1, 100);
            assertThat(decide(proposal, "1300805")).containsExactly(Refusal.of("from", "receiver.from.tomorrow"));
            assertThat(decide(proposal, "1300806")).isEmpty();
            pay(lostCard("介壽路332號"));
            assertThat(deadlines.expected(NHIA, "tw.onestop.notice.nhi-card.lost.v1"))
                    .isEqualTo(deadlines.due(LocalDate.of(2041, 8, 5), 7));
            clock.goTo(LocalDate.of(2041, 8, 6));
            Filing.Filed now = lostCard("介壽路333號");
            pay(now);
            assertThat(item(now).expectedOn()).isEqualTo(deadlines.due(LocalDate.of(2041, 8, 6), 4));
            assertThat(item(then).expectedOn()).isEqualTo(promised);
        } finally {
            TestDatabase.asOwner()
                    .sql("delete from agency.promised_days where matter = ? and not lower_inf(effective)")
                    .param(lost)
                    .update();
            TestDatabase.asOwner()
                    .sql("update agency.promised_days set effective = '(,)' where matter = ?")
                    .param(lost)
                    .update();
        }
    }

    private List<Refusal> decide(Proposal proposal, String from) {
        return proposals.decide(proposal.id(), new ProposalDesk.Decision("ENACTED", from, ""), SIGNS);
    }

    @Test
    void whatTheAgencyRefusesOrDoesNotKnowIsNotPaidAnyMore() {
        for (Reply.Status status : List.of(Reply.Status.REJECTED, Reply.Status.NO_RECORD)) {
            Filing.Filed filed = lostCard("介壽路302號");
            reply(filed, status, null);
            assertThat(item(filed).fee()).as(status.name()).isNull();
            assertThat(slip(filed).state()).isEqualTo(Slip.State.CANCELLED);
            assertThat(pay(filed)).isEqualTo(new Answer.Taken(Remittance.Outcome.CANCELLED_SLIP));
        }
        Filing.Filed filed = lostCard("介壽路302號");
        replies.delivered(
                List.of(new InboundHandler.Delivered(item(filed).id(), Instant.now(clock), Reply.Status.NO_RECORD)));
        assertThat(slip(filed).state()).isEqualTo(Slip.State.CANCELLED);
    }

    @Test
    void whatWasPaidForNothingStandsAmongWhatGoesBack() {
        Filing.Filed withdrawn = lostCard("介壽路303號");
        pay(withdrawn);
        assertThat(desk.withdraw(
                        withdrawn.receiptNo(),
                        withdrawn.queryCode(),
                        item(withdrawn).id()))
                .isTrue();
        Filing.Filed refused = lostCard("介壽路303號");
        pay(refused);
        reply(refused, Reply.Status.REJECTED, null);
        Filing.Filed done = lostCard("介壽路303號");
        pay(done);
        reply(done, Reply.Status.COMPLETED, null);

        assertThat(fee(withdrawn).standing()).isEqualTo(Standing.OWED_BACK);
        assertThat(owedBack(withdrawn)).containsExactly("申請已撤回");
        assertThat(owedBack(refused)).containsExactly("機關不予核准");
        assertThat(owedBack(done)).isEmpty();
    }

    @Test
    void anotherSlipIsIssuedWhileTheItemWaitsAndNoneStands() {
        clock.goTo(LocalDate.of(2030, 5, 6));
        Filing.Filed filed = lostCard("介壽路304號");
        String first = slip(filed).no();
        assertThat(refused(first)).isEqualTo("payment.renew.holds");
        assertThat(slips.cancel(first, "金額開錯", CLERK)).isEmpty();
        assertThat(fee(filed).standing()).isEqualTo(Standing.NO_SLIP);

        String second = issued(first);
        assertThat(refused(first)).isEqualTo("payment.renew.another");
        assertThat(slips.renewable(slips.slip(first, CLERK).orElseThrow())).isFalse();
        clock.goTo(slip(filed).due().plusDays(1));
        assertThat(fee(filed).standing()).isEqualTo(Standing.OVERDUE);

        String third = issued(second);
        assertThat(slip(filed))
                .extracting(Slip::no, Slip::amount, Slip::state)
                .containsExactly(third, 200, Slip.State.OPEN);
        assertThat(slips.slip(second, CLERK).orElseThrow().state()).isEqualTo(Slip.State.CANCELLED);
        pay(filed);
        assertThat(refused(third)).isEqualTo("payment.renew.paid");
        goesBack(filed);

        String fourth = issued(third);
        assertThat(pay(filed)).isEqualTo(new Answer.Taken(Remittance.Outcome.BOOKED));
        assertThat(paidWords(filed)).isEqualTo(2);
        goesBack(filed);
        reply(filed, Reply.Status.COMPLETED, null);
        assertThat(refused(fourth)).isEqualTo("payment.renew.ended");
        assertThat(fees.another(fourth, Actor.staff("clerk", new OfficeCode("65000010"))))
                .isEqualTo(new Renewed.Refused(Refusal.of("no", "payment.slip.unknown")));
    }

    @Test
    void whoWishedSoIsRemindedBeforeTheLastDayAndAfterItOnceEach() {
        clock.goTo(LocalDate.of(2030, 8, 5));
        Filing.Filed filed = lostCard("介壽路305號");
        Filing.Filed paid = lostCard("介壽路306號");
        pay(paid);
        LocalDate due = slip(filed).due();
        remindAll();
        assertThat(bodies(filed)).isEmpty();
        assertThat(slips.due(CLERK))
                .extracting(Slip::item)
                .doesNotContain(item(filed).id());

        clock.goTo(due.minusDays(3));
        remindAll();
        remindAll();
        assertThat(bodies(filed)).hasSize(1);
        assertThat(bodies(filed).getFirst()).contains("快到繳款期限").doesNotContain("200", "健保", "江", "http");
        assertThat(slips.due(CLERK))
                .extracting(Slip::item)
                .contains(item(filed).id())
                .doesNotContain(item(paid).id());

        clock.goTo(due.plusDays(1));
        remindAll();
        remindAll();
        assertThat(bodies(filed)).hasSize(2);
        assertThat(bodies(filed).getLast()).contains("已過繳款期限");
        assertThat(bodies(paid)).isEmpty();
    }

    @Test
    void theNumberOfTheRegisteredLetterStandsWithTheItem() {
        Filing.Filed filed = lostCard("介壽路307號");
        pay(filed);
        assertThat(item(filed).trackingNo()).isEmpty();
        reply(filed, Reply.Status.COMPLETED, "12345678901234");
        assertThat(item(filed).trackingNo()).isEqualTo("12345678901234");
    }

    @Test
    void aPartThatWentBackIsSaidAndTheErrandGoesOn() {
        Filing.Filed filed = lostCard("介壽路308號");
        pay(filed);
        goesBack(filed, "50");
        assertThat(fee(filed).standing()).isEqualTo(Standing.PAID);
        assertThat(fee(filed).back()).isEqualTo(50);
        assertThat(fee(filed).backInPart()).isTrue();
        assertThat(item(filed).waits()).isTrue();
        goesBack(filed, "");
        assertThat(fee(filed).standing()).isEqualTo(Standing.NO_SLIP);
    }

    @Test
    void aPromiseEndsWithTheRefundAndAnotherPaymentBeginsAnother() {
        clock.goTo(LocalDate.of(2043, 3, 2));
        Filing.Filed filed = lostCard("介壽路309號");
        pay(filed);
        UUID id = item(filed).id();
        clock.goTo(promised(filed).plusDays(30));
        rounds.round();
        assertThat(late()).extracting(Late::id).contains(id);
        assertThat(risen()).extracting(Late::id).contains(id);

        goesBack(filed);
        assertThat(item(filed).waits()).isTrue();
        assertThat(item(filed).expectedOn()).isNull();
        assertThat(late()).extracting(Late::id).doesNotContain(id);
        rounds.round();
        assertThat(risen()).extracting(Late::id).doesNotContain(id);

        issued(slip(filed).no());
        pay(filed);
        LocalDate again = promised(filed);
        assertThat(again).isEqualTo(deadlines.expected(NHIA, "tw.onestop.notice.nhi-card.lost.v1"));
        clock.goTo(again.plusDays(1));
        rounds.round();
        assertThat(late()).extracting(Late::id).contains(id);
        assertThat(risen()).extracting(Late::id).doesNotContain(id);
        clock.goTo(again.plusDays(30));
        rounds.round();
        assertThat(risen()).extracting(Late::id, Late::dueOn).contains(tuple(id, again));
    }

    private LocalDate promised(Filing.Filed filed) {
        return Objects.requireNonNull(item(filed).expectedOn());
    }

    private List<Late> late() {
        return clearing.late(100_000, Actor.officer("clearing", NHIA));
    }

    private List<Late> risen() {
        return lateItems.risen(100_000);
    }

    private void remindAll() {
        while (reminders.round()) {
            // the rest of what is due
        }
    }

    private List<String> bodies(Filing.Filed filed) {
        return messages.promised.stream()
                .filter(one -> one.about().equals(filed.receiptNo()))
                .map(MessageDesk.Message::body)
                .toList();
    }

    private String issued(String before) {
        assertThat(slips.renewable(slips.slip(before, CLERK).orElseThrow())).isTrue();
        Renewed renewed = fees.another(before, CLERK);
        assertThat(renewed).isInstanceOf(Renewed.Issued.class);
        return ((Renewed.Issued) renewed).slip().no();
    }

    private String refused(String before) {
        return ((Renewed.Refused) fees.another(before, CLERK)).why().code();
    }

    /** Two persons agree and the bank pays out. */
    private void goesBack(Filing.Filed filed) {
        goesBack(filed, "");
    }

    private void goesBack(Filing.Filed filed, String amount) {
        UUID money = slip(filed).money().getFirst().id();
        assertThat(refunds.ask(new RefundDesk.Request(money, amount, "民眾改期", "004", "00412345678", "江大"), CLERK))
                .isEmpty();
        String no =
                Objects.requireNonNull(slip(filed).money().getFirst().refund()).no();
        refunds.decide(no, true, "", Actor.rule("test-cashier"));
        refunds.forBank(BANK);
        assertThat(refunds.carriedOut(no, true, "B-1", BANK)).isEqualTo(RefundDesk.Result.TAKEN);
    }

    private List<String> owedBack(Filing.Filed filed) {
        String no = slip(filed).no();
        return refunds.notOwed(Actor.rule("test-cashier")).stream()
                .filter(one -> one.slipNo().equals(no))
                .map(Remittance::owedBack)
                .toList();
    }

    private long paidWords(Filing.Filed filed) {
        String id = item(filed).id().toString();
        return exchange.promised.stream()
                .filter(one -> one.type().equals("tw.onestop.notice.nhi-card.paid.v1"))
                .filter(one -> new String(one.dataJson(), StandardCharsets.UTF_8).contains(id))
                .count();
    }

    private Answer pay(Filing.Filed filed) {
        Slip slip = slip(filed);
        return collection.collect(
                new Told(
                        "T-" + UUID.randomUUID(),
                        slip.no(),
                        slip.amount(),
                        clock.instant().minusSeconds(60),
                        Channel.STORE),
                BANK);
    }

    private Slip slip(Filing.Filed filed) {
        UUID id = item(filed).id();
        return Objects.requireNonNull(slips.ofItems(List.of(id)).get(id));
    }

    private Receipt.Fee fee(Filing.Filed filed) {
        return Objects.requireNonNull(item(filed).fee());
    }

    private Receipt.Item item(Filing.Filed filed) {
        return desk.receipt(filed.receiptNo(), CLERK).orElseThrow().items().getFirst();
    }

    private void reply(Filing.Filed filed, Reply.Status status, @Nullable String trackingNo) {
        String reason = status == Reply.Status.REJECTED ? "資料不符" : null;
        replies.replied(List.of(new InboundHandler.Replying(
                item(filed).id(),
                new Reply(status, reason, null, null, null, trackingNo),
                Actor.system("client-NHIA", NHIA))));
    }

    private Filing.Filed lostCard(String street) {
        Person person = people.household(JIESHOU, street)
                .head("江大", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found()
                .person(0);
        NoticeForm form = new NoticeForm(
                List.of(),
                person.nationalId(),
                person.name(),
                null,
                "0912345678",
                "",
                true,
                ConsentNotices.VERSION,
                Filed.signature(true),
                List.of(),
                List.of(new NoticeForm.Wish(
                        "nhi-card", "lost", person.id(), Map.of("idCardLost", "YES", "delivery", "臺北市信義區市府路1號"))),
                Set.of(NoticeForm.Message.SMS));
        Filing filing = transaction.execute(_ -> desk.file(form, CLERK));
        assertThat(filing).isInstanceOf(Filing.Filed.class);
        return (Filing.Filed) Objects.requireNonNull(filing);
    }
}
