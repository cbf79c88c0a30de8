package tw.onestop.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;

/**
 * 回復處理: how what comes from the wire reaches the room that knows its meaning. Called in the transaction that stores
 * it; the answer is synchronous.
 */
public interface InboundHandler {

    /** Agencies replied, each about another item; answers in the same order. */
    List<ReplyAnswer> replied(List<Replying> replies);

    /**
     * @param by names the agency and its machine or officer
     */
    record Replying(UUID id, Reply reply, Actor by) {}

    /** These were delivered (webhook accepted, or handed out by pull or inbox); batched. */
    void delivered(List<Delivered> delivered);

    /** The product gave these up after the last retry. */
    void failed(List<UUID> ids, Instant at);

    /** These were put up for sending again by clearing or recovery. */
    void resent(List<UUID> ids, Instant at);

    /**
     * @param answered the status an auto-replying agency gave in its answer to the webhook, or null
     */
    record Delivered(UUID id, Instant at, Reply.@Nullable Status answered) {}
}
