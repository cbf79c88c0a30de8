package tw.onestop.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Office;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

/** 通報業務量, counted when it is asked. */
@Component
class OfficeLoads implements OfficeLoadDesk {

    private static final String ACTION = "notice.load.read";

    private final JdbcClient jdbc;
    private final AgencyDesk agencies;
    private final Errands errands;
    private final AuditDesk audit;
    private final Clock clock;

    OfficeLoads(JdbcClient jdbc, AgencyDesk agencies, Errands errands, AuditDesk audit, Clock clock) {
        this.jdbc = jdbc;
        this.agencies = agencies;
        this.errands = errands;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Load> loads(Actor by) {
        List<OfficeCode> offices = offices(by);
        recorded(by, offices);
        if (offices.isEmpty()) {
            return List.of();
        }
        Map<String, Load> found = new HashMap<>();
        jdbc.sql("""
                with office as (
                    select unnest(:offices::text[]) as code
                ), filed as (
                    select office, count(*)::int as applications from notice.application
                     where office = any(:offices) and filed_at >= :since
                     group by office
                ), ended as (
                    select office,
                           percentile_cont(0.5) within group (order by extract(epoch from since - accepted_at)) / 86400 as days
                      from notice.item
                     where office is not null and office = any(:offices) and accepted_at >= :since
                       and status in ('COMPLETED', 'REJECTED', 'NO_RECORD')
                     group by office
                ), waiting as (
                    select i.office,
                           count(*) filter (where i.accepted_at > :week)::int as week,
                           count(*) filter (where i.accepted_at <= :week and i.accepted_at > :fortnight)::int as fortnight,
                           count(*) filter (where i.accepted_at <= :fortnight and i.accepted_at > :month)::int as month,
                           count(*) filter (where i.accepted_at <= :month)::int as more,
                           count(*) filter (where i.expected_on < :today)::int as late
                      from notice.item i
                     where i.status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED')
                       and i.office is not null and i.office = any(:offices)
                     group by i.office
                )
                select o.code, coalesce(f.applications, 0) as applications, e.days, coalesce(w.week, 0) as week,
                       coalesce(w.fortnight, 0) as fortnight, coalesce(w.month, 0) as month, coalesce(w.more, 0) as more,
                       coalesce(w.late, 0) as late
                  from office o left join filed f on f.office = o.code left join ended e on e.office = o.code
                       left join waiting w on w.office = o.code
                """)
                .param("offices", codes(offices))
                .param("since", ago(DAYS))
                .param("week", ago(7))
                .param("fortnight", ago(14))
                .param("month", ago(30))
                .param("today", LocalDate.now(clock))
                .query(row -> {
                    double days = row.getDouble("days");
                    found.put(
                            row.getString("code"),
                            new Load(
                                    new OfficeCode(row.getString("code")),
                                    row.getInt("applications"),
                                    List.of(
                                            row.getInt("week"),
                                            row.getInt("fortnight"),
                                            row.getInt("month"),
                                            row.getInt("more")),
                                    row.getInt("late"),
                                    row.getObject("days") == null ? null : days));
                });
        return offices.stream()
                .flatMap(office -> java.util.stream.Stream.ofNullable(found.get(office.value())))
                .toList();
    }

    /** Of each office the oldest, and of these the oldest: the index has them in this order. */
    @Override
    @Transactional
    public Page waiting(@Nullable OfficeCode office, int page, Actor by) {
        List<OfficeCode> offices = offices(by).stream()
                .filter(one -> office == null || one.equals(office))
                .toList();
        recorded(by, offices);
        if (offices.isEmpty()) {
            return new Page(List.of(), 0);
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.now(clock);
        int matching = jdbc.sql("""
                select count(*)::int from notice.item
                 where status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED')
                   and office is not null and office = any(?)
                """).param(codes(offices)).query(Integer.class).single();
        List<Waiting> items = jdbc.sql("""
                select i.id, a.receipt_no, a.office, i.agency, i.programme, i.change, i.status, i.accepted_at, i.expected_on
                  from (select oldest.id from unnest(:offices::text[]) as own (code)
                         cross join lateral (
                               select id, accepted_at from notice.item
                                where office = own.code and status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED')
                                order by accepted_at, id limit :through) as oldest
                         order by oldest.accepted_at, oldest.id limit :rows offset :skip) as page
                  join notice.item i on i.id = page.id
                  join notice.application a on a.id = i.application
                 order by i.accepted_at, i.id
                """)
                .param("offices", codes(offices))
                .param("through", (Math.max(0L, page) + 1) * ROWS)
                .param("rows", ROWS)
                .param("skip", Math.max(0L, page) * ROWS)
                .query((row, n) -> {
                    Instant accepted =
                            row.getObject("accepted_at", OffsetDateTime.class).toInstant();
                    LocalDate expected = row.getObject("expected_on", LocalDate.class);
                    return new Waiting(
                            row.getObject("id", java.util.UUID.class),
                            row.getString("receipt_no"),
                            new OfficeCode(row.getString("office")),
                            new AgencyCode(row.getString("agency")),
                            row.getString("change"),
                            errands.last(row.getString("programme"), row.getString("change"))
                                    .map(Errand::name)
                                    .orElse(null),
                            ItemStatus.valueOf(row.getString("status")),
                            accepted,
                            ChronoUnit.DAYS.between(accepted, now),
                            expected,
                            expected != null && expected.isBefore(today));
                })
                .list();
        return new Page(items, matching);
    }

    private List<OfficeCode> offices(Actor by) {
        return by.county() == null
                ? List.of()
                : agencies.offices().stream()
                        .map(Office::code)
                        .filter(by::answersFor)
                        .toList();
    }

    private void recorded(Actor by, List<OfficeCode> offices) {
        String county = by.county() == null ? null : by.county().value();
        audit.record(
                offices.isEmpty()
                        ? Act.refused(by, ACTION, county, "noOffice")
                        : new Act(by, ACTION, county, null, Act.Outcome.DONE, "offices=" + offices.size()));
    }

    private OffsetDateTime ago(int days) {
        return clock.instant().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC);
    }

    private static String[] codes(List<OfficeCode> offices) {
        return offices.stream().map(OfficeCode::value).toArray(String[]::new);
    }
}
