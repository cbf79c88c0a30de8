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

    /** A day that was not compared, and behind which officer. */
    record Day(LocalDate day, String agency, String userId) {}

    Optional<Day> open(LocalDate from, LocalDate until) {
        return jdbc.sql("""
                select d.day::date as day, coalesce(k.agency, '') as agency, coalesce(k.user_id, '') as user_id
                  from generate_series(?::date, ?::date, interval '1 day') as d (day)
                  left join link.own_kin_day k on k.day = d.day::date
                 where k.done is not true order by d.day limit 1
                """)
                .params(from, until)
                .query((row, n) -> new Day(
                        row.getObject("day", LocalDate.class), row.getString("agency"), row.getString("user_id")))
                .optional();
    }

    /** For whom something was asked in this time, at a page or by a machine; the first of them behind one. */
    List<Officer> officers(Instant begin, Instant end, Day behind, int atMost) {
        OffsetDateTime from = begin.atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                select agency, user_id from (
                    select agency, user_id from link.query where at >= :begin and at < :end
                    union
                    select agency, user_id from link.file where received_at >= :earlier and received_at < :end) q
                 where (agency, user_id) > (:agency, :user)
                 order by agency, user_id limit :most
                """)
                .param("begin", from)
                .param("earlier", from.minusDays(FILE_DAYS))
                .param("end", end.atOffset(ZoneOffset.UTC))
                .param("agency", behind.agency())
                .param("user", behind.userId())
                .param("most", atMost)
                .query((row, n) -> new Officer(new AgencyCode(row.getString("agency")), row.getString("user_id")))
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

    void compared(Day upTo, boolean done) {
        jdbc.sql("""
                insert into link.own_kin_day (day, agency, user_id, done) values (?, ?, ?, ?)
                on conflict (day) do update set agency = excluded.agency, user_id = excluded.user_id, done = excluded.done
                """).params(upTo.day(), upTo.agency(), upTo.userId(), done).update();
    }
}
