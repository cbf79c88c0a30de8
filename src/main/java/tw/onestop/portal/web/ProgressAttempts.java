package tw.onestop.portal.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * 查詢次數限制: how often a wrong number or code may be tried, by address and by number, in a quarter of an hour. Right
 * answers are not counted, so that a family behind one address can look as often as it likes. What is kept is bounded and
 * dies with the process.
 */
@Component
class ProgressAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int BY_ADDRESS = 10;
    private static final int BY_NUMBER = 20;
    private static final int REMEMBERED = 20_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> wrong = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > REMEMBERED;
        }
    };

    ProgressAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Whether another try is refused for now. */
    synchronized boolean exhausted(String address, String receiptNo) {
        return recent("a" + address) >= BY_ADDRESS || recent("n" + receiptNo) >= BY_NUMBER;
    }

    /** Counts a wrong try. */
    synchronized void failed(String address, String receiptNo) {
        for (String key : List.of("a" + address, "n" + receiptNo)) {
            wrong.computeIfAbsent(key, _ -> new ArrayDeque<>()).addLast(clock.instant());
        }
    }

    private int recent(String key) {
        Deque<Instant> tries = wrong.get(key);
        if (tries == null) {
            return 0;
        }
        Instant since = clock.instant().minus(WINDOW);
        while (!tries.isEmpty() && tries.getFirst().isBefore(since)) {
            tries.removeFirst();
        }
        if (tries.isEmpty()) {
            wrong.remove(key);
        }
        return tries.size();
    }

    /** How long a refused visitor should wait. */
    Duration pause() {
        return WINDOW;
    }
}
