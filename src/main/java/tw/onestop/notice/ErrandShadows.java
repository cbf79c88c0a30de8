package tw.onestop.notice;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Proposal;
import tw.onestop.notice.ShadowDesk.Load;
import tw.onestop.notice.ShadowDesk.Shadow;

/** Who applied for an errand in a month, and so would have been asked, or asked no more. */
@Repository
class ErrandShadows {

    private static final int EXAMPLES = 5;

    private final JdbcClient jdbc;
    private final AgencyDesk agencies;
    private final Errands errands;
    private final ErrandFieldDesk fields;

    ErrandShadows(JdbcClient jdbc, AgencyDesk agencies, Errands errands, ErrandFieldDesk fields) {
        this.jdbc = jdbc;
        this.agencies = agencies;
        this.errands = errands;
        this.fields = fields;
    }

    private record Day(LocalDate on, int items, String receipt) {}

    Shadow of(Proposal proposal, YearMonth month, ZoneId zone) {
        ErrandFieldForm typed = fields.form(proposal);
        List<Day> days = days(
                typed,
                month.atDay(1).atStartOfDay(zone).toOffsetDateTime(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toOffsetDateTime());
        int all = days.stream().mapToInt(Day::items).sum();
        boolean asked = errands.find(typed.programme(), typed.change(), month.atEndOfMonth())
                .flatMap(errand -> errand.field(typed.name().strip()))
                .isPresent();
        return new Shadow(
                month.atDay(1),
                month.atEndOfMonth(),
                all,
                asked ? all : 0,
                typed.ends() ? 0 : all,
                typed.ends(),
                loads(typed, days, all, month),
                days.stream().map(Day::receipt).distinct().limit(EXAMPLES).toList(),
                null,
                null,
                false);
    }

    private List<Load> loads(ErrandFieldForm typed, List<Day> days, int all, YearMonth month) {
        return errands
                .find(typed.programme(), typed.change(), month.atEndOfMonth())
                .flatMap(errand -> agencies.find(errand.agency()))
                .flatMap(agency -> days.stream()
                        .max(Comparator.comparingInt(Day::items))
                        .map(most ->
                                new Load(agency, all, (double) all / month.lengthOfMonth(), most.items(), most.on())))
                .stream()
                .toList();
    }

    /** Accepted in these days and not withdrawn, by day, with a receipt of each. */
    private List<Day> days(ErrandFieldForm typed, OffsetDateTime from, OffsetDateTime until) {
        return jdbc.sql("""
                select (i.accepted_at at time zone 'Asia/Taipei')::date as "on", count(*)::int as items,
                       coalesce(min(a.receipt_no), '') as receipt
                from notice.item i join notice.application a on a.id = i.application
                where i.programme = :programme and i.change = :change and i.status <> 'WITHDRAWN'
                  and i.accepted_at >= :from and i.accepted_at < :until
                group by 1 order by 1
                """)
                .param("programme", typed.programme())
                .param("change", typed.change())
                .param("from", from)
                .param("until", until)
                .query(Day.class)
                .list();
    }
}
