package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tw.onestop.notice.Filed.LAND;
import static tw.onestop.notice.Filed.TAIPOWER;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.PromiseDesk;
import tw.onestop.exchange.EndpointClosed;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.InboundHandler.Delivered;
import tw.onestop.exchange.MessageDesk;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.ClearingDesk.Answer;
import tw.onestop.notice.ClearingDesk.Answered;
import tw.onestop.notice.ClearingDesk.Finding;
import tw.onestop.notice.ClearingDesk.Late;
import tw.onestop.notice.ClearingDesk.Lateness;
import tw.onestop.notice.ClearingDesk.Line;
import tw.onestop.notice.ClearingDesk.Replied;
import tw.onestop.notice.ClearingDesk.Request;
import tw.onestop.notice.ClearingDesk.Result;
import tw.onestop.notice.ClearingDesk.Sheet;
import tw.onestop.notice.ClearingDesk.Which;

@ProductTest
@Import(NoticeWorld.class)
class ClearingTests {

    private static final Actor OFFICER = Actor.officer("clearing", TAIPOWER);
    private static final Actor MACHINE = Actor.system("clearing-machine", TAIPOWER);
    private static final Actor MINISTRY = new Actor(Actor.Kind.STAFF, "ministry", null, null);
    private static final Actor RULE = Actor.rule("test");
    private static final Which ALL = new Which(false, 0, 100_000);
    private static final Which WAITING = new Which(true, 0, 100_000);

    /** Each list of these tests is one of a month that no clock of the run comes to. */
    private static final AtomicReference<YearMonth> NEXT = new AtomicReference<>(YearMonth.of(2051, 1));

    @Autowired
    ClearingDesk desk;

    @Autowired
    ClearingRounds rounds;

    @Autowired
    ClearingLists lists;

    @Autowired
    LateItems items;

    @Autowired
    PromiseDesk promises;

    @Autowired
    FakeMessages messages;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    ClearingCounts counts;

    @Autowired
    InboundHandler handler;

    @Autowired
    FakeExchange exchange;

    @Autowired
    Filed filed;

    @Autowired
    TestClock clock;

    private YearMonth month = YearMonth.of(2051, 1);

    @BeforeEach
    void aMonth() {
        month = NEXT.getAndUpdate(last -> last.plusMonths(1));
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aListHoldsWhatIsOpenAndStaysAsItWasMade() {
        UUID open = delivered();
        UUID done = delivered();
        reply(done, Reply.Status.COMPLETED, null, null);
        UUID refused = delivered();
        reply(refused, Reply.Status.REJECTED, "電號不符", null);
        UUID told = delivered();
        reply(told, Reply.Status.REJECTED, "電號不符", clock.instant());
        UUID waiting = filed.item(filed.anApplication(), TAIPOWER);

        assertThat(rounds.build(month, RULE)).isTrue();
        UUID later = delivered();
        assertThat(rounds.build(month, RULE)).as("once").isFalse();

        assertThat(lines(ALL))
                .extracting(Line::id)
                .contains(open, refused, waiting)
                .doesNotContain(done, told, later);
        assertThat(line(open).was()).isEqualTo(ItemStatus.SENT);
        reply(open, Reply.Status.COMPLETED, null, null);
        assertThat(line(open).was()).isEqualTo(ItemStatus.SENT);
        assertThat(line(open).now()).isEqualTo(ItemStatus.COMPLETED);
        assertThat(lines(WAITING)).extracting(Line::id).doesNotContain(open).contains(refused);
        assertThat(sheet().number())
                .isEqualTo("%03d%02d-TAIPOWER".formatted(month.getYear() - 1911, month.getMonthValue()));
        assertThatThrownBy(() -> TestDatabase.asOwner()
                        .sql("delete from notice.clearing_line where item = ?")
                        .param(open)
                        .update())
                .hasMessageContaining("stays as it was made");
    }

    @Test
    void whatWasNotReceivedIsSentAgainInTheSameAct() {
        UUID lost = delivered();
        UUID received = delivered();
        reply(received, Reply.Status.RECEIVED, null, null);
        UUID unsent = filed.item(filed.anApplication(), TAIPOWER);
        rounds.build(month, RULE);

        assertThat(answer(
                        Answer.of(lost, Finding.NOT_RECEIVED),
                        Answer.of(received, Finding.NOT_RECEIVED),
                        Answer.of(unsent, Finding.NOT_RECEIVED)))
                .containsExactly(Result.SENT_AGAIN, Result.SENT_AGAIN, Result.ON_ITS_WAY);

        assertThat(exchange.resent).contains(lost, received).doesNotContain(unsent);
        assertThat(steps(lost)).containsExactly("ACCEPTED", "SENT", "RESENT");
        assertThat(steps(received)).containsExactly("ACCEPTED", "SENT", "RECEIVED", "RESENT");
        assertThat(steps(unsent)).containsExactly("ACCEPTED");
        assertThat(line(lost).said()).isEqualTo(Finding.NOT_RECEIVED);
        assertThat(lines(WAITING)).extracting(Line::id).doesNotContain(lost, received, unsent);
        assertThat(acts("notice.clearing.answer", lost)).isEqualTo(1);
    }

    @Test
    void whatWasSentAgainAndLostAgainGoesOutOnceMore() {
        UUID lost = delivered();
        rounds.build(month, RULE);
        answer(Answer.of(lost, Finding.NOT_RECEIVED));
        aMonth();
        rounds.build(month, RULE);

        assertThat(line(lost).was()).isEqualTo(ItemStatus.RESENT);
        assertThat(answer(Answer.of(lost, Finding.NOT_RECEIVED))).containsExactly(Result.SENT_AGAIN);
        assertThat(exchange.resent.stream().filter(lost::equals)).hasSize(2);
    }

    @Test
    void everyLineIsAnsweredByItself() {
        UUID done = delivered();
        UUID none = delivered();
        UUID refused = delivered();
        UUID untold = delivered();
        UUID early = delivered();
        rounds.build(month, RULE);
        UUID notListed = delivered();

        assertThat(answer(
                        new Answer(done, Finding.DONE, "", "", null, "電-115-1"),
                        Answer.of(none, Finding.NO_RECORD),
                        refusal(refused, "電號不符", clock.instant()),
                        refusal(untold, "電號不符", null),
                        refusal(done, "", clock.instant()),
                        refusal(early, "電號不符", clock.instant().plus(Duration.ofDays(1))),
                        Answer.of(notListed, Finding.DONE),
                        Answer.of(UUID.randomUUID(), Finding.DONE)))
                .containsExactly(
                        Result.REASON_MISSING,
                        Result.TAKEN,
                        Result.TAKEN,
                        Result.CONTACT_MISSING,
                        Result.REASON_MISSING,
                        Result.CONTACT_IN_FUTURE,
                        Result.UNKNOWN,
                        Result.UNKNOWN);

        assertThat(line(none).now()).isEqualTo(ItemStatus.NO_RECORD);
        assertThat(line(refused).now()).isEqualTo(ItemStatus.REJECTED);
        assertThat(line(refused).open()).isFalse();
        assertThat(line(untold).now()).isEqualTo(ItemStatus.SENT);
        assertThat(answer(Answer.of(done, Finding.DONE), Answer.of(none, Finding.NOT_RECEIVED)))
                .containsExactly(Result.TAKEN, Result.NOT_FORWARD);
        assertThat(answer(Answer.of(done, Finding.DONE))).containsExactly(Result.SAME_AGAIN);
    }

    @Test
    void aRejectionWithoutContactStaysListedUntilTheContactIsThere() {
        UUID refused = delivered();
        reply(refused, Reply.Status.REJECTED, "電號不符", null);
        rounds.build(month, RULE);

        assertThat(answer(Answer.of(refused, Finding.NOT_RECEIVED))).containsExactly(Result.NOT_FORWARD);
        assertThat(answer(refusal(refused, "", clock.instant()))).containsExactly(Result.SAME_AGAIN);
        assertThat(line(refused).open()).isFalse();
    }

    @Test
    void anotherAgencyNeitherSeesNorAnswersAList() {
        UUID item = delivered();
        rounds.build(month, RULE);
        Actor land = Actor.officer("land", LAND);

        assertThat(desk.lines(month, ALL, land).orElseThrow().lines())
                .extracting(Line::id)
                .doesNotContain(item);
        assertThat(desk.answer(month, List.of(Answer.of(item, Finding.DONE)), land))
                .containsExactly(new Answered(item, Result.UNKNOWN));
    }

    @Test
    void aMachinesKeyBringsTheFirstAnswerAgain() {
        UUID lost = delivered();
        List<Answer> answers = List.of(Answer.of(lost, Finding.NOT_RECEIVED));
        assertThat(desk.answer(month, answers, request("k", "a"), MACHINE)).isEqualTo(new Replied.NotBuilt());
        rounds.build(month, RULE);

        Replied first = desk.answer(month, answers, request("k", "a"), MACHINE);
        Replied again = desk.answer(month, answers, request("k", "a"), MACHINE);

        assertThat(first).isEqualTo(new Replied.Given(List.of(new Answered(lost, Result.SENT_AGAIN))));
        assertThat(again).isEqualTo(first);
        assertThat(exchange.resent.stream().filter(lost::equals)).hasSize(1);
        assertThat(desk.answer(month, answers, request("k", "b"), MACHINE)).isEqualTo(new Replied.KeyReused());
    }

    @Test
    void aMissedFifthIsAnAlertUntilTheListIsTaken() {
        delivered();
        YearMonth cleared = unbuilt();
        clock.goTo(cleared.plusMonths(1).atDay(2));
        rounds.round();
        assertThat(desk.overview(MINISTRY).month()).isEqualTo(cleared);
        assertThat(desk.overview(MINISTRY).alarm()).isFalse();
        String number = sheetOf(cleared).number();

        clock.goTo(cleared.plusMonths(1).atDay(6));
        rounds.round();
        rounds.round();

        assertThat(desk.overview(MINISTRY).alarm()).isTrue();
        assertThat(sheetOf(cleared).missed()).isTrue();
        assertThat(acts("notice.clearing.missed", number)).isEqualTo(1);
        desk.lines(cleared, ALL, OFFICER);
        assertThat(sheetOf(cleared).handedAt()).isNotNull();
        assertThat(acts("notice.clearing.handed", number)).isEqualTo(1);
    }

    @Test
    void noListIsMadeOfAMonthThatIsNotOver() {
        assertThat(desk.build(YearMonth.from(LocalDate.now(clock)), MINISTRY)).isFalse();
        assertThat(lists.builtAt(month)).isEmpty();
        assertThat(desk.build(month, MINISTRY)).isFalse();
        YearMonth past = YearMonth.of(1950, 1);
        assertThat(desk.build(past, MINISTRY))
                .as("what stood open then nobody knows")
                .isFalse();
        assertThat(lists.builtAt(past)).isEmpty();
    }

    @Test
    void whatPassesItsDayRisesToTheOfficerAndThenToTheMinistry() {
        UUID item = delivered();
        LocalDate expected = expected(item);
        assertThat(expected).isAfter(LocalDate.now(clock));
        clock.goTo(expected);
        rounds.round();
        assertThat(late()).extracting(Late::id).doesNotContain(item);

        clock.goTo(expected.plusDays(1));
        rounds.round();
        assertThat(late())
                .contains(new Late(
                        TAIPOWER, item, typeOf(item), receiptOf(item), ItemStatus.SENT, Lateness.LATE, expected));
        assertThat(ministryOn(item)).isNull();

        clock.goTo(expected.plusDays(12));
        rounds.round();
        assertThat(ministryOn(item)).isEqualTo(expected.plusDays(12));
        reply(item, Reply.Status.COMPLETED, null, null);
        assertThat(late()).extracting(Late::id).doesNotContain(item);
    }

    @Test
    void aRejectionOfWhichNobodyToldTheCitizenRisesLikewise() {
        UUID item = delivered();
        reply(item, Reply.Status.REJECTED, "電號不符", null);
        rounds.round();
        assertThat(late()).extracting(Late::id).doesNotContain(item);

        clock.goTo(LocalDate.now(clock).plusDays(9));
        rounds.round();
        assertThat(late()).anyMatch(l -> l.id().equals(item) && l.kind() == Lateness.UNCONTACTED);
        clock.advance(Duration.ofDays(14));
        rounds.round();
        assertThat(ministryOn(item)).isNotNull();

        handler.replied(List.of(new InboundHandler.Replying(
                item, new Reply(Reply.Status.REJECTED, null, "PHONE", clock.instant(), null), OFFICER)));
        assertThat(late()).extracting(Late::id).doesNotContain(item);
    }

    @Test
    void theMinistryReadsTheOldestOfWhatRoseAndNothingThatHasEnded() {
        UUID open = delivered();
        UUID done = delivered();
        UUID untold = delivered();
        reply(untold, Reply.Status.REJECTED, "電號不符", null);
        clock.goTo(expected(open).plusDays(30));
        rounds.round();
        rounds.round();
        assertThat(items.risen(100_000)).extracting(Late::id).contains(open, done, untold);
        assertThat(items.risen(100_000)).extracting(Late::dueOn).isSorted();
        assertThat(items.risen(3))
                .extracting(Late::dueOn)
                .containsExactlyElementsOf(
                        items.risen(100_000).stream().map(Late::dueOn).limit(3).toList());
        int counted = counts.risen();
        assertThat(counted).isEqualTo(items.risen(100_000).size());

        reply(done, Reply.Status.COMPLETED, null, null);
        reply(untold, Reply.Status.REJECTED, null, clock.instant());
        assertThat(items.risen(100_000)).extracting(Late::id).contains(open).doesNotContain(done, untold);
        rounds.round();
        assertThat(counts.risen()).isEqualTo(counted - 2);
    }

    @Test
    void whoseEndpointWasClosedIsToldWithoutAName() {
        AgencyCode water = new AgencyCode("TPEWATER");
        assertThat(promises.name(
                        new PromiseDesk.Officer("王清查", "02-2345-6789", "clearing@water.example"),
                        Actor.officer("clearing", water)))
                .isEmpty();
        events.publishEvent(new EndpointClosed(water, clock.instant(), EndpointClosed.Reason.FAILED));
        assertThat(messages.promised.getLast())
                .isEqualTo(new MessageDesk.Message(
                        MessageDesk.Channel.EMAIL,
                        water.value(),
                        "clearing@water.example",
                        messages.promised.getLast().subject(),
                        messages.promised.getLast().body()))
                .satisfies(message -> assertThat(message.subject() + message.body())
                        .contains("接收端點已停用", "退件與重送", "連續多日失敗", "was closed")
                        .doesNotContain("王清查"));
        events.publishEvent(new EndpointClosed(water, clock.instant(), EndpointClosed.Reason.GONE));
        assertThat(messages.promised.getLast().body())
                .contains("410", "不再接收", "重新啟用", "answered 410")
                .doesNotContain("多日");
    }

    /** What has risen is not even locked again: the round is walked every few minutes over everything that is late. */
    @Test
    void whatHasRisenIsLeftAlone() {
        UUID item = delivered();
        clock.goTo(expected(item).plusDays(1));
        rounds.round();
        rounds.round();
        assertThat(TestDatabase.asOwner()
                        .sql("select xmax::text from notice.late_item where item = ?")
                        .param(item)
                        .query(String.class)
                        .single())
                .isEqualTo("0");
    }

    @Test
    void theDaysOfRefusalsAreThoseOfTheAgencyAlone() {
        clock.goTo(LocalDate.now(clock).plusDays(400));
        LocalDate today = LocalDate.now(clock);
        reply(delivered(), Reply.Status.REJECTED, "電號不符", null);
        assertThat(rounds.contactDues(TAIPOWER)).containsKey(today);
        assertThat(rounds.contactDues(LAND)).doesNotContainKey(today);
    }

    @Test
    void aListIsCountedWithItsFirstPartOnlyUnlessSomebodyLooksAtIt() {
        UUID item = delivered();
        rounds.build(month, RULE);
        assertThat(desk.lines(month, new Which(false, 0, 1), OFFICER)
                        .orElseThrow()
                        .waiting())
                .isPositive();
        assertThat(desk.lines(month, new Which(false, 1, 1), OFFICER)
                        .orElseThrow()
                        .waiting())
                .isNull();
        assertThat(desk.lines(month, new Which(false, 1, 1, true), OFFICER)
                        .orElseThrow()
                        .waiting())
                .isEqualTo(sheet().waiting());
        assertThat(item).isNotNull();
    }

    @Test
    void whileAnotherMakesTheListsNobodySaysThatTheyAreMade() throws SQLException {
        try (Connection other = TestDatabase.connectionOfOwner();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + ClearingLists.LOCK + ")");
            assertThat(rounds.build(month, RULE)).isFalse();
            assertThat(buildings()).containsExactly("REFUSED busy");
            // A connection that is closed gives its locks back when the server comes to it.
            statement.execute("select pg_advisory_unlock(" + ClearingLists.LOCK + ")");
        }
        rounds.build(month, RULE);
        rounds.build(month, RULE);
        assertThat(buildings()).hasSize(3).last().isEqualTo("REFUSED builtAlready");
    }

    private List<String> buildings() {
        return TestDatabase.asOwner()
                .sql(
                        "select outcome || ' ' || detail from audit.trail where action = 'notice.clearing.build' and object = ? order by seq")
                .param(month.toString())
                .query(String.class)
                .list();
    }

    @Test
    void openItemsAreCountedByTheirAge() {
        UUID item = delivered();
        int week = ages().week();
        clock.advance(Duration.ofDays(9));
        assertThat(ages().week()).isLessThan(week);
        assertThat(ages().month()).isPositive();
        clock.advance(Duration.ofDays(200));
        assertThat(ages().more()).isPositive();
        assertThat(ages().late()).isPositive();
        assertThat(item).isNotNull();
    }

    @Test
    void theOverviewIsCountedBehindAndSaysWhen() {
        UUID done = delivered();
        YearMonth cleared = unbuilt();
        clock.goTo(cleared.plusMonths(1).atDay(2));
        rounds.round();
        Sheet made = seenByTheMinistry();
        assertThat(made).isEqualTo(sheetOf(cleared));
        assertThat(made.waiting()).isPositive();
        assertThat(made.answered()).isZero();
        Instant counted = desk.overview(MINISTRY).countedAt();

        desk.answer(cleared, List.of(Answer.of(done, Finding.DONE)), OFFICER);
        assertThat(seenByTheMinistry()).isEqualTo(made);
        clock.advance(Duration.ofMinutes(10));
        rounds.count(cleared);
        assertThat(seenByTheMinistry()).isEqualTo(sheetOf(cleared));
        assertThat(seenByTheMinistry().answered()).isEqualTo(1);
        assertThat(seenByTheMinistry().waiting()).isEqualTo(made.waiting() - 1);
        assertThat(desk.overview(MINISTRY).countedAt()).isAfter(counted);
    }

    private Sheet seenByTheMinistry() {
        return desk.overview(MINISTRY).sheets().stream()
                .filter(sheet -> sheet.agency().equals(TAIPOWER))
                .findFirst()
                .orElseThrow();
    }

    private ClearingDesk.Ages ages() {
        rounds.count(month);
        return desk.overview(MINISTRY).ages().stream()
                .filter(ages -> ages.agency().equals(TAIPOWER))
                .findFirst()
                .orElseThrow();
    }

    private YearMonth unbuilt() {
        YearMonth next = YearMonth.from(LocalDate.now(clock));
        while (lists.builtAt(next).isPresent()) {
            next = next.plusMonths(1);
        }
        return next;
    }

    private UUID delivered() {
        UUID item = filed.item(filed.anApplication(), TAIPOWER);
        handler.delivered(List.of(new Delivered(item, clock.instant(), null)));
        return item;
    }

    private void reply(UUID item, Reply.Status status, @Nullable String reason, @Nullable Instant contactedAt) {
        handler.replied(List.of(new InboundHandler.Replying(
                item, new Reply(status, reason, contactedAt == null ? null : "PHONE", contactedAt, null), MACHINE)));
    }

    private static Answer refusal(UUID item, String reason, @Nullable Instant contactedAt) {
        return new Answer(item, Finding.REJECTED, reason, contactedAt == null ? "" : "LETTER", contactedAt, "");
    }

    private List<Result> answer(Answer... answers) {
        return desk.answer(month, List.of(answers), OFFICER).stream()
                .map(Answered::result)
                .toList();
    }

    private static Request request(String key, String body) {
        return new Request(key, body.getBytes(StandardCharsets.US_ASCII));
    }

    private Sheet sheet() {
        return sheetOf(month);
    }

    private Sheet sheetOf(YearMonth of) {
        return desk.lists(OFFICER).stream()
                .filter(sheet -> sheet.month().equals(of))
                .findFirst()
                .orElseThrow();
    }

    private List<Line> lines(Which which) {
        return desk.lines(month, which, OFFICER).orElseThrow().lines();
    }

    private Line line(UUID item) {
        return lines(ALL).stream()
                .filter(line -> line.id().equals(item))
                .findFirst()
                .orElseThrow();
    }

    private List<Late> late() {
        return desk.late(100_000, OFFICER);
    }

    private static String typeOf(UUID item) {
        return value(String.class, "select type from notice.item where id = ?", item);
    }

    private static String receiptOf(UUID item) {
        return value(
                String.class,
                "select receipt_no from notice.application a join notice.item i on i.application = a.id where i.id = ?",
                item);
    }

    private static LocalDate expected(UUID item) {
        return value(LocalDate.class, "select expected_on from notice.item where id = ?", item);
    }

    private static @Nullable LocalDate ministryOn(UUID item) {
        return TestDatabase.asOwner()
                .sql("select ministry_on from notice.late_item where item = ?")
                .param(item)
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .list()
                .getFirst();
    }

    private static List<String> steps(UUID item) {
        return TestDatabase.asOwner()
                .sql("select status from notice.item_step where item = ? order by id")
                .param(item)
                .query(String.class)
                .list();
    }

    private static long acts(String action, Object object) {
        return TestDatabase.asOwner()
                .sql("select count(*) from audit.trail where action = ? and object = ?")
                .params(action, object.toString())
                .query(Long.class)
                .single();
    }

    private static <T> T value(Class<T> type, String query, UUID item) {
        return TestDatabase.asOwner().sql(query).param(item).query(type).single();
    }
}
