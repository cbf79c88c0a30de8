package tw.onestop.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** 卷架: the histories of one sort of fact that a recording has taken out, as they were and as they are to be. */
final class Shelf<K, F> {

    private final Timeline<K, F> timeline;
    private final Set<K> asked = new HashSet<>();
    private final Map<K, Spells<F>> before = new HashMap<>();
    private final Map<K, Spells<F>> now = new HashMap<>();

    Shelf(Timeline<K, F> timeline) {
        this.timeline = timeline;
    }

    void fetch(Collection<K> keys) {
        List<K> missing = keys.stream().filter(asked::add).toList();
        Map<K, Spells<F>> found = timeline.histories(missing);
        before.putAll(found);
        now.putAll(found);
    }

    Optional<Spells<F>> find(K key) {
        fetch(List.of(key));
        return Optional.ofNullable(now.get(key));
    }

    /**
     * @throws IllegalStateException when nothing is known of it
     */
    Spells<F> get(K key) {
        return find(key).orElseThrow(() -> new IllegalStateException("nothing is known of the subject"));
    }

    void put(K key, Spells<F> history) {
        fetch(List.of(key));
        now.put(key, history);
    }

    Map<K, Spells<F>> snapshot() {
        return Map.copyOf(now);
    }

    Set<K> changedSince(Map<K, Spells<F>> snapshot) {
        Set<K> changed = new HashSet<>();
        now.forEach((key, history) -> {
            // What was taken out after the snapshot was, at the snapshot, as it stood in the books.
            if (!history.equals(snapshot.getOrDefault(key, before.get(key)))) {
                changed.add(key);
            }
        });
        return changed;
    }

    /** As it was at the snapshot. */
    Optional<Spells<F>> in(Map<K, Spells<F>> snapshot, K key) {
        fetch(List.of(key));
        return Optional.ofNullable(snapshot.getOrDefault(key, before.get(key)));
    }

    boolean isNew(K key) {
        return now.containsKey(key) && !before.containsKey(key);
    }

    /** Writes what changed between two snapshots as believed from this instant on. */
    void write(Map<K, Spells<F>> from, Map<K, Spells<F>> to, Instant at) {
        to.forEach((key, history) -> {
            Spells<F> was = from.getOrDefault(key, before.get(key));
            if (!history.equals(was)) {
                timeline.revise(key, was, history, at);
            }
        });
    }
}
