package tw.onestop.audit;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
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

    /** That of the log as it goes on now; after a fork another than at first. */
    String origin() {
        return known().orElseGet(this::named);
    }

    private Optional<String> known() {
        return jdbc.sql("""
                        select coalesce((select origin from audit.fork order by place desc limit 1), origin) from audit.origin
                        """).query(String.class).optional();
    }

    /** Of the first who asks; another node may have been faster. */
    private String named() {
        jdbc.sql(
                        "insert into audit.origin (origin) select ? where not exists (select from audit.origin) on conflict do nothing")
                .param(suggested)
                .update();
        return known().orElseThrow();
    }

    /** The size of the last; empty only before the first was signed. */
    OptionalLong size() {
        return jdbc.sql("select max(size) from audit.checkpoint")
                .query((row, number) -> {
                    long size = row.getLong(1);
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(size);
                })
                .single();
    }

    /** The last as it was signed. */
    Optional<String> note() {
        return jdbc.sql("select note from audit.checkpoint order by size desc limit 1")
                .query(String.class)
                .optional();
    }

    void add(Checkpoint checkpoint, String note, Instant at) {
        jdbc.sql("insert into audit.checkpoint (size, root, at, note) values (?, ?, ?, ?)")
                .params(checkpoint.size(), checkpoint.root(), at.atOffset(ZoneOffset.UTC), note)
                .update();
    }
}
