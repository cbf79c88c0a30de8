package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Tally;
import tw.onestop.kernel.Tally.Counts;
import tw.onestop.kernel.Writers;

/** 登記計數: registrations by kind, office and day, in the order of their ids. */
@Repository
class RegistrationTallies implements Tally.Numbered {

    private final JdbcClient jdbc;

    RegistrationTallies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "registrations";
    }

    @Override
    public long last(long after, int atMost) {
        return jdbc.sql("""
                select coalesce(max(id), :after) from (
                    select id from registry.registration where id > :after order by id limit :most) as next
                """)
                .param("after", after)
                .param("most", atMost)
                .query(Long.class)
                .single();
    }

    @Override
    public List<String> writers() {
        return jdbc.sql(Writers.OF_TABLE)
                .param("registry.registration")
                .query(String.class)
                .list();
    }

    @Override
    public List<Tally> between(long after, long upTo) {
        return jdbc.sql("""
                select kind, office, (recorded_at at time zone 'Asia/Taipei')::date as day, count(*) as registrations
                  from registry.registration where id > :after and id <= :upTo
                 group by 1, 2, 3
                """)
                .param("after", after)
                .param("upTo", upTo)
                .query((row, n) -> new Tally(
                        "registration " + row.getString("kind"),
                        new OfficeCode(row.getString("office")),
                        null,
                        row.getObject("day", LocalDate.class),
                        Counts.cases(row.getLong("registrations"))))
                .list();
    }
}
