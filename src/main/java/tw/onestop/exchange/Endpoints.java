package tw.onestop.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;

/** 端點的儲存: where agencies' machines listen, and how they fare. */
@Repository
class Endpoints {

    /** Longer than the longest attempt: should nobody be there to say that it is over, it is. */
    static final Duration LONGEST_IN_HAND = Duration.ofSeconds(60);

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
                    failing_since = null, disabled_at = null, version = version + 1
                where agency = :agency
                """)
                .param("url", url)
                .param("jwk", encryptionJwk)
                .param("agency", agency.value())
                .update();
    }

    /** The same address, with a clean record. */
    void reopen(AgencyCode agency) {
        jdbc.sql("""
                update exchange.endpoint
                set disabled = false, failures_in_a_row = 0, resting_until = null, failing_since = null, disabled_at = null,
                    version = version + 1
                where agency = ?
                """).param(agency.value()).update();
    }

    /** Closes those of these agencies that have failed since before an instant. */
    List<AgencyCode> close(Set<String> agencies, Instant failingBefore, Instant now) {
        return jdbc.sql("""
                update exchange.endpoint set disabled = true, disabled_at = :now
                where agency = any(:agencies::text[]) and not disabled and failing_since < :before
                returning agency
                """)
                .param("now", Outbox.utc(now))
                .param("agencies", agencies.toArray(String[]::new))
                .param("before", Outbox.utc(failingBefore))
                .query((row, n) -> new AgencyCode(row.getString(1)))
                .list();
    }

    /** Closes one that stands as it was registered then; false where it is closed already, or is another now. */
    boolean close(AgencyCode agency, int version, Instant now) {
        return jdbc.sql("""
                        update exchange.endpoint set disabled = true, disabled_at = :now
                        where agency = :agency and version = :version and not disabled
                        """)
                        .param("now", Outbox.utc(now))
                        .param("agency", agency.value())
                        .param("version", version)
                        .update()
                > 0;
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
                    last_success = coalesce(:success::timestamptz, last_success),
                    failing_since = case when :failures > 0 then coalesce(failing_since, :at::timestamptz) end
                where agency = :agency and version = :version
                """)
                .param("failures", faring.failures())
                .param("resting", text(faring.restingUntil()))
                .param("success", text(faring.lastSuccess()))
                .param("at", faring.at().toString())
                .param("agency", faring.agency().value())
                .param("version", faring.version())
                .update();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Row row(ResultSet row, int line) throws SQLException {
        return new Row(
                row.getString("endpoint_id"),
                new AgencyCode(row.getString("agency")),
                row.getString("url"),
                row.getString("encryption_jwk"),
                row.getBoolean("disabled"),
                row.getInt("failures_in_a_row"),
                Outbox.instantOrNull(row, "resting_until"),
                Outbox.instantOrNull(row, "last_success"),
                row.getInt("version"),
                new Door(Outbox.instantOrNull(row, "moving_since"), row.getLong("moved_sequence")));
    }

    /** 移轉開始: locked until the transaction ends. */
    Row locked(AgencyCode agency) {
        of(agency);
        return jdbc.sql("select * from exchange.endpoint where agency = ? for update")
                .param(agency.value())
                .query(Endpoints::row)
                .single();
    }

    /**
     * @param inHand whether the door that is left may still have something in hand; one that was left before may have it all the same
     * @param last the last number given in the agency's feed
     */
    void moved(AgencyCode agency, boolean inHand, long last, Instant now) {
        jdbc.sql("""
                update exchange.endpoint set moving_since = case when :inHand then :now::timestamptz else moving_since end,
                    moved_sequence = :last
                where agency = :agency
                """)
                .param("inHand", inHand)
                .param("now", now.toString())
                .param("last", last)
                .param("agency", agency.value())
                .update();
    }

    /** Nothing of the move that began then is in hand any more. */
    void arrived(AgencyCode agency, Instant since) {
        jdbc.sql("update exchange.endpoint set moving_since = null where agency = ? and moving_since = ?")
                .params(agency.value(), Outbox.utc(since))
                .update();
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
            int version,
            Door door) {

        boolean open() {
            return !url.isEmpty() && !disabled;
        }

        /** Whether the door before this one may still have something in hand. */
        boolean moving(Instant now) {
            Instant since = door.movingSince();
            return since != null && since.plus(LONGEST_IN_HAND).isAfter(now);
        }
    }

    /**
     * 管道移轉.
     *
     * @param movedSequence up to here another door may have given out already
     */
    record Door(@Nullable Instant movingSince, long movedSequence) {}

    /** 端點狀況. */
    record Faring(
            AgencyCode agency,
            int version,
            int failures,
            @Nullable Instant restingUntil,
            @Nullable Instant lastSuccess,
            boolean gone,
            Instant at) {}
}
