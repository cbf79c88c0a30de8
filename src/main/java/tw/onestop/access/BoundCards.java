package tw.onestop.access;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.trust.CertificateHolder;
import tw.onestop.trust.TrustDesk;

/** 憑證綁定, as stored: a card is found by an index, an account has one. */
@Repository
class BoundCards {

    private static final int LAST_FOUR = 4;

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final Clock clock;

    BoundCards(JdbcClient jdbc, TrustDesk trust, Clock clock) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.clock = clock;
    }

    Optional<String> username(CertificateHolder holder) {
        return jdbc.sql("select username from access.card where card_index = ?")
                .param(index(holder))
                .query(String.class)
                .optional();
    }

    Optional<BoundCard> of(String username) {
        return jdbc.sql("select holder_sealed, bound_at, last_used from access.card where username = ?")
                .param(username)
                .query(this::card)
                .optional();
    }

    /** False when the card opens another account, or the account has a card. */
    boolean bind(String username, CertificateHolder holder) {
        return add(username, holder, "on conflict do nothing");
    }

    /** False when the card opens another account; the account's last card gives way to this one. */
    boolean replace(String username, CertificateHolder holder) {
        jdbc.sql("delete from access.card where username = ? and card_index <> ?")
                .params(username, index(holder))
                .update();
        return add(username, holder, """
                on conflict (card_index) do update set holder_sealed = excluded.holder_sealed
                 where c.username = excluded.username
                """);
    }

    private boolean add(String username, CertificateHolder holder, String otherwise) {
        OffsetDateTime now = now();
        return jdbc.sql("""
                insert into access.card as c (card_index, username, holder_sealed, bound_at, last_used) values (?, ?, ?, ?, ?)
                """ + otherwise)
                        .params(
                                index(holder),
                                username,
                                trust.seal((holder.lastFour() + holder.name()).getBytes(StandardCharsets.UTF_8)),
                                now,
                                now)
                        .update()
                == 1;
    }

    /** Since when each of these has the card it has; one without is absent. */
    Map<String, Instant> boundAt(Collection<String> usernames) {
        Map<String, Instant> found = new HashMap<>();
        jdbc.sql("select username, bound_at from access.card where username = any(?)")
                .param(usernames.toArray(String[]::new))
                .query(row -> {
                    found.put(
                            row.getString("username"),
                            row.getObject("bound_at", OffsetDateTime.class).toInstant());
                });
        return found;
    }

    /** Now. */
    Instant used(String username) {
        OffsetDateTime now = now();
        jdbc.sql("update access.card set last_used = ? where username = ?")
                .params(now, username)
                .update();
        return now.toInstant();
    }

    /** Whether there was one. */
    boolean release(String username) {
        return jdbc.sql("delete from access.card where username = ?")
                        .param(username)
                        .update()
                == 1;
    }

    private BoundCard card(ResultSet row, int number) throws SQLException {
        String holder = new String(trust.open(row.getBytes("holder_sealed")), StandardCharsets.UTF_8);
        return new BoundCard(
                holder.substring(LAST_FOUR),
                holder.substring(0, LAST_FOUR),
                row.getObject("bound_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_used", OffsetDateTime.class).toInstant());
    }

    private byte[] index(CertificateHolder holder) {
        return trust.index("access.card:" + holder.key());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
