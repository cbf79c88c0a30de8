package tw.onestop.exchange;

import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;

/** Remembers what came up from the wire and passes it on to the room that knows it. */
@Component
@Primary
class RecordingHandler implements InboundHandler {

    final List<Delivered> delivered = new CopyOnWriteArrayList<>();
    final List<UUID> failed = new CopyOnWriteArrayList<>();
    final List<UUID> resent = new CopyOnWriteArrayList<>();
    final List<UUID> replied = new CopyOnWriteArrayList<>();
    /** Answers to replies about notices that no room above knows. */
    final Map<UUID, ReplyAnswer> scripted = new ConcurrentHashMap<>();
    /** The first report of these is lost, as if the product had died before its commit. */
    final Set<UUID> lost = ConcurrentHashMap.newKeySet();

    /** Replies about these cannot be written. */
    final Set<UUID> broken = ConcurrentHashMap.newKeySet();

    /** Replies about these are not written until they are let go. */
    final Map<UUID, CountDownLatch> held = new ConcurrentHashMap<>();

    final Set<UUID> reached = ConcurrentHashMap.newKeySet();

    final List<AgencyCode> closed = new CopyOnWriteArrayList<>();

    private final ObjectProvider<InboundHandler> all;

    RecordingHandler(ObjectProvider<InboundHandler> all) {
        this.all = all;
    }

    @Override
    public List<ReplyAnswer> replied(List<Replying> replies) {
        if (replies.stream().anyMatch(one -> broken.contains(one.id()))) {
            throw new IllegalStateException("broken");
        }
        replies.forEach(one -> waits(one.id()));
        replies.forEach(one -> replied.add(one.id()));
        List<Replying> passed =
                replies.stream().filter(one -> !scripted.containsKey(one.id())).toList();
        Iterator<ReplyAnswer> answers = passed.isEmpty()
                ? Collections.emptyIterator()
                : others().getFirst().replied(passed).iterator();
        return replies.stream()
                .map(one -> {
                    ReplyAnswer known = scripted.get(one.id());
                    return known == null ? answers.next() : known;
                })
                .toList();
    }

    private void waits(UUID id) {
        reached.add(id);
        CountDownLatch latch = held.get(id);
        try {
            if (latch != null && !latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("never let go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void delivered(List<Delivered> these) {
        if (these.stream().anyMatch(d -> lost.remove(d.id()))) {
            throw new IllegalStateException("lost");
        }
        others().forEach(other -> other.delivered(these));
        delivered.addAll(these);
    }

    @Override
    public void failed(List<UUID> ids, Instant at) {
        others().forEach(other -> other.failed(ids, at));
        failed.addAll(ids);
    }

    @Override
    public void resent(List<UUID> ids, Instant at) {
        others().forEach(other -> other.resent(ids, at));
        resent.addAll(ids);
    }

    @EventListener
    void on(EndpointClosed event) {
        closed.add(event.agency());
    }

    List<UUID> deliveredIds() {
        return delivered.stream().map(Delivered::id).toList();
    }

    private List<InboundHandler> others() {
        return all.stream()
                .filter(handler -> !(handler instanceof RecordingHandler))
                .toList();
    }
}
