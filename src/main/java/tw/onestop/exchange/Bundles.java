package tw.onestop.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;

/** 通報檔的儲存: how each agency wants its files, the files it has to fetch, and those it brought. */
@Repository
class Bundles {

    private final JdbcClient jdbc;

    Bundles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * 檔案交換設定.
     *
     * @param nextAt when the next file is due; null: at once
     * @param filedUpTo up to here notices stand in a file already
     */
    record Setting(
            BundleDesk.Rhythm rhythm,
            BundleFormat format,
            @Nullable Instant nextAt,
            long filedUpTo) {}

    /** Locked until the transaction ends: files of an agency are made, and taken back, one after the other. */
    Setting locked(AgencyCode agency) {
        jdbc.sql("insert into exchange.bundle_setting (agency) values (?) on conflict do nothing")
                .param(agency.value())
                .update();
        return setting("select * from exchange.bundle_setting where agency = ? for update", agency)
                .orElseThrow();
    }

    Optional<Setting> setting(AgencyCode agency) {
        return setting("select * from exchange.bundle_setting where agency = ?", agency);
    }

    private Optional<Setting> setting(String statement, AgencyCode agency) {
        return jdbc.sql(statement)
                .param(agency.value())
                .query((row, n) -> new Setting(
                        new BundleDesk.Rhythm(BundleDesk.Every.valueOf(row.getString("every")), row.getInt("hour")),
                        BundleFormat.valueOf(row.getString("format")),
                        Outbox.instantOrNull(row, "next_at"),
                        row.getLong("filed_up_to")))
                .optional();
    }

    void choose(AgencyCode agency, BundleDesk.Rhythm rhythm, BundleFormat format, @Nullable Instant nextAt) {
        jdbc.sql("""
                update exchange.bundle_setting set every = ?, hour = ?, format = ?, next_at = ?::timestamptz
                where agency = ?
                """)
                .params(Arrays.asList(
                        rhythm.every().name(),
                        rhythm.hour(),
                        format.name(),
                        nextAt == null ? null : nextAt.toString(),
                        agency.value()))
                .update();
    }

    void due(AgencyCode agency, Instant nextAt) {
        jdbc.sql("update exchange.bundle_setting set next_at = ? where agency = ?")
                .params(Outbox.utc(nextAt), agency.value())
                .update();
    }

    void filed(AgencyCode agency, long upTo) {
        jdbc.sql("update exchange.bundle_setting set filed_up_to = ? where agency = ?")
                .params(upTo, agency.value())
                .update();
    }

    long nextNo(AgencyCode agency) {
        return jdbc.sql("update exchange.bundle_setting set last_no = last_no + 1 where agency = ? returning last_no")
                .param(agency.value())
                .query(Long.class)
                .single();
    }

    /**
     * 通報檔.
     *
     * @param manifest in the clear: counts and digests
     */
    record Bundle(
            long no,
            String name,
            String manifest,
            int notices,
            Instant madeAt,
            @Nullable Instant collectedAt) {}

    /** @param content encrypted to the agency */
    void add(AgencyCode agency, Bundle bundle, byte[] content, List<Promise> notices) {
        jdbc.sql("""
                insert into exchange.bundle (agency, no, name, manifest, content, ids, sequences, made_at)
                values (:agency, :no, :name, :manifest, :content, :ids::uuid[], :sequences, :at)
                """)
                .param("agency", agency.value())
                .param("no", bundle.no())
                .param("name", bundle.name())
                .param("manifest", bundle.manifest())
                .param("content", content)
                .param("ids", Outbox.ids(notices.stream().map(Promise::id).toList()))
                .param(
                        "sequences",
                        notices.stream().mapToLong(Promise::sequence).toArray())
                .param("at", Outbox.utc(bundle.madeAt()))
                .update();
    }

    /** Which of these agencies have a file to be made now; read without a lock, in one statement for all of them. */
    Set<AgencyCode> due(Set<AgencyCode> agencies, Instant now) {
        return new HashSet<>(jdbc.sql("""
                select a.agency from unnest(:agencies::text[]) as a (agency)
                left join exchange.bundle_setting s on s.agency = a.agency
                where (s.next_at is null or s.next_at <= :now)
                  and (s.every = 'DAILY'
                       or exists (select from exchange.outbox o where o.agency = a.agency and o.state = 'PENDING'
                                    and o.sequence > coalesce(s.filed_up_to, 0)))
                """)
                .param("agencies", agencies.stream().map(AgencyCode::value).toArray(String[]::new))
                .param("now", Outbox.utc(now))
                .query((row, n) -> new AgencyCode(row.getString(1)))
                .list());
    }

    /** The names of what stands in the agency's folder. */
    List<String> standing(AgencyCode agency) {
        return jdbc.sql("""
                select name from exchange.bundle where agency = ? and withdrawn_at is null and content is not null order by no
                """).param(agency.value()).query(String.class).list();
    }

    /** 檔案內容, as it lies in the folder. */
    record Laid(String manifest, byte[] content) {}

    /** Empty when it was withdrawn or forgotten meanwhile. */
    Optional<Laid> laid(AgencyCode agency, String name) {
        return jdbc.sql("""
                select manifest, content from exchange.bundle
                where agency = ? and name = ? and withdrawn_at is null and content is not null
                """)
                .params(agency.value(), name)
                .query((row, n) -> new Laid(row.getString("manifest"), row.getBytes("content")))
                .optional();
    }

    /** The newest first. */
    List<Bundle> recent(AgencyCode agency, int limit) {
        return jdbc.sql("""
                select no, name, manifest, cardinality(ids) as notices, made_at, collected_at
                from exchange.bundle where agency = ? and withdrawn_at is null order by no desc limit ?
                """)
                .params(agency.value(), limit)
                .query(Bundles::bundle)
                .list();
    }

    /** Locked; what is withdrawn cannot be fetched. */
    Optional<Bundle> toCollect(AgencyCode agency, String name) {
        return jdbc.sql("""
                select no, name, manifest, cardinality(ids) as notices, made_at, collected_at
                from exchange.bundle where agency = ? and name = ? and withdrawn_at is null for update
                """).params(agency.value(), name).query(Bundles::bundle).optional();
    }

    void collected(AgencyCode agency, long no, Instant at) {
        jdbc.sql("update exchange.bundle set collected_at = ? where agency = ? and no = ?")
                .params(Outbox.utc(at), agency.value(), no)
                .update();
    }

    /** The notices of a file that still are as they were when it was made. */
    List<Promise> pending(AgencyCode agency, long no) {
        return jdbc.sql("select " + Outbox.COLUMNS + """
                from exchange.bundle b, unnest(b.ids, b.sequences) as held (id, sequence)
                join exchange.outbox o using (id, sequence)
                where b.agency = ? and b.no = ? and o.state = 'PENDING' order by o.sequence
                """)
                .params(agency.value(), no)
                .query(Outbox::promise)
                .list();
    }

    /** 收回: files that nobody fetched; what stands in them has not left, and begins anew at another door. */
    void withdraw(AgencyCode agency, Instant now) {
        jdbc.sql("""
                update exchange.outbox o set taken = false
                from exchange.bundle b, unnest(b.ids, b.sequences) as held (id, sequence)
                where b.agency = :agency and b.collected_at is null and b.withdrawn_at is null
                  and o.id = held.id and o.sequence = held.sequence and o.state = 'PENDING'
                """).param("agency", agency.value()).update();
        jdbc.sql("""
                update exchange.bundle set withdrawn_at = :now, content = null
                where agency = :agency and collected_at is null and withdrawn_at is null and cardinality(ids) > 0
                """)
                .param("now", Outbox.utc(now))
                .param("agency", agency.value())
                .update();
        filed(agency, 0);
    }

    /**
     * What was fetched long ago is not kept. Notices that nobody fetched still are promised, and so their file stays; results that nobody
     * fetched are kept for a while longer.
     */
    void forget(Instant fetchedBefore, Instant unreadBefore) {
        jdbc.sql("""
                update exchange.bundle set content = null
                where content is not null and coalesce(collected_at, made_at) < :fetched
                  and (collected_at is not null or (cardinality(ids) = 0 and made_at < :unread))
                """)
                .param("fetched", Outbox.utc(fetchedBefore))
                .param("unread", Outbox.utc(unreadBefore))
                .update();
    }

    void taken(AgencyCode agency, BundleDesk.Taken taken) {
        jdbc.sql("insert into exchange.bundle_in (agency, name, at, lines, taken) values (?, ?, ?, ?, ?)")
                .params(agency.value(), taken.name(), Outbox.utc(taken.at()), taken.lines(), taken.taken())
                .update();
    }

    List<BundleDesk.Taken> recentlyTaken(AgencyCode agency, int limit) {
        return jdbc.sql("select * from exchange.bundle_in where agency = ? order by no desc limit ?")
                .params(agency.value(), limit)
                .query((row, n) -> new BundleDesk.Taken(
                        row.getString("name"), Outbox.instant(row, "at"), row.getInt("lines"), row.getInt("taken")))
                .list();
    }

    private static Bundle bundle(ResultSet row, int n) throws SQLException {
        return new Bundle(
                row.getLong("no"),
                row.getString("name"),
                row.getString("manifest"),
                row.getInt("notices"),
                Outbox.instant(row, "made_at"),
                Outbox.instantOrNull(row, "collected_at"));
    }
}
