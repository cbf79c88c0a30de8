package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.trust.TrustDesk;

/** 親等關聯查詢紀錄, and what was found when they were looked at. */
@Repository
class KinQueries {

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final AuditDesk audit;

    KinQueries(JdbcClient jdbc, TrustDesk trust, AuditDesk audit) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.audit = audit;
    }

    /** Of a query that is in the log, or goes there with this. */
    void add(KinAnswering.Asked asked, int relatives) {
        audit.alongside(
                """
                insert into link.kin_query (transaction_id, authorisation, agency, purpose, at, relatives)
                values (?, ?, ?, ?, ?, ?)""",
                asked.transaction(),
                asked.authorisation().id(),
                asked.authorisation().agency().value(),
                asked.authorisation().purpose(),
                asked.at().atOffset(ZoneOffset.UTC),
                relatives);
    }

    /** 抽籤: of each purpose the first so many in an order nobody chose are drawn, as the share of what was asked wants. */
    private static final String LOTS = """
            (select *, row_number() over (partition by agency, purpose order by md5(transaction_id::text)) <= required as drawn
             from (select *, (count(*) over (partition by agency, purpose) * :percent + 99) / 100 as required
                   from link.kin_query
                   where at >= :begin and at < :end and (:agency::text is null or agency = :agency)) one) k
            """;

    /** Of these purposes; what was drawn and not looked at comes first, then what was not drawn. */
    List<KinReviewDesk.Line> between(AgencyCode agency, Set<String> purposes, Instant begin, Instant end, int percent) {
        return jdbc.sql("""
                select k.*, a.target_sealed, a.controller, q.user_id, q.case_sealed
                from
                """ + LOTS + """
                join link.kin_authorisation a on a.id = k.authorisation
                join link.query q on q.transaction_id = k.transaction_id
                where k.purpose = any(:purposes)
                order by k.reviewed_at is not null, not k.drawn, md5(k.transaction_id::text)
                limit 300
                """)
                .param("agency", agency.value())
                .param("purposes", purposes.toArray(String[]::new))
                .param("begin", begin.atOffset(ZoneOffset.UTC))
                .param("end", end.atOffset(ZoneOffset.UTC))
                .param("percent", percent)
                .query(this::line)
                .list();
    }

    /**
     * 抽查數 of a purpose.
     *
     * @param reviewed of those that were drawn: what somebody chose to look at besides does not make up for them
     * @param drawn how many were
     */
    record Count(AgencyCode agency, String purpose, int queries, int reviewed, int drawn) {}

    /** Of every purpose that was asked for, by one agency or by all. */
    List<Count> counts(@Nullable AgencyCode agency, Instant begin, Instant end, int percent) {
        return jdbc.sql("""
                select k.agency, k.purpose, count(*) as queries, max(k.required) as drawn,
                       count(k.reviewed_at) filter (where k.drawn) as reviewed
                from
                """ + LOTS + """
                group by k.agency, k.purpose order by k.agency, k.purpose
                """)
                .param("agency", agency == null ? null : agency.value())
                .param("begin", begin.atOffset(ZoneOffset.UTC))
                .param("end", end.atOffset(ZoneOffset.UTC))
                .param("percent", percent)
                .query((row, n) -> new Count(
                        new AgencyCode(row.getString("agency")),
                        row.getString("purpose"),
                        row.getInt("queries"),
                        row.getInt("reviewed"),
                        row.getInt("drawn")))
                .list();
    }

    /** Whose query it is, and of whom; null where it is none of these purposes. */
    @Nullable
    Subject subject(UUID transaction, AgencyCode agency, Set<String> purposes) {
        return jdbc.sql("""
                select q.user_id, a.target_sealed, k.reviewed_at is not null as reviewed
                from link.kin_query k
                join link.kin_authorisation a on a.id = k.authorisation
                join link.query q on q.transaction_id = k.transaction_id
                where k.transaction_id = ? and k.agency = ? and k.purpose = any(?) for update of k
                """)
                .params(transaction, agency.value(), purposes.toArray(String[]::new))
                .query((row, n) -> new Subject(row.getString("user_id"), target(row), row.getBoolean("reviewed")))
                .optional()
                .orElse(null);
    }

    /** 抽查對象. */
    record Subject(String querier, NationalId target, boolean reviewed) {}

    void review(UUID transaction, String reviewer, boolean inOrder, String note, Instant at) {
        jdbc.sql("""
                update link.kin_query set reviewed_at = ?, reviewer = ?, in_order = ?, note_sealed = ?
                where transaction_id = ? and reviewed_at is null
                """)
                .params(
                        at.atOffset(ZoneOffset.UTC),
                        reviewer,
                        inOrder,
                        trust.seal(note.getBytes(StandardCharsets.UTF_8)),
                        transaction)
                .update();
    }

    private NationalId target(ResultSet row) throws SQLException {
        return new NationalId(new String(trust.open(row.getBytes("target_sealed")), StandardCharsets.US_ASCII));
    }

    private KinReviewDesk.Line line(ResultSet row, int number) throws SQLException {
        OffsetDateTime reviewed = row.getObject("reviewed_at", OffsetDateTime.class);
        byte[] note = row.getBytes("note_sealed");
        return new KinReviewDesk.Line(
                row.getObject("transaction_id", UUID.class),
                row.getString("purpose"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("user_id"),
                row.getString("controller"),
                new String(trust.open(row.getBytes("case_sealed")), StandardCharsets.UTF_8),
                target(row),
                row.getInt("relatives"),
                row.getBoolean("drawn"),
                reviewed == null
                        ? null
                        : new KinReviewDesk.Reviewed(
                                reviewed.toInstant(),
                                row.getString("reviewer"),
                                row.getBoolean("in_order"),
                                note == null ? "" : new String(trust.open(note), StandardCharsets.UTF_8)));
    }
}
