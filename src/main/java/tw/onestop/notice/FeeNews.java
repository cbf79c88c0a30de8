package tw.onestop.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.TimeOrdered;
import tw.onestop.payment.Slip;
import tw.onestop.payment.SlipDesk;
import tw.onestop.payment.SlipMoving;
import tw.onestop.payment.SlipRefunded;

/** 規費異動: the item is held before its slip moves; an agency that was told of a payment is told that it has gone back, and its days run no longer. */
@Component
class FeeNews {

    private static final Actor RULE = Actor.rule("notice.refunded");

    private final SlipDesk slips;
    private final Items items;
    private final ErrandFees.Promised promised;
    private final AuditDesk audit;
    private final Clock clock;

    FeeNews(SlipDesk slips, Items items, ErrandFees.Promised promised, AuditDesk audit, Clock clock) {
        this.slips = slips;
        this.items = items;
        this.promised = promised;
        this.audit = audit;
        this.clock = clock;
    }

    @EventListener
    void on(SlipMoving event) {
        Optional<Item> _ = items.lock(event.item());
    }

    @EventListener
    void on(SlipRefunded event) {
        items.lock(event.item()).ifPresent(item -> {
            Slip slip = Objects.requireNonNull(slips.ofItems(List.of(item.id())).get(item.id()));
            Instant now = clock.instant();
            UUID id = TimeOrdered.id(now);
            items.addRefunded(id, item);
            if (item.status().waits()) {
                items.expect(item.id(), null);
            }
            promised.exchange()
                    .promise(List.of(
                            promised.envelopes().word(id, item, Refunded.CHANGE, Refunded.of(item, slip, now))));
            audit.record(Act.done(RULE, "notice.refunded", item.id().toString(), null));
        });
    }

    /** {@code data} of a notice that what paid for an earlier one has gone back. */
    record Refunded(
            String programme,
            String change,
            String refunds,
            String slipNo,
            int amount,
            String currency,
            Instant refundedAt) {

        static final String CHANGE = "refunded";

        static Refunded of(Item item, Slip slip, Instant at) {
            return new Refunded(item.programme(), CHANGE, item.id().toString(), slip.no(), slip.amount(), "TWD", at);
        }
    }
}
