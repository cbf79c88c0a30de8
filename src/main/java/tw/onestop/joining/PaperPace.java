package tw.onestop.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 反映次數限制: how often one address may fill in the public form within an hour; in memory, on each node. */
@Component
class PaperPace {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 100_000;

    private final Map<String, Deque<Instant>> taken = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private final Terms terms;
    private final Diary diary;

    PaperPace(Terms terms, Diary diary) {
        this.terms = terms;
        this.diary = diary;
    }

    /** Whether one more is taken from there. */
    synchronized boolean take(String askedFrom) {
        Instant now = diary.now();
        Deque<Instant> times = taken.computeIfAbsent(askedFrom, none -> new ArrayDeque<>());
        while (!times.isEmpty() && !times.getFirst().plus(HOUR).isAfter(now)) {
            times.removeFirst();
        }
        boolean free = times.size() < terms.value("paper.perHour", diary.today());
        if (free) {
            times.addLast(now);
        }
        return free;
    }
}
