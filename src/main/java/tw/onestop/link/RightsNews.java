package tw.onestop.link;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.FeedDesk.Event;

/** 權限異動訊息的儲存, until each has its number. */
@Repository
class RightsNews implements RightsNewsDesk {

    private final JdbcClient jdbc;
    private final Clock clock;

    RightsNews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void tell(AgencyCode agency, String purposeId, String kind, @Nullable LocalDate on) {
        jdbc.sql("insert into link.rights_news (id, agency, purpose, kind, on_day, at) values (?, ?, ?, ?, ?, ?)")
                .param(UUID.randomUUID())
                .param(agency.value())
                .param(purposeId)
                .param(kind)
                .param(on)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Those that are visible now, to be appended to the feeds; they wait no longer. */
    Map<AgencyCode, List<Event>> take(int atMost) {
        Map<AgencyCode, List<Event>> taken = new LinkedHashMap<>();
        jdbc.sql("""
                with taken as (
                    delete from link.rights_news where position in (
                        select position from link.rights_news order by position limit ?)
                    returning *)
                select * from taken order by position
                """).param(atMost).query(row -> {
            taken.computeIfAbsent(new AgencyCode(row.getString("agency")), _ -> new ArrayList<>())
                    .add(new Event(
                            0,
                            row.getObject("id", UUID.class),
                            FeedDesk.Type.RIGHTS,
                            row.getString("purpose"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            List.of(row.getString("purpose")),
                            List.of(),
                            null,
                            new FeedDesk.Rights(row.getString("kind"), row.getObject("on_day", LocalDate.class))));
        });
        return taken;
    }
}
