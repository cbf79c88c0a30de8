package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.ClearingDesk.Ages;
import tw.onestop.notice.ClearingDesk.Sheet;

/**
 * 清查統計: how the lists of a month and what is open stand, counted by every round and kept, since all lines and all that is open are
 * read for it. One node at a time: whoever counts holds {@link ClearingLists#mayBuild}.
 */
@Repository
class ClearingCounts {

    /** Of a late item {@code l} and its item {@code i}: it is as late as ever. */
    static final String STILL_LATE = "case l.kind when 'LATE' then %s else %s end"
            .formatted(ClearingLists.UNANSWERED, ClearingLists.UNCONTACTED);

    private final JdbcClient jdbc;

    ClearingCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lists of a month; only those that stand otherwise than before are written. */
    void lists(YearMonth month) {
        jdbc.sql("""
                with asked as (select number from notice.clearing_list where month = :month)
                update notice.clearing_list l set waiting = c.waiting, answered = c.answered
                from (select n.list, count(*) filter (where a.item is null and %s) as waiting, count(a.item) as answered
                      from asked
                      join notice.clearing_line n on n.list = asked.number
                      left join (select distinct list, item from notice.clearing_answer
                                 where list in (select number from asked)) a on a.list = n.list and a.item = n.item
                      %s
                      group by n.list) c
                where l.number = c.list and (l.waiting, l.answered) is distinct from (c.waiting, c.answered)
                """.formatted(ClearingLists.SENT_OPEN, ClearingLists.SENT))
                .param("month", month.atDay(1))
                .update();
    }

    /** 未結案件 of every agency by the days since they were accepted. */
    void ages(Instant now, LocalDate today) {
        jdbc.sql("""
                with sent as (
                    select i.agency, i.accepted_at, i.expected_on, i.status from notice.item i where %s and %s
                    union all
                    select b.agency, b.accepted_at, null, b.status from notice.bulletin b where %s),
                counted as (
                    select i.agency,
                           count(*) filter (where i.accepted_at > :now - interval '8 days') as week,
                           count(*) filter (where i.accepted_at <= :now - interval '8 days'
                                              and i.accepted_at > :now - interval '31 days') as month,
                           count(*) filter (where i.accepted_at <= :now - interval '31 days'
                                              and i.accepted_at > :now - interval '91 days') as quarter,
                           count(*) filter (where i.accepted_at <= :now - interval '91 days') as more,
                           count(*) filter (where i.expected_on < :today and i.status <> 'REJECTED') as late
                    from sent i group by i.agency),
                nothing_open as (
                    delete from notice.open_age where agency not in (select agency from counted))
                insert into notice.open_age (agency, week, month, quarter, more, late) select * from counted
                on conflict (agency) do update
                    set week = excluded.week, month = excluded.month, quarter = excluded.quarter, more = excluded.more,
                        late = excluded.late
                """.formatted(ClearingLists.OPEN, Items.PROMISED, ClearingLists.OPEN_BULLETIN))
                .param("now", ClearingLists.utc(now))
                .param("today", today)
                .update();
        jdbc.sql("""
                insert into notice.clearing_count (at, risen)
                select :at, count(*) from notice.late_item l join notice.item i on i.id = l.item
                where l.ministry_on is not null and %s
                on conflict (one) do update set at = excluded.at, risen = excluded.risen
                """.formatted(STILL_LATE)).param("at", ClearingLists.utc(now)).update();
    }

    /** How many had risen to the ministry by then. */
    int risen() {
        return jdbc.sql("select coalesce(max(risen), 0) from notice.clearing_count")
                .query(Integer.class)
                .single();
    }

    /** When that was; empty while it never was. */
    Optional<Instant> at() {
        return jdbc.sql("select at from notice.clearing_count")
                .query((row, n) -> ClearingLists.instant(row, "at"))
                .optional();
    }

    List<Sheet> of(YearMonth month) {
        return jdbc.sql("select * from notice.clearing_list where month = ? order by agency")
                .param(month.atDay(1))
                .query(ClearingLists::sheet)
                .list();
    }

    /** Whoever has most comes first. */
    List<Ages> ages() {
        return jdbc.sql("select * from notice.open_age order by week + month + quarter + more desc, agency")
                .query((row, n) -> new Ages(
                        new AgencyCode(row.getString("agency")),
                        row.getInt("week"),
                        row.getInt("month"),
                        row.getInt("quarter"),
                        row.getInt("more"),
                        row.getInt("late")))
                .list();
    }
}
