package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.agency.ChangeType;
import tw.onestop.exchange.MessageDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.Reminder.Answer;
import tw.onestop.notice.ReminderDesk.TakeUp;
import tw.onestop.registry.Forms;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistryDesk;

/** What families have not taken yet, from the registration to the figures; each test in a year of its own, since days are looked through once. */
@ProductTest
@Import(ErrandWorld.class)
class ReminderTests {

    private static final String JIESHOU = "09007010001";
    private static final String BANQIAO = "65000010001";
    private static final Actor CLERK = People.clerk(JIESHOU);
    private static final Actor MINISTRY = Actor.rule("test-ministry");
    private static final String POLICIES = "life-policy/check";
    private static final String FUNERAL = "labour-benefit/funeral";
    private static final String MOVED = "registration-change/ADDRESS";

    @Autowired
    ReminderDesk desk;

    @Autowired
    ReminderRound round;

    @Autowired
    Reminders reminders;

    @Autowired
    NoticeDesk notices;

    @Autowired
    RegistryDesk registry;

    @Autowired
    MarkDesk marks;

    @Autowired
    FakeMessages messages;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @AfterEach
    void theClockAsBefore() {
        clock.reset();
    }

    @Test
    void whatNobodyFiledComesUpAtItsOfficeAndIsTakenWhenItIsFiled() {
        clock.goTo(LocalDate.of(2041, 10, 4));
        People.Home home = family("介壽路401號");
        RegistrationId death = died(home);
        pass(13);
        assertThat(open(home)).isEmpty();

        pass(1);
        assertThat(open(home)).containsExactlyInAnyOrder(POLICIES, FUNERAL);
        assertThat(reminder(home, POLICIES))
                .extracting(Reminder::registration, Reminder::endsOn, Reminder::filedOn, Reminder::closing)
                .containsExactly(death, LocalDate.of(2043, 10, 2), LocalDate.of(2041, 10, 4), false);
        assertThat(ofOffice(CLERK)).contains(reminder(home, POLICIES).id());
        assertThat(ofOffice(People.clerk(BANQIAO)))
                .doesNotContain(reminder(home, POLICIES).id());

        file(home, Set.of(), death, policies(home));
        assertThat(open(home)).containsExactly(FUNERAL);
        assertThat(takeUp(2041, 10, POLICIES))
                .extracting(TakeUp::occasions, TakeUp::atOnce, TakeUp::unasked, TakeUp::reminded, TakeUp::percent)
                .containsExactly(1, 0, 1, 0, 100);
    }

    @Test
    void whatIsFiledWithTheRegistrationIsNotRemindedOfAndCountedAsTakenAtOnce() {
        clock.goTo(LocalDate.of(2042, 10, 4));
        People.Home home = family("介壽路402號");
        file(home, Set.of(), died(home), policies(home));
        pass(30);
        assertThat(open(home)).doesNotContain(POLICIES).contains(FUNERAL, "estate/inventory", "local-tax/death");
        assertThat(takeUp(2042, 10, POLICIES))
                .extracting(TakeUp::occasions, TakeUp::atOnce, TakeUp::taken, TakeUp::open)
                .containsExactly(1, 1, 1, 0);
    }

    @Test
    void whoWasToldIsLeftAloneUntilTheLastDayIsNear() {
        clock.goTo(LocalDate.of(2043, 10, 4));
        People.Home home = family("介壽路403號");
        died(home);
        pass(21);
        long estate = reminder(home, "estate/inventory").id();
        assertThat(ofOffice(CLERK)).contains(estate);
        assertThat(desk.answer(estate, Answer.TOLD, CLERK)).isEmpty();
        assertThat(ofOffice(CLERK)).doesNotContain(estate);
        assertThat(open(home)).contains("estate/inventory");

        clock.goTo(LocalDate.of(2044, 3, 3));
        round.walk();
        assertThat(ofOffice(CLERK)).contains(estate);
        assertThat(reminder(home, "estate/inventory").closing()).isTrue();

        clock.goTo(LocalDate.of(2044, 4, 3));
        round.walk();
        assertThat(open(home)).doesNotContain("estate/inventory").contains(POLICIES);
        assertThat(takeUp(2043, 10, "estate/inventory"))
                .extracting(TakeUp::lapsed, TakeUp::open)
                .containsExactly(1, 0);
    }

    @Test
    void whoDoesNotWantItIsNotRemindedUntilTheyWantItAgain() {
        clock.goTo(LocalDate.of(2044, 10, 4));
        People.Home home = family("介壽路404號");
        died(home);
        pass(14);
        assertThat(desk.answer(reminder(home, POLICIES).id(), Answer.NOT_THIS, CLERK))
                .isEmpty();
        assertThat(open(home)).containsExactly(FUNERAL);
        assertThat(desk.answer(reminder(home, FUNERAL).id(), Answer.NOTHING, CLERK))
                .isEmpty();
        pass(30);
        assertThat(open(home)).isEmpty();
        assertThat(desk.of(List.of(home.id(0)), CLERK).declining()).containsExactly(home.id(0));
        assertThat(takeUp(2044, 10, POLICIES).declined()).isEqualTo(1);

        assertThat(desk.resume(home.id(0), CLERK)).isEmpty();
        assertThat(open(home)).contains(POLICIES, FUNERAL, "estate/inventory");
        assertThat(desk.of(List.of(home.id(0)), CLERK).declining()).isEmpty();
        assertThat(desk.resume(home.id(0), CLERK).orElseThrow().code()).isEqualTo("notice.reminder.notDeclined");
        assertThat(desk.answer(-1, Answer.TOLD, CLERK).orElseThrow().code()).isEqualTo("notice.reminder.gone");
    }

    @Test
    void whoWishedForMessagesGetsOneThatNamesNothing() {
        clock.goTo(LocalDate.of(2045, 10, 4));
        People.Home home = family("介壽路405號");
        String wished =
                file(home, Set.of(NoticeForm.Message.SMS, NoticeForm.Message.EMAIL), died(home), policies(home));
        People.Home other = family("介壽路406號");
        String silent = file(other, Set.of(), died(other), policies(other));
        pass(14);
        round.walk();
        assertThat(about(wished)).hasSize(1);
        assertThat(about(wished).getFirst())
                .extracting(MessageDesk.Message::channel, MessageDesk.Message::address)
                .containsExactly(MessageDesk.Channel.SMS, "0912345678");
        assertThat(about(wished).getFirst().body())
                .contains("還有事項可以申辦", wished, "still be applied for")
                .doesNotContain("江", "給付", "死亡", "http", "??");
        assertThat(about(silent)).isEmpty();

        pass(30);
        assertThat(open(home)).contains("estate/inventory");
        assertThat(about(wished)).as("one for all that follows").hasSize(1);
        file(home, Set.of(), reminder(home, FUNERAL).registration(), funeral(home));
        assertThat(takeUp(2045, 10, FUNERAL).reminded()).isEqualTo(1);
    }

    @Test
    void whoIsProtectedIsSentNothingAndWhoIsBarredSeesNothing() {
        clock.goTo(LocalDate.of(2046, 10, 4));
        People.Home barred = family("介壽路408號");
        People.Home home = family("介壽路407號");
        protect(home, 0, barred);
        String receipt = file(home, Set.of(NoticeForm.Message.SMS), died(home), policies(home));
        People.Home widow = family("介壽路411號");
        protect(widow, 1, barred);
        String own = file(widow, Set.of(NoticeForm.Message.SMS), died(widow), policies(widow));
        pass(14);
        long id = reminder(home, FUNERAL).id();
        assertThat(about(receipt)).isEmpty();
        assertThat(about(own)).isEmpty();
        Actor with = CLERK.serving(List.of(barred.numbers().getFirst()));
        assertThat(ofOffice(CLERK)).contains(id);
        assertThat(desk.open(id, CLERK)).isPresent();
        assertThat(desk.open(id, with)).isEmpty();
        assertThat(ofOffice(with)).doesNotContain(id);
        assertThat(desk.of(List.of(home.id(0)), with).open()).isEmpty();
        assertThat(desk.answer(id, Answer.TOLD, with).orElseThrow().code()).isEqualTo("notice.reminder.gone");
    }

    @Test
    void ofWhatWasTakenBackNobodyIsReminded() {
        clock.goTo(LocalDate.of(2047, 10, 4));
        People.Home home = family("介壽路409號");
        RegistrationId death = died(home);
        pass(14);
        assertThat(open(home)).contains(POLICIES);
        recorded(Forms.revocation(home.person(0), death, RocDate.compact(LocalDate.now(clock))));
        assertThat(open(home)).isEmpty();
        assertThat(desk.takeUp(YearMonth.of(2047, 10), YearMonth.of(2047, 10), MINISTRY))
                .isEmpty();
    }

    @Test
    void whoMovesIsRemindedOfTheTaxOfficeOnceForTheLastAddress() {
        clock.goTo(LocalDate.of(2048, 10, 4));
        People.Home home = family("介壽路410號");
        recorded(Forms.addressChange(home.person(0), today(), JIESHOU, "復興路11號"));
        pass(30);
        assertThat(reminder(home, MOVED).matter().name().zh()).isEqualTo("將新住址通報地方稅稽徵機關");
        RegistrationId again = recorded(Forms.addressChange(home.person(0), today(), JIESHOU, "復興路12號"));
        pass(1);
        assertThat(open(home)).isEmpty();
        pass(30);
        assertThat(reminder(home, MOVED).registration()).isEqualTo(again);
        assertThat(desk.takeUp(YearMonth.of(2048, 10), YearMonth.of(2048, 10), MINISTRY))
                .as("the first address is no occasion any more")
                .isEmpty();
    }

    @Test
    void whoMovesAndDiesOnOneDayIsRemindedOfNothingThatIsForTheLiving() {
        clock.goTo(LocalDate.of(2050, 10, 4));
        People.Home home = family("介壽路412號");
        String yesterday = RocDate.compact(LocalDate.now(clock).minusDays(1));
        recorded(Forms.addressChange(home.person(0), yesterday, JIESHOU, "復興路13號"));
        recorded(Forms.death(home.person(0), today(), home.person(1), "SPOUSE").with("newHead", home.person(1)));
        pass(1);
        pass(30);
        assertThat(open(home)).contains(FUNERAL).doesNotContain(MOVED);
        assertThat(desk.takeUp(YearMonth.of(2050, 10), YearMonth.of(2050, 10), MINISTRY))
                .extracting(TakeUp::key)
                .contains(FUNERAL)
                .doesNotContain(MOVED);
    }

    @Test
    void whatIsTakenBackOutOfAnApplicationTookNothing() {
        clock.goTo(LocalDate.of(2051, 10, 4));
        People.Home home = family("介壽路413號");
        RegistrationId death = died(home);
        pass(14);
        String receiptNo = file(home, Set.of(), death, funeral(home));
        assertThat(open(home)).containsExactly(POLICIES);
        assertThat(notices.takeBack(receiptNo, item(receiptNo), CLERK)).isTrue();
        assertThat(open(home)).containsExactlyInAnyOrder(POLICIES, FUNERAL);
        assertThat(takeUp(2051, 10, FUNERAL))
                .extracting(TakeUp::taken, TakeUp::open)
                .containsExactly(0, 1);
    }

    @Test
    void nobodyIsWokenByAReminder() {
        clock.goTo(LocalDate.of(2052, 10, 4));
        People.Home home = family("介壽路414號");
        String receiptNo = file(home, Set.of(NoticeForm.Message.SMS), died(home), policies(home));
        // From a noon at which nothing is due yet: the product goes round by itself as well.
        clock.goTo(LocalDate.of(2052, 10, 17));
        clock.advance(Duration.ofHours(13));
        round.walk();
        assertThat(about(receiptNo)).as("one o'clock at night").isEmpty();
        pass(0);
        assertThat(about(receiptNo)).hasSize(1);
    }

    @Test
    void whatWasBroughtInUnderAnEarlierDayIsFoundWhenItIsLookedThroughAgain() {
        LocalDate day = LocalDate.of(2049, 2, 4);
        clock.goTo(day.plusDays(20));
        round.walk();
        clock.goTo(day);
        People.Home home = family("介壽路415號");
        died(home);
        clock.goTo(day.plusDays(20));
        round.walk();
        assertThat(open(home)).isEmpty();
        desk.lookAgain(day, MINISTRY);
        round.walk();
        assertThat(open(home)).containsExactlyInAnyOrder(POLICIES, FUNERAL);
        desk.lookAgain(day, MINISTRY);
        round.walk();
        assertThat(takeUp(2049, 2, POLICIES).occasions()).isEqualTo(1);
    }

    @Test
    void aDayThatIsBeingLookedThroughIsForgottenWhenThatHasEnded() {
        LocalDate day = LocalDate.of(2054, 2, 4);
        CompletableFuture<?> again = Objects.requireNonNull(transaction.execute(_ -> {
            while (!reminders.mayGoRound()) {
                Thread.onSpinWait();
            }
            CompletableFuture<?> forgetting = CompletableFuture.runAsync(() -> desk.lookAgain(day, MINISTRY));
            assertThat(forgetting).failsWithin(Duration.ofSeconds(1)).withThrowableOfType(TimeoutException.class);
            reminders.seen(day, new RegistrationId(1), true);
            return forgetting;
        }));
        assertThat(again).succeedsWithin(Duration.ofSeconds(30));
        assertThat(reminders.unseen(day, day)).isPresent();
    }

    @Test
    void whatIsWithdrawnOfAnEarlierAddressIsNotRemindedOf() {
        clock.goTo(LocalDate.of(2053, 10, 4));
        People.Home home = family("介壽路416號");
        RegistrationId first = recorded(Forms.addressChange(home.person(0), today(), JIESHOU, "復興路14號"));
        Filing.Filed told = filed(home, Set.of(), first, List.of(taxOffice(home)), List.of());
        pass(1);
        RegistrationId last = recorded(Forms.addressChange(home.person(0), today(), JIESHOU, "復興路15號"));
        pass(1);
        assertThat(notices.withdraw(told.receiptNo(), told.queryCode(), item(told.receiptNo())))
                .isTrue();
        pass(32);
        assertThat(open(home)).containsExactly(MOVED);
        assertThat(reminder(home, MOVED).registration()).isEqualTo(last);
    }

    private void protect(People.Home home, int member, People.Home from) {
        String barred = from.numbers().getFirst().value();
        assertThat(marks.place(
                        new MarkForm(home.id(member), "PROTECTION_ORDER", "PERSON", "連家護字第1號", barred, "", ""), CLERK))
                .isEmpty();
    }

    private List<String> open(People.Home home) {
        return desk.of(home.members().stream().map(Person::id).toList(), CLERK).open().stream()
                .map(one -> one.matter().key())
                .toList();
    }

    private Reminder reminder(People.Home home, String key) {
        return desk.of(home.members().stream().map(Person::id).toList(), CLERK).open().stream()
                .filter(one -> one.matter().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<Long> ofOffice(Actor clerk) {
        return IntStream.range(0, desk.ofOffice(0, clerk).pages())
                .mapToObj(page -> desk.ofOffice(page, clerk))
                .flatMap(page -> page.reminders().stream())
                .map(Reminder::id)
                .toList();
    }

    private TakeUp takeUp(int year, int month, String key) {
        YearMonth of = YearMonth.of(year, month);
        return desk.takeUp(of, of, MINISTRY).stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<MessageDesk.Message> about(String receiptNo) {
        return messages.promised.stream()
                .filter(one -> one.about().equals(receiptNo))
                .toList();
    }

    private void pass(int days) {
        clock.goTo(LocalDate.now(clock).plusDays(days));
        round.walk();
    }

    private String today() {
        return RocDate.compact(LocalDate.now(clock));
    }

    private People.Home family(String street) {
        return people.household(JIESHOU, street)
                .head("江大", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("江美", Sex.FEMALE, LocalDate.of(1985, 3, 4))
                .found();
    }

    /** The head, two days ago. */
    private RegistrationId died(People.Home home) {
        return recorded(Forms.death(
                        home.person(0), RocDate.compact(LocalDate.now(clock).minusDays(2)), home.person(1), "SPOUSE")
                .with("newHead", home.person(1)));
    }

    private RegistrationId recorded(Forms form) {
        Recording recording = transaction.execute(_ -> registry.record(List.of(form.form()), Map.of(), CLERK));
        assertThat(recording).isInstanceOf(Recording.Recorded.class);
        return ((Recording.Recorded) Objects.requireNonNull(recording))
                .registrations()
                .getFirst();
    }

    private static NoticeForm.Wish policies(People.Home home) {
        return new NoticeForm.Wish("life-policy", "check", home.id(0), Map.of("relation", "HEIR"));
    }

    private static NoticeForm.Wish funeral(People.Home home) {
        return new NoticeForm.Wish(
                "labour-benefit",
                "funeral",
                home.id(0),
                Map.of(
                        "relation",
                        "SPOUSE",
                        "bankCode",
                        "004",
                        "accountNo",
                        "01234567890",
                        "seized",
                        "NO",
                        "passbook",
                        "yes"));
    }

    private static NoticeForm.Choice taxOffice(People.Home home) {
        return new NoticeForm.Choice(new AgencyCode("LTAX"), ChangeType.ADDRESS, home.id(0), Map.of());
    }

    /** The only one of its application. */
    private UUID item(String receiptNo) {
        return notices.receipt(receiptNo, CLERK)
                .orElseThrow()
                .items()
                .getFirst()
                .id();
    }

    /** The widow files; answers the receipt's number. */
    private String file(
            People.Home home, Set<NoticeForm.Message> messages, RegistrationId registration, NoticeForm.Wish wish) {
        return filed(home, messages, registration, List.of(), List.of(wish)).receiptNo();
    }

    private Filing.Filed filed(
            People.Home home,
            Set<NoticeForm.Message> messages,
            RegistrationId registration,
            List<NoticeForm.Choice> choices,
            List<NoticeForm.Wish> wishes) {
        NoticeForm form = new NoticeForm(
                List.of(registration),
                home.person(1).nationalId(),
                home.person(1).name(),
                null,
                "0912345678",
                "jiang@example.tw",
                true,
                ConsentNotices.VERSION,
                Filed.signature(true),
                choices,
                wishes,
                messages);
        Filing filing = transaction.execute(_ -> notices.file(form, CLERK));
        assertThat(filing).isInstanceOf(Filing.Filed.class);
        return (Filing.Filed) Objects.requireNonNull(filing);
    }
}
