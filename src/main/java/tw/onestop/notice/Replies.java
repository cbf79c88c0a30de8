package tw.onestop.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.Reply;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 回復: what agencies answer, forward only, and what became of the deliveries. */
@Component
class Replies implements InboundHandler {

    private static final Actor EXCHANGE = Actor.rule("exchange.delivery");

    private final Items items;
    private final ItemReplies replies;
    private final Sealed sealed;
    private final AuditDesk audit;
    private final Clock clock;

    Replies(Items items, ItemReplies replies, Sealed sealed, AuditDesk audit, Clock clock) {
        this.items = items;
        this.replies = replies;
        this.sealed = sealed;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public ReplyAnswer replied(UUID id, Reply reply, Actor by) {
        ReplyAnswer answer = answer(id, reply, by);
        boolean taken = answer == ReplyAnswer.TAKEN || answer == ReplyAnswer.SAME_AGAIN;
        audit.record(new Act(
                by,
                "notice.reply",
                id.toString(),
                null,
                taken ? Act.Outcome.DONE : Act.Outcome.REFUSED,
                reply.status() + " " + answer));
        return answer;
    }

    @Override
    @Transactional
    public void delivered(List<Delivered> delivered) {
        if (!delivered.isEmpty()) {
            batch("notice.delivered", replies.delivered(delivered));
        }
    }

    @Override
    @Transactional
    public void failed(List<UUID> ids, Instant at) {
        batch("notice.failed", replies.failed(ids, at));
    }

    @Override
    @Transactional
    public void resent(List<UUID> ids, Instant at) {
        batch("notice.resent", replies.resent(ids, at));
    }

    private ReplyAnswer answer(UUID id, Reply reply, Actor by) {
        AgencyCode agency = by.agency();
        if (agency == null) {
            return ReplyAnswer.UNKNOWN;
        }
        Optional<Item> found = items.lock(id);
        if (found.isEmpty()) {
            return items.isWithdrawal(id, agency) ? ReplyAnswer.TAKEN : ReplyAnswer.UNKNOWN;
        }
        Item item = found.get();
        return item.agency().equals(agency) ? answer(item, reply, by) : ReplyAnswer.UNKNOWN;
    }

    private ReplyAnswer answer(Item item, Reply reply, Actor by) {
        ItemStatus next = ItemStatus.valueOf(reply.status().name());
        boolean again = item.status() == next;
        boolean adds = again && reply.contactedAt() != null;
        if (next == ItemStatus.REJECTED && isBlank(reply.reason()) && !adds) {
            return ReplyAnswer.REASON_MISSING;
        }
        if (again) {
            replies.answer(item.id(), List.of(), clock.instant(), by, reply, null);
            return ReplyAnswer.SAME_AGAIN;
        }
        ItemStatus carried = carried(item.status());
        if (!carried.canBecome(next)) {
            return ReplyAnswer.NOT_FORWARD;
        }
        List<ItemStatus> steps = carried == item.status() ? List.of(next) : List.of(carried, next);
        byte[] reason = next == ItemStatus.REJECTED ? reason(reply) : null;
        replies.answer(item.id(), steps, clock.instant(), by, reply, reason);
        return ReplyAnswer.TAKEN;
    }

    /** Who answers has it: an answer can overtake the note of its delivery, or come after the product gave it up. */
    private static ItemStatus carried(ItemStatus status) {
        return switch (status) {
            case ACCEPTED -> ItemStatus.SENT;
            case FAILED -> ItemStatus.RESENT;
            case SENT, RESENT, RECEIVED, COMPLETED, REJECTED, NO_RECORD, WITHDRAWN -> status;
        };
    }

    private byte @Nullable [] reason(Reply reply) {
        String reason = reply.reason();
        return reason == null ? null : sealed.text(reason.strip());
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private void batch(String action, int items) {
        audit.record(new Act(EXCHANGE, action, null, null, Act.Outcome.DONE, "items=" + items));
    }
}
