package tw.onestop.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Repository;

/** 通行密鑰使用者: the handle by which an authenticator knows an account. */
@Repository
class PasskeyUsers implements PublicKeyCredentialUserEntityRepository {

    private final JdbcClient jdbc;

    PasskeyUsers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        return jdbc.sql("select id, username, display_name from access.passkey_user where id = ?")
                .param(id.getBytes())
                .query(PasskeyUsers::user)
                .optional()
                .orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        return jdbc.sql("select id, username, display_name from access.passkey_user where username = ?")
                .param(username)
                .query(PasskeyUsers::user)
                .optional()
                .orElse(null);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity user) {
        String shown = user.getDisplayName();
        jdbc.sql("""
                insert into access.passkey_user (id, username, display_name)
                values (?, ?, ?)
                on conflict do nothing
                """)
                .params(user.getId().getBytes(), user.getName(), shown == null ? user.getName() : shown)
                .update();
    }

    @Override
    public void delete(Bytes id) {
        jdbc.sql("delete from access.passkey_user where id = ?")
                .param(id.getBytes())
                .update();
    }

    private static PublicKeyCredentialUserEntity user(ResultSet row, int number) throws SQLException {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(new Bytes(row.getBytes("id")))
                .name(row.getString("username"))
                .displayName(row.getString("display_name"))
                .build();
    }
}
