package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.exchange.EvidenceDesk.Tried;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.ClearingDesk.Finding;
import tw.onestop.notice.ClearingDesk.Head;
import tw.onestop.notice.ClearingDesk.Line;
import tw.onestop.notice.ClearingDesk.Sheet;
import tw.onestop.notice.ClearingDesk.Which;

/** 清查清單的儲存: made once a month by one statement, never changed; answers beside it. */
@Repository
class ClearingLists {

    /** {@code select pg_advisory_lock(20499)} by an operator pauses the making of lists. All from 20480 to 20499 are taken. */
    static final long LOCK = 20499;

    /** What the agency has still to answer; the indexes of the table say the same, here and below. */
    static final String UNANSWERED = "i.status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED')";

    /** What was refused and nobody has told the citizen. */
    static final String UNCONTACTED = "i.status = 'REJECTED' and i.contacted_at is null";

    /** What has not come to its end. */
    static final String OPEN = "(%s or (%s))".formatted(UNANSWERED, UNCONTACTED);

    /** 整批通報, of which nobody has to be told how they ended. */
    static final String OPEN_BULLETIN = """
            b.about = 'RENUMBERING' and b.status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED')""";

    /** A line names what was sent by its id, whichever of both it is. */
    static final String SENT = """
            left join notice.item i on i.id = n.item
            left join notice.bulletin b on b.id = n.item
            """;

    static final String SENT_OPEN = "case when i.id is null then %s else %s end".formatted(OPEN_BULLETIN, OPEN);

    private static final String WAITING = """
            select count(*) from notice.clearing_line n %s
            where n.list = %s and %s
              and not exists (select from notice.clearing_answer a where a.list = n.list and a.item = n.item)
            """;

    /** Reads every line of the lists, as they stand now: for one agency's; the ministry's are kept by {@link ClearingCounts}. */
    private static final String SHEET = """
            select l.number, l.agency, l.month, l.built_at, l.items, l.handed_at, l.missed_at, (%s) as waiting,
                   (select count(distinct item) from notice.clearing_answer a where a.list = l.number) as answered
            from notice.clearing_list l
            """.formatted(WAITING.formatted(SENT, "l.number", SENT_OPEN));

    private final JdbcClient jdbc;

    ClearingLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One node at a time, until the end of the transaction. */
    boolean mayBuild() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    Optional<Instant> builtAt(YearMonth month) {
        return jdbc.sql("select built_at from notice.clearing_month where month = ?")
                .param(month.atDay(1))
                .query((row, n) -> instant(row, "built_at"))
                .optional();
    }

    /**
     * Everything accepted before the month's end that is open now, numbered within its agency by how long it waits.
     *
     * @return the numbers of the lists and how many lines each has
     */
    Map<String, Integer> build(YearMonth month, Instant end, Instant now, String by) {
        jdbc.sql("insert into notice.clearing_month (month, built_at, built_by) values (?, ?, ?)")
                .params(month.atDay(1), utc(now), by)
                .update();
        Map<String, Integer> made = new TreeMap<>();
        jdbc.sql("""
                with sent as (
                    select i.agency, i.accepted_at, i.id, i.status, i.since
                    from notice.item i where %s and %s and i.accepted_at < :end
                    union all
                    select b.agency, b.accepted_at, b.id, b.status, b.since
                    from notice.bulletin b where %s and b.accepted_at < :end
                ), lines as (
                    insert into notice.clearing_line (list, line, item, status, since)
                    select :prefix || agency, row_number() over (partition by agency order by accepted_at, id), id, status, since
                    from sent
                    returning list)
                insert into notice.clearing_list (number, agency, month, built_at, items, waiting)
                select list, substr(list, length(:prefix) + 1), :month, :now, count(*), count(*) from lines group by list
                returning number, items
                """.formatted(OPEN, Items.PROMISED, OPEN_BULLETIN))
                .param("prefix", prefix(month))
                .param("end", utc(end))
                .param("month", month.atDay(1))
                .param("now", utc(now))
                .query(row -> {
                    made.put(row.getString("number"), row.getInt("items"));
                });
        return made;
    }

    /** {@code 11510-}: a list's number begins with the month of the calendar of the offices, and ends with its agency. */
    private static String prefix(YearMonth month) {
        return "%03d%02d-".formatted(month.getYear() - 1911, month.getMonthValue());
    }

    List<Sheet> of(AgencyCode agency) {
        return jdbc.sql(SHEET + " where l.agency = ? order by l.month desc")
                .param(agency.value())
                .query(ClearingLists::sheet)
                .list();
    }

    /** A month that left an agency nothing to compare has a list without lines. */
    Optional<Head> head(AgencyCode agency, YearMonth month) {
        return jdbc.sql("select number, built_at, items from notice.clearing_list where agency = ? and month = ?")
                .params(agency.value(), month.atDay(1))
                .query((row, n) ->
                        new Head(row.getString("number"), month, instant(row, "built_at"), row.getInt("items")))
                .optional()
                .or(() -> builtAt(month).map(at -> new Head(prefix(month) + agency, month, at, 0)));
    }

    int waiting(String number) {
        return jdbc.sql(WAITING.formatted(SENT, "?", SENT_OPEN))
                .param(number)
                .query(Integer.class)
                .single();
    }

    /** Whether this was the first time. */
    boolean handed(String number, Instant now) {
        return jdbc.sql("update notice.clearing_list set handed_at = ? where number = ? and handed_at is null")
                        .params(utc(now), number)
                        .update()
                == 1;
    }

    boolean untaken(YearMonth month) {
        return jdbc.sql("select exists (select from notice.clearing_list where month = ? and handed_at is null)")
                .param(month.atDay(1))
                .query(Boolean.class)
                .single();
    }

    /** Those not taken by the day they were due, noted once. */
    List<String> missed(YearMonth month, Instant end, Instant now) {
        return jdbc.sql("""
                update notice.clearing_list set missed_at = :now
                where month = :month and missed_at is null and (handed_at is null or handed_at >= :end)
                returning number
                """)
                .param("now", utc(now))
                .param("month", month.atDay(1))
                .param("end", utc(end))
                .query(String.class)
                .list();
    }

    /** One more than wanted, where there are more. */
    List<Line> lines(String number, Which which) {
        return jdbc.sql("""
                select n.line, n.item, n.status as was, n.since as was_since, coalesce(i.type, b.type) as type,
                       coalesce(i.status, b.status) as now, a.receipt_no, %1$s as open,
                       (select answer from notice.clearing_answer c where c.list = n.list and c.item = n.item
                        order by c.id desc limit 1) as said
                from notice.clearing_line n %2$s
                left join notice.application a on a.id = i.application
                where n.list = :list and n.line > :after
                  and (not :waiting or (%1$s and not exists (
                        select from notice.clearing_answer c where c.list = n.list and c.item = n.item)))
                order by n.line limit :limit
                """.formatted(SENT_OPEN, SENT))
                .param("list", number)
                .param("after", which.after())
                .param("waiting", which.waitingOnly())
                .param("limit", which.limit() + 1)
                .query((row, n) -> line(row))
                .list();
    }

    /** Which of these stand on the list. */
    List<UUID> among(String number, List<UUID> ids) {
        return jdbc.sql("""
                select n.item from unnest(:ids::uuid[]) as asked (id)
                join notice.clearing_line n on n.item = asked.id where n.list = :list
                """)
                .param("list", number)
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    void answered(String number, List<ClearingDesk.Answer> answers, Instant now, String by) {
        jdbc.sql("""
                insert into notice.clearing_answer (list, item, answer, at, by)
                select :list, id, answer, :now, :by from unnest(:ids::uuid[], :answers::text[]) as t (id, answer)
                """)
                .param("list", number)
                .param("now", utc(now))
                .param("by", by)
                .param("ids", answers.stream().map(a -> a.id().toString()).toArray(String[]::new))
                .param("answers", answers.stream().map(a -> a.finding().name()).toArray(String[]::new))
                .update();
    }

    private static Line line(ResultSet row) throws SQLException {
        String said = row.getString("said");
        String receiptNo = row.getString("receipt_no");
        return new Line(
                row.getInt("line"),
                row.getObject("item", UUID.class),
                row.getString("type"),
                receiptNo == null ? "" : receiptNo,
                ItemStatus.valueOf(row.getString("was")),
                instant(row, "was_since"),
                ItemStatus.valueOf(row.getString("now")),
                row.getBoolean("open"),
                said == null ? null : Finding.valueOf(said),
                List.<Tried>of());
    }

    static Sheet sheet(ResultSet row, int number) throws SQLException {
        OffsetDateTime handed = row.getObject("handed_at", OffsetDateTime.class);
        return new Sheet(
                row.getString("number"),
                new AgencyCode(row.getString("agency")),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                instant(row, "built_at"),
                row.getInt("items"),
                row.getInt("waiting"),
                row.getInt("answered"),
                handed == null ? null : handed.toInstant(),
                row.getObject("missed_at") != null);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** 首次答覆 to machines' requests. */
    @Repository
    static class Requests {

        private final JdbcClient jdbc;

        Requests(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        /** What was answered to a key, and to which body. */
        record Given(byte[] digest, String answer) {}

        /** Whether nobody else works on this key until the transaction ends. */
        boolean begin(AgencyCode agency, String key) {
            return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(? || ' ' || ?, ?))")
                    .params(agency.value(), key, LOCK)
                    .query(Boolean.class)
                    .single();
        }

        Optional<Given> given(AgencyCode agency, String key) {
            return jdbc.sql("select digest, answer from notice.clearing_request where agency = ? and key = ?")
                    .params(agency.value(), key)
                    .query((row, n) -> new Given(row.getBytes("digest"), row.getString("answer")))
                    .optional();
        }

        void keep(AgencyCode agency, String key, Given given, Instant now) {
            jdbc.sql("insert into notice.clearing_request (agency, key, digest, answer, at) values (?, ?, ?, ?, ?)")
                    .params(agency.value(), key, given.digest(), given.answer(), utc(now))
                    .update();
        }

        int forget(Instant before) {
            return jdbc.sql("delete from notice.clearing_request where at < ?")
                    .param(utc(before))
                    .update();
        }
    }
}
