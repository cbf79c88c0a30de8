package tw.onestop.access;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 用過的斷言: remembered until they expire by themselves. */
@Repository
class UsedAssertions {

    private final JdbcClient jdbc;
    private final Clock clock;

    UsedAssertions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether this assertion had not been used before; now it is. */
    boolean use(String clientId, String jti, Instant expires) {
        jdbc.sql("""
                delete from access.used_assertion
                 where (client_id, jti) in (select client_id, jti from access.used_assertion
                                             where expires_at < ? limit 100 for update skip locked)
                """).param(clock.instant().atOffset(ZoneOffset.UTC)).update();
        return jdbc.sql("""
                insert into access.used_assertion (client_id, jti, expires_at)
                values (?, ?, ?)
                on conflict do nothing
                """)
                        .params(clientId, jti, expires.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
