package tw.onestop.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 縣市: where cases are counted today, under the name of the time. */
@Repository
class Counties {

    private final JdbcClient jdbc;

    Counties(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As they were called at the end of a year, each with what it was called earlier in it. */
    List<County> in(int year) {
        List<County> counties = new ArrayList<>();
        jdbc.sql("""
                select c.today as code, last.name, last.name_en, coalesce(first.name, '') as earlier,
                       coalesce(first.name_en, '') as earlier_en, array_agg(c.code order by c.code) as codes
                  from statistics.county c
                  join statistics.county_name last on last.county = c.today and last.valid_during @> :end::date
                  left join statistics.county_name first
                    on first.county = c.today and first.valid_during @> :begin::date and first.name <> last.name
                 group by 1, 2, 3, 4, 5
                 order by c.today not like '6%', c.today
                """)
                .param("begin", LocalDate.of(year, 1, 1))
                .param("end", LocalDate.of(year, 12, 31))
                .query(row -> {
                    counties.add(new County(
                            row.getString("code"),
                            row.getString("name"),
                            row.getString("name_en"),
                            row.getString("earlier"),
                            row.getString("earlier_en"),
                            List.of((String[]) row.getArray("codes").getArray())));
                });
        return counties;
    }
}
