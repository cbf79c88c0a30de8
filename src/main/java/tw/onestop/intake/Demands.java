package tw.onestop.intake;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.trust.TrustDesk;

/** 催告 as stored; to whom each went is sealed. */
@Repository
class Demands {

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final JsonMapper json;

    Demands(JdbcClient jdbc, TrustDesk trust, JsonMapper json) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.json = json;
    }

    long add(long task, LocalDate on, int days, Task.Addressee addressee, String clerk) {
        return jdbc.sql("""
                insert into intake.demand (task, issued_on, issued_by, days, addressee) values (?, ?, ?, ?, ?) returning id
                """)
                .params(
                        task,
                        on,
                        clerk,
                        days,
                        trust.seal(json.writeValueAsString(addressee).getBytes(StandardCharsets.UTF_8)))
                .query(Long.class)
                .single();
    }

    void delivered(long id, LocalDate on, LocalDate respondBy) {
        jdbc.sql("update intake.demand set delivered_on = ?, respond_by = ? where id = ?")
                .params(on, respondBy, id)
                .update();
    }

    /** By task, the latest last. */
    Map<Long, List<Task.Demand>> of(Collection<Long> tasks) {
        Map<Long, List<Task.Demand>> found = new HashMap<>();
        if (!tasks.isEmpty()) {
            jdbc.sql("select * from intake.demand where task = any (?) order by id")
                    .param(tasks.toArray(Long[]::new))
                    .query(row -> {
                        found.computeIfAbsent(row.getLong("task"), task -> new ArrayList<>())
                                .add(demand(row));
                    });
        }
        return found;
    }

    private Task.Demand demand(ResultSet row) throws SQLException {
        return new Task.Demand(
                row.getLong("id"),
                row.getObject("issued_on", LocalDate.class),
                row.getInt("days"),
                json.readValue(trust.open(row.getBytes("addressee")), Task.Addressee.class),
                row.getObject("delivered_on", LocalDate.class),
                row.getObject("respond_by", LocalDate.class));
    }
}
