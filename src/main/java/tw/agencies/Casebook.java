package tw.agencies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 案件簿: what this agency has received and what it still owes, in memory and in its {@link Ledger}.
 *
 * <p>Delivery is at least once, so the same {@code id} may come any number of times, also at the same time and after a crash.
 * The effect on the account happens exactly once: with the first ledger line of that id, {@code "effect":true}.
 * What a notice says is kept only for the page, only in memory, only for the last twenty.
 */
final class Casebook implements AutoCloseable {

    private static final int SHOWN = 20;

    /** The last notices for the page; {@code data} is null for those received by an earlier run. */
    record Shown(Case about, @Nullable JsonNode data) {}

    private final Clock clock;
    private final Map<String, Case> cases = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<String> last = new ConcurrentLinkedDeque<>();
    private final Map<String, JsonNode> data = new HashMap<>();
    private final LongAdder duplicates = new LongAdder();
    private final Ledger ledger;
    private volatile String position = "000000000000";

    Casebook(Path file, Clock clock) throws IOException {
        this.clock = clock;
        this.ledger = Ledger.open(file, this::replay);
    }

    private synchronized void replay(JsonNode line) {
        String id = Json.text(line, "id");
        switch (Json.text(line, "event")) {
            case "RECEIVED" -> {
                Notice notice = new Notice(
                        id,
                        Json.text(line, "subject"),
                        Json.text(line, "sequence"),
                        Json.text(line, "type"),
                        line.path("attempt").asInt(1),
                        "(self)",
                        Json.object());
                enter(
                        notice,
                        line.path("posted").asBoolean(),
                        line.path("effect").asBoolean(),
                        replies(line));
            }
            case "REPLIED" ->
                cases.computeIfPresent(
                        id, (same, known) -> known.told(Json.text(line, "key"), Json.text(line, "code")));
            case "OWES" -> cases.computeIfPresent(id, (same, known) -> known.owing(replies(line)));
            case "PULLED" -> position = Json.text(line, "after");
            default -> {
                // a line of a later version
            }
        }
    }

    private static List<Reply> replies(JsonNode line) {
        return line.path("replies")
                .valueStream()
                .map(reply -> Json.MAPPER.convertValue(reply, Reply.class))
                .toList();
    }

    private void enter(Notice notice, boolean posted, boolean effect, List<Reply> replies) {
        if (effect) {
            cases.put(notice.id(), Case.of(notice, posted, replies));
            last.addFirst(notice.id());
            if (last.size() > SHOWN) {
                data.remove(last.removeLast());
            }
            return;
        }
        duplicates.increment();
        if (!replies.isEmpty()) {
            cases.computeIfPresent(notice.id(), (same, known) -> known.reopened(notice, replies));
        }
    }

    /** A notice on its way to the disk, and whether there is now something to reply. */
    record Entry(Notice notice, boolean effect, boolean owesReply, CompletableFuture<Void> durable) {

        void await() throws IOException {
            Casebook.await(durable);
        }
    }

    /**
     * Takes a notice in; it may be acknowledged once the entry is durable. The decision is asked for only when the notice
     * is new.
     *
     * @param answer what the delivery is answered with, noted beside it
     */
    Entry receive(Notice notice, String answer, Supplier<List<Reply>> decision) {
        // One lock over memory and the ledger's queue: whoever finds the id known also waits behind the line that made
        // it so.
        synchronized (this) {
            Case known = cases.get(notice.id());
            List<Reply> replies = List.of();
            if (known == null) {
                replies = decision.get();
            } else if (notice.attempt() > known.attempt() && !known.isOpen()) {
                replies = known.repeated(notice, clock.instant());
            }
            boolean effect = known == null;
            CompletableFuture<Void> durable = ledger.append(receivedLine(notice, effect, answer, replies));
            enter(notice, notice.posted(), effect, replies);
            if (effect) {
                data.put(notice.id(), notice.data());
            }
            return new Entry(notice, effect, !replies.isEmpty(), durable);
        }
    }

    /**
     * What was waited for has happened: a reply is owed for a notice that came before, once however often that is told. Returns when durable.
     *
     * @return whether it is owed now and was not
     */
    boolean owe(String id, Reply reply) throws IOException {
        CompletableFuture<Void> durable;
        synchronized (this) {
            Case known = cases.get(id);
            if (known == null || known.knows(reply.key())) {
                return false;
            }
            ObjectNode line = line("OWES").put("id", id);
            line.set("replies", Json.MAPPER.valueToTree(List.of(reply)));
            durable = ledger.append(line);
            cases.put(id, known.owing(List.of(reply)));
        }
        await(durable);
        return true;
    }

    private ObjectNode receivedLine(Notice notice, boolean effect, String answer, List<Reply> replies) {
        ObjectNode line = line("RECEIVED")
                .put("id", notice.id())
                .put("subject", notice.subject())
                .put("sequence", notice.sequence())
                .put("type", notice.type())
                .put("attempt", notice.attempt())
                .put("effect", effect);
        if (notice.posted()) {
            line.put("posted", true);
        }
        if (!answer.isEmpty()) {
            line.put("answer", answer);
        }
        if (!replies.isEmpty()) {
            line.set("replies", Json.MAPPER.valueToTree(replies));
        }
        return line;
    }

    /** The reply was given and needs no further try; {@code code} is the product's HTTP answer. */
    void told(String id, Reply reply, Product.Answer answer) {
        ObjectNode line = line("REPLIED")
                .put("id", id)
                .put("status", reply.body().status().name())
                .put("code", answer.status())
                .put("key", reply.key());
        if (!answer.code().isEmpty()) {
            line.put("problem", answer.code());
        }
        synchronized (this) {
            cases.computeIfPresent(id, (same, known) -> known.told(reply.key(), Integer.toString(answer.status())));
            // Not waited for: should a crash lose this line, the same reply is sent once more and changes nothing.
            ledger.note(line);
        }
    }

    /** Everything up to this sequence was pulled; returns when durable. */
    void pulled(String after) throws IOException {
        await(ledger.append(line("PULLED").put("after", after)));
        position = after;
    }

    String position() {
        return position;
    }

    Optional<Reply> next(String id) {
        return Optional.ofNullable(cases.get(id))
                .flatMap(known -> known.open().stream().findFirst());
    }

    /** What is known of a notice; empty of one that never came. */
    Optional<Case> known(String id) {
        return Optional.ofNullable(cases.get(id));
    }

    List<Case> open() {
        return cases.values().stream()
                .filter(Case::isOpen)
                .sorted(Comparator.comparing(Case::sequence))
                .toList();
    }

    synchronized List<Shown> recent() {
        return last.stream()
                .map(id -> new Shown(Objects.requireNonNull(cases.get(id)), data.get(id)))
                .toList();
    }

    long received() {
        return cases.size();
    }

    long duplicates() {
        return duplicates.sum();
    }

    private ObjectNode line(String event) {
        Instant now = clock.instant();
        return Json.object().put("at", now.toString()).put("event", event);
    }

    private static void await(CompletableFuture<Void> durable) throws IOException {
        try {
            durable.join();
        } catch (CompletionException failed) {
            throw new IOException("the ledger cannot be written", failed.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
