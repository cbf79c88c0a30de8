package tw.onestop.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 傳送紀錄, read from what every attempt left behind. */
@Repository
class Evidence implements EvidenceDesk {

    /** A notice that was retried for five days and sent again has some thirty. */
    private static final int MOST = 40;

    private final JdbcClient jdbc;

    Evidence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, List<Tried>> tried(List<UUID> ids) {
        return tried(ids, MOST);
    }

    @Override
    public Map<UUID, List<Tried>> everyTry(List<UUID> ids) {
        return tried(ids, Integer.MAX_VALUE);
    }

    private Map<UUID, List<Tried>> tried(List<UUID> ids, int most) {
        Map<UUID, List<Tried>> tried = new HashMap<>();
        jdbc.sql("""
                select a.* from unnest(:ids::uuid[]) as asked (id)
                cross join lateral (
                    select outbox_id, sequence, at, outcome, status from exchange.attempt
                    where outbox_id = asked.id order by at desc limit :most) a
                order by a.outbox_id, a.at, a.sequence
                """).param("ids", Outbox.ids(ids)).param("most", most).query(row -> {
            tried.computeIfAbsent(row.getObject("outbox_id", UUID.class), none -> new ArrayList<>())
                    .add(new Tried(
                            row.getLong("sequence"),
                            Outbox.instant(row, "at"),
                            row.getString("outcome"),
                            row.getInt("status")));
        });
        return tried;
    }
}
