package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.audit.LogDesk.DoneFor;
import tw.onestop.audit.LogDesk.Officer;
import tw.onestop.kernel.AgencyCode;

/** 近親查詢註記: what was found when the queries of a day were compared with the families of who asked, and how far that came. */
@Repository
class OwnKinNotes {

    /** A file that came so many days ago may have been answered on the day. */
    private static final int FILE_DAYS = 7;

    private final JdbcClient jdbc;

    OwnKinNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this node goes round now; until the transaction ends no other does. */
    boolean mayGoRound() {
        return jdbc.sql("select pg_try_advisory_xact_lock(20511)")
                .query(Boolean.class)
                .single();
    }

    /** The first of these days whose officers are not listed. */
    Optional<LocalDate> unlisted(LocalDate from, LocalDate until) {
        return jdbc.sql("""
                select d.day::date as day from generate_series(?::date, ?::date, interval '1 day') as d (day)
                 where not exists (select from link.own_kin_day k where k.day = d.day::date)
                 order by d.day limit 1
                """)
                .params(from, until)
                .query((row, n) -> row.getObject("day", LocalDate.class))
                .optional();
    }

    /** Lists for whom something was asked in this time, at a page or by a machine: the queries of a day are gone through once. */
    void list(LocalDate day, Instant begin, Instant end) {
        OffsetDateTime from = begin.atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into link.own_kin_day (day) values (?)").param(day).update();
        jdbc.sql("""
                insert into link.own_kin_waiting (day, agency, user_id)
                select :day::date, agency, user_id from link.query where at >= :begin and at < :end
                union
                select :day::date, agency, user_id from link.file where received_at >= :earlier and received_at < :end
                """)
                .param("day", day)
                .param("begin", from)
                .param("earlier", from.minusDays(FILE_DAYS))
                .param("end", end.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Who asked on a day. */
    record Waiting(LocalDate day, Officer officer) {}

    /** Some who wait, of one day; they wait no longer. */
    List<Waiting> take(int atMost) {
        return jdbc.sql("""
                delete from link.own_kin_waiting
                 where (day, agency, user_id) in (
                    select day, agency, user_id from link.own_kin_waiting
                     where day = (select min(day) from link.own_kin_waiting) order by agency, user_id limit ?)
                returning day, agency, user_id
                """)
                .param(atMost)
                .query((row, n) -> new Waiting(
                        row.getObject("day", LocalDate.class),
                        new Officer(new AgencyCode(row.getString("agency")), row.getString("user_id"))))
                .list();
    }

    /** How many of these were not noted yet. */
    int add(Officer officer, List<DoneFor> found) {
        return jdbc.sql("""
                insert into link.own_kin (transaction_id, at, agency, user_id)
                select f.id, f.at, ?, ? from unnest(?::uuid[], ?::timestamptz[]) as f (id, at)
                on conflict (transaction_id) do nothing
                """)
                .params(
                        officer.agency().value(),
                        officer.userId(),
                        found.stream()
                                .map(one -> one.transactionId().toString())
                                .toArray(String[]::new),
                        found.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .update();
    }
}
