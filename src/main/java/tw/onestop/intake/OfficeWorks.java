package tw.onestop.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Office;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;

/** 櫃檯業務量, counted when it is asked. */
@Component
class OfficeWorks implements OfficeWorkDesk {

    private static final String ACTION = "intake.load.read";

    private final JdbcClient jdbc;
    private final AgencyDesk agencies;
    private final AuditDesk audit;
    private final Clock clock;

    OfficeWorks(JdbcClient jdbc, AgencyDesk agencies, AuditDesk audit, Clock clock) {
        this.jdbc = jdbc;
        this.agencies = agencies;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Map<OfficeCode, Work> work(Actor by) {
        List<OfficeCode> offices = by.county() == null
                ? List.of()
                : agencies.offices().stream()
                        .map(Office::code)
                        .filter(by::answersFor)
                        .toList();
        String county = by.county() == null ? null : by.county().value();
        if (offices.isEmpty()) {
            audit.record(Act.refused(by, ACTION, county, "noOffice"));
            return Map.of();
        }
        audit.record(new Act(by, ACTION, county, null, Act.Outcome.DONE, "offices=" + offices.size()));
        return counted(offices);
    }

    private Map<OfficeCode, Work> counted(List<OfficeCode> offices) {
        Map<OfficeCode, Work> work = new HashMap<>();
        jdbc.sql("""
                with office as (
                    select unnest(:offices::text[]) as code
                ), concluded as (
                    select office, count(*)::int as sittings,
                           percentile_cont(0.5) within group (order by extract(epoch from ended_at - opened_at)) / 60 as minutes
                      from intake.sitting
                     where state = 'CONCLUDED' and office = any(:offices) and ended_at >= :since
                     group by office
                ), open as (
                    select office, count(*)::int as sittings from intake.sitting
                     where state = 'OPEN' and office = any(:offices) group by office
                ), waiting as (
                    select office, count(*)::int as tasks, count(*) filter (where limit_on < :today)::int as overdue
                      from intake.task
                     where state in ('WAITING', 'EXCEPTION') and office = any(:offices) group by office
                )
                select o.code, coalesce(c.sittings, 0) as concluded, c.minutes, coalesce(p.sittings, 0) as open,
                       coalesce(w.tasks, 0) as tasks, coalesce(w.overdue, 0) as overdue
                  from office o
                  left join concluded c on c.office = o.code
                  left join open p on p.office = o.code
                  left join waiting w on w.office = o.code
                """)
                .param("offices", offices.stream().map(OfficeCode::value).toArray(String[]::new))
                .param("since", clock.instant().minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC))
                .param("today", LocalDate.now(clock))
                .query(row -> {
                    double minutes = row.getDouble("minutes");
                    work.put(
                            new OfficeCode(row.getString("code")),
                            new Work(
                                    row.getInt("concluded"),
                                    row.getObject("minutes") == null ? null : minutes,
                                    row.getInt("open"),
                                    row.getInt("tasks"),
                                    row.getInt("overdue")));
                });
        return work;
    }
}
