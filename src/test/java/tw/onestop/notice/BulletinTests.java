package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
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
