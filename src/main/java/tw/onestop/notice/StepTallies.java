package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Tally;
import tw.onestop.kernel.Tally.Counts;
import tw.onestop.kernel.Writers;

/**
 * 通報計數: what was accepted, and how and after which time it ended, by programme, office, agency and day, in the order of the steps.
 * Several changes told to one agency by one application are one way that nobody had to go, and so one case.
 */
@Repository
class StepTallies implements Tally.Numbered {

    private final JdbcClient jdbc;

    StepTallies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public long last(long after, int atMost) {
        return jdbc.sql("""
                select coalesce(max(id), :after) from (
                    select id from notice.item_step where id > :after order by id limit :most) as next
                """)
                .param("after", after)
                .param("most", atMost)
                .query(Long.class)
                .single();
    }

    @Override
    public List<String> writers() {
        return jdbc.sql(Writers.OF_TABLE)
                .param("notice.item_step")
                .query(String.class)
                .list();
    }

    /** The item of a step is looked up by its key ({@code offset 0}): joined, all items would be read for every batch. */
    @Override
    public List<Tally> between(long after, long upTo) {
        return jdbc.sql("""
                with step as materialized (
                    select i.programme || ' ' || i.change as what, i.office, i.agency, s.status, (s.at at time zone 'Asia/Taipei')::date as day,
                           floor(greatest(extract(epoch from s.at - i.accepted_at), 0))::bigint as took,
                           s.status = 'ACCEPTED'
                           and (i.programme <> 'registration-change' or not exists (
                                select from notice.item e
                                 where e.application = i.application and e.agency = i.agency
                                   and e.programme = i.programme and e.id < i.id)) as counts
                      from notice.item_step s
                      cross join lateral (
                           select id, application, office, agency, programme, change, accepted_at
                             from notice.item where id = s.item offset 0) i
                     where s.id > :after and s.id <= :upTo
                       and s.status in ('ACCEPTED', 'COMPLETED', 'REJECTED', 'NO_RECORD')
                )
                select what, office, agency, day, count(*) filter (where counts) as cases,
                       count(*) filter (where status = 'REJECTED') as refused,
                       count(*) filter (where status = 'NO_RECORD') as not_found,
                       count(*) filter (where status <> 'ACCEPTED') as ended,
                       coalesce(sum(took) filter (where status <> 'ACCEPTED'), 0)::bigint as seconds,
                       coalesce(max(took) filter (where status <> 'ACCEPTED'), 0) as longest
                  from step group by what, office, agency, day
                """)
                .param("after", after)
                .param("upTo", upTo)
                .query(StepTallies::tally)
                .list();
    }

    private static Tally tally(ResultSet row, int number) throws SQLException {
        return new Tally(
                "notice " + row.getString("what"),
                Optional.ofNullable(row.getString("office"))
                        .map(OfficeCode::new)
                        .orElse(null),
                new AgencyCode(row.getString("agency")),
                row.getObject("day", LocalDate.class),
                new Counts(
                        row.getLong("cases"),
                        row.getLong("refused"),
                        row.getLong("not_found"),
                        row.getLong("ended"),
                        row.getLong("seconds"),
                        row.getLong("longest")));
    }
}
