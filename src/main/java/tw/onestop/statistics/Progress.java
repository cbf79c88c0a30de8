package tw.onestop.statistics;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 計數進度: how far each source was counted; whoever holds its row is the one who counts. */
@Repository
class Progress {

    private final JdbcClient jdbc;

    Progress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(Collection<String> sources) {
        jdbc.sql("""
                insert into statistics.progress (source, position, at)
                select source, 0, timestamptz '-infinity' from unnest(?::text[]) as source on conflict do nothing
                """).param(sources.toArray(String[]::new)).update();
    }

    /** Empty while another counts this source, unless it is to be waited for. */
    OptionalLong hold(String source, boolean waiting) {
        return jdbc
                .sql("select position from statistics.progress where source = ? for update"
                        + (waiting ? "" : " skip locked"))
                .param(source)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Waits until nobody counts anything. */
    void holdAll() {
        jdbc.sql("select 1 from statistics.progress order by source for update")
                .query(Integer.class)
                .list();
    }

    void restart() {
        jdbc.sql("update statistics.progress set position = 0").update();
    }

    void reached(String source, long position, Instant at) {
        jdbc.sql("update statistics.progress set position = ?, at = ? where source = ?")
                .params(position, at.atOffset(ZoneOffset.UTC), source)
                .update();
    }

    /** When the source that was looked at longest ago was looked at; empty before all were. */
    Optional<Instant> asOf() {
        return jdbc.sql("select min(at) as at from statistics.progress having min(at) > '-infinity'")
                .query((row, n) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .optional();
    }
}
