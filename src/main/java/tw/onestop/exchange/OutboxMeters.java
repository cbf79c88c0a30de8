package tw.onestop.exchange;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 待送通報量測: how much waits, and since when what should have left by now does; asked of the database when somebody looks. */
@Component
class OutboxMeters implements MeterBinder {

    private final JdbcClient jdbc;

    OutboxMeters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "onestop.outbox.waiting", "notices", "Notices that wait, at whatever door", """
                select count(*) from exchange.outbox where state = 'PENDING'
                """);
        gauge(
                registry,
                "onestop.outbox.oldest",
                "seconds",
                "Age of the oldest notice that was tried in vain or has no number yet",
                """
                select coalesce(extract(epoch from now() - min(since)), 0)
                  from exchange.outbox
                 where state = 'PENDING' and (tries > 0 or sequence is null)
                """);
        gauge(
                registry,
                "onestop.messages.waiting",
                "messages",
                "Text messages and e-mails that wait for a gateway",
                """
                select count(*) from exchange.message where state = 'PENDING'
                """);
    }

    private void gauge(MeterRegistry registry, String name, String unit, String description, String query) {
        ToDoubleFunction<JdbcClient> value =
                database -> database.sql(query).query(Double.class).single();
        Gauge.builder(name, jdbc, value).baseUnit(unit).description(description).register(registry);
    }
}
