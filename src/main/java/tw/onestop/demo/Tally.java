package tw.onestop.demo;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 統計: what the report tells of the families that were made; what several townships tell adds up. */
final class Tally {

    private static final int DEGREES = 4;
    /** Kin are counted of one person among so many. */
    private static final int SAMPLE = 100;

    private static final String KIN = "kin";
    private static final String MOTHERS = "mothers";
    private static final String FATHERS = "fathers";
    private static final String PEOPLE = "people";
    private static final int ALIVE = 0;
    private static final int DEPARTED = 1;
    private static final int MINORS = 2;
    private static final int WITH_PARENT = 3;

    /** By what is counted: how often each value came. */
    private final Map<String, TreeMap<Integer, Long>> counts = new TreeMap<>();

    static Tally of(List<Resident> people, int departed) {
        Tally tally = new Tally();
        KinCount kin = new KinCount(DEGREES);
        for (int i = 0; i < people.size(); i++) {
            Resident r = people.get(i);
            if (i % SAMPLE == 0) {
                tally.count(KIN, kin.of(r), 1);
            }
            tally.born(MOTHERS, r, r.mother);
            tally.born(FATHERS, r, r.father);
            if (r.age < 18) {
                tally.count(PEOPLE, MINORS, 1);
                tally.count(PEOPLE, WITH_PARENT, r.father != null || r.mother != null ? 1 : 0);
            }
        }
        tally.count(PEOPLE, ALIVE, people.size());
        tally.count(PEOPLE, DEPARTED, departed);
        return tally;
    }

    private void born(String parents, Resident child, @Nullable Resident parent) {
        if (parent != null) {
            count(parents, (int) ChronoUnit.YEARS.between(parent.born, child.born), 1);
        }
    }

    private void count(String what, int value, long times) {
        counts.computeIfAbsent(what, _ -> new TreeMap<>()).merge(value, times, Long::sum);
    }

    void add(Tally other) {
        other.counts.forEach((what, values) -> values.forEach((value, times) -> count(what, value, times)));
    }

    /** On one line, to be kept beside the part it tells of. */
    String note() {
        return counts.entrySet().stream()
                .map(e -> e.getKey() + " "
                        + e.getValue().entrySet().stream()
                                .map(v -> v.getKey() + ":" + v.getValue())
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(";"));
    }

    static Tally of(String note) {
        Tally tally = new Tally();
        for (String what : note.split(";", -1)) {
            List<String> words = List.of(what.split(" ", -1));
            for (String pair : words.subList(1, words.size())) {
                int colon = pair.indexOf(':');
                tally.count(
                        words.getFirst(),
                        Integer.parseInt(pair.substring(0, colon)),
                        Long.parseLong(pair.substring(colon + 1)));
            }
        }
        return tally;
    }

    /** Lines for a reader. */
    List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add("%,d people, %,d who have died".formatted(people(ALIVE), people(DEPARTED)));
        lines.add("kin within four degrees:  " + spread(KIN));
        lines.add("mothers' ages at birth:   " + spread(MOTHERS));
        lines.add("fathers' ages at birth:   " + spread(FATHERS));
        lines.add("minors with a parent:     %.1f %%"
                .formatted(100.0 * people(WITH_PARENT) / Math.max(1, people(MINORS))));
        return lines;
    }

    private long people(int which) {
        return counts.getOrDefault(PEOPLE, new TreeMap<>()).getOrDefault(which, 0L);
    }

    private String spread(String what) {
        TreeMap<Integer, Long> values = counts.getOrDefault(what, new TreeMap<>());
        return Stream.of(10, 25, 50, 75, 90, 99, 100)
                .map(percent -> "%d %% ≤ %d".formatted(percent, quantile(values, percent)))
                .collect(Collectors.joining(", "));
    }

    private static int quantile(Map<Integer, Long> values, int percent) {
        long wanted = (values.values().stream().mapToLong(Long::longValue).sum() * percent + 99) / 100;
        long reached = 0;
        for (Map.Entry<Integer, Long> value : values.entrySet()) {
            reached += value.getValue();
            if (reached >= wanted) {
                return value.getKey();
            }
        }
        return 0;
    }
}
