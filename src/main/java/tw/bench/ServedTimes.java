package tw.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tw.proof.Clerk;
import tw.proof.Demonstration;

/** 伺服器回應時間: what the product's own metrics say of the counter's pages, read as its operator. */
final class ServedTimes {

    private static final Pattern BUCKET = Pattern.compile(
            "http_server_requests_seconds_bucket\\{.*method=\"([A-Z]+)\".*uri=\"(/counter[^\"]*)\".*le=\"([^\"]+)\".*} ([0-9.E+]+)");

    private final Clerk operator;

    ServedTimes(Demonstration demo) throws IOException {
        Demonstration.Account account = demo.operator();
        this.operator = new Clerk(demo.baseUrl(), account.username(), account.password());
        operator.signIn();
    }

    /** What is known so far of each of the counter's pages, by its method and address. */
    Map<String, Reading> read() throws IOException {
        String text = new String(operator.browser().raw("/actuator/prometheus", "identity"), StandardCharsets.UTF_8);
        Map<String, Reading> pages = new TreeMap<>();
        Matcher line = BUCKET.matcher(text);
        while (line.find()) {
            double bound = line.group(3).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(line.group(3));
            pages.computeIfAbsent(line.group(1) + " " + line.group(2), _ -> Reading.none())
                    .counts()
                    .merge(bound * 1_000, Double.parseDouble(line.group(4)), Double::sum);
        }
        if (pages.isEmpty()) {
            throw new IOException("the product's metrics say nothing of the counter's pages");
        }
        return pages;
    }

    /**
     * 讀數.
     *
     * @param counts requests within so many milliseconds, by the bound; the last bound has all of them
     */
    record Reading(TreeMap<Double, Double> counts) {

        static Reading none() {
            return new Reading(new TreeMap<>());
        }

        static Reading sum(Collection<Reading> readings) {
            Reading sum = none();
            readings.forEach(one ->
                    one.counts().forEach((bound, count) -> sum.counts().merge(bound, count, Double::sum)));
            return sum;
        }

        Reading since(Reading before) {
            TreeMap<Double, Double> more = new TreeMap<>();
            counts.forEach(
                    (bound, count) -> more.put(bound, count - before.counts().getOrDefault(bound, 0.0)));
            return new Reading(more);
        }

        long requests() {
            return counts.isEmpty() ? 0 : Math.round(counts.lastEntry().getValue());
        }

        double shareWithin(double millis) {
            return counts.getOrDefault(millis, 0.0) / counts.lastEntry().getValue();
        }

        /** Milliseconds that this share did not exceed, between two bounds by proportion. */
        double millis(double share) {
            double wanted = share * counts.lastEntry().getValue();
            double lowBound = 0;
            double lowCount = 0;
            for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
                if (bucket.getValue() >= wanted) {
                    return bucket.getKey().isInfinite()
                            ? lowBound
                            : lowBound
                                    + (bucket.getKey() - lowBound)
                                            * (wanted - lowCount)
                                            / Math.max(1, bucket.getValue() - lowCount);
                }
                lowBound = bucket.getKey();
                lowCount = bucket.getValue();
            }
            return lowBound;
        }
    }
}
