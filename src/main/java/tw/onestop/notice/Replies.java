package tw.onestop.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final Errands errands;
    private final ResultMessages messages;
    private final ErrandFees fees;
    private final Announcing announcing;
    private final Sealed sealed;
    private final Means means;

    Replies(Stock stock, Errands errands, ResultMessages messages, Sealed sealed, Means means) {
        this.items = stock.items();
        this.replies = stock.replies();
        this.announcing = stock.announcing();
        this.fees = stock.fees();
        this.errands = errands;
        this.messages = messages;
        this.sealed = sealed;
        this.means = means;
    }

    /** 通報項目, what comes back about them and what they cost. */
    @Component
    record Stock(Items items, ItemReplies replies, Announcing announcing, ErrandFees fees) {}

    /** 稽核及時鐘. */
    @Component("replyMeans")
    record Means(AuditDesk audit, Clock clock) {}

    @Override
    @Transactional
    public List<ReplyAnswer> replied(List<Replying> replying) {
        Map<UUID, Item> found = items.lock(replying.stream().map(Replying::id).toList());
        List<ItemReplies.Answered> answered = new ArrayList<>();
        List<ReplyAnswer> answers = replying.stream()
                .map(one -> answer(one, found.get(one.id()), answered))
                .toList();
        if (!answered.isEmpty()) {
            replies.answer(answered, means.clock().instant());
            messages.results(answered.stream()
                    .filter(one -> ended(one.next()))
                    .map(one -> one.replying().id())
                    .toList());
            answered.forEach(one -> release(found.get(one.replying().id()), one.next()));
        }
        List<Act> acts = new ArrayList<>(replying.size());
        for (int i = 0; i < replying.size(); i++) {
            acts.add(act(replying.get(i), answers.get(i)));
        }
        means.audit().record(acts);
        return answers;
    }

    /** What ended without result costs nothing. */
    private void release(@Nullable Item item, String ended) {
        if (item != null) {
            switch (ended) {
                case "REJECTED" -> fees.release(item, "機關不予核准", EXCHANGE);
                case "NO_RECORD" -> fees.release(item, "機關查無資料", EXCHANGE);
                default -> {
                    // under way, or done
                }
            }
        }
    }

    /** What a citizen is told of: the agency said how it ended. */
    private static boolean ended(String status) {
        return status.equals("COMPLETED") || status.equals("REJECTED") || status.equals("NO_RECORD");
    }

    private static Act act(Replying one, ReplyAnswer answer) {
        boolean taken = answer == ReplyAnswer.TAKEN || answer == ReplyAnswer.SAME_AGAIN;
        return new Act(
                one.by(),
                "notice.reply",
                one.id().toString(),
                null,
                taken ? Act.Outcome.DONE : Act.Outcome.REFUSED,
                one.reply().status() + " " + answer);
    }

    @Override
    @Transactional
    public void delivered(List<Delivered> delivered) {
        if (!delivered.isEmpty()) {
            List<Item> moved =
                    replies.delivered(delivered, errands.names(List.of()).discreet());
            batch("notice.delivered", moved.size());
            messages.results(moved.stream()
                    .filter(item -> ended(item.status().name()))
                    .map(Item::id)
                    .toList());
            announcing.delivered(delivered);
            moved.forEach(item -> release(item, item.status().name()));
        }
    }

    @Override
    @Transactional
    public void failed(List<UUID> ids, Instant at) {
        batch("notice.failed", replies.failed(ids, at));
        announcing.failed(ids, at);
    }

    @Override
    @Transactional
    public void resent(List<UUID> ids, Instant at) {
        batch("notice.resent", replies.resent(ids, at));
        announcing.resent(ids, at);
    }

    private ReplyAnswer answer(Replying one, @Nullable Item item, List<ItemReplies.Answered> answered) {
        AgencyCode agency = one.by().agency();
        if (agency == null) {
            return ReplyAnswer.UNKNOWN;
        }
        if (item == null) {
            return items.isWord(one.id(), agency) ? ReplyAnswer.TAKEN : announcing.replied(one, agency);
        }
        return item.agency().equals(agency) ? answer(item, one, answered) : ReplyAnswer.UNKNOWN;
    }

    private ReplyAnswer answer(Item item, Replying one, List<ItemReplies.Answered> answered) {
        Reply reply = one.reply();
        ItemStatus next = ItemStatus.valueOf(reply.status().name());
        if (tellsTooMuch(item, next)) {
            return ReplyAnswer.RESULT_NOT_WANTED;
        }
        boolean again = item.status() == next;
        boolean adds = again && reply.contactedAt() != null;
        if (next == ItemStatus.REJECTED && isBlank(reply.reason()) && !adds) {
            return ReplyAnswer.REASON_MISSING;
        }
        if (again) {
            answered.add(new ItemReplies.Answered(one, "", "", null, benefit(item, reply)));
            return ReplyAnswer.SAME_AGAIN;
        }
        ItemStatus carried = carried(item.status());
        if (!carried.canBecome(next)) {
            return ReplyAnswer.NOT_FORWARD;
        }
        byte[] reason = next == ItemStatus.REJECTED ? reason(reply) : null;
        answered.add(new ItemReplies.Answered(
                one, carried == item.status() ? "" : carried.name(), next.name(), reason, benefit(item, reply)));
        return ReplyAnswer.TAKEN;
    }

    /** Of what is nobody's business here an agency says only that it took it up and that it is done. */
    private boolean tellsTooMuch(Item item, ItemStatus next) {
        return next != ItemStatus.RECEIVED
                && next != ItemStatus.COMPLETED
                && errands.names(List.of()).discreet(item);
    }

    /** Who answers has it: an answer can overtake the note of its delivery, or come after the product gave it up. */
    static ItemStatus carried(ItemStatus status) {
        return switch (status) {
            case ACCEPTED -> ItemStatus.SENT;
            case FAILED -> ItemStatus.RESENT;
            case SENT, RESENT, RECEIVED, COMPLETED, REJECTED, NO_RECORD, WITHDRAWN -> status;
        };
    }

    /** Kept of what pays something; of anything else it is nobody's business. */
    private byte @Nullable [] benefit(Item item, Reply reply) {
        Reply.Benefit benefit = reply.benefit();
        return benefit == null || !errands.names(List.of()).pays(item) ? null : sealed.json(benefit);
    }

    private byte @Nullable [] reason(Reply reply) {
        String reason = reply.reason();
        return reason == null ? null : sealed.text(reason.strip());
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private void batch(String action, int items) {
        means.audit().record(new Act(EXCHANGE, action, null, null, Act.Outcome.DONE, "items=" + items));
    }
}
