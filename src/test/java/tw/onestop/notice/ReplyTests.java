package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tw.onestop.notice.Filed.LAND;
import static tw.onestop.notice.Filed.TAIPOWER;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.InboundHandler.Delivered;
import tw.onestop.exchange.Outgoing;
import tw.onestop.exchange.Reply;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

@ProductTest
@Import(NoticeWorld.class)
class ReplyTests {

    private static final Actor POWER = Actor.system("power", TAIPOWER);

    @Autowired
    NoticeDesk desk;

    @Autowired
    InboundHandler handler;

    @Autowired
    FakeExchange exchange;

    @Autowired
    Filed filed;

    @Test
    void anItemGoesForwardOnly() {
        Filing.Filed receipt = filed.anApplication();
        UUID item = deliveredItem(receipt);

        assertThat(replied(item, reply(Reply.Status.RECEIVED), POWER)).isEqualTo(ReplyAnswer.TAKEN);
        assertThat(replied(item, reply(Reply.Status.COMPLETED), POWER)).isEqualTo(ReplyAnswer.TAKEN);
        assertThat(replied(item, reply(Reply.Status.COMPLETED), POWER)).isEqualTo(ReplyAnswer.SAME_AGAIN);
        assertThat(replied(item, reply(Reply.Status.RECEIVED), POWER)).isEqualTo(ReplyAnswer.NOT_FORWARD);
        assertThat(state(receipt)).isEqualTo(ItemStatus.COMPLETED);
        assertThat(steps(item)).containsExactly("ACCEPTED", "SENT", "RECEIVED", "COMPLETED");
    }

    @Test
    void anUnknownItemAndAnotherAgencysAreAlike() {
        UUID item = deliveredItem(filed.anApplication());

        assertThat(replied(UUID.randomUUID(), reply(Reply.Status.RECEIVED), POWER))
                .isEqualTo(ReplyAnswer.UNKNOWN);
        assertThat(replied(item, reply(Reply.Status.RECEIVED), Actor.system("land", LAND)))
                .isEqualTo(ReplyAnswer.UNKNOWN);
    }

    @Test
    void aRejectedItemKeepsItsReasonAndStaysListedUntilTheCitizenWasTold() {
        Filing.Filed receipt = filed.anApplication();
        UUID item = deliveredItem(receipt);

        assertThat(replied(item, rejected(" ", null), POWER)).isEqualTo(ReplyAnswer.REASON_MISSING);
        assertThat(replied(item, rejected("電號非本人", null), POWER)).isEqualTo(ReplyAnswer.TAKEN);
        assertThat(filed.state(receipt, TAIPOWER).reason()).isEqualTo("電號非本人");
        assertThat(open(TAIPOWER)).contains(item);

        assertThat(replied(item, rejected("電號非本人", Instant.now()), POWER)).isEqualTo(ReplyAnswer.SAME_AGAIN);
        assertThat(open(TAIPOWER)).doesNotContain(item);
    }

    @Test
    void aDeliveryIsSentAndAnAnswerWithItReceived() {
        Filing.Filed receipt = filed.anApplication();
        handler.delivered(List.of(
                new Delivered(filed.item(receipt, TAIPOWER), Instant.now(), Reply.Status.RECEIVED),
                new Delivered(filed.item(receipt, LAND), Instant.now(), null)));

        assertThat(state(receipt)).isEqualTo(ItemStatus.RECEIVED);
        assertThat(filed.state(receipt, LAND).status()).isEqualTo(ItemStatus.SENT);
        assertThat(steps(filed.item(receipt, TAIPOWER))).containsExactly("ACCEPTED", "SENT", "RECEIVED");
    }

    @Test
    void aLateNoteOfDeliveryMovesNothingBack() {
        Filing.Filed receipt = filed.anApplication();
        UUID item = filed.item(receipt, TAIPOWER);

        assertThat(replied(item, reply(Reply.Status.COMPLETED), POWER)).isEqualTo(ReplyAnswer.TAKEN);
        handler.delivered(List.of(new Delivered(item, Instant.now(), Reply.Status.RECEIVED)));

        assertThat(state(receipt)).isEqualTo(ItemStatus.COMPLETED);
        assertThat(steps(item)).containsExactly("ACCEPTED", "SENT", "COMPLETED");
    }

    @Test
    void whatFailedCanBeSentAgain() {
        Filing.Filed receipt = filed.anApplication();
        UUID item = filed.item(receipt, TAIPOWER);

        handler.failed(List.of(item), Instant.now());
        assertThat(state(receipt)).isEqualTo(ItemStatus.FAILED);
        handler.resent(List.of(item), Instant.now());
        handler.delivered(List.of(new Delivered(item, Instant.now(), null)));
        assertThat(state(receipt)).isEqualTo(ItemStatus.RESENT);
        assertThat(replied(item, reply(Reply.Status.NO_RECORD), POWER)).isEqualTo(ReplyAnswer.TAKEN);
        assertThat(steps(item)).containsExactly("ACCEPTED", "FAILED", "RESENT", "NO_RECORD");
    }

    @Test
    void whatHasNotLeftIsWithdrawnSilently() {
        Filing.Filed receipt = filed.anApplication();
        UUID item = filed.item(receipt, TAIPOWER);
        int before = exchange.promised.size();

        assertThat(desk.withdraw(receipt.receiptNo(), "0000000000", item)).isFalse();
        assertThat(desk.withdraw(receipt.receiptNo(), receipt.queryCode(), item))
                .isTrue();
        assertThat(state(receipt)).isEqualTo(ItemStatus.WITHDRAWN);
        assertThat(exchange.promised).hasSize(before);
    }

    @Test
    void anAgencyThatHasItAlreadyIsToldOfTheWithdrawal() {
        Filing.Filed receipt = filed.anApplication();
        UUID item = deliveredItem(receipt);
        exchange.left.add(item);

        assertThat(desk.withdraw(receipt.receiptNo(), receipt.queryCode(), item))
                .isTrue();
        Outgoing withdrawal = exchange.promised.getLast();
        assertThat(withdrawal.type()).isEqualTo("tw.onestop.notice.registration-change.withdrawal.v1");
        assertThat(replied(withdrawal.id(), reply(Reply.Status.RECEIVED), POWER))
                .isEqualTo(ReplyAnswer.TAKEN);
        assertThat(replied(item, reply(Reply.Status.COMPLETED), POWER)).isEqualTo(ReplyAnswer.NOT_FORWARD);
    }

    @Test
    void whatTheAgencyTookUpIsNotWithdrawn() {
        Filing.Filed receipt = filed.anApplication();
        UUID item = deliveredItem(receipt);
        replied(item, reply(Reply.Status.RECEIVED), POWER);

        assertThat(desk.withdraw(receipt.receiptNo(), receipt.queryCode(), item))
                .isFalse();
    }

    @Test
    void anotherAgencysOfficerSeesNothing() {
        deliveredItem(filed.anApplication());

        assertThat(OpenItems.of(desk, TAIPOWER, Actor.officer("somebody", LAND)))
                .isEmpty();
    }

    @Test
    void aRefusedWithdrawalStandsInTheTrailAsRefused() {
        Filing.Filed receipt = filed.anApplication();
        UUID item = deliveredItem(receipt);
        replied(item, reply(Reply.Status.RECEIVED), POWER);

        desk.withdraw(receipt.receiptNo(), receipt.queryCode(), item);
        desk.withdraw(receipt.receiptNo(), "0000000000", item);
        desk.takeBack(receipt.receiptNo(), item, Filed.CLERK);

        assertThat(trail(item, "notice.withdraw")).containsExactly("REFUSED tooLate", "REFUSED notFound");
        assertThat(trail(item, "notice.takeBack")).containsExactly("REFUSED leftAlready");
    }

    private static List<String> trail(UUID item, String action) {
        return TestDatabase.asOwner()
                .sql("select outcome || ' ' || detail from audit.trail where object = ? and action = ? order by seq")
                .params(item.toString(), action)
                .query(String.class)
                .list();
    }

    @Test
    void theStepsOfAnItemAreOnlyAddedTo() {
        UUID item = deliveredItem(filed.anApplication());

        assertThatThrownBy(() -> TestDatabase.asOwner()
                        .sql("delete from notice.item_step where item = ?")
                        .param(item)
                        .update())
                .hasMessageContaining("only added to");
    }

    private UUID deliveredItem(Filing.Filed receipt) {
        UUID item = filed.item(receipt, TAIPOWER);
        handler.delivered(List.of(new Delivered(item, Instant.now(), null)));
        return item;
    }

    private ItemStatus state(Filing.Filed receipt) {
        return filed.state(receipt, TAIPOWER).status();
    }

    private List<UUID> open(AgencyCode agency) {
        return OpenItems.of(desk, agency, Actor.officer("officer", agency)).stream()
                .map(NoticeDesk.AgencyItem::id)
                .toList();
    }

    private static List<String> steps(UUID item) {
        return TestDatabase.asOwner()
                .sql("select status from notice.item_step where item = ? order by id")
                .param(item)
                .query(String.class)
                .list();
    }

    private static Reply reply(Reply.Status status) {
        return new Reply(status, null, null, null, "A-1");
    }

    private static Reply rejected(String reason, @Nullable Instant contactedAt) {
        return new Reply(Reply.Status.REJECTED, reason, "PHONE", contactedAt, null);
    }

    private ReplyAnswer replied(UUID item, Reply reply, Actor by) {
        return handler.replied(List.of(new InboundHandler.Replying(item, reply, by)))
                .getFirst();
    }
}
