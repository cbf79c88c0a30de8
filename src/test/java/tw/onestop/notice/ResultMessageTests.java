package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.notice.Filed.LAND;
import static tw.onestop.notice.Filed.TAIPOWER;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tw.onestop.ProductTest;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.InboundHandler.Delivered;
import tw.onestop.exchange.MessageDesk;
import tw.onestop.exchange.MessageDesk.Channel;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.NoticeForm.Message;

@ProductTest
@Import(NoticeWorld.class)
class ResultMessageTests {

    private static final String MOBILE = "0912345678";
    private static final String EMAIL = "chen@example.tw";

    @Autowired
    NoticeDesk desk;

    @Autowired
    WishDesk wishes;

    @Autowired
    InboundHandler handler;

    @Autowired
    FakeMessages messages;

    @Autowired
    Filed filed;

    @Test
    void whoWishesSoIsToldThatThereIsAResultAndNothingElse() {
        Filing.Filed receipt = anApplication(MOBILE, EMAIL, Set.of(Message.SMS, Message.EMAIL));
        reply(receipt, TAIPOWER, Reply.Status.RECEIVED);
        assertThat(about(receipt)).isEmpty();

        reply(receipt, TAIPOWER, Reply.Status.COMPLETED);

        assertThat(about(receipt)).extracting(MessageDesk.Message::channel).containsExactlyInAnyOrder(Channel.values());
        assertThat(about(receipt)).extracting(MessageDesk.Message::address).containsExactlyInAnyOrder(MOBILE, EMAIL);
        for (MessageDesk.Message message : about(receipt)) {
            assertThat(message.body())
                    .contains("案號 " + receipt.receiptNo() + " 有新的辦理結果，請以案號及查詢碼查詢", "case " + receipt.receiptNo())
                    .doesNotContain(receipt.queryCode(), "王", "大明", "台", "電力公司", "http", "COMPLETED", "完成", MOBILE);
            assertThat(message.subject()).doesNotContain("王", receipt.receiptNo());
        }
    }

    @Test
    void anAnswerToTheDeliveryItselfIsAResult() {
        Filing.Filed receipt = anApplication(MOBILE, "", Set.of(Message.SMS));
        handler.delivered(List.of(
                new Delivered(filed.item(receipt, TAIPOWER), Instant.now(), Reply.Status.RECEIVED),
                new Delivered(filed.item(receipt, LAND), Instant.now(), Reply.Status.NO_RECORD)));
        assertThat(about(receipt)).hasSize(1);
    }

    @Test
    void anAnswerThatMovesNothingIsNoResult() {
        Filing.Filed receipt = anApplication(MOBILE, "", Set.of(Message.SMS));
        UUID item = filed.item(receipt, TAIPOWER);
        handler.delivered(List.of(new Delivered(item, Instant.now(), Reply.Status.COMPLETED)));
        assertThat(about(receipt)).hasSize(1);
        assertThat(desk.withdraw(receipt.receiptNo(), receipt.queryCode(), filed.item(receipt, LAND)))
                .isTrue();

        handler.delivered(List.of(
                new Delivered(item, Instant.now(), Reply.Status.COMPLETED),
                new Delivered(filed.item(receipt, LAND), Instant.now(), Reply.Status.NO_RECORD)));

        assertThat(about(receipt)).hasSize(1);
    }

    @Test
    void whoDoesNotWishSoIsToldNothing() {
        Filing.Filed receipt = anApplication(MOBILE, EMAIL, Set.of());
        reply(receipt, TAIPOWER, Reply.Status.COMPLETED);
        assertThat(about(receipt)).isEmpty();
    }

    @Test
    void aMessageNeedsItsAddress() {
        assertThat(refused(filed.anApplication("(02)2345-6789", "", Set.of(Message.SMS, Message.EMAIL))))
                .containsExactlyInAnyOrder("clearing.message.mobile", "clearing.message.email");
        assertThat(refused(filed.anApplication("", EMAIL, Set.of(Message.SMS))))
                .containsExactly("clearing.message.mobile");
    }

    @Test
    void theCounterEndsItAndWhatWaitsIsNotSent() {
        Filing.Filed receipt = anApplication(MOBILE, EMAIL, Set.of(Message.SMS, Message.EMAIL));
        reply(receipt, TAIPOWER, Reply.Status.COMPLETED);
        Actor elsewhere = Actor.staff("elsewhere", new OfficeCode("09007020"));
        assertThat(wishes.of(receipt.receiptNo(), elsewhere)).isEmpty();
        assertThat(wishes.end(receipt.receiptNo(), elsewhere)).isFalse();
        assertThat(wishes.of(receipt.receiptNo(), Filed.CLERK)).containsExactlyInAnyOrder(Message.values());

        assertThat(wishes.end(receipt.receiptNo(), Filed.CLERK)).isTrue();

        assertThat(about(receipt)).isEmpty();
        assertThat(wishes.of(receipt.receiptNo(), Filed.CLERK)).isEmpty();
        reply(receipt, LAND, Reply.Status.COMPLETED);
        assertThat(about(receipt)).isEmpty();
        assertThat(wishes.end(receipt.receiptNo(), Filed.CLERK)).isFalse();
    }

    private Filing.Filed anApplication(String phone, String email, Set<Message> wished) {
        return (Filing.Filed) filed.anApplication(phone, email, wished);
    }

    private static List<String> refused(Filing filing) {
        return ((Filing.Refused) filing).refusals().stream().map(Refusal::code).toList();
    }

    private void reply(Filing.Filed receipt, AgencyCode agency, Reply.Status status) {
        UUID item = filed.item(receipt, agency);
        handler.replied(List.of(new InboundHandler.Replying(
                item, new Reply(status, null, null, null, null), Actor.system("machine", agency))));
    }

    private List<MessageDesk.Message> about(Filing.Filed receipt) {
        return messages.promised.stream()
                .filter(message -> message.about().equals(receipt.receiptNo()))
                .toList();
    }
}
