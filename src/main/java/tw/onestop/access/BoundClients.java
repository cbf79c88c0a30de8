package tw.onestop.access;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 須綁定金鑰的用戶端: machines that get no token without a proof (RFC 9449 §5.2, dpop_bound_access_tokens). */
@Repository
class BoundClients {

    private final JdbcClient jdbc;
    private final Clock clock;

    BoundClients(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean contains(String clientId) {
        return jdbc.sql("select exists (select from access.bound_client where client_id = ?)")
                .param(clientId)
                .query(Boolean.class)
                .single();
    }

    void add(String clientId) {
        jdbc.sql("insert into access.bound_client (client_id, since) values (?, ?) on conflict do nothing")
                .params(clientId, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(String clientId) {
        jdbc.sql("delete from access.bound_client where client_id = ?")
                .param(clientId)
                .update();
    }
}
