package tw.onestop.notice;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.RegistrationId;

/** What was told in a month, in figures; of applications the receipt numbers and nothing else. */
@Repository
class ShadowFigures {

    private final JdbcClient jdbc;
    private final Deadlines deadlines;

    ShadowFigures(JdbcClient jdbc, Deadlines deadlines) {
        this.jdbc = jdbc;
        this.deadlines = deadlines;
    }

    /** Items accepted on one day that ended on another, or wait still. */
    private record Span(LocalDate accepted, LocalDate ended, int items) {}

    /** How many were told an agency of a change by consent. */
    int told(@Nullable AgencyCode agency, ChangeType change, List<RegistrationId> registrations) {
        return jdbc.sql("""
                select count(*) from notice.item
                where registration = any (:registrations) and change = :change and application is not null
                  and agency = coalesce(:agency, agency)
                """)
                .param("registrations", ids(registrations))
                .param("change", change.name())
                .param("agency", agency == null ? null : agency.value(), java.sql.Types.VARCHAR)
                .query(Integer.class)
                .single();
    }

    /** How many were told by law of a change to these agencies. */
    int toldByLaw(List<AgencyCode> agencies, ChangeType change, List<RegistrationId> registrations) {
        return jdbc.sql("""
                select count(*) from notice.item
                where registration = any (:registrations) and change = :change and application is null
                  and agency = any (:agencies)
                """)
                .param("registrations", ids(registrations))
                .param("change", change.name())
                .param("agencies", agencies.stream().map(AgencyCode::value).toArray(String[]::new))
                .query(Integer.class)
                .single();
    }

    List<String> receipts(List<RegistrationId> registrations, int most) {
        return jdbc.sql("""
                select distinct a.receipt_no
                from notice.application_registration r join notice.application a on a.id = r.application
                where r.registration = any (:registrations) order by a.receipt_no limit :most
                """)
                .param("registrations", ids(registrations))
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** Of an agency's items accepted in these days with a day promised, how many in a hundred ended after it, or wait past it. */
    Optional<Integer> late(AgencyCode agency, OffsetDateTime from, OffsetDateTime until, OffsetDateTime now) {
        return jdbc.sql("""
                with had as (
                    select i.expected_on,
                           (select min(e.at) from notice.item_step e
                            where e.item = i.id and e.status in ('COMPLETED', 'REJECTED', 'NO_RECORD')) as ended
                    from notice.item i
                    where i.agency = :agency and i.status <> 'WITHDRAWN' and i.accepted_at >= :from and i.accepted_at < :until
                      and i.expected_on is not null
                )
                select round(100.0 * count(*) filter (
                                 where (coalesce(ended, :now) at time zone 'Asia/Taipei')::date > expected_on)
                             / nullif(count(*), 0))::int as late
                from had
                """)
                .param("agency", agency.value())
                .param("from", from)
                .param("until", until)
                .param("now", now)
                .query((row, number) -> Optional.ofNullable(row.getObject("late", Integer.class)))
                .single();
    }

    /** The same, had so many working days been promised for each of them. */
    Optional<Integer> late(AgencyCode agency, OffsetDateTime from, OffsetDateTime until, int days, OffsetDateTime now) {
        return late(agency, "", from, until, days, now);
    }

    /**
     * The same of one matter.
     *
     * @param matter {@code registration-change.address}; {@code ""} for all
     */
    Optional<Integer> late(
            AgencyCode agency, String matter, OffsetDateTime from, OffsetDateTime until, int days, OffsetDateTime now) {
        List<Span> spans = jdbc.sql("""
                with had as (
                    select i.accepted_at,
                           (select min(e.at) from notice.item_step e
                            where e.item = i.id and e.status in ('COMPLETED', 'REJECTED', 'NO_RECORD')) as ended
                    from notice.item i
                    where i.agency = :agency and i.status <> 'WITHDRAWN' and i.accepted_at >= :from and i.accepted_at < :until
                      and :type in ('', i.type))
                select (accepted_at at time zone 'Asia/Taipei')::date as accepted,
                       (coalesce(ended, :now) at time zone 'Asia/Taipei')::date as ended, count(*)::int as items
                from had group by 1, 2
                """)
                .param("agency", agency.value())
                .param("type", matter.isEmpty() ? "" : Deadlines.type(matter))
                .param("from", from)
                .param("until", until)
                .param("now", now)
                .query(Span.class)
                .list();
        int all = spans.stream().mapToInt(Span::items).sum();
        int late = spans.stream()
                .filter(one -> one.ended().isAfter(deadlines.due(one.accepted(), days)))
                .mapToInt(Span::items)
                .sum();
        return all == 0 ? Optional.empty() : Optional.of((int) Math.round(100.0 * late / all));
    }

    /** How many items of one matter an agency was told of in these days. */
    int told(AgencyCode agency, String matter, OffsetDateTime from, OffsetDateTime until) {
        return jdbc.sql("""
                select count(*) from notice.item i
                where i.agency = :agency and i.status <> 'WITHDRAWN' and i.accepted_at >= :from and i.accepted_at < :until
                  and i.type = :type
                """)
                .param("agency", agency.value())
                .param("type", Deadlines.type(matter))
                .param("from", from)
                .param("until", until)
                .query(Integer.class)
                .single();
    }

    private static Long[] ids(List<RegistrationId> registrations) {
        return registrations.stream().map(RegistrationId::value).toArray(Long[]::new);
    }
}
