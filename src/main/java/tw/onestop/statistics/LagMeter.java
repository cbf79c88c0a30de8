package tw.onestop.statistics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** 計數落後: how long ago everything that had been recorded was in the figures. */
@Component
class LagMeter implements MeterBinder {

    private final Progress progress;
    private final Clock clock;

    LagMeter(Progress progress, Clock clock) {
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("onestop.statistics.behind", this, LagMeter::seconds)
                .baseUnit("seconds")
                .description("Seconds since everything recorded was in the figures")
                .register(registry);
    }

    private double seconds() {
        return progress.asOf()
                .map(at -> Duration.between(at, clock.instant()).toMillis() / 1e3)
                .orElse(0.0);
    }
}
