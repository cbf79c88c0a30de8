package tw.onestop.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;

/** 端點的儲存: where agencies' machines listen, and how they fare. */
@Repository
class Endpoints {

    private final JdbcClient jdbc;

    Endpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Row of(AgencyCode agency) {
        Optional<Row> known = jdbc.sql("select * from exchange.endpoint where agency = :agency")
                .param("agency", agency.value())
                .query(Endpoints::row)
                .optional();
        return known.orElseGet(() -> {
            jdbc.sql("""
                    insert into exchange.endpoint (endpoint_id, agency) values (:id, :agency)
                    on conflict (agency) do nothing
                    """)
                    .param("id", "ep-" + UUID.randomUUID())
                    .param("agency", agency.value())
                    .update();
            return of(agency);
        });
    }

    List<Row> all() {
        return jdbc.sql("select * from exchange.endpoint").query(Endpoints::row).list();
    }

    /** A new address begins with a clean record. */
    void change(AgencyCode agency, String url, String encryptionJwk) {
        jdbc.sql("""
                update exchange.endpoint
                set url = :url, encryption_jwk = :jwk, disabled = false, failures_in_a_row = 0, resting_until = null,
                    version = version + 1
                where agency = :agency
                """)
                .param("url", url)
                .param("jwk", encryptionJwk)
                .param("agency", agency.value())
                .update();
    }

    /** Another key, by whichever door its notices go. */
    void encryptTo(AgencyCode agency, String encryptionJwk) {
        jdbc.sql("update exchange.endpoint set encryption_jwk = ? where agency = ?")
                .params(encryptionJwk, agency.value())
                .update();
    }

    /** How an endpoint fared, unless its address was changed meanwhile. */
    void fared(Faring faring) {
        jdbc.sql("""
                update exchange.endpoint
                set failures_in_a_row = :failures, resting_until = :resting::timestamptz,
                    last_success = coalesce(:success::timestamptz, last_success), disabled = disabled or :gone
                where agency = :agency and version = :version
                """)
                .param("failures", faring.failures())
                .param("resting", text(faring.restingUntil()))
                .param("success", text(faring.lastSuccess()))
                .param("gone", faring.gone())
                .param("agency", faring.agency().value())
                .param("version", faring.version())
                .update();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Row row(ResultSet row, int line) throws SQLException {
        OffsetDateTime resting = row.getObject("resting_until", OffsetDateTime.class);
        OffsetDateTime success = row.getObject("last_success", OffsetDateTime.class);
        return new Row(
                row.getString("endpoint_id"),
                new AgencyCode(row.getString("agency")),
                row.getString("url"),
                row.getString("encryption_jwk"),
                row.getBoolean("disabled"),
                row.getInt("failures_in_a_row"),
                resting == null ? null : resting.toInstant(),
                success == null ? null : success.toInstant(),
                row.getInt("version"));
    }

    /** 端點. {@code url} and {@code encryptionJwk} are empty when there is none. */
    record Row(
            String endpointId,
            AgencyCode agency,
            String url,
            String encryptionJwk,
            boolean disabled,
            int failures,
            @Nullable Instant restingUntil,
            @Nullable Instant lastSuccess,
            int version) {

        boolean open() {
            return !url.isEmpty() && !disabled;
        }
    }

    /** 端點狀況. */
    record Faring(
            AgencyCode agency,
            int version,
            int failures,
            @Nullable Instant restingUntil,
            @Nullable Instant lastSuccess,
            boolean gone) {}
}
