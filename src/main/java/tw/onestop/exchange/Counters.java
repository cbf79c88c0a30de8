package tw.onestop.exchange;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** 交換計量: what the operator sees of the wire; codes of agencies and counts only. */
@Component
class Counters {

    private final MeterRegistry meters;
    private final MultiGauge waiting;
    private final MultiGauge oldest;
    private final MultiGauge failures;

    Counters(MeterRegistry meters) {
        this.meters = meters;
        this.waiting = MultiGauge.builder("onestop.exchange.waiting").register(meters);
        this.oldest = MultiGauge.builder("onestop.exchange.oldest")
                .baseUnit("seconds")
                .register(meters);
        this.failures = MultiGauge.builder("onestop.exchange.failures.in.a.row").register(meters);
    }

    void count(List<Result> results) {
        results.stream()
                .collect(Collectors.groupingBy(Counters::tags, Collectors.counting()))
                .forEach((tags, count) ->
                        meters.counter("onestop.exchange.deliveries", tags).increment((double) count));
    }

    private static Tags tags(Result result) {
        return Tags.of(
                "agency",
                result.promise().agency().value(),
                "outcome",
                result.fate() == Result.Fate.DELIVERED ? "delivered" : "failed");
    }

    void show(List<Outbox.Queue> queues, List<Endpoints.Row> endpoints, Instant now) {
        List<MultiGauge.Row<?>> lengths = new ArrayList<>();
        List<MultiGauge.Row<?>> ages = new ArrayList<>();
        for (Outbox.Queue queue : queues) {
            Tags tags = Tags.of("agency", queue.agency());
            lengths.add(MultiGauge.Row.of(tags, queue.waiting()));
            ages.add(MultiGauge.Row.of(
                    tags, Duration.between(queue.oldest(), now).toSeconds()));
        }
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Endpoints.Row endpoint : endpoints) {
            rows.add(MultiGauge.Row.of(Tags.of("agency", endpoint.agency().value()), endpoint.failures()));
        }
        waiting.register(lengths, true);
        oldest.register(ages, true);
        failures.register(rows, true);
    }

    /** Knocked at the file door, and was not let in. */
    void turnedAway(String why) {
        meters.counter("onestop.exchange.sftp.turned.away", "why", why).increment();
    }
}
