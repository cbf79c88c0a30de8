package tw.onestop.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 日誌量測: since when the oldest row waits for its place in the log, and whether months are made; asked when somebody looks. */
@Component
class LogMeters implements MeterBinder {

    private final JdbcClient jdbc;
    private final MarkKeeping marks;

    LogMeters(JdbcClient jdbc, MarkKeeping marks) {
        this.jdbc = jdbc;
        this.marks = marks;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        ToDoubleFunction<JdbcClient> oldest =
                database -> database.sql("""
                        select coalesce(extract(epoch from now() - min(at)), 0)
                          from audit.trail
                         where seq > (select coalesce(max(seq), 0) from audit.leaf)
                        """).query(Double.class).single();
        Gauge.builder("onestop.audit.oldest", jdbc, oldest)
                .baseUnit("seconds")
                .description("Age of the oldest row of the trail that has no place in the log yet")
                .register(registry);
        Gauge.builder("onestop.audit.lacking", marks, MarkKeeping::lacking)
                .description(
                        "Rows of the log that were signed once and that the database lacks, as far as this node knows")
                .register(registry);
        Gauge.builder("onestop.audit.months.ahead", jdbc, Months::ahead)
                .description(
                        "Months after the present one that have a part of the trail; below 2 nothing makes them any more")
                .register(registry);
        Gauge.builder("onestop.audit.unparted", jdbc, Months::unparted)
                .description("Rows of the trail that no month has taken, counted up to 1000")
                .register(registry);
    }
}
