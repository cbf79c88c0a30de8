package tw.onestop.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * 查詢次數限制: who guesses has to wait. Counts wrong answers only, by where they come from and by the number asked about,
 * so that a citizen who follows the progress is never stopped by it.
 */
@Component
class ProgressAttempts {

    private static final Limit BY_ADDRESS = new Limit(30, Duration.ofMinutes(1));
    private static final Limit BY_RECEIPT = new Limit(10, Duration.ofMinutes(5));
    private static final int MOST_REMEMBERED = 100_000;

    private final Map<String, Deque<Instant>> wrong = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private final Clock clock;

    ProgressAttempts(Clock clock) {
        this.clock = clock;
    }

    /** How long to wait before asking again, or empty. */
    synchronized Optional<Duration> wait(String askedFrom, String receiptNo) {
        Duration longest = max(left("a:" + askedFrom, BY_ADDRESS), left("r:" + receiptNo, BY_RECEIPT));
        return longest.isPositive() ? Optional.of(longest) : Optional.empty();
    }

    synchronized void wrong(String askedFrom, String receiptNo) {
        wrong.computeIfAbsent("a:" + askedFrom, none -> new ArrayDeque<>()).addLast(clock.instant());
        if (!receiptNo.isEmpty()) {
            wrong.computeIfAbsent("r:" + receiptNo, none -> new ArrayDeque<>()).addLast(clock.instant());
        }
    }

    private Duration left(String key, Limit limit) {
        Deque<Instant> times = wrong.get(key);
        if (times == null) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        while (!times.isEmpty() && !times.getFirst().plus(limit.within()).isAfter(now)) {
            times.removeFirst();
        }
        if (times.isEmpty()) {
            wrong.remove(key);
        }
        return times.size() < limit.count()
                ? Duration.ZERO
                : Duration.between(now, times.getFirst().plus(limit.within()));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private record Limit(int count, Duration within) {}
}
