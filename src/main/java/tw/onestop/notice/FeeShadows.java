package tw.onestop.notice;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.notice.ShadowDesk.Shadow;
import tw.onestop.notice.ShadowDesk.Sums;
import tw.onestop.payment.SlipDesk;

/** What errands of a fee cost those who filed in a month, and what they would have cost. */
@Repository
class FeeShadows {

    private static final int EXAMPLES = 5;

    private final JdbcClient jdbc;
    private final SlipDesk slips;
    private final Errands errands;

    FeeShadows(JdbcClient jdbc, SlipDesk slips, Errands errands) {
        this.jdbc = jdbc;
        this.slips = slips;
        this.errands = errands;
    }

    /** The month by the other amount. */
    Shadow of(FeeForm typed, YearMonth month, ZoneId zone) {
        LocalDate first = month.atDay(1);
        List<Errand> charged = errands.byFee(month.atEndOfMonth()).getOrDefault(typed.name(), List.of());
        List<UUID> items = items(charged, begins(first, zone), begins(first.plusMonths(1), zone));
        return new Shadow(
                first,
                month.atEndOfMonth(),
                items.size(),
                items.size(),
                items.size(),
                false,
                List.of(),
                receipts(items),
                null,
                sums(items, FeeChanging.amount(typed)),
                false);
    }

    private static OffsetDateTime begins(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toOffsetDateTime();
    }

    /** Items of these errands that were accepted in these days and not withdrawn. */
    private List<UUID> items(List<Errand> errands, OffsetDateTime from, OffsetDateTime until) {
        return jdbc.sql("""
                select i.id from notice.item i
                where exists (select from unnest(:programmes::text[], :changes::text[]) as e (programme, change)
                              where e.programme = i.programme and e.change = i.change)
                  and i.status <> 'WITHDRAWN'
                  and exists (select from notice.item_step s
                              where s.item = i.id and s.status = 'ACCEPTED' and s.at >= :from and s.at < :until)
                """)
                .param("programmes", errands.stream().map(Errand::programme).toArray(String[]::new))
                .param("changes", errands.stream().map(Errand::change).toArray(String[]::new))
                .param("from", from)
                .param("until", until)
                .query(UUID.class)
                .list();
    }

    private List<String> receipts(List<UUID> items) {
        return jdbc.sql("""
                select distinct a.receipt_no from notice.item i join notice.application a on a.id = i.application
                where i.id = any (:items) order by a.receipt_no limit :most
                """)
                .param("items", items.toArray(UUID[]::new))
                .param("most", EXAMPLES)
                .query(String.class)
                .list();
    }

    private Sums sums(List<UUID> items, int amount) {
        SlipDesk.Charged charged = slips.charged(items);
        return new Sums(charged.slips(), charged.sum(), (long) charged.slips() * amount);
    }
}
