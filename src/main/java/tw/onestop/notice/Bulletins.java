package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.exchange.InboundHandler.Delivered;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.TimeOrdered;
import tw.onestop.registry.RegistrationId;

/** The notices about nobody as they are stored. */
@Repository
class Bulletins {

    private final JdbcClient jdbc;

    Bulletins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds one for each agency, accepted, and answers whose they are; none where the agency was told of this registration, or has a
     * trial that nobody has answered yet.
     */
    Map<AgencyCode, UUID> add(
            List<AgencyCode> agencies, String type, @Nullable RegistrationId registration, Instant at) {
        Map<AgencyCode, UUID> added = new LinkedHashMap<>();
        jdbc.sql("""
                insert into notice.bulletin (id, agency, about, registration, type, status, since, accepted_at)
                select t.id, t.agency, :about, :registration, :type, 'ACCEPTED', :since, :since
                from unnest(:ids::uuid[], :agencies::text[]) as t (id, agency)
                on conflict do nothing
                returning id, agency
                """)
                .param(
                        "ids",
                        agencies.stream()
                                .map(agency -> TimeOrdered.id(at).toString())
                                .toArray(String[]::new))
                .param("agencies", agencies.stream().map(AgencyCode::value).toArray(String[]::new))
                .param("about", registration == null ? "TRIAL" : "RENUMBERING")
                .param("registration", registration == null ? null : registration.value(), java.sql.Types.BIGINT)
                .param("type", type)
                .param("since", at.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    added.put(new AgencyCode(row.getString("agency")), row.getObject("id", UUID.class));
                });
        return added;
    }

    List<Bulletin> trials(AgencyCode agency) {
        return jdbc.sql(
                        "select * from notice.bulletin where agency = ? and about = 'TRIAL' order by since desc limit 20")
                .param(agency.value())
                .query(Bulletins::bulletin)
                .list();
    }

    List<Bulletin> openAt(AgencyCode agency, int limit) {
        return jdbc.sql("""
                select * from notice.bulletin
                where agency = ? and status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED')
                order by since, id limit ?
                """)
                .params(agency.value(), limit)
                .query(Bulletins::bulletin)
                .list();
    }

    List<Bulletin> endedAt(AgencyCode agency, int limit) {
        return jdbc.sql("""
                select * from notice.bulletin
                where agency = ? and status in ('COMPLETED', 'REJECTED', 'NO_RECORD')
                order by since desc, id limit ?
                """)
                .params(agency.value(), limit)
                .query(Bulletins::bulletin)
                .list();
    }

    Optional<Bulletin> find(UUID id, AgencyCode agency) {
        return jdbc.sql("select * from notice.bulletin where id = ? and agency = ?")
                .params(id, agency.value())
                .query(Bulletins::bulletin)
                .optional();
    }

    /** How these stand, nobody else's until the end of the transaction. */
    Map<UUID, ItemStatus> lock(List<UUID> ids) {
        return jdbc
                .sql("select * from notice.bulletin where id = any (?::uuid[]) order by id for update")
                .param(ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(Bulletins::bulletin)
                .stream()
                .collect(Collectors.toMap(Bulletin::id, Bulletin::status));
    }

    /** The same of one with all there is to it. */
    Optional<Bulletin> lock(UUID id, AgencyCode agency) {
        return jdbc.sql("select * from notice.bulletin where id = ? and agency = ? for update")
                .params(id, agency.value())
                .query(Bulletins::bulletin)
                .optional();
    }

    Optional<byte[]> reason(UUID id) {
        return jdbc.sql("select reason_sealed from notice.bulletin where id = ? and reason_sealed is not null")
                .param(id)
                .query(byte[].class)
                .optional();
    }

    /** Moves what was delivered, forward only, and on to what an agency answered at once; answers those that moved, as they stand now. */
    List<Bulletin> delivered(List<Delivered> delivered, Instant at) {
        return jdbc.sql("""
                with given as (
                    select distinct on (id) id::uuid as id, answered from unnest(:ids, :answers) as g (id, answered)
                    order by id, answered nulls last
                ), held as (
                    select b.id, b.status, g.answered
                    from notice.bulletin b join given g on g.id = b.id
                    order by b.id for update of b
                ), moved as (
                    select id,
                           case status when 'ACCEPTED' then 'SENT' when 'FAILED' then 'RESENT' end as carried,
                           case when status in ('ACCEPTED', 'SENT', 'RESENT', 'FAILED')
                                     and answered in ('RECEIVED', 'COMPLETED', 'NO_RECORD') then answered
                                when status = 'RECEIVED' and answered in ('COMPLETED', 'NO_RECORD') then answered
                           end as answered
                    from held
                )
                update notice.bulletin b set status = coalesce(m.answered, m.carried), since = :at
                from moved m where m.id = b.id and coalesce(m.answered, m.carried) is not null
                returning b.*
                """)
                .param("ids", delivered.stream().map(d -> d.id().toString()).toArray(String[]::new))
                .param("answers", ItemReplies.answers(delivered))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Bulletins::bulletin)
                .list();
    }

    void step(UUID id, ItemStatus status, byte @Nullable [] reason, Instant at) {
        jdbc.sql("""
                update notice.bulletin
                set status = :status, since = :at, reason_sealed = coalesce(:reason, reason_sealed) where id = :id
                """)
                .param("status", status.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("reason", reason, java.sql.Types.BINARY)
                .param("id", id)
                .update();
    }

    /** Those of these that stand in one of the states go to another. */
    void move(List<UUID> ids, List<ItemStatus> from, ItemStatus to, Instant at) {
        jdbc.sql("""
                update notice.bulletin set status = :to, since = :at
                where id = any (:ids::uuid[]) and status = any (:from)
                """)
                .param("to", to.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .param("from", from.stream().map(Enum::name).toArray(String[]::new))
                .update();
    }

    private static Bulletin bulletin(ResultSet row, int number) throws SQLException {
        return new Bulletin(
                row.getObject("id", UUID.class),
                new AgencyCode(row.getString("agency")),
                row.getString("type"),
                ItemStatus.valueOf(row.getString("status")),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
