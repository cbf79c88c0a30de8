package tw.onestop.bureau.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 通報內容 made readable: what was and what is now side by side, everything else as facts. Reads the envelope's
 * {@code data} by its shape, so that a programme that comes later is shown without a word about it here.
 *
 * @param changes one row per value that the notice tells of
 * @param facts the rest, flattened to dotted keys
 */
record NoticeData(List<Change> changes, List<Fact> facts) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> SHOWN_APART = Set.of("before", "after");

    /** 異動前後; {@code ""} where there is nothing. */
    record Change(String key, String before, String after) {

        private boolean says(Change part) {
            return before.contains(part.before) && after.contains(part.after);
        }
    }

    /** Anything else told. */
    record Fact(String key, String value) {}

    static NoticeData read(String dataJson) {
        JsonNode data = JSON.readTree(dataJson);
        List<Change> changes = new ArrayList<>(changes("", data));
        List<Fact> facts = new ArrayList<>();
        data.forEachEntry((key, value) -> {
            if (value.isArray() && !value.isEmpty() && value.valueStream().allMatch(NoticeData::isPair)) {
                value.forEach(one -> changes.addAll(whole(changes(key, one))));
            } else if (!SHOWN_APART.contains(key)) {
                flatten(key, value, facts);
            }
        });
        return new NoticeData(List.copyOf(changes), List.copyOf(facts));
    }

    /** One of many that each were otherwise before: the doors of a renumbering. */
    private static boolean isPair(JsonNode one) {
        return SHOWN_APART.stream().allMatch(one::has);
    }

    private static List<Change> changes(String path, JsonNode pair) {
        List<Fact> before = new ArrayList<>();
        List<Fact> after = new ArrayList<>();
        flatten(path, pair.path("before"), before);
        flatten(path, pair.path("after"), after);
        SequencedSet<String> keys = new LinkedHashSet<>();
        after.forEach(fact -> keys.add(fact.key()));
        before.forEach(fact -> keys.add(fact.key()));
        return keys.stream()
                .sorted(Comparator.comparing(key -> !key.endsWith(".full")))
                .map(key -> new Change(key, value(before, key), value(after, key)))
                .toList();
    }

    /** Of one among many the whole stands first, and what it says already is not said once more. */
    private static List<Change> whole(List<Change> changes) {
        List<Change> shown = new ArrayList<>();
        for (Change one : changes) {
            if (shown.isEmpty()
                    || (!one.before().equals(one.after()) && !shown.getFirst().says(one))) {
                shown.add(one);
            }
        }
        return shown;
    }

    private static void flatten(String path, JsonNode node, List<Fact> into) {
        if (node.isObject()) {
            node.forEachEntry((key, value) -> flatten(path.isEmpty() ? key : path + "." + key, value, into));
        } else if (node.isArray()) {
            node.forEach(value -> flatten(path, value, into));
        } else if (!node.isMissingNode() && !node.isNull()) {
            into.add(new Fact(path, node.asString()));
        }
    }

    private static String value(List<Fact> facts, String key) {
        return facts.stream()
                .filter(fact -> fact.key().equals(key))
                .map(Fact::value)
                .findFirst()
                .orElse("");
    }
}
