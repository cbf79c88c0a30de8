package tw.onestop.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.PaymentWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.Waiting;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.payment.CollectionDesk.Answer;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.ReconciliationDesk.Day;
import tw.onestop.payment.ReconciliationDesk.Difference;
import tw.onestop.payment.ReconciliationDesk.Kind;
import tw.onestop.payment.RefundDesk.Request;
import tw.onestop.payment.RefundDesk.Result;
import tw.onestop.payment.Remittance.Channel;
import tw.onestop.payment.Remittance.Outcome;

/** 規費繳款: nobody is given two slips for one thing, nothing is booked twice, and no money is lost. */
@ProductTest
class PaymentTests {

    private static final Actor BANK = Actor.system("client-bank", new AgencyCode("COLLECTING-BANK"));
    private static final Actor CASHIER = new Actor(Actor.Kind.STAFF, "cashier", null, null);
    private static final Actor OTHER_CASHIER = new Actor(Actor.Kind.STAFF, "other-cashier", null, null);

    @Autowired
    SlipDesk slips;

    @Autowired
    CollectionDesk collection;

    @Autowired
    RefundDesk refunds;

    @Autowired
    ReconciliationDesk days;

    @Autowired
    PaymentWorld world;

    @Autowired
    SlipsHeard heard;

    @Autowired
    TestClock clock;

    @Test
    void oneThingHasOneSlipHoweverManyAskAtOnce() {
        UUID item = UUID.randomUUID();
        Set<String> numbers =
                new TreeSet<>(atOnce(24, n -> () -> world.issue(item).slip().no()));
        assertThat(numbers).hasSize(1);
        assertThat(world.issue(item).again()).isTrue();
        assertThat(numbers.iterator().next()).matches("\\d{16}");
    }

    @Test
    void theSameTransactionIsBookedOnceAndAnsweredAlikeHoweverOftenItIsTold() {
        Slip slip = world.slip();
        Told told = told(slip.no(), 1300);
        List<Answer> answers = atOnce(24, n -> () -> collection.collect(told, BANK));
        assertThat(answers).hasSize(24).containsOnly(new Answer.Taken(Outcome.BOOKED));
        Slip paid = slip(slip);
        assertThat(paid.state()).isEqualTo(Slip.State.PAID);
        assertThat(paid.money()).hasSize(1);
        assertThat(heard.of(slip)).isOne();
    }

    @Test
    void ofManyTransactionsOnOneSlipOneIsBookedAndAllOthersGoBack() {
        Slip slip = world.slip();
        List<Answer> answers = atOnce(24, n -> () -> collection.collect(told(slip.no(), 1300), BANK));
        assertThat(answers.stream().filter(new Answer.Taken(Outcome.BOOKED)::equals))
                .hasSize(1);
        assertThat(answers.stream().filter(new Answer.Taken(Outcome.PAID_ALREADY)::equals))
                .hasSize(23);
        assertThat(slip(slip).money()).hasSize(24);
        assertThat(refunds.notOwed(CASHIER).stream().filter(one -> one.slipNo().equals(slip.no())))
                .hasSize(23);
        assertThat(heard.of(slip)).isOne();
    }

    @Test
    void aSlipIsEitherPaidOrCancelledAndTheMoneyIsThereEitherWay() {
        for (int i = 0; i < 12; i++) {
            Slip slip = world.slip();
            List<Object> both = atOnce(
                    2,
                    n -> () -> n == 0
                            ? collection.collect(told(slip.no(), 1300), BANK)
                            : slips.cancel(slip.no(), "重開", PaymentWorld.CLERK));
            Slip after = slip(slip);
            assertThat(after.money()).hasSize(1);
            if (after.state() == Slip.State.PAID) {
                assertThat(both).contains(new Answer.Taken(Outcome.BOOKED), List.of(refusal("payment.slip.paid")));
            } else {
                assertThat(both).contains(new Answer.Taken(Outcome.CANCELLED_SLIP), List.of());
            }
        }
    }

    @Test
    void moneyThatIsNotOwedIsTakenAndSaysWhy() {
        Slip slip = world.slip();
        assertThat(collection.collect(told(slip.no(), 1200), BANK)).isEqualTo(new Answer.Taken(Outcome.OTHER_AMOUNT));
        assertThat(slip(slip).state()).isEqualTo(Slip.State.OPEN);
        assertThat(collection.collect(told("9999999999999999", 50), BANK))
                .isEqualTo(new Answer.Taken(Outcome.UNKNOWN_SLIP));
        assertThat(slips.cancel(slip.no(), "", PaymentWorld.CLERK))
                .containsExactly(Refusal.of("reason", "payment.reason.missing"));
        assertThat(slips.cancel(slip.no(), "金額開錯", PaymentWorld.CLERK)).isEmpty();
        assertThat(collection.collect(told(slip.no(), 1300), BANK)).isEqualTo(new Answer.Taken(Outcome.CANCELLED_SLIP));
        Told once = told(world.slipNo(), 1300);
        collection.collect(once, BANK);
        assertThat(collection.collect(
                        new Told(once.transactionId(), once.slipNo(), 1299, once.paidAt(), once.channel()), BANK))
                .isEqualTo(new Answer.Differs());
        assertThat(collection.collect(once, Actor.system("client-power", new AgencyCode("TAIPOWER"))))
                .isEqualTo(new Answer.NoCollector());
    }

    @Test
    void aCancelledSlipMakesWayForAnother() {
        UUID item = UUID.randomUUID();
        Slip first = world.issue(item).slip();
        slips.cancel(first.no(), "繳款人改日再辦", PaymentWorld.CLERK);
        Slip second = world.issue(item).slip();
        assertThat(second.no()).isNotEqualTo(first.no());
        assertThat(Objects.requireNonNull(slips.ofItems(List.of(item)).get(item))
                        .no())
                .isEqualTo(second.no());
    }

    @Test
    void anotherOfficeSeesNothing() {
        String no = world.slipNo();
        Actor elsewhere = Actor.staff("clerk", new OfficeCode("65000010"));
        assertThat(slips.slip(no, elsewhere)).isEmpty();
        assertThat(slips.cancel(no, "x", elsewhere)).containsExactly(Refusal.of("no", "payment.slip.unknown"));
        assertThat(slips.slips(elsewhere, 100).stream().map(Slip::no)).doesNotContain(no);
        assertThat(slips.slip(no.substring(0, 4) + " " + no.substring(4), CASHIER))
                .isPresent();
    }

    @Test
    void aRefundTakesTwoPersonsAndGoesBackOnce() {
        Slip slip = world.slip();
        collection.collect(told(slip.no(), 1300), BANK);
        UUID money = slip(slip).money().getFirst().id();
        assertThat(refunds.ask(new Request(money, "", "4", "12", " "), PaymentWorld.CLERK))
                .extracting(Refusal::code)
                .containsExactly(
                        "payment.reason.missing",
                        "payment.refund.bank",
                        "payment.refund.account",
                        "payment.refund.holder");
        Request asked = new Request(money, "護照不予核發", "004", "0041-2345678", "王小明");
        List<List<Refusal>> answers = atOnce(12, n -> () -> refunds.ask(asked, CASHIER));
        assertThat(answers.stream().filter(List::isEmpty)).hasSize(1);
        Refund refund = Objects.requireNonNull(slip(slip).money().getFirst().refund());
        assertThat(refund.account().number()).isEqualTo("00412345678");
        assertThat(refunds.decide(refund.no(), true, "", CASHIER))
                .containsExactly(refusal("payment.refund.samePerson"));
        assertThat(refunds.carriedOut(refund.no(), true, "B-000001", BANK)).isEqualTo(Result.NOT_FORWARD);
        assertThat(refunds.decide(refund.no(), true, "", OTHER_CASHIER)).isEmpty();
        assertThat(refunds.forBank(BANK).orElseThrow().stream().map(Refund::no)).contains(refund.no());
        assertThat(refunds.forBank(Actor.system("x", new AgencyCode("TAIPOWER"))))
                .isEmpty();
        assertThat(refunds.carriedOut(refund.no(), true, "B-000001", BANK)).isEqualTo(Result.TAKEN);
        assertThat(refunds.carriedOut(refund.no(), true, "B-000001", BANK)).isEqualTo(Result.SAME_AGAIN);
        assertThat(refunds.carriedOut(refund.no(), false, "B-000001", BANK)).isEqualTo(Result.NOT_FORWARD);
        assertThat(slip(slip).state()).isEqualTo(Slip.State.REFUNDED);
        assertThat(collection.collect(told(slip.no(), 1300), BANK)).isEqualTo(new Answer.Taken(Outcome.PAID_ALREADY));
    }

    @Test
    void whatWasDeclinedOrCameBackCanBeAskedForAgain() {
        Slip slip = world.slip();
        collection.collect(told(slip.no(), 7), BANK);
        UUID money = slip(slip).money().getFirst().id();
        Request asked = new Request(money, "金額不符", "004", "00412345678", "王小明");
        refunds.ask(asked, CASHIER);
        String first =
                Objects.requireNonNull(slip(slip).money().getFirst().refund()).no();
        assertThat(refunds.decide(first, false, "", OTHER_CASHIER))
                .containsExactly(Refusal.of("reason", "payment.reason.missing"));
        assertThat(refunds.decide(first, false, "帳號與戶名不符", OTHER_CASHIER)).isEmpty();
        assertThat(refunds.ask(asked, CASHIER)).isEmpty();
        String second =
                Objects.requireNonNull(slip(slip).money().getFirst().refund()).no();
        assertThat(second).isNotEqualTo(first);
        refunds.decide(second, true, "", OTHER_CASHIER);
        refunds.forBank(BANK);
        assertThat(refunds.carriedOut(second, false, "B-000002", BANK)).isEqualTo(Result.TAKEN);
        assertThat(refunds.notOwed(CASHIER).stream().map(Remittance::id)).contains(money);
    }

    @Test
    void partsGoBackOneAfterTheOtherUpToWhatCameAndNoFurther() {
        LocalDate day = LocalDate.of(2031, 7, 8);
        clock.goTo(day);
        try {
            Slip slip = world.slip();
            assertThat(refunds.ask(part(UUID.randomUUID(), "100"), CASHIER))
                    .as("before it is paid there is nothing to give back")
                    .containsExactly(refusal("payment.refund.unknownMoney"));
            Told paid = told(slip.no(), 1300);
            collection.collect(paid, BANK);
            UUID money = slip(slip).money().getFirst().id();
            for (String wrong : List.of("0", "-5", "1.5", "1,5", "12,00", "all", "99999999")) {
                assertThat(refunds.ask(part(money, wrong), CASHIER))
                        .containsExactly(Refusal.of("amount", "payment.refund.amount"));
            }
            assertThat(refunds.ask(part(money, "1301"), CASHIER))
                    .containsExactly(Refusal.of("amount", "payment.refund.tooMuch", "1,300"));
            List<List<Refusal>> answers = atOnce(6, n -> () -> refunds.ask(part(money, "300"), CASHIER));
            assertThat(answers.stream().filter(List::isEmpty)).hasSize(1);
            assertThat(answers).contains(List.of(refusal("payment.refund.waits")));
            String first = refund(slip);
            assertThat(refunds.notOwed(CASHIER).stream().map(Remittance::id)).doesNotContain(money);
            paidOut(first);
            assertThat(slip(slip).state()).isEqualTo(Slip.State.PAID);
            assertThat(slip(slip).goneBack()).isEqualTo(300);
            assertThat(heard.goneBack(slip)).isZero();
            assertThat(collection.collect(told(slip.no(), 1300), BANK))
                    .isEqualTo(new Answer.Taken(Outcome.PAID_ALREADY));

            assertThat(refunds.ask(part(money, "1,001"), CASHIER))
                    .containsExactly(Refusal.of("amount", "payment.refund.tooMuch", "1,000"));
            String rest = approved(slip, "");
            assertThat(refunds.ask(part(money, "1"), CASHIER)).containsExactly(refusal("payment.refund.already"));
            refunds.forBank(BANK);
            assertThat(refunds.carriedOut(rest, false, "B-000009", BANK)).isEqualTo(Result.TAKEN);
            paidOut(approved(slip, "400"));
            paidOut(approved(slip, "600"));
            assertThat(slip(slip).state()).isEqualTo(Slip.State.REFUNDED);
            assertThat(heard.goneBack(slip)).isOne();

            String lines = slip(slip).money().getFirst().refunds().stream()
                    .filter(one ->
                            one.state() == Refund.State.CONFIRMED && !one.no().equals(first))
                    .map(one ->
                            "%s,%s,%d,2031-07-08T15:00:00+08:00,REFUND\n".formatted(one.no(), slip.no(), one.amount()))
                    .collect(Collectors.joining());
            Told second = slip(slip).money().stream()
                    .filter(one -> !one.outcome().owed())
                    .map(one -> new Told(one.transactionId(), one.slipNo(), one.amount(), one.paidAt(), one.channel()))
                    .findFirst()
                    .orElseThrow();
            String early = DayFile.HEADER + "\n"
                    + line(new Told(
                            "T-EARLIER", world.slipNo(), 700, Instant.parse("2031-07-07T04:00:00Z"), Channel.STORE));
            String mistaken = first + "," + slip.no() + ",300,2031-07-07T09:00:00+08:00,REFUND\n";
            assertThat(codes("2031-07-07", early + mistaken + "T,2,400\n")).isEmpty();
            assertThat(codes("2031-07-07", early + "T,1,700\n")).isEmpty();

            String whole = DayFile.HEADER + "\n" + line(paid) + line(second) + lines;
            assertThat(codes("2031-07-08", whole + "T,4,2600\n")).containsExactly("payment.file.sum");
            assertThat(codes("2031-07-08", whole + "T,4,1600\n")).isEmpty();
            assertThat(day(day).differences())
                    .extracting(Difference::transactionId, Difference::kind, Difference::ourAmount)
                    .containsExactly(tuple(first, Kind.NOT_IN_FILE, 300));
            assertThat(codes(
                            "2031-07-08",
                            whole + first + "," + slip.no() + ",300,2031-07-08T09:00:00+08:00,REFUND\nT,5,1300\n"))
                    .isEmpty();
            assertThat(day(day).closed()).isTrue();
            assertThat(day(day).bank()).isEqualTo(day(day).ours());
        } finally {
            clock.reset();
        }
    }

    @Test
    void whoFetchesRefundsWaitsForTheMoneyBeforeTheRefundAsEverybodyDoes() throws Exception {
        Slip slip = world.slip();
        collection.collect(told(slip.no(), 1300), BANK);
        String no = approved(slip, "500");
        AtomicReference<List<Refund>> fetched = new AtomicReference<>();
        Thread bank = Thread.ofPlatform()
                .unstarted(() -> fetched.set(refunds.forBank(BANK).orElseThrow()));
        try (Connection other = TestDatabase.connectionOfOwner();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from payment.remittance where id = '"
                    + slip(slip).money().getFirst().id() + "' for update");
            bank.start();
            Waiting.on(statement);
            statement.execute("select 1 from payment.refund where no = '" + no + "' for update nowait");
            other.rollback();
        }
        bank.join();
        assertThat(fetched.get()).extracting(Refund::no).contains(no);
    }

    @Test
    void aDayIsComparedAgainWhenTheFileOfAnotherDayOrTheBooksMove() {
        LocalDate earlier = LocalDate.of(2034, 7, 7);
        LocalDate later = LocalDate.of(2034, 7, 8);
        clock.goTo(earlier);
        try {
            Told first = told(world.slipNo(), 700);
            collection.collect(first, BANK);
            clock.goTo(later);
            Slip slip = world.slip();
            Told paid = told(slip.no(), 1300);
            collection.collect(paid, BANK);
            String refund = approved(slip, "300");
            paidOut(refund);
            String line = refund + "," + slip.no() + ",300,%sT09:00:00+08:00,REFUND\n";
            String before = DayFile.HEADER + "\n" + line(first);
            String after = DayFile.HEADER + "\n" + line(paid);

            assertThat(codes("2034-07-08", after + "T,1,1300\n")).isEmpty();
            assertThat(open(later)).containsExactly(tuple(refund, Kind.NOT_IN_FILE));
            assertThat(codes("2034-07-07", before + line.formatted(earlier) + "T,2,400\n"))
                    .isEmpty();
            assertThat(open(later)).as("the day before names it").isEmpty();
            assertThat(day(later).closed()).isTrue();
            assertThat(codes("2034-07-07", before + "T,1,700\n")).isEmpty();
            assertThat(open(later))
                    .as("and does not name it any more")
                    .containsExactly(tuple(refund, Kind.NOT_IN_FILE));

            assertThat(codes("2034-07-08", after + line.formatted(later) + "T,2,1000\n"))
                    .isEmpty();
            assertThat(day(later).closed()).isTrue();
            assertThat(codes("2034-07-07", before + line.formatted(earlier) + "T,2,400\n"))
                    .isEmpty();
            assertThat(open(later))
                    .as("paid out once, and named on two days")
                    .containsExactly(tuple(refund, Kind.OTHER_DAY));
            assertThat(codes("2034-07-07", before + "T,1,700\n")).isEmpty();
            assertThat(day(later).closed()).isTrue();

            clock.advance(Duration.ofMinutes(30));
            Told late = told(world.slipNo(), 1300);
            collection.collect(late, BANK);
            Told lost = told(world.slipNo(), 500);
            assertThat(codes("2034-07-08", after + line.formatted(later) + line(lost) + "T,3,1500\n"))
                    .isEmpty();
            collection.collect(lost, BANK);
            assertThat(open(later))
                    .containsExactlyInAnyOrder(
                            tuple(late.transactionId(), Kind.NOT_IN_FILE),
                            tuple(lost.transactionId(), Kind.NOT_BOOKED));
            clock.advance(Duration.ofMinutes(30));
            Told latest = told(world.slipNo(), 1300);
            collection.collect(latest, BANK);
            assertThat(codes(
                            "2034-07-07",
                            before + line.formatted(earlier).replace(refund, "R000000000000") + "T,2,400\n"))
                    .isEmpty();
            assertThat(open(later))
                    .as("told of after the day was compared")
                    .containsExactlyInAnyOrder(
                            tuple(late.transactionId(), Kind.NOT_IN_FILE),
                            tuple(latest.transactionId(), Kind.NOT_IN_FILE));
        } finally {
            clock.reset();
        }
    }

    private List<Tuple> open(LocalDate day) {
        return day(day).differences().stream()
                .filter(one -> one.settlement() == null)
                .map(one -> tuple(one.transactionId(), one.kind()))
                .toList();
    }

    private static Request part(UUID money, String amount) {
        return new Request(money, amount, "部分項目不辦", "004", "00412345678", "王小明");
    }

    private String refund(Slip slip) {
        return Objects.requireNonNull(slip(slip).money().getFirst().refund()).no();
    }

    private String approved(Slip slip, String amount) {
        UUID money = slip(slip).money().getFirst().id();
        assertThat(refunds.ask(part(money, amount), CASHIER)).isEmpty();
        String no = refund(slip);
        assertThat(refunds.decide(no, true, "", OTHER_CASHIER)).isEmpty();
        return no;
    }

    private void paidOut(String no) {
        refunds.decide(no, true, "", OTHER_CASHIER);
        refunds.forBank(BANK);
        assertThat(refunds.carriedOut(no, true, "B-" + no, BANK)).isEqualTo(Result.TAKEN);
        assertThat(refunds.carriedOut(no, true, "B-" + no, BANK)).isEqualTo(Result.SAME_AGAIN);
    }

    private static String line(Told told) {
        return "%s,%s,%d,%s,%s\n"
                .formatted(told.transactionId(), told.slipNo(), told.amount(), told.paidAt(), told.channel());
    }

    @Test
    void theTablesThemselvesLetNoMoreGoBackThanCame() {
        Slip slip = world.slip();
        collection.collect(told(slip.no(), 1300), BANK);
        approved(slip, "1300");
        assertThatThrownBy(() ->
                        TestDatabase.asOwner().sql("""
                                insert into payment.refund (id, no, remittance, reason, account_sealed, state, asked_by, asked_at, amount)
                                select gen_random_uuid(), 'R999999999999', remittance, reason, account_sealed, 'ASKED', asked_by, asked_at, 1
                                  from payment.refund where no = ?
                                """).param(refund(slip)).update())
                .hasMessageContaining("refund_within");
    }

    @Test
    void theDaysFileIsComparedLineByLineAndEveryDifferenceIsSettledWithAReason() {
        LocalDate day = LocalDate.of(2031, 5, 6);
        clock.goTo(day);
        try {
            Slip told = world.slip();
            Slip untold = world.slip();
            Slip alone = world.slip();
            Told agrees = told(told.no(), 1300);
            collection.collect(agrees, BANK);
            Told missing = told(alone.no(), 1300);
            collection.collect(missing, BANK);
            Told lost = told(untold.no(), 1300);
            assertThat(days.take("2031-05-06", file(agrees, lost), CASHIER)).isEmpty();
            assertThat(days.take("2031-05-06", file(agrees, lost), CASHIER)).isEmpty();
            Day found = day(day);
            assertThat(found.version()).isOne();
            assertThat(found.differences())
                    .extracting(Difference::transactionId, Difference::kind)
                    .containsExactlyInAnyOrder(
                            tuple(lost.transactionId(), Kind.NOT_BOOKED),
                            tuple(missing.transactionId(), Kind.NOT_IN_FILE));
            UUID toBook = difference(found, lost);
            assertThat(days.settle(toBook, true, " ", CASHIER))
                    .containsExactly(Refusal.of("reason", "payment.reason.missing"));
            assertThat(days.settle(toBook, true, "銀行通知漏送", CASHIER))
                    .as("one person alone makes no slip paid")
                    .containsExactly(refusal("payment.difference.samePerson"));
            assertThat(slip(untold).state()).isEqualTo(Slip.State.OPEN);
            assertThat(days.settle(toBook, true, "銀行通知漏送", OTHER_CASHIER)).isEmpty();
            assertThat(days.settle(toBook, true, "銀行通知漏送", OTHER_CASHIER))
                    .containsExactly(refusal("payment.difference.settled"));
            assertThat(slip(untold).state()).isEqualTo(Slip.State.PAID);
            assertThat(heard.of(untold)).isOne();
            assertThat(collection.collect(lost, BANK)).isEqualTo(new Answer.Taken(Outcome.BOOKED));
            assertThat(days.settle(difference(found, missing), true, "x", CASHIER))
                    .containsExactly(refusal("payment.difference.notToBook"));
            assertThat(days.take("2031-05-06", file(agrees, lost, missing), CASHIER))
                    .isEmpty();
            Day after = day(day);
            assertThat(after.version()).isEqualTo(2);
            assertThat(after.closed()).isTrue();
            assertThat(after.bank()).isEqualTo(after.ours());
        } finally {
            clock.reset();
        }
    }

    @Test
    void whatWasExplainedIsOpenAgainWhenALaterFileHasAnotherSum() {
        LocalDate day = LocalDate.of(2031, 5, 9);
        clock.goTo(day);
        try {
            Told booked = told(world.slipNo(), 1300);
            collection.collect(booked, BANK);
            days.take("2031-05-09", file(of(booked, 1200)), CASHIER);
            UUID difference = difference(day(day), booked);
            assertThat(days.settle(difference, false, "銀行更正中", CASHIER)).isEmpty();
            days.take("2031-05-09", file(of(booked, 1200), told(world.slipNo(), 7)), CASHIER);
            assertThat(the(difference, day).settlement())
                    .as("the same sums stay explained")
                    .isEqualTo(ReconciliationDesk.Settlement.EXPLAINED);
            days.take("2031-05-09", file(of(booked, 1250)), CASHIER);
            assertThat(the(difference, day).settlement()).isNull();
            assertThat(the(difference, day).bankAmount()).isEqualTo(1250);
        } finally {
            clock.reset();
        }
    }

    private Difference the(UUID id, LocalDate day) {
        return day(day).differences().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Told of(Told told, int amount) {
        return new Told(told.transactionId(), told.slipNo(), amount, told.paidAt(), told.channel());
    }

    @Test
    void aRefundFindsItsSlipHoweverTheBankWroteTheNumber() {
        Slip slip = world.slip();
        collection.collect(told(slip.no().substring(0, 8) + "-" + slip.no().substring(8), 1300), BANK);
        assertThat(slip(slip).state()).isEqualTo(Slip.State.PAID);
        world.agreeOnRefund(slip.no());
        String no =
                Objects.requireNonNull(slip(slip).money().getFirst().refund()).no();
        refunds.forBank(BANK);
        assertThat(refunds.carriedOut(no, true, "B-000003", BANK)).isEqualTo(Result.TAKEN);
        assertThat(slip(slip).state()).isEqualTo(Slip.State.REFUNDED);
        assertThat(heard.goneBack(slip)).isOne();
    }

    @Test
    void whoDecidesSeesWhereTheMoneyGoesAndThatIsAnAct() {
        Slip slip = world.slip();
        collection.collect(told(slip.no(), 1299), BANK);
        refunds.ask(new Request(slip(slip).money().getFirst().id(), "金額不符", "004", "00412345678", "王小明"), CASHIER);
        String no =
                Objects.requireNonNull(slip(slip).money().getFirst().refund()).no();
        assertThat(refunds.toDecide(no, OTHER_CASHIER).orElseThrow().account())
                .isEqualTo(new Refund.Account("004", "00412345678", "王小明"));
        assertThat(TestDatabase.asOwner()
                        .sql("select count(*) from audit.trail where action = 'payment.refund.read' and object = ?")
                        .param(no)
                        .query(Long.class)
                        .single())
                .isOne();
        refunds.decide(no, true, "", OTHER_CASHIER);
        assertThat(refunds.toDecide(no, OTHER_CASHIER)).isEmpty();
    }

    @Test
    void aFileThatIsNotWholeOrNotOfTheDayIsRefusedLineByLine() {
        LocalDate day = LocalDate.of(2031, 6, 7);
        clock.goTo(day);
        try {
            String good = new String(file(told(world.slipNo(), 1300)), StandardCharsets.UTF_8);
            assertThat(codes("2031-06-08", good)).containsExactly("payment.day.future");
            assertThat(codes("x", good)).containsExactly("payment.day.unknown");
            assertThat(codes("2031-06-07", "")).containsExactly("payment.file.missing");
            assertThat(codes("2031-06-07", "a,b")).containsExactly("payment.file.header");
            assertThat(codes("2031-06-07", good.replaceFirst("T,.*", ""))).containsExactly("payment.file.end");
            assertThat(codes("2031-06-07", good.replaceFirst("T,1", "T,2"))).containsExactly("payment.file.sum");
            assertThat(codes("2031-06-06", good)).containsExactly("payment.file.day");
            assertThat(codes("2031-06-07", DayFile.HEADER + """

                    T-000001,1,0,2031-06-07T12:00:00+08:00,STORE
                    T-000001,1,5,2031-06-07T12:00:00+08:00,STORE
                    T 1,1,5,2031-06-07T12:00:00+08:00,STORE
                    T-000002,?,5,2031-06-07T12:00:00+08:00,STORE
                    T-000003,1,5,noon,STORE
                    T-000004,1,5,2031-06-07T12:00:00+08:00,PIGEON
                    T-000005,1
                    T,7,0
                    """))
                    .containsExactly(
                            "payment.file.amount",
                            "payment.file.twice",
                            "payment.file.transaction",
                            "payment.file.slip",
                            "payment.file.day",
                            "payment.file.channel",
                            "payment.file.cells");
        } finally {
            clock.reset();
        }
    }

    @Test
    void theLastDayIsThatOfTheRuleInForce() {
        assertThat(world.slip().due()).isAfterOrEqualTo(LocalDate.now(clock).plusDays(14));
    }

    @Test
    void whatNothingIsOwedForIsReleasedAndWhatWasPaidIsOwedBack() {
        Slip open = world.slip();
        slips.release(open.item(), "申請已撤回", PaymentWorld.CLERK);
        assertThat(slip(open).state()).isEqualTo(Slip.State.CANCELLED);
        Slip paid = world.slip();
        collection.collect(told(paid.no(), 1300), BANK);
        slips.release(paid.item(), "申請已撤回", PaymentWorld.CLERK);
        assertThat(slip(paid).state()).isEqualTo(Slip.State.PAID);
        assertThat(refunds.notOwed(CASHIER))
                .filteredOn(one -> one.slipNo().equals(paid.no()))
                .extracting(Remittance::owedBack)
                .containsExactly("申請已撤回");
        slips.release(UUID.randomUUID(), "申請已撤回", PaymentWorld.CLERK);
    }

    /** The number, the sum and the last day as a till reads them; both check characters by hand. */
    @Test
    void theBarcodesOfAStoreAreThePublishedLayout() {
        StoreBarcodes codes = StoreBarcodes.of("6RS", "1150109000000017", 1300, LocalDate.of(2026, 1, 23));
        assertThat(codes.first()).isEqualTo("1501236RS");
        assertThat(codes.second()).isEqualTo("1150109000000017");
        // odd places sum up to 32, even ones to 33: the rests of 11 are 10 and 0
        assertThat(codes.third()).isEqualTo("1501BX000001300");
    }

    @Test
    void theTablesThemselvesKeepASlipFromBeingBookedTwice() {
        Slip slip = world.slip();
        collection.collect(told(slip.no(), 1300), BANK);
        assertThatThrownBy(
                        () -> TestDatabase.asOwner().sql("""
                                insert into payment.remittance
                                select gen_random_uuid(), collector, 'again-' || right(transaction_id, 12), slip_no, slip, amount, paid_at, paid_on,
                                       channel, told_by, booked_at, outcome
                                  from payment.remittance where slip = ?
                                """).param(slip.id()).update())
                .hasMessageContaining("remittance_booked_once");
    }

    private List<String> codes(String day, String file) {
        return days.take(day, file.getBytes(StandardCharsets.UTF_8), CASHIER).stream()
                .map(Refusal::code)
                .toList();
    }

    private Day day(LocalDate day) {
        return days.day(day, CASHIER).orElseThrow();
    }

    private static UUID difference(Day day, Told of) {
        return day.differences().stream()
                .filter(one -> one.transactionId().equals(of.transactionId()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Slip slip(Slip slip) {
        return slips.slip(slip.no(), PaymentWorld.CLERK).orElseThrow();
    }

    private Told told(String slipNo, int amount) {
        Instant at = clock.instant().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
        return new Told("T-" + UUID.randomUUID(), slipNo, amount, at, Channel.STORE);
    }

    private static byte[] file(Told... lines) {
        String body = List.of(lines).stream()
                .map(one -> "%s,%s,%d,%s,%s"
                        .formatted(one.transactionId(), one.slipNo(), one.amount(), one.paidAt(), one.channel()))
                .collect(Collectors.joining("\n"));
        int total = List.of(lines).stream().mapToInt(Told::amount).sum();
        return (DayFile.HEADER + "\n" + body + "\nT," + lines.length + "," + total + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Refusal refusal(String code) {
        return Refusal.of("", code);
    }

    /** What one of several does. */
    private interface Doing<T> {
        Callable<T> of(int nth);
    }

    private static <T> List<T> atOnce(int many, Doing<T> doing) {
        try (var threads = Executors.newFixedThreadPool(many)) {
            List<Future<T>> done = threads.invokeAll(
                    IntStream.range(0, many).mapToObj(doing::of).toList());
            List<T> answers = new ArrayList<>();
            for (Future<T> one : done) {
                answers.add(one.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
