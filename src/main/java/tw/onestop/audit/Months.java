package tw.onestop.audit;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Background;

/**
 * 預建月份: has the parts of the trail made before their month begins. The product owns no table: the owner's function makes what is
 * due, and nothing else can be asked of it. Where it fails, acts go on, into the part for what has no month.
 */
@Component
class Months implements Background.Owner {

    /** Held by {@code audit.months_ahead()} while it works. */
    static final long LOCK = 20490;

    private static final Logger LOG = LoggerFactory.getLogger(Months.class);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Background rounds = new Background(
            "audit-months",
            PAUSE,
            this::round,
            e -> LOG.warn(
                    "no month of the trail can be made ahead: {}", e.getClass().getSimpleName()));

    Months(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Background background() {
        return rounds;
    }

    private boolean round() {
        int made = make();
        if (made > 0) {
            LOG.info("months of the trail made ahead: {}", made);
        }
        return false;
    }

    /** How many were due. */
    int make() {
        return jdbc.sql("select audit.months_ahead()").query(Integer.class).single();
    }

    /** How many months after the present one have a part. */
    static double ahead(JdbcClient jdbc) {
        return jdbc.sql("""
                select count(*) from generate_series(1, 3) as n
                 where to_regclass('audit.trail_' || to_char(now() at time zone 'Asia/Taipei' + make_interval(months => n), 'YYYY_MM'))
                       is not null
                """).query(Double.class).single();
    }

    static double unparted(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from (select from audit.trail_rest limit 1000) as rows")
                .query(Double.class)
                .single();
    }
}
