package tw.onestop.rehearsal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.AgencyCode;

/** 演練通報: what is handed out, in this order; one notice comes twice, and one comes after a newer one of the same person. */
final class Script {

    static final String REPEATED = "1";
    static final String REPEATED_FIRST = "1";
    static final String REPEATED_AGAIN = "3";

    /** The sequence under which the late one comes. */
    static final String LATE = "4";

    /** What an agency holds of who moved twice, once it has understood both. */
    static final String NEWEST = "連江縣北竿鄉演練村8號";

    private static final Notice FIRST = new Notice("1", Cast.MOVED, "演練甲", "連江縣南竿鄉演練村1號", "連江縣北竿鄉演練村2號", 1);
    private static final Notice OLDER = new Notice("2", Cast.MOVED_TWICE, "演練乙", "連江縣南竿鄉演練村3號", "連江縣莒光鄉演練村7號", 2);
    private static final Notice NEWER = new Notice("3", Cast.MOVED_TWICE, "演練乙", "連江縣莒光鄉演練村7號", NEWEST, 3);

    private static final List<Handed> ORDER =
            List.of(new Handed(FIRST, 1), new Handed(NEWER, 1), new Handed(FIRST, 2), new Handed(OLDER, 2));

    private Script() {}

    /** 通報. */
    private record Notice(String no, String number, String name, String before, String after, int minute) {}

    /** One of them as it is handed out. */
    private record Handed(Notice notice, int attempt) {}

    /** Envelopes after a sequence, by their sequence. */
    static Map<Integer, Map<String, Object>> after(
            long after, int limit, UUID run, java.time.Instant began, AgencyCode agency) {
        Map<Integer, Map<String, Object>> envelopes = new LinkedHashMap<>();
        IntStream.rangeClosed(1, ORDER.size())
                .filter(sequence -> sequence > after)
                .limit(limit)
                .forEach(sequence -> envelopes.put(sequence, envelope(sequence, run, began, agency)));
        return envelopes;
    }

    static int last() {
        return ORDER.size();
    }

    /** Which of the notices of this run bears the id. */
    static Optional<String> notice(UUID run, UUID id) {
        return ORDER.stream()
                .map(handed -> handed.notice().no())
                .filter(no -> id(run, no).equals(id))
                .findFirst();
    }

    static String digits(long sequence) {
        return "%012d".formatted(sequence);
    }

    private static Map<String, Object> envelope(int sequence, UUID run, java.time.Instant began, AgencyCode agency) {
        Handed handed = ORDER.get(sequence - 1);
        Notice notice = handed.notice();
        String at = began.plus(Duration.ofMinutes(notice.minute())).toString();
        String id = id(run, notice.no()).toString();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("programme", "registration-change");
        data.put("change", "address");
        data.put("effectiveDate", at.substring(0, 10));
        data.put("person", Map.of("nationalId", notice.number(), "name", notice.name()));
        data.put("before", Map.of("address.full", notice.before()));
        data.put("after", Map.of("address.full", notice.after()));
        data.put("registration", Map.of("kind", "ADDR", "recordedAt", at));
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("specversion", "1.0");
        envelope.put("id", id);
        envelope.put("source", "urn:onestop:ris:rehearsal");
        envelope.put("type", "tw.onestop.notice.registration-change.address.v1");
        envelope.put("subject", id);
        envelope.put("time", at);
        envelope.put("datacontenttype", "application/json");
        envelope.put("recipient", agency.value());
        envelope.put("sequence", digits(sequence));
        envelope.put("attempt", handed.attempt());
        envelope.put("data", data);
        return envelope;
    }

    private static UUID id(UUID run, String no) {
        return UUID.nameUUIDFromBytes("%s notice %s".formatted(run, no).getBytes(StandardCharsets.UTF_8));
    }
}
