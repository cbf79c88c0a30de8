package tw.onestop.trust;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 金鑰登記簿, the register of keys as stored. */
@Repository
class RegisteredKeys {

    private final JdbcClient jdbc;
    private final MasterKey master;

    RegisteredKeys(JdbcClient jdbc, MasterKey master) {
        this.jdbc = jdbc;
        this.master = master;
    }

    /** Every key, the newest first. */
    List<Key> all() {
        return jdbc.sql("""
                select id, kid, purpose, valid_until, revoked_at, secret, public_key from trust.key
                 union all
                select id, kid, purpose, valid_until, revoked_at, secret, public_key from trust.log_key
                 order by id desc
                """).query(RegisteredKeys::key).list();
    }

    /** Makes a present key, unless another node has been faster. */
    void add(Purpose purpose, Instant now) {
        String kid = UUID.randomUUID().toString();
        Purpose.Material material = purpose.generate();
        jdbc.sql("""
                insert into %s (kid, purpose, algorithm, created_at, valid_from, secret, public_key)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """.formatted(purpose.table()))
                .param(kid)
                .param(purpose.name())
                .param(purpose.algorithm())
                .param(utc(now))
                .param(utc(now))
                .param(master.seal(material.secret(), Key.associated(purpose, kid)))
                .param(material.publicKey())
                .update();
    }

    /** Lets the present key of a purpose end at an instant. */
    void end(Purpose purpose, Instant until) {
        jdbc.sql("""
                update %s
                   set valid_until = greatest(valid_from, ?)
                 where purpose = ? and valid_until is null and revoked_at is null
                """.formatted(purpose.table()))
                .params(utc(until), purpose.name())
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Key key(ResultSet row, int number) throws SQLException {
        OffsetDateTime until = row.getObject("valid_until", OffsetDateTime.class);
        return new Key(
                row.getInt("id"),
                row.getString("kid"),
                Purpose.valueOf(row.getString("purpose")),
                until == null ? null : until.toInstant(),
                row.getObject("revoked_at") != null,
                row.getBytes("secret"),
                row.getBytes("public_key"));
    }
}
