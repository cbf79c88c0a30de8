package tw.onestop.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;

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

    private final ObjectProvider<InboundHandler> all;

    RecordingHandler(ObjectProvider<InboundHandler> all) {
        this.all = all;
    }

    @Override
    public ReplyAnswer replied(UUID id, Reply reply, Actor by) {
        replied.add(id);
        ReplyAnswer known = scripted.get(id);
        return known == null ? others().getFirst().replied(id, reply, by) : known;
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

    List<UUID> deliveredIds() {
        return delivered.stream().map(Delivered::id).toList();
    }

    private List<InboundHandler> others() {
        return all.stream()
                .filter(handler -> !(handler instanceof RecordingHandler))
                .toList();
    }
}
