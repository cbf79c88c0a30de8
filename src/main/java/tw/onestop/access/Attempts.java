package tw.onestop.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.trust.TrustDesk;

/**
 * 登入失敗紀錄: after five failures within a quarter of an hour a username waits, longer after each further one.
 * Usernames that do not exist wait alike, so that waiting tells nothing.
 */
@Repository
class Attempts {

    static final int FREE = 5;
    static final Duration REMEMBERED = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final Clock clock;

    Attempts(JdbcClient jdbc, TrustDesk trust, Clock clock) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.clock = clock;
    }

    /** How long this username must wait still: 1 minute after the fifth failure, then 2, 4, 8, 15; empty when it need not. */
    Optional<Duration> waiting(String username) {
        Instant now = clock.instant();
        Recent recent = jdbc.sql("""
                select count(*) failures, max(at) latest
                  from access.sign_in_failure
                 where username_index = ? and at > ?
                """)
                .params(index(username), now.minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new Recent(row.getInt("failures"), row.getObject("latest", OffsetDateTime.class)))
                .single();
        if (recent.failures() < FREE) {
            return Optional.empty();
        }
        Duration pause = Duration.ofMinutes(1L << Math.min(recent.failures() - FREE, 4));
        Instant until = recent.latest().toInstant().plus(pause.compareTo(REMEMBERED) > 0 ? REMEMBERED : pause);
        return Optional.of(Duration.between(now, until)).filter(Duration::isPositive);
    }

    void failed(String username) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("delete from access.sign_in_failure where at < ?")
                .param(now.minus(REMEMBERED))
                .update();
        jdbc.sql("insert into access.sign_in_failure (username_index, at) values (?, ?)")
                .params(index(username), now)
                .update();
    }

    void forget(String username) {
        jdbc.sql("delete from access.sign_in_failure where username_index = ?")
                .param(index(username))
                .update();
    }

    private byte[] index(String username) {
        return trust.index("access.username:" + username);
    }

    private record Recent(int failures, OffsetDateTime latest) {}
}
