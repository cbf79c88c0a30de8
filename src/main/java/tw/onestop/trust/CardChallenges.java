package tw.onestop.trust;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 挑戰值: random, one at a time for a session and an act, taken once; whatever comes of it afterwards. */
@Repository
class CardChallenges {

    static final Duration HOLDS = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final Clock clock;

    CardChallenges(JdbcClient jdbc, TrustDesk trust, Clock clock) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    String make(String session, String action) {
        byte[] nonce = new byte[32];
        RANDOM.nextBytes(nonce);
        String content = "onestop %s %s"
                .formatted(action, Base64.getUrlEncoder().withoutPadding().encodeToString(nonce));
        jdbc.sql("delete from trust.card_challenge where until < ?")
                .param(now())
                .update();
        jdbc.sql("""
                insert into trust.card_challenge (session, action, content, until) values (?, ?, ?, ?)
                on conflict (session, action) do update set content = excluded.content, until = excluded.until
                """).params(index(session), action, content, now().plus(HOLDS)).update();
        return content;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<byte[]> take(String session, String action) {
        return jdbc.sql(
                        "delete from trust.card_challenge where session = ? and action = ? returning content, until > ?")
                .params(index(session), action, now())
                .query((row, n) -> row.getBoolean(2) ? row.getString(1) : "")
                .optional()
                .filter(content -> !content.isEmpty())
                .map(content -> content.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] index(String session) {
        return trust.index("trust.card-session:" + session);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
