package tw.onestop.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.Tally.Counts;

/** 彙總: counts by county, office and agency, each by service and period. */
@Repository
class RollUps {

    /** Earlier than anything, and a day to every database. */
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

    private final JdbcClient jdbc;

    RollUps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 面向. */
    enum Dimension {
        /** By the first five digits of the office's code; {@code ""} where no office had to do with it: together the nation. */
        COUNTY,
        OFFICE,
        AGENCY
    }

    /** 一格: {@code since} is the first day of its period. */
    record Cell(Dimension dimension, String key, String service, LocalDate since) {

        /** The same service and period elsewhere. */
        Cell at(Dimension other, String place) {
            return new Cell(other, place, service, since);
        }
    }

    /** What was counted of a cell. */
    record Row(Cell cell, Counts counts) {}

    void add(Collection<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Row> all = List.copyOf(rows);
        jdbc.sql("""
                insert into statistics.counted as c
                       (dimension, key, service, since, cases, refused, not_found, ended, seconds, longest)
                select dimension, key, service, since, cases, refused, not_found, ended, seconds, longest
                  from unnest(?::text[], ?::text[], ?::text[], ?::date[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                              ?::bigint[], ?::bigint[])
                       as n (dimension, key, service, since, cases, refused, not_found, ended, seconds, longest)
                 order by 1, 2, 3, 4
                on conflict (dimension, key, service, since) do update
                   set cases = c.cases + excluded.cases, refused = c.refused + excluded.refused,
                       not_found = c.not_found + excluded.not_found, ended = c.ended + excluded.ended,
                       seconds = c.seconds + excluded.seconds, longest = greatest(c.longest, excluded.longest)
                """)
                .param(all.stream().map(row -> row.cell().dimension().name()).toArray(String[]::new))
                .param(all.stream().map(row -> row.cell().key()).toArray(String[]::new))
                .param(all.stream().map(row -> row.cell().service()).toArray(String[]::new))
                .param(all.stream().map(row -> row.cell().since().toString()).toArray(String[]::new))
                .param(numbers(all, Counts::cases))
                .param(numbers(all, Counts::refused))
                .param(numbers(all, Counts::notFound))
                .param(numbers(all, Counts::ended))
                .param(numbers(all, Counts::seconds))
                .param(numbers(all, Counts::longest))
                .update();
    }

    private static Long[] numbers(List<Row> rows, ToLongFunction<Counts> number) {
        return rows.stream().map(row -> number.applyAsLong(row.counts())).toArray(Long[]::new);
    }

    /** Of the periods that begin within these days, until the second exclusive. */
    List<Row> between(Dimension dimension, LocalDate from, LocalDate until) {
        return jdbc.sql("select * from statistics.counted where dimension = ? and since >= ? and since < ?")
                .params(dimension.name(), from, until)
                .query(RollUps::row)
                .list();
    }

    /** The same of the keys that begin with one of these. */
    List<Row> between(Dimension dimension, Collection<String> begin, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                select * from statistics.counted
                 where dimension = ? and since >= ? and since < ? and left(key, 5) = any (?)
                """)
                .params(dimension.name(), from, until, begin.toArray(String[]::new))
                .query(RollUps::row)
                .list();
    }

    /** 件數 of one key and service in several periods together. */
    record Sum(String key, String service, long cases) {}

    List<Sum> cases(Dimension dimension, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                select key, service, sum(cases)::bigint as cases from statistics.counted
                 where dimension = ? and since >= ? and since < ? group by key, service
                """)
                .params(dimension.name(), from, until)
                .query((row, n) -> new Sum(row.getString("key"), row.getString("service"), row.getLong("cases")))
                .list();
    }

    /** Years of which there is anything, the latest first. */
    List<Integer> years() {
        return jdbc.sql("""
                select distinct extract(year from since)::int as year from statistics.counted
                 where dimension = 'COUNTY' order by 1 desc
                """).query(Integer.class).list();
    }

    /** Everything is taken away to be counted again, but what is kept. */
    void forget(Counting.Kept kept) {
        jdbc.sql("delete from statistics.counted where not (service = any (?) and since < ?)")
                .params(kept.services().toArray(String[]::new), kept.before().isBefore(FIRST) ? FIRST : kept.before())
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new Cell(
                        Dimension.valueOf(row.getString("dimension")),
                        row.getString("key"),
                        row.getString("service"),
                        row.getObject("since", LocalDate.class)),
                new Counts(
                        row.getLong("cases"),
                        row.getLong("refused"),
                        row.getLong("not_found"),
                        row.getLong("ended"),
                        row.getLong("seconds"),
                        row.getLong("longest")));
    }
}
