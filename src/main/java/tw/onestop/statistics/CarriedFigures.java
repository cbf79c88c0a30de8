package tw.onestop.statistics;

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

/** 承接件數: services recorded before this system, as their reports say. A source like the others, so that they survive counting again. */
@Repository
class CarriedFigures implements Tally.Numbered {

    private final JdbcClient jdbc;

    CarriedFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many were added; what is there already stays. */
    int add(List<StatisticsDesk.Carried> lines) {
        return jdbc.sql("""
                insert into statistics.carried (service, office, agency, day, cases, source)
                select service, nullif(office, ''), nullif(agency, ''), day, cases, source
                  from unnest(?::text[], ?::text[], ?::text[], ?::date[], ?::bigint[], ?::text[])
                       as n (service, office, agency, day, cases, source)
                on conflict do nothing
                """)
                .param(lines.stream().map(StatisticsDesk.Carried::service).toArray(String[]::new))
                .param(lines.stream().map(StatisticsDesk.Carried::office).toArray(String[]::new))
                .param(lines.stream().map(StatisticsDesk.Carried::agency).toArray(String[]::new))
                .param(lines.stream().map(line -> line.day().toString()).toArray(String[]::new))
                .param(lines.stream().map(StatisticsDesk.Carried::cases).toArray(Long[]::new))
                .param(lines.stream().map(StatisticsDesk.Carried::source).toArray(String[]::new))
                .update();
    }

    /** Where the figures of a year come from that were not recorded here. */
    List<String> sources(LocalDate from, LocalDate until) {
        return jdbc.sql("select distinct source from statistics.carried where day >= ? and day < ? order by 1")
                .params(from, until)
                .query(String.class)
                .list();
    }

    @Override
    public String name() {
        return "carried";
    }

    @Override
    public long last(long after, int atMost) {
        return jdbc.sql("""
                select coalesce(max(id), :after) from (
                    select id from statistics.carried where id > :after order by id limit :most) as next
                """)
                .param("after", after)
                .param("most", atMost)
                .query(Long.class)
                .single();
    }

    @Override
    public List<String> writers() {
        return jdbc.sql(Writers.OF_TABLE)
                .param("statistics.carried")
                .query(String.class)
                .list();
    }

    /** By the first of what a service counts: it is that service's, whatever counts it today. */
    @Override
    public List<Tally> between(long after, long upTo) {
        return jdbc.sql("""
                select s.counts[1] as what, c.office, c.agency, c.day, c.cases
                  from statistics.carried c join statistics.service s on s.code = c.service
                 where c.id > :after and c.id <= :upTo
                """)
                .param("after", after)
                .param("upTo", upTo)
                .query((row, n) -> new Tally(
                        row.getString("what"),
                        Optional.ofNullable(row.getString("office"))
                                .map(OfficeCode::new)
                                .orElse(null),
                        Optional.ofNullable(row.getString("agency"))
                                .map(AgencyCode::new)
                                .orElse(null),
                        row.getObject("day", LocalDate.class),
                        Counts.cases(row.getLong("cases"))))
                .list();
    }
}
