package tw.onestop.notice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 清查量測: lists that agencies have not taken though their day is over, items that rose to the ministry, and pictures that cannot be erased. */
@Component
class ClearingMeters implements MeterBinder {

    private final JdbcClient jdbc;

    ClearingMeters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "onestop.clearing.missed", "lists", "Clearing lists not taken by the day they were due", """
                select count(*) from notice.clearing_list where missed_at is not null and handed_at is null
                """);
        gauge(registry, "onestop.clearing.late", "items", "Items late long enough to have risen to the ministry", """
                select coalesce(max(risen), 0) from notice.clearing_count
                """);
        gauge(
                registry,
                "onestop.pictures.unread",
                "pictures",
                "Pictures due to be erased whose seal does not open",
                """
                select count(*) from notice.unread_picture
                """);
    }

    private void gauge(MeterRegistry registry, String name, String unit, String description, String query) {
        Gauge.builder(
                        name,
                        jdbc,
                        database -> database.sql(query).query(Double.class).single())
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }
}
