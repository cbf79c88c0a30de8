package tw.onestop.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.ReconciliationDesk.Day;
import tw.onestop.payment.ReconciliationDesk.Difference;
import tw.onestop.payment.ReconciliationDesk.Kind;
import tw.onestop.payment.ReconciliationDesk.Settlement;
import tw.onestop.payment.ReconciliationDesk.Sum;

/** 對帳日的儲存: every version of the bank's files, and the differences that were ever found. */
@Repository
class Days {

    /** The day in whose file refund f of remittance r stands; what a later version of a file does not say any more was never said. */
    static final String TOLD_ON = """
            (select min(l.day) from payment.day_line l
              where l.collector = r.collector and l.transaction_id = f.no and l.channel = 'REFUND'
                and l.version = (select max(v.version) from payment.day_file v where v.collector = l.collector and v.day = l.day))
            """;

    private final JdbcClient jdbc;

    Days(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest version's number and digest; held until the transaction ends, so that versions follow each other. */
    record Version(int number, byte[] digest) {}

    Optional<Version> newest(AgencyCode collector, LocalDate day) {
        jdbc.sql("select 1 from payment.collector where agency = ? for update")
                .param(collector.value())
                .query()
                .singleRow();
        return jdbc.sql("""
                        select version, digest from payment.day_file where collector = ? and day = ? order by version desc limit 1
                        """)
                .params(collector.value(), day)
                .query((row, n) -> new Version(row.getInt(1), row.getBytes(2)))
                .optional();
    }

    /** 收檔資訊. */
    record Taken(AgencyCode collector, LocalDate day, int version, Instant at, String by) {}

    void add(Taken taken, DayFile file, byte[] digest) {
        jdbc.sql("insert into payment.day_file values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        taken.collector().value(),
                        taken.day(),
                        taken.version(),
                        digest,
                        file.size(),
                        file.total(),
                        Slips.at(taken.at()),
                        taken.by(),
                        Slips.at(taken.at()))
                .update();
        List<Line> lines = Stream.concat(
                        file.lines().stream()
                                .map(one -> new Line(
                                        one.transactionId(),
                                        one.slipNo(),
                                        one.amount(),
                                        one.paidAt(),
                                        one.channel().name())),
                        file.paidOut().stream()
                                .map(one ->
                                        new Line(one.refundNo(), one.slipNo(), one.amount(), one.at(), DayFile.REFUND)))
                .toList();
        jdbc.sql("""
                        insert into payment.day_line
                        select ?, ?, ?, l.* from unnest(?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::text[]) as l
                        """)
                .params(
                        taken.collector().value(),
                        taken.day(),
                        taken.version(),
                        lines.stream().map(Line::transactionId).toArray(String[]::new),
                        lines.stream().map(Line::slipNo).toArray(String[]::new),
                        lines.stream().map(Line::amount).toArray(Integer[]::new),
                        lines.stream().map(line -> line.at().toString()).toArray(String[]::new),
                        lines.stream().map(Line::channel).toArray(String[]::new))
                .update();
    }

    private record Line(String transactionId, String slipNo, int amount, Instant at, String channel) {}

    /** Without their differences. */
    List<Day> between(AgencyCode collector, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                        with theirs as (
                            select distinct on (day) day, version, lines, total from payment.day_file
                             where collector = :collector and day between :from and :until order by day, version desc),
                        ours as (
                            select day, count(*) as lines, sum(amount) as total from (
                                select paid_on as day, amount from payment.remittance
                                 where collector = :collector and paid_on between :from and :until
                                union all
                                select coalesce(%s, (f.ended_at at time zone 'Asia/Taipei')::date), -f.amount
                                  from payment.refund f join payment.remittance r on r.id = f.remittance
                                 where r.collector = :collector and f.state = 'CONFIRMED') booked
                             where day between :from and :until group by day),
                        open as (
                            select day, count(*) as lines from payment.difference
                             where collector = :collector and day between :from and :until and settlement is null group by day)
                        select coalesce(t.day, o.day) as day, coalesce(t.version, 0) as version, coalesce(t.lines, 0) as their_lines,
                               coalesce(t.total, 0) as their_total, coalesce(o.lines, 0) as our_lines, coalesce(o.total, 0) as our_total,
                               coalesce(open.lines, 0) as open
                          from theirs t full join ours o on o.day = t.day left join open on open.day = coalesce(t.day, o.day)
                         order by 1 desc
                        """.formatted(TOLD_ON))
                .param("collector", collector.value())
                .param("from", from)
                .param("until", until)
                .query((row, n) -> new Day(
                        row.getObject("day", LocalDate.class),
                        row.getInt("version"),
                        new Sum(row.getInt("their_lines"), row.getLong("their_total")),
                        new Sum(row.getInt("our_lines"), row.getLong("our_total")),
                        row.getInt("open"),
                        List.of()))
                .list();
    }

    List<Difference> differences(AgencyCode collector, LocalDate day) {
        return jdbc.sql("""
                        select * from payment.difference where collector = ? and day = ?
                         order by settlement is not null, found_at, transaction_id
                        """)
                .params(collector.value(), day)
                .query(Days::difference)
                .list();
    }

    /** One, kept from others, with its bank, what the newest file that has its transaction says of it, and who took that file. */
    record Open(
            Difference difference,
            AgencyCode collector,
            @Nullable Told told,
            @Nullable String takenBy) {}

    Optional<Open> lock(UUID id) {
        return jdbc.sql("""
                        select d.*, l.transaction_id as told, l.slip_no as told_slip, l.amount as told_amount, l.paid_at, l.channel,
                               l.taken_by
                          from payment.difference d
                          left join lateral (
                              select l.*, f.taken_by from payment.day_line l join payment.day_file f using (collector, day, version)
                               where l.collector = d.collector and l.day = d.day and l.transaction_id = d.transaction_id
                               order by l.version desc limit 1) l on true
                         where d.id = ? for update of d
                        """)
                .param(id)
                .query((row, n) -> new Open(
                        difference(row, n),
                        new AgencyCode(row.getString("collector")),
                        row.getString("told") == null
                                        || row.getString("channel").equals(DayFile.REFUND)
                                ? null
                                : new Told(
                                        row.getString("told"),
                                        row.getString("told_slip"),
                                        row.getInt("told_amount"),
                                        row.getObject("paid_at", OffsetDateTime.class)
                                                .toInstant(),
                                        Remittance.Channel.valueOf(row.getString("channel"))),
                        row.getString("taken_by")))
                .optional();
    }

    void settle(UUID id, Settlement how, String reason, String by, Instant at) {
        jdbc.sql(
                        "update payment.difference set settlement = ?, reason = ?, settled_by = ?, settled_at = ? where id = ?")
                .params(how.name(), reason, by, Slips.at(at), id)
                .update();
    }

    private static Difference difference(ResultSet row, int n) throws SQLException {
        String settlement = row.getString("settlement");
        OffsetDateTime settledAt = row.getObject("settled_at", OffsetDateTime.class);
        return new Difference(
                row.getObject("id", UUID.class),
                row.getString("transaction_id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("slip_no"),
                row.getObject("bank_amount", Integer.class),
                row.getObject("our_amount", Integer.class),
                settlement == null ? null : Settlement.valueOf(settlement),
                row.getString("reason"),
                row.getString("settled_by"),
                settledAt == null ? null : settledAt.toInstant());
    }
}
