package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.notice.Filed.LAND;
import static tw.onestop.notice.Filed.TAIPOWER;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.InboundHandler.Replying;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.NoticeDesk.AgencyItem;
import tw.onestop.notice.NoticeDesk.OpenQuery;
import tw.onestop.registry.Registration;

/** 已結案件: whoever calls an agency about a case that has ended has a number, and the officer finds it. */
@ProductTest
@Import(NoticeWorld.class)
class EndedTests {

    /** Told by law that somebody moved there. */
    private static final AgencyCode OFFICE = new AgencyCode("HRO-" + FakeRegistry.BEIGAN);

    @Autowired
    EndedDesk ended;

    @Autowired
    NoticeDesk desk;

    @Autowired
    InboundHandler handler;

    @Autowired
    Filed filed;

    @Autowired
    FakeRegistry registry;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void whatWasAnsweredIsFoundByTheReceiptAndByTheAgencysOwnNumber() {
        Filing.Filed receipt = filed.anApplication();
        UUID item = filed.item(receipt, TAIPOWER);
        String own = "電-" + UUID.randomUUID();
        assertThat(ids(TAIPOWER, receipt.receiptNo())).as("still open").isEmpty();

        answer(TAIPOWER, item, new Reply(Reply.Status.COMPLETED, null, null, null, own));

        assertThat(ids(TAIPOWER, receipt.receiptNo())).containsExactly(item);
        assertThat(ids(TAIPOWER, own)).containsExactly(item);
        assertThat(ended.ended(TAIPOWER, "", Actor.officer("ended", TAIPOWER)))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(EndedDesk.ROWS)
                .isSortedAccordingTo(Comparator.comparing(AgencyItem::since).reversed());
        assertThat(ids(TAIPOWER, receipt.receiptNo().substring(0, 11))).isEmpty();
        assertThat(ids(LAND, receipt.receiptNo())).isEmpty();
        assertThat(ids(LAND, own)).isEmpty();
        assertThat(ended.ended(TAIPOWER, "", Actor.officer("ended", LAND))).isEmpty();
    }

    @Test
    void aRefusalHasEndedOnceTheCitizenWasTold() {
        Filing.Filed receipt = filed.anApplication();
        UUID item = filed.item(receipt, TAIPOWER);

        answer(TAIPOWER, item, refusal(null));
        assertThat(ids(TAIPOWER, receipt.receiptNo())).isEmpty();

        answer(TAIPOWER, item, refusal(Instant.now()));
        assertThat(ids(TAIPOWER, receipt.receiptNo())).containsExactly(item);
    }

    @Test
    void whatTheLawToldIsFoundByTheReceiptOnWhichItStands() {
        Registration move = filed.aMove();
        transaction.executeWithoutResult(_ -> registry.announce(move, Filed.CLERK));
        Filing.Filed receipt = (Filing.Filed) filed.file(Filed.form(move, Filed.choice(LAND, move, Map.of())));
        UUID item = filed.item(receipt, OFFICE);
        Actor officer = Actor.officer("ended", OFFICE);
        assertThat(desk.openPage(OFFICE, new OpenQuery(null, receipt.receiptNo(), 0), officer)
                        .items())
                .extracting(AgencyItem::id)
                .containsExactly(item);

        answer(OFFICE, item, new Reply(Reply.Status.COMPLETED, null, null, null, null));

        assertThat(desk.openPage(OFFICE, new OpenQuery(null, receipt.receiptNo(), 0), officer)
                        .items())
                .isEmpty();
        assertThat(ids(OFFICE, receipt.receiptNo())).containsExactly(item);
    }

    private List<UUID> ids(AgencyCode agency, String caseNo) {
        return ended.ended(agency, caseNo, Actor.officer("ended", agency)).stream()
                .map(AgencyItem::id)
                .toList();
    }

    private void answer(AgencyCode agency, UUID item, Reply reply) {
        handler.replied(List.of(new Replying(item, reply, Actor.officer("ended", agency))));
    }

    private static Reply refusal(@Nullable Instant contactedAt) {
        return new Reply(Reply.Status.REJECTED, "電號非本人", "PHONE", contactedAt, null);
    }
}
