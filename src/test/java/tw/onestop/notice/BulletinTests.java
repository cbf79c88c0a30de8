package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.InboundHandler.Delivered;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 受通報演練: one at a time, and answered by whichever answer there is. */
@ProductTest
@Import(NoticeWorld.class)
class BulletinTests {

    private static final AgencyCode AGENCY = new AgencyCode("CONSCRIPTION-09007030");
    private static final Actor OFFICER = Actor.officer("trials", AGENCY);

    @Autowired
    BulletinDesk desk;

    @Autowired
    InboundHandler handler;

    @Autowired
    ClearingRounds rounds;

    @Autowired
    ClearingDesk clearing;

    @Autowired
    FakeExchange exchange;

    @Autowired
    TransactionTemplate transaction;

    @AfterEach
    void asBefore() {
        TestDatabase.asOwner()
                .sql("delete from notice.bulletin where agency = ?")
                .param(AGENCY.value())
                .update();
        TestDatabase.asOwner()
                .sql("delete from agency.receiver_trial where agency = ?")
                .param(AGENCY.value())
                .update();
    }

    @Test
    void whatIsAnsweredWithItsDeliveryIsAnsweredWhateverItSays() {
        for (Reply.Status status : List.of(Reply.Status.RECEIVED, Reply.Status.COMPLETED, Reply.Status.NO_RECORD)) {
            assertThat(desk.rehearse(OFFICER)).isTrue();

            handler.delivered(List.of(new Delivered(newest().id(), Instant.now(), status)));

            assertThat(newest().status().name()).isEqualTo(status.name());
            assertThat(shown()).isTrue();
            TestDatabase.asOwner()
                    .sql("delete from agency.receiver_trial where agency = ?")
                    .param(AGENCY.value())
                    .update();
        }
    }

    @Test
    void aDeliveryAloneAnswersNothingAndALateNoteMovesNothingBack() {
        assertThat(desk.rehearse(OFFICER)).isTrue();
        handler.delivered(List.of(new Delivered(newest().id(), Instant.now(), null)));
        assertThat(newest().status()).isEqualTo(ItemStatus.SENT);
        assertThat(shown()).isFalse();
        handler.delivered(List.of(new Delivered(newest().id(), Instant.now(), Reply.Status.COMPLETED)));
        handler.delivered(List.of(new Delivered(newest().id(), Instant.now(), Reply.Status.RECEIVED)));
        assertThat(newest().status()).isEqualTo(ItemStatus.COMPLETED);
    }

    @Test
    void twoClicksSendOneTrial() throws Exception {
        CompletableFuture<Boolean> second = transaction.execute(_ -> {
            assertThat(desk.rehearse(OFFICER)).isTrue();
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> desk.rehearse(OFFICER));
            try {
                other.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException waits) {
                return other;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return other;
        });

        assertThat(second).isNotNull();
        assertThat(second.get()).isFalse();
        assertThat(desk.rehearsals(AGENCY, OFFICER)).hasSize(1);
    }

    /** Doors of a street are lost like anything else; trials are nobody's business but the agency's. */
    @Test
    void aRenumberingStandsInTheClearingAndATrialDoesNot() {
        YearMonth month = YearMonth.of(2062, 1);
        assertThat(desk.rehearse(OFFICER)).isTrue();
        UUID lost = renumbered("SENT");
        UUID done = renumbered("RECEIVED");
        UUID ended = renumbered("COMPLETED");
        assertThat(rounds.build(month, Actor.rule("test"))).isTrue();
        ClearingDesk.Which all = new ClearingDesk.Which(false, 0, 100_000);
        ClearingDesk.Part part = clearing.lines(month, all, OFFICER).orElseThrow();
        assertThat(part.lines())
                .extracting(ClearingDesk.Line::id)
                .contains(lost, done)
                .doesNotContain(ended, newest().id());
        assertThat(line(month, lost).receiptNo()).isEmpty();
        assertThat(line(month, lost).type()).isEqualTo("tw.onestop.notice.renumbering.doors.v1");

        assertThat(clearing.answer(
                        month,
                        List.of(
                                ClearingDesk.Answer.of(lost, ClearingDesk.Finding.NOT_RECEIVED),
                                ClearingDesk.Answer.of(done, ClearingDesk.Finding.DONE),
                                ClearingDesk.Answer.of(ended, ClearingDesk.Finding.DONE)),
                        OFFICER))
                .extracting(ClearingDesk.Answered::result)
                .containsExactly(
                        ClearingDesk.Result.SENT_AGAIN, ClearingDesk.Result.TAKEN, ClearingDesk.Result.UNKNOWN);

        assertThat(exchange.resent).contains(lost);
        assertThat(line(month, lost).now()).isEqualTo(ItemStatus.RESENT);
        assertThat(line(month, lost).open()).isTrue();
        assertThat(line(month, done).now()).isEqualTo(ItemStatus.COMPLETED);
        assertThat(line(month, done).open()).isFalse();
        assertThat(clearing.lists(OFFICER).stream()
                        .filter(sheet -> sheet.month().equals(month)))
                .singleElement()
                .satisfies(sheet -> assertThat(sheet.answered()).isEqualTo(2));
    }

    private ClearingDesk.Line line(YearMonth month, UUID id) {
        return clearing.lines(month, new ClearingDesk.Which(false, 0, 100_000), OFFICER).orElseThrow().lines().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static UUID renumbered(String status) {
        UUID id = UUID.randomUUID();
        TestDatabase.asOwner().sql("""
                insert into notice.bulletin (id, agency, about, registration, type, status, since, accepted_at)
                select ?, ?, 'RENUMBERING', 8000000 + count(*), 'tw.onestop.notice.renumbering.doors.v1', ?, now(), now()
                from notice.bulletin
                """).params(id, AGENCY.value(), status).update();
        return id;
    }

    private Bulletin newest() {
        return desk.rehearsals(AGENCY, OFFICER).getFirst();
    }

    private static boolean shown() {
        return TestDatabase.asOwner()
                .sql("select exists (select from agency.receiver_trial where agency = ?)")
                .param(AGENCY.value())
                .query(Boolean.class)
                .single();
    }
}
