package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.trust.TrustDesk;

/** 查詢授權簿: who may ask about whom, until when; and who tried in vain. */
@Repository
class KinBook {

    private static final int LISTED = 200;
    private static final String SELECT =
            "select a.*, lower(valid_during) as first_day, upper(valid_during) - 1 as last_day from link.kin_authorisation a ";

    private final JdbcClient jdbc;
    private final TrustDesk trust;

    KinBook(JdbcClient jdbc, TrustDesk trust) {
        this.jdbc = jdbc;
        this.trust = trust;
    }

    /** 查詢授權, without its code, which nobody keeps. */
    record Authorisation(
            UUID id,
            AgencyCode agency,
            String purpose,
            String controller,
            String querier,
            NationalId target,
            LocalDate from,
            LocalDate until,
            Instant at,
            int tries,
            @Nullable Instant withdrawnAt) {}

    void add(Authorisation one, String code) {
        jdbc.sql("""
                insert into link.kin_authorisation
                (id, agency, purpose, controller, querier, target_sealed, code_index, valid_during, at)
                values (:id, :agency, :purpose, :controller, :querier, :target, :code, daterange(:from, :until, '[]'), :at)
                """)
                .param("id", one.id())
                .param("agency", one.agency().value())
                .param("purpose", one.purpose())
                .param("controller", one.controller())
                .param("querier", one.querier())
                .param("target", trust.seal(one.target().value().getBytes(StandardCharsets.US_ASCII)))
                .param("code", index(code))
                .param("from", one.from())
                .param("until", one.until())
                .param("at", one.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Held until the transaction ends, so that tries are counted one by one. */
    Optional<Authorisation> lock(AgencyCode agency, String code) {
        return jdbc.sql(SELECT + "where code_index = ? and agency = ? for update")
                .params(index(code), agency.value())
                .query(this::authorisation)
                .optional();
    }

    /** The latest of these purposes, the newest first. */
    List<Authorisation> latest(AgencyCode agency, Set<String> purposes) {
        return jdbc.sql(SELECT + "where agency = ? and purpose = any(?) order by at desc limit ?")
                .params(agency.value(), purposes.toArray(String[]::new), LISTED)
                .query(this::authorisation)
                .list();
    }

    /** Whether it stood, and is one of these purposes. */
    boolean withdraw(UUID id, AgencyCode agency, Set<String> purposes, Instant at) {
        return jdbc.sql("""
                        update link.kin_authorisation set withdrawn_at = ?
                        where id = ? and agency = ? and purpose = any(?) and withdrawn_at is null
                        """)
                        .params(at.atOffset(ZoneOffset.UTC), id, agency.value(), purposes.toArray(String[]::new))
                        .update()
                > 0;
    }

    /** How often somebody tried in vain since then; until the transaction ends they try nothing else. */
    int triesSince(AgencyCode agency, String user, Instant since) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 20496))")
                .param(agency.value() + " " + user)
                .query(row -> {});
        return jdbc.sql("select count(*) from link.kin_try where agency = ? and user_id = ? and at > ?")
                .params(agency.value(), user, since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** What is older than the time for which tries count is forgotten. */
    void tried(AgencyCode agency, String user, Instant at, Instant since, @Nullable UUID authorisation) {
        jdbc.sql("delete from link.kin_try where at <= ?")
                .param(since.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into link.kin_try (agency, user_id, at) values (?, ?, ?)")
                .params(agency.value(), user, at.atOffset(ZoneOffset.UTC))
                .update();
        if (authorisation != null) {
            jdbc.sql("update link.kin_authorisation set tries = tries + 1 where id = ?")
                    .param(authorisation)
                    .update();
        }
    }

    private byte[] index(String code) {
        return trust.indexUnder("link kinship code", code);
    }

    private Authorisation authorisation(ResultSet row, int number) throws SQLException {
        OffsetDateTime withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new Authorisation(
                row.getObject("id", UUID.class),
                new AgencyCode(row.getString("agency")),
                row.getString("purpose"),
                row.getString("controller"),
                row.getString("querier"),
                new NationalId(new String(trust.open(row.getBytes("target_sealed")), StandardCharsets.US_ASCII)),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("tries"),
                withdrawn == null ? null : withdrawn.toInstant());
    }
}
