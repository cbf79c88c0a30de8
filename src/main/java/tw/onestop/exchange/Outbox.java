package tw.onestop.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;

/** 待送通報的儲存: the only place where a delivery is promised; always in batches. */
@Repository
class Outbox {

    static final String COLUMNS = """
            o.id, o.agency, o.type, o.citizen_key, o.data, o.time, o.sequence, o.attempt, o.since, o.tries,
            o.step, o.next_attempt_at, o.earliest, o.withdrawn
            """;

    /** What has been sent or given up, and so can be sent again. */
    static final List<String> SETTLED = List.of("DELIVERED", "DEAD");

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void promise(List<Outgoing> outgoing, byte[][] sealed, Instant now) {
        jdbc.sql("""
                insert into exchange.outbox (id, agency, type, citizen_key, data, time, since, next_attempt_at, earliest)
                select id, agency, type, citizen_key, data, :now, :now, :now, :now
                from unnest(:ids::uuid[], :agencies::text[], :types::text[], :keys::bytea[], :data::bytea[])
                     with ordinality as t (id, agency, type, citizen_key, data, line)
                order by line
                """)
                .param("now", utc(now))
                .param("ids", ids(outgoing.stream().map(Outgoing::id).toList()))
                .param(
                        "agencies",
                        outgoing.stream().map(o -> o.agency().value()).toArray(String[]::new))
                .param("types", outgoing.stream().map(Outgoing::type).toArray(String[]::new))
                .param("keys", outgoing.stream().map(Outgoing::citizenKey).toArray(byte[][]::new))
                .param("data", sealed)
                .update();
    }

    /** Not yet numbered: it vanishes. Numbered but not in hand: its place is kept by the withdrawal. */
    boolean withdraw(Outgoing instead, byte[] sealed, Instant now) {
        return jdbc.sql("""
                update exchange.outbox
                set withdrawn = true, type = :type, data = :data, settled_at = :now,
                    state = case when sequence is null then 'WITHDRAWN' else state end
                where id = :id and state = 'PENDING' and attempt = 1 and not taken and not withdrawn
                """)
                        .param("type", instead.type())
                        .param("data", sealed)
                        .param("now", utc(now))
                        .param("id", instead.id())
                        .update()
                == 1;
    }

    /** Those that were really sent again, of those that are settled so: what still waits is not doubled. */
    List<UUID> resend(List<UUID> ids, List<String> states, Instant now) {
        return jdbc.sql("""
                update exchange.outbox
                set sequence = null, attempt = attempt + 1, state = 'PENDING', tries = 0, step = 0, taken = false,
                    since = :now, next_attempt_at = :now, earliest = :now, settled_at = null
                where id = any(:ids::uuid[]) and state = any(:states) and not withdrawn
                returning id
                """)
                .param("now", utc(now))
                .param("ids", ids(ids))
                .param("states", states.toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    /** The next pending ones of each of these agencies after its sequence, taken in hand, and in the order of their sequences. */
    List<Promise> take(List<Taking.Next> of, int limit) {
        return jdbc
                .sql("""
                with page as materialized (
                    select o.id from unnest(:agencies::text[], :after::bigint[]) as asked (agency, after)
                    cross join lateral (
                        select id from exchange.outbox
                        where agency = asked.agency and state = 'PENDING' and sequence > asked.after
                        order by sequence limit :limit for no key update) o)
                update exchange.outbox o set taken = true from page where o.id = page.id
                returning
                """ + COLUMNS)
                .param(
                        "agencies",
                        of.stream().map(next -> next.agency().value()).toArray(String[]::new))
                .param("after", of.stream().mapToLong(Taking.Next::after).toArray())
                .param("limit", limit)
                .query(Outbox::promise)
                .list()
                .stream()
                .sorted(Comparator.comparingLong(Promise::sequence))
                .toList();
    }

    /** Marks these as settled; answers which of them were still pending under that sequence. */
    Set<UUID> settle(List<UUID> ids, long[] sequences, String state, Instant now) {
        return new HashSet<>(jdbc.sql("""
                update exchange.outbox o set state = :state, settled_at = :now
                from unnest(:ids::uuid[], :sequences::bigint[]) as t (id, sequence)
                where o.id = t.id and o.sequence = t.sequence and o.state = 'PENDING'
                returning o.id
                """)
                .param("state", state)
                .param("now", utc(now))
                .param("ids", ids(ids))
                .param("sequences", sequences)
                .query(UUID.class)
                .list());
    }

    void again(List<Promise> promises) {
        jdbc.sql("""
                update exchange.outbox o set tries = t.tries, step = t.step, next_attempt_at = t.due, earliest = t.earliest
                from unnest(:ids::uuid[], :sequences::bigint[], :tries::int[], :steps::int[], :due::timestamptz[],
                            :earliest::timestamptz[]) as t (id, sequence, tries, step, due, earliest)
                where o.id = t.id and o.sequence = t.sequence and o.state = 'PENDING'
                """)
                .param("ids", ids(promises.stream().map(Promise::id).toList()))
                .param(
                        "sequences",
                        promises.stream().mapToLong(Promise::sequence).toArray())
                .param("tries", promises.stream().mapToInt(Promise::tries).toArray())
                .param("steps", promises.stream().mapToInt(Promise::step).toArray())
                .param("due", promises.stream().map(p -> p.due().toString()).toArray(String[]::new))
                .param(
                        "earliest",
                        promises.stream().map(p -> p.earliest().toString()).toArray(String[]::new))
                .update();
    }

    /** Everything that waits for these agencies is due now, or as early as it may be: {@link RetrySchedule#earliest}. */
    void release(Set<String> agencies, Instant now) {
        jdbc.sql("""
                update exchange.outbox set next_attempt_at = greatest(:now, earliest), step = 0
                where agency = any(:agencies::text[]) and state = 'PENDING' and sequence is not null
                  and next_attempt_at > greatest(:now, earliest)
                """)
                .param("now", utc(now))
                .param("agencies", agencies.toArray(String[]::new))
                .update();
    }

    /** The agency registered its endpoint anew: everything that waits for it is due now, and its days begin anew. */
    void renew(AgencyCode agency, Instant now) {
        jdbc.sql("""
                update exchange.outbox set next_attempt_at = :now, earliest = :now, step = 0, since = :now
                where agency = :agency and state = 'PENDING' and sequence is not null
                """).param("now", utc(now)).param("agency", agency.value()).update();
    }

    void attempts(List<Result> results) {
        jdbc.sql("""
                insert into exchange.attempt (outbox_id, sequence, at, outcome, status, millis)
                select * from unnest(:ids::uuid[], :sequences::bigint[], :at::timestamptz[], :outcomes::text[],
                                     :statuses::int[], :millis::int[])
                """)
                .param("ids", ids(results.stream().map(r -> r.promise().id()).toList()))
                .param(
                        "sequences",
                        results.stream().mapToLong(r -> r.promise().sequence()).toArray())
                .param("at", results.stream().map(r -> r.at().toString()).toArray(String[]::new))
                .param(
                        "outcomes",
                        results.stream().map(r -> r.attempt().outcome().name()).toArray(String[]::new))
                .param(
                        "statuses",
                        results.stream().mapToInt(r -> r.attempt().status()).toArray())
                .param(
                        "millis",
                        results.stream().mapToInt(r -> r.attempt().millis()).toArray())
                .update();
    }

    /** Gives up what was promised before an instant to agencies that have an endpoint; withdrawals end silently. */
    List<UUID> expire(Set<String> agencies, Instant promisedBefore, Instant now) {
        return jdbc
                .sql("""
                update exchange.outbox set state = case when withdrawn then 'WITHDRAWN' else 'DEAD' end, settled_at = :now
                where agency = any(:agencies::text[]) and state = 'PENDING' and sequence is not null
                  and since < :before
                returning case when withdrawn then null else id end
                """)
                .param("now", utc(now))
                .param("before", utc(promisedBefore))
                .param("agencies", agencies.toArray(String[]::new))
                .query(UUID.class)
                .list()
                .stream()
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** Where notices leave by being opened, one that was withdrawn before has nobody to tell. */
    void endWithdrawn(Set<String> agencies, Instant now) {
        jdbc.sql("""
                update exchange.outbox set state = 'WITHDRAWN', settled_at = :now
                where agency = any(:agencies::text[]) and state = 'PENDING' and sequence is not null and withdrawn
                """)
                .param("now", utc(now))
                .param("agencies", agencies.toArray(String[]::new))
                .update();
    }

    /** One that has been visible to this agency. */
    Optional<Promise> visible(AgencyCode agency, UUID id) {
        return jdbc.sql("select " + COLUMNS.replace("o.sequence", "coalesce(o.sequence, 0) as sequence") + """
                from exchange.outbox o
                where o.id = :id and o.agency = :agency and (o.sequence is not null or o.attempt > 1)
                """)
                .param("id", id)
                .param("agency", agency.value())
                .query(Outbox::promise)
                .optional();
    }

    /** Those that have been visible to the agency that replies. */
    Set<UUID> visible(List<InboundHandler.Replying> replies) {
        return new HashSet<>(jdbc.sql("""
                select o.id from unnest(:ids::uuid[], :agencies::text[]) as asked (id, agency)
                join exchange.outbox o using (id, agency) where o.sequence is not null or o.attempt > 1
                """)
                .param(
                        "ids",
                        ids(replies.stream().map(InboundHandler.Replying::id).toList()))
                .param(
                        "agencies",
                        replies.stream()
                                .map(r -> String.valueOf(r.by().agency()))
                                .toArray(String[]::new))
                .query(UUID.class)
                .list());
    }

    long waiting(AgencyCode agency) {
        return jdbc.sql("""
                select (select count(*) from exchange.outbox
                        where agency = :agency and state = 'PENDING' and sequence is not null)
                     + (select count(*) from exchange.outbox
                        where agency = :agency and state = 'PENDING' and sequence is null)
                """).param("agency", agency.value()).query(Long.class).single();
    }

    List<Queue> queues() {
        return jdbc.sql("""
                select agency, count(*) as waiting, min(since) as oldest from exchange.outbox
                where state = 'PENDING' and sequence is not null group by agency
                """)
                .query((row, n) -> new Queue(row.getString(1), row.getLong(2), instant(row, "oldest")))
                .list();
    }

    static Promise promise(ResultSet row, int line) throws SQLException {
        return new Promise(
                row.getObject("id", UUID.class),
                new AgencyCode(row.getString("agency")),
                row.getString("type"),
                Promise.Key.of(row.getBytes("citizen_key")),
                row.getBytes("data"),
                instant(row, "time"),
                row.getLong("sequence"),
                row.getInt("attempt"),
                instant(row, "since"),
                row.getInt("tries"),
                row.getInt("step"),
                instant(row, "next_attempt_at"),
                instant(row, "earliest"),
                row.getBoolean("withdrawn"));
    }

    static String[] ids(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** 佇列現況. */
    record Queue(String agency, long waiting, Instant oldest) {}
}
