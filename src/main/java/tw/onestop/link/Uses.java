package tw.onestop.link;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;

/** 查詢使用情形, out of the log of queries. */
@Component
class Uses implements UseDesk {

    private final JdbcClient jdbc;
    private final Clock clock;

    Uses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Map<String, LocalDate> lastUsed(Collection<AgencyCode> agencies, Instant since) {
        Map<String, LocalDate> last = new HashMap<>();
        jdbc.sql("""
                select purpose, max(at) as at from link.query where agency = any(?) and at >= ? group by purpose
                """)
                .params(agencies.stream().map(AgencyCode::value).toArray(String[]::new), since.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    last.put(
                            row.getString("purpose"),
                            row.getObject("at", OffsetDateTime.class)
                                    .atZoneSameInstant(clock.getZone())
                                    .toLocalDate());
                });
        return last;
    }
}
