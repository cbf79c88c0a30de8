package tw.onestop.audit;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 檢查點紀錄: what was signed, and under which name. */
@Repository
class Checkpoints {

    private final JdbcClient jdbc;
    private final String suggested;

    /** The name of a new log is that of the product's address; an old log keeps its own. */
    Checkpoints(JdbcClient jdbc, @Value("${onestop.base-url}") String baseUrl) {
        this.jdbc = jdbc;
        this.suggested = URI.create(baseUrl).getRawAuthority() + "/audit";
    }

    /** A checkpoint as it was signed. */
    record Signed(long size, String note) {}

    String origin() {
        jdbc.sql(
                        "insert into audit.origin (origin) select ? where not exists (select from audit.origin) on conflict do nothing")
                .param(suggested)
                .update();
        return jdbc.sql("select origin from audit.origin").query(String.class).single();
    }

    Optional<Signed> latest() {
        return jdbc.sql("select size, note from audit.checkpoint order by size desc limit 1")
                .query(Checkpoints::signed)
                .optional();
    }

    void add(Checkpoint checkpoint, String note, Instant at) {
        jdbc.sql("insert into audit.checkpoint (size, root, at, note) values (?, ?, ?, ?)")
                .params(checkpoint.size(), checkpoint.root(), at.atOffset(ZoneOffset.UTC), note)
                .update();
    }

    private static Signed signed(ResultSet row, int number) throws SQLException {
        return new Signed(row.getLong("size"), row.getString("note"));
    }
}
