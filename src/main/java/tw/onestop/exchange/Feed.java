package tw.onestop.exchange;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;

/** 通報序列的儲存: every agency's gap-free feed. */
@Repository
class Feed {

    private final JdbcClient jdbc;

    Feed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Agencies with committed promises that have no number yet, among the oldest of them. */
    List<String> unnumbered(int limit) {
        return jdbc.sql("""
                select distinct agency from (
                    select agency from exchange.outbox where sequence is null and state = 'PENDING'
                    order by position limit :limit) oldest
                """).param("limit", limit).query(String.class).list();
    }

    /** Locks these counters in order; made where there is none. */
    void lock(List<String> agencies) {
        String[] codes = agencies.toArray(String[]::new);
        jdbc.sql("""
                insert into exchange.sequence_counter (agency) select unnest(:agencies::text[])
                on conflict do nothing
                """).param("agencies", codes).update();
        jdbc.sql("""
                select agency from exchange.sequence_counter where agency = any(:agencies::text[])
                order by agency for update
                """).param("agencies", codes).query(String.class).list();
    }

    /** Numbers what is committed now; with the counters locked. Answers how many. */
    int number(List<String> agencies, int limit, Instant now) {
        return jdbc.sql("""
                with fresh as materialized (
                    select id, agency, position from exchange.outbox
                    where sequence is null and state = 'PENDING' and agency = any(:agencies::text[])
                    order by position limit :limit for no key update),
                placed as (
                    select f.id, f.agency, c.last + row_number() over (partition by f.agency order by f.position) as place
                    from fresh f join exchange.sequence_counter c on c.agency = f.agency),
                numbered as (
                    update exchange.outbox o set sequence = p.place from placed p where o.id = p.id
                    returning o.agency, o.sequence, o.id, o.attempt),
                listed as (
                    insert into exchange.feed (agency, sequence, outbox_id, attempt, at)
                    select agency, sequence, id, attempt, :now from numbered order by agency, sequence
                    returning 1),
                counted as (
                    update exchange.sequence_counter c set last = m.last
                    from (select agency, max(sequence) as last from numbered group by agency) m
                    where c.agency = m.agency
                    returning 1)
                select count(*) from listed
                """)
                .param("agencies", agencies.toArray(String[]::new))
                .param("limit", limit)
                .param("now", Outbox.utc(now))
                .query(Integer.class)
                .single();
    }

    /** Leaves a gap behind the last number of every feed. Answers how many there are. */
    int skip(long gap) {
        return jdbc.sql("update exchange.sequence_counter set last = last + ?")
                .param(gap)
                .update();
    }

    /** The last number given, by agency. */
    Map<String, Long> heads() {
        Map<String, Long> heads = new HashMap<>();
        jdbc.sql("select agency, last from exchange.sequence_counter").query(row -> {
            heads.put(row.getString(1), row.getLong(2));
        });
        return heads;
    }

    /** The last number given to an agency. */
    long head(AgencyCode agency) {
        return jdbc.sql("select coalesce(max(last), 0) from exchange.sequence_counter where agency = ?")
                .param(agency.value())
                .query(Long.class)
                .single();
    }

    /**
     * The lines of an agency after a sequence, as they stood when they became visible.
     *
     * @param moved up to here another door may have given out already; what it did is not given out again
     */
    List<Promise> after(AgencyCode agency, long after, long moved, int limit) {
        String others = after >= moved ? "" : """
                  and (f.sequence > :moved or (o.state = 'PENDING' and o.sequence = f.sequence)
                       or (select true from exchange.attempt a where a.outbox_id = f.outbox_id and a.sequence = f.sequence
                             and a.outcome = 'PULLED' limit 1))
                """;
        return jdbc.sql("select " + Outbox.COLUMNS.replace("o.sequence, o.attempt", "f.sequence, f.attempt") + """
                from exchange.feed f join exchange.outbox o on o.id = f.outbox_id
                where f.agency = :agency and f.sequence > :after
                """
                        + others + " order by f.sequence limit :limit")
                .param("agency", agency.value())
                .param("after", after)
                .param("moved", moved)
                .param("limit", limit)
                .query(Outbox::promise)
                .list();
    }

    /** What became visible to an agency in a span of time, oldest first. */
    List<UUID> between(AgencyCode agency, Instant since, Instant until) {
        return jdbc.sql("""
                select outbox_id from exchange.feed where agency = :agency and at >= :since and at < :until
                group by outbox_id order by min(sequence)
                """)
                .param("agency", agency.value())
                .param("since", Outbox.utc(since))
                .param("until", Outbox.utc(until))
                .query(UUID.class)
                .list();
    }
}
