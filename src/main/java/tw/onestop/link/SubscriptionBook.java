package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.SubscriptionDesk.Every;
import tw.onestop.link.SubscriptionDesk.Run;
import tw.onestop.link.SubscriptionDesk.Subscription;
import tw.onestop.link.SubscriptionDesk.What;
import tw.onestop.trust.TrustDesk;

/** 訂閱簿. */
@Repository
class SubscriptionBook {

    private static final int RUNS = 30;

    private final JdbcClient jdbc;
    private final TrustDesk trust;

    SubscriptionBook(JdbcClient jdbc, TrustDesk trust) {
        this.jdbc = jdbc;
        this.trust = trust;
    }

    /** As stored. */
    record Row(
            AgencyCode agency,
            String id,
            String client,
            String purpose,
            String user,
            String caseNo,
            What what,
            long since,
            Instant nextAt,
            String stopped) {}

    /** Whose it is, read without what is sealed: also of one that cannot be opened. */
    record Key(AgencyCode agency, String id, Every every) {}

    Optional<Row> lock(AgencyCode agency, String id) {
        return jdbc.sql("select * from link.subscription where agency = ? and id = ? for update")
                .params(agency.value(), id)
                .query(this::row)
                .optional();
    }

    /**
     * Whether it is new; else what it asks is changed, and it goes on where it was. One by area that was stopped begins again: what
     * changed meanwhile was not kept for it.
     */
    boolean save(Row row, Instant at) {
        return jdbc.sql("""
                        insert into link.subscription as s
                        (agency, id, client, purpose, user_id, case_sealed, fields, every, area, since, next_at, at)
                        values (:agency, :id, :client, :purpose, :user, :case, :fields, :every, :area, :since, :next, :at)
                        on conflict (agency, id) do update
                        set client = excluded.client, user_id = excluded.user_id, case_sealed = excluded.case_sealed,
                            fields = excluded.fields, every = excluded.every, next_at = excluded.next_at, stopped = '',
                            since = case when s.area is not null and s.stopped <> '' then greatest(s.since, excluded.since) else s.since end
                        returning xmax = 0
                        """)
                .param("agency", row.agency().value())
                .param("id", row.id())
                .param("client", row.client())
                .param("purpose", row.purpose())
                .param("user", row.user())
                .param("case", trust.seal(row.caseNo().getBytes(StandardCharsets.UTF_8)))
                .param("fields", row.what().fields().toArray(String[]::new))
                .param("every", row.what().every().name())
                .param("area", row.what().area())
                .param("since", row.since())
                .param("next", row.nextAt().atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    List<Subscription> of(AgencyCode agency) {
        Map<String, List<Run>> runs = runs(agency, null);
        return jdbc
                .sql("select * from link.subscription where agency = ? order by id")
                .param(agency.value())
                .query(this::row)
                .list()
                .stream()
                .map(row -> shown(row, runs))
                .toList();
    }

    Optional<Row> find(AgencyCode agency, String id) {
        return jdbc.sql("select * from link.subscription where agency = ? and id = ?")
                .params(agency.value(), id)
                .query(this::row)
                .optional();
    }

    boolean remove(AgencyCode agency, String id) {
        return jdbc.sql("delete from link.subscription where agency = ? and id = ?")
                        .params(agency.value(), id)
                        .update()
                > 0;
    }

    /** One whose file is due, and that nobody else is making. */
    Optional<Key> due(Instant now) {
        return jdbc.sql("""
                        select agency, id, every from link.subscription where next_at <= ? and stopped = ''
                        order by next_at limit 1 for update skip locked
                        """)
                .param(now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Key(
                        new AgencyCode(row.getString("agency")),
                        row.getString("id"),
                        Every.valueOf(row.getString("every"))))
                .optional();
    }

    void later(Key key, Instant next) {
        jdbc.sql("update link.subscription set next_at = ? where agency = ? and id = ?")
                .params(next.atOffset(ZoneOffset.UTC), key.agency().value(), key.id())
                .update();
    }

    void stop(Row row, String code) {
        jdbc.sql("update link.subscription set stopped = ? where agency = ? and id = ?")
                .params(code, row.agency().value(), row.id())
                .update();
    }

    void ran(Row row, Run run, Instant next) {
        jdbc.sql("update link.subscription set since = ?, next_at = ? where agency = ? and id = ?")
                .params(run.until(), next.atOffset(ZoneOffset.UTC), row.agency().value(), row.id())
                .update();
        jdbc.sql("""
                insert into link.subscription_run (agency, id, at, since, until, persons, file) values (?, ?, ?, ?, ?, ?, ?)
                """)
                .param(row.agency().value())
                .param(row.id())
                .param(run.at().atOffset(ZoneOffset.UTC))
                .param(run.since())
                .param(run.until())
                .param(run.persons())
                .param(run.file())
                .update();
    }

    /** By which names the feed told of those who changed, of a purpose. */
    Set<String> changed(AgencyCode agency, String purpose, long since, long until) {
        return Set.copyOf(jdbc.sql("""
                        select distinct subject from link.event
                        where agency = ? and sequence > ? and sequence <= ? and ? = any(purposes) and type <> 'RIGHTS'
                        """)
                .params(agency.value(), since, until, purpose)
                .query(String.class)
                .list());
    }

    Subscription shown(Row row) {
        return shown(row, runs(row.agency(), row.id()));
    }

    private static Subscription shown(Row row, Map<String, List<Run>> runs) {
        return new Subscription(
                row.id(),
                row.purpose(),
                row.what(),
                row.since(),
                row.nextAt(),
                row.stopped(),
                runs.getOrDefault(row.id(), List.of()));
    }

    /** By subscription, the latest first; of one, or of all of the agency. */
    private Map<String, List<Run>> runs(AgencyCode agency, @Nullable String id) {
        Map<String, List<Run>> runs = new HashMap<>();
        jdbc.sql("""
                select run.* from link.subscription s cross join lateral (
                    select * from link.subscription_run r where r.agency = s.agency and r.id = s.id
                    order by r.at desc limit :most) run
                where s.agency = :agency and (:id::text is null or s.id = :id) order by run.at desc
                """)
                .param("agency", agency.value())
                .param("id", id)
                .param("most", RUNS)
                .query(row -> {
                    runs.computeIfAbsent(row.getString("id"), _ -> new ArrayList<>())
                            .add(run(row));
                });
        return runs;
    }

    private static Run run(ResultSet row) throws SQLException {
        @Nullable UUID file = row.getObject("file", UUID.class);
        return new Run(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("since"),
                row.getLong("until"),
                row.getInt("persons"),
                file);
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new AgencyCode(row.getString("agency")),
                row.getString("id"),
                row.getString("client"),
                row.getString("purpose"),
                row.getString("user_id"),
                new String(trust.open(row.getBytes("case_sealed")), StandardCharsets.UTF_8),
                new What(
                        List.of((String[]) row.getArray("fields").getArray()),
                        Every.valueOf(row.getString("every")),
                        row.getString("area")),
                row.getLong("since"),
                row.getObject("next_at", OffsetDateTime.class).toInstant(),
                row.getString("stopped"));
    }
}
