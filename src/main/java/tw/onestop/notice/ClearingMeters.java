package tw.onestop.notice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 清查量測: lists that agencies have not taken though their day is over, and items that rose to the ministry. */
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
        gauge(
                registry,
                "onestop.clearing.late",
                "items",
                "Items late long enough to have risen to the ministry",
                """
                select count(*) from notice.late_item l join notice.item i on i.id = l.item
                where l.ministry_on is not null and %s
                """.formatted(ClearingLists.OPEN));
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
