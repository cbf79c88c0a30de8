package tw.onestop.link;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.AgencyCode;

/** 授權使用情形, out of the log of queries, the files of numbers, and what goes on by itself. */
@Component
class Uses implements UseDesk {

    private final JdbcClient jdbc;
    private final Ongoing ongoing;
    private final GrantDesk grants;
    private final Clock clock;

    Uses(JdbcClient jdbc, Ongoing ongoing, GrantDesk grants, Clock clock) {
        this.jdbc = jdbc;
        this.ongoing = ongoing;
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public Map<String, LocalDate> lastUsed(Collection<AgencyCode> agencies, Instant since) {
        LocalDate first = since.atZone(clock.getZone()).toLocalDate();
        List<Grant> granted = agencies.stream()
                .flatMap(agency -> grants.grants(agency).stream())
                .toList();
        Map<String, LocalDate> last = new HashMap<>(ongoing.lookedAt(granted, first));
        asked(agencies, since).forEach((purpose, day) -> last.merge(purpose, day, (a, b) -> a.isAfter(b) ? a : b));
        return last;
    }

    @Override
    public int made(AgencyCode agency, String purposeId, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                        select count(*)::int from (
                            select agency, purpose, at from link.query
                            union all
                            select agency, purpose, received_at from link.file) made
                         where agency = :agency and purpose = :purpose and at >= :begin and at < :end
                        """)
                .param("agency", agency.value())
                .param("purpose", purposeId)
                .param("begin", from.atStartOfDay(clock.getZone()).toOffsetDateTime())
                .param("end", until.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime())
                .query(Integer.class)
                .single();
    }

    /** What a subscription made is used by who collects it; it is erased some days after, so nothing older can have been collected since. */
    private Map<String, LocalDate> asked(Collection<AgencyCode> agencies, Instant since) {
        Map<String, LocalDate> asked = new HashMap<>();
        jdbc.sql("""
                select purpose, max(at) as at from (
                    select purpose, at from link.query where agency = any(:agencies) and at >= :since
                    union all
                    select f.purpose,
                           case when exists (select from link.subscription_run r where r.agency = f.agency and r.file = f.id)
                                then f.collected_at else greatest(f.received_at, f.collected_at) end
                      from link.file f where f.agency = any(:agencies) and f.received_at >= :since::timestamptz - interval '60 days') used
                 where at >= :since group by purpose
                """)
                .param("agencies", agencies.stream().map(AgencyCode::value).toArray(String[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    asked.put(
                            row.getString("purpose"),
                            row.getObject("at", OffsetDateTime.class)
                                    .atZoneSameInstant(clock.getZone())
                                    .toLocalDate());
                });
        return asked;
    }
}
