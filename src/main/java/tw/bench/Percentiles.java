package tw.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Latencies as they came, in nanoseconds, from many threads. */
final class Percentiles {

    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    /** The middle one of what several turns gave. */
    static double median(List<Double> of) {
        return of.stream().sorted().toList().get(of.size() / 2);
    }

    void add(long value) {
        nanos.add(value);
    }

    int count() {
        return nanos.size();
    }

    /** Milliseconds that this share of the requests did not exceed; 0 when there were none. */
    double millis(double share) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }
}
