package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.ClearingDesk.Late;
import tw.onestop.notice.ClearingDesk.Lateness;

/** 逾期項目的儲存: which passed their day, and to whom that rose; each step once. */
@Repository
class LateItems {

    /**
     * What is late and open, the earliest day first, as its indexes have it, each looked up among those that rose; what has ended since is
     * not walked over. Without {@code offset 0} the planner would rather read everything that ever rose.
     */
    private static final String RISEN = """
            select i.agency, i.id, i.type, i.status, r.kind, r.due_on, a.receipt_no
            from ((select i.id, l.kind, l.due_on
                   from notice.item i
                   cross join lateral (select kind, due_on from notice.late_item
                                       where item = i.id and kind = 'LATE' and ministry_on is not null offset 0) l
                   where %s
                   order by i.expected_on, i.id limit :limit)
                  union all
                  (select i.id, l.kind, l.due_on
                   from notice.item i
                   cross join lateral (select kind, due_on from notice.late_item
                                       where item = i.id and kind = 'UNCONTACTED' and ministry_on is not null offset 0) l
                   where %s
                   order by i.since, i.id limit :limit)) r
            join notice.item i on i.id = r.id
            left join notice.application a on a.id = i.application
            order by r.due_on, i.id limit :limit
            """.formatted(ClearingLists.UNANSWERED, ClearingLists.UNCONTACTED);

    private final JdbcClient jdbc;

    LateItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The days on which something was refused of which nobody told the citizen. */
    List<LocalDate> refusedOn() {
        return jdbc.sql("""
                select distinct (since at time zone 'Asia/Taipei')::date from notice.item
                where status = 'REJECTED' and contacted_at is null
                """).query(LocalDate.class).list();
    }

    /** The same of one agency alone. */
    List<LocalDate> refusedOn(AgencyCode agency) {
        return jdbc.sql("""
                select distinct (since at time zone 'Asia/Taipei')::date from notice.item
                where agency = ? and status = 'REJECTED' and contacted_at is null
                """).param(agency.value()).query(LocalDate.class).list();
    }

    /**
     * To the officers: what passed its day and has not risen yet; what rose as late and was refused since begins anew. What has risen is
     * left alone: a row that an insert meets is locked, and this is walked every few minutes.
     *
     * @param dues by the day of the refusal: until when the citizen was to be told
     * @return how many at each agency
     */
    Map<AgencyCode, Integer> toOfficers(LocalDate today, Map<LocalDate, LocalDate> dues) {
        Map<AgencyCode, Integer> risen = new TreeMap<>(Comparator.comparing(AgencyCode::value));
        jdbc.sql("""
                with risen as (
                    insert into notice.late_item (item, agency, kind, due_on, officer_on)
                    select i.id, i.agency, 'LATE', i.expected_on, :today from notice.item i
                    where i.expected_on < :today and %s and %s
                      and not exists (select from notice.late_item l where l.item = i.id and l.kind = 'LATE')
                    union all
                    select i.id, i.agency, 'UNCONTACTED', d.due, :today
                    from unnest(:refused::date[], :dues::date[]) as d (day, due)
                    join notice.item i on (i.since at time zone 'Asia/Taipei')::date = d.day
                    where %s and d.due < :today
                      and not exists (select from notice.late_item l where l.item = i.id and l.kind = 'UNCONTACTED')
                    on conflict (item) do update
                        set kind = excluded.kind, due_on = excluded.due_on, officer_on = excluded.officer_on, ministry_on = null
                        where late_item.kind <> excluded.kind
                    returning agency)
                select agency, count(*) from risen group by agency
                """.formatted(ClearingLists.UNANSWERED, Items.PROMISED, ClearingLists.UNCONTACTED))
                .param("today", today)
                .param("refused", texts(dues.keySet()))
                .param("dues", texts(dues.values()))
                .query(row -> {
                    risen.put(new AgencyCode(row.getString(1)), row.getInt(2));
                });
        return risen;
    }

    /** To the ministry: what rose by its day long enough ago and is as late as ever. */
    int toMinistry(LocalDate today, LocalDate dueBy) {
        return jdbc.sql("""
                update notice.late_item l set ministry_on = :today
                from notice.item i
                where i.id = l.item and l.ministry_on is null and l.due_on <= :dueBy
                  and %s
                """.formatted(ClearingCounts.STILL_LATE))
                .param("today", today)
                .param("dueBy", dueBy)
                .update();
    }

    /** What is late at an agency today, whether or not the day's round has been walked. */
    List<Late> of(AgencyCode agency, LocalDate today, Map<LocalDate, LocalDate> dues, int limit) {
        return jdbc.sql("""
                select l.*, a.receipt_no from (
                    select i.agency, i.id, i.type, i.status, i.application, 'LATE' as kind, i.expected_on as due_on
                    from notice.item i
                    where i.agency = :agency and i.expected_on < :today
                      and %s and %s
                    union all
                    select i.agency, i.id, i.type, i.status, i.application, 'UNCONTACTED', d.due
                    from unnest(:refused::date[], :dues::date[]) as d (day, due)
                    join notice.item i on (i.since at time zone 'Asia/Taipei')::date = d.day
                    where i.agency = :agency and %s and d.due < :today) l
                left join notice.application a on a.id = l.application
                order by l.due_on, l.id limit :limit
                """.formatted(ClearingLists.UNANSWERED, Items.PROMISED, ClearingLists.UNCONTACTED))
                .param("agency", agency.value())
                .param("today", today)
                .param("refused", texts(dues.keySet()))
                .param("dues", texts(dues.values()))
                .param("limit", limit)
                .query(LateItems::late)
                .list();
    }

    /** Those that rose to the ministry, the oldest of them. */
    List<Late> risen(int limit) {
        return jdbc.sql(RISEN).param("limit", limit).query(LateItems::late).list();
    }

    private static String[] texts(Collection<LocalDate> days) {
        return days.stream().map(LocalDate::toString).toArray(String[]::new);
    }

    private static Late late(ResultSet row, int number) throws SQLException {
        return new Late(
                new AgencyCode(row.getString("agency")),
                row.getObject("id", UUID.class),
                row.getString("type"),
                Optional.ofNullable(row.getString("receipt_no")).orElse(""),
                ItemStatus.valueOf(row.getString("status")),
                Lateness.valueOf(row.getString("kind")),
                row.getObject("due_on", LocalDate.class));
    }
}
