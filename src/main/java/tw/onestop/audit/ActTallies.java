package tw.onestop.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Tally;
import tw.onestop.kernel.Tally.Counts;

/**
 * 軌跡計數: acts by what was done, office, agency and day; what has its place in the log is complete. Several rows of one transaction that
 * say the same, since they are about several persons, are one.
 *
 * <p>Wanted are acts by name, {@code act link.query}, or by name and the first word of their detail, {@code act notice.passport.decide
 * CONFIRMED}; refusals of an act count for each of its words.
 */
@Component
class ActTallies implements Tally.Source {

    private static final String ACT = "act ";

    private final JdbcClient jdbc;
    private final Leaves leaves;

    ActTallies(JdbcClient jdbc, Leaves leaves) {
        this.jdbc = jdbc;
        this.leaves = leaves;
    }

    @Override
    public String name() {
        return "acts";
    }

    @Override
    public Tally.Counted after(long after, int atMost, Set<String> wanted) {
        long upTo = last(after, leaves.reach().seq(), atMost);
        if (upTo == after) {
            return leaves.newest() > after ? Tally.Counted.held(after) : Tally.Counted.none(after);
        }
        return new Tally.Counted(upTo, false, between(after, upTo, wanted));
    }

    private long last(long after, long reach, int atMost) {
        return jdbc.sql("""
                select coalesce(max(seq), :after) from (
                    select seq from audit.trail where seq > :after and seq <= :reach order by seq limit :most) as next
                """)
                .param("after", after)
                .param("reach", reach)
                .param("most", atMost)
                .query(Long.class)
                .single();
    }

    /**
     * Places and acts are in the same order, so both are read from the same number to the same; what stood before these in a transaction
     * is looked up by key ({@code offset 0}), once for all its acts that say the same.
     */
    private List<Tally> between(long after, long upTo, Set<String> wanted) {
        return jdbc.sql("""
                with own as materialized (
                    select w.act, t.action, t.outcome, t.office, t.agency, (t.at at time zone 'Asia/Taipei')::date as day,
                           l.transaction_id, l.index
                      from audit.trail t
                      join audit.leaf l on l.seq = t.seq
                      join (select act, split_part(act, ' ', 2) as action, split_part(act, ' ', 3) as word
                              from unnest(:wanted::text[]) as act) w
                        on w.action = t.action
                       and (w.word = '' or t.outcome = 'REFUSED' or split_part(t.detail, ' ', 1) = w.word)
                     where t.seq > :after and t.seq <= :upTo and l.seq > :after and l.seq <= :upTo
                ), once as (
                    select distinct on (act, outcome, transaction_id, case when transaction_id is null then index end) *
                      from own
                     order by act, outcome, transaction_id, case when transaction_id is null then index end, index
                )
                select act, outcome, office, agency, day, count(*) as acts
                  from once
                 where transaction_id is null or not exists (
                       select from audit.leaf before
                        cross join lateral (select action, outcome from audit.trail where seq = before.seq offset 0) b
                        where before.transaction_id = once.transaction_id and before.index < once.index
                          and b.action = once.action and b.outcome = once.outcome
                       offset 0)
                 group by 1, 2, 3, 4, 5
                """)
                .param(
                        "wanted",
                        wanted.stream().filter(act -> act.startsWith(ACT)).toArray(String[]::new))
                .param("after", after)
                .param("upTo", upTo)
                .query((row, n) -> {
                    long acts = row.getLong("acts");
                    return new Tally(
                            row.getString("act"),
                            Optional.ofNullable(row.getString("office"))
                                    .map(OfficeCode::new)
                                    .orElse(null),
                            Optional.ofNullable(row.getString("agency"))
                                    .map(AgencyCode::new)
                                    .orElse(null),
                            row.getObject("day", LocalDate.class),
                            row.getString("outcome").equals("DONE") ? Counts.cases(acts) : Counts.refused(acts));
                })
                .list();
    }

    /** Whole months go into the archive; the first row that stayed says which is the first that is here. */
    @Override
    public LocalDate keptSince() {
        return jdbc.sql("""
                select (select (date_trunc('month', t.at at time zone 'Asia/Taipei'))::date
                          from audit.trail t where t.seq > archive.last order by t.seq limit 1) as kept
                  from (select max(last_seq) as last from audit.archived) as archive
                 where archive.last is not null
                """).query(LocalDate.class).optional().orElse(LocalDate.MIN);
    }
}
