package tw.onestop.payment;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 比對: a day of the bank's against the books and against the files of other days, and which days that has overtaken. */
@Repository
class Comparisons {

    private final JdbcClient jdbc;

    Comparisons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Compares a version with the books: what differs is entered, what differed before and does no longer is settled by that. What was
     * explained and now differs by other sums is open again: nobody explained that. A refund is told a while after it was paid out, so that
     * its day alone is no difference; one that stands in the files of two days is, on the later of them.
     */
    void compare(Days.Taken taken) {
        jdbc.sql("""
                        with theirs as (
                            select * from payment.day_line where collector = :collector and day = :day and version = :version),
                        ours as (
                            select id, transaction_id, slip_no, amount, paid_on <> :day as other_day from payment.remittance r
                             where collector = :collector
                               and (paid_on = :day or exists (select from theirs t where t.transaction_id = r.transaction_id))
                            union all
                            select f.id, f.no, r.slip_no, f.amount, coalesce(%s <> :day, false)
                              from payment.refund f join payment.remittance r on r.id = f.remittance
                             where r.collector = :collector and f.state = 'CONFIRMED'
                               and (exists (select from theirs t where t.transaction_id = f.no)
                                    or (f.ended_at at time zone 'Asia/Taipei')::date = :day and %s is null)),
                        again as (
                            update payment.day_file set compared_at = :at where collector = :collector and day = :day and version = :version),
                        found as (
                            select coalesce(t.transaction_id, o.transaction_id) as transaction_id,
                                   case when o.id is null then 'NOT_BOOKED' when t.transaction_id is null then 'NOT_IN_FILE'
                                        when t.amount <> o.amount then 'OTHER_AMOUNT' when t.slip_no <> o.slip_no then 'OTHER_SLIP'
                                        else 'OTHER_DAY' end as kind,
                                   coalesce(t.slip_no, o.slip_no) as slip_no, t.amount as theirs, o.amount as ours
                              from theirs t full join ours o on o.transaction_id = t.transaction_id
                             where o.id is null or t.transaction_id is null or t.amount <> o.amount or t.slip_no <> o.slip_no
                                or o.other_day),
                        gone as (
                            update payment.difference d
                               set settlement = 'GONE', reason = cast(:version as text), settled_by = :by, settled_at = :at
                             where collector = :collector and day = :day and settlement is null
                               and not exists (select from found f where f.transaction_id = d.transaction_id and f.kind = d.kind))
                        insert into payment.difference as d
                            (id, collector, day, transaction_id, kind, slip_no, bank_amount, our_amount, found_at)
                        select gen_random_uuid(), :collector, :day, transaction_id, kind, slip_no, theirs, ours, :at from found
                        on conflict (collector, day, transaction_id, kind) do update
                           set settlement = null, reason = '', settled_by = null, settled_at = null, slip_no = excluded.slip_no,
                               bank_amount = excluded.bank_amount, our_amount = excluded.our_amount
                         where d.settlement = 'GONE'
                            or (d.slip_no, d.bank_amount, d.our_amount)
                               is distinct from (excluded.slip_no, excluded.bank_amount, excluded.our_amount)
                        """.formatted(Days.TOLD_ON, Days.TOLD_ON))
                .param("collector", taken.collector().value())
                .param("day", taken.day())
                .param("version", taken.version())
                .param("by", taken.by())
                .param("at", Slips.at(taken.at()))
                .update();
    }

    /**
     * 須再次比對之日: other days whose comparison does not hold any more: those that share a refund with this version or the one before it, and
     * of the last ones those for which money was booked, or a refund confirmed, after they were compared.
     */
    List<Days.Taken> overtaken(Days.Taken taken, LocalDate since) {
        return jdbc.sql("""
                        with newest as (
                            select distinct on (day) day, version, compared_at - interval '10 minutes' as compared_at from payment.day_file
                             where collector = :collector and day <> :day order by day, version desc),
                        named as (
                            select distinct transaction_id from payment.day_line
                             where collector = :collector and day = :day and version in (:version, :version - 1) and channel = 'REFUND'),
                        days as (
                            select l.day from named n join payment.day_line l using (transaction_id)
                             where l.collector = :collector and l.channel = 'REFUND'
                            union
                            select (f.ended_at at time zone 'Asia/Taipei')::date from named n join payment.refund f on f.no = n.transaction_id
                             where f.state = 'CONFIRMED'
                            union
                            select c.day from newest c join payment.remittance r on r.collector = :collector and r.paid_on = c.day
                             where c.day >= :since and r.booked_at > c.compared_at
                            union
                            select c.day from newest c join payment.refund f on f.state = 'CONFIRMED' and f.ended_at > c.compared_at
                                                                            and (f.ended_at at time zone 'Asia/Taipei')::date = c.day
                             where c.day >= :since
                            union
                            select d.day from payment.difference d
                             where d.collector = :collector and d.kind = 'NOT_BOOKED' and d.settlement is null
                               and (exists (select from payment.remittance r
                                             where r.collector = d.collector and r.transaction_id = d.transaction_id)
                                    or exists (select from payment.refund f where f.no = d.transaction_id and f.state = 'CONFIRMED')))
                        select day, version from newest join days using (day) order by day
                        """)
                .param("collector", taken.collector().value())
                .param("day", taken.day())
                .param("version", taken.version())
                .param("since", since)
                .query((row, n) -> new Days.Taken(
                        taken.collector(),
                        row.getObject("day", LocalDate.class),
                        row.getInt("version"),
                        taken.at(),
                        taken.by()))
                .list();
    }
}
