package tw.onestop.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.registry.RenumberingDesk.Proposal;

/** 待核定之門牌整編 as stored: those that wait, and those that were sent back; what was enacted stands among the acts. */
@Component
class DoorProposals {

    /** Of the county whose office asks. */
    private static final String SELECT = """
            select * from registry.renumbering_proposal
            where left(office, 5) = left(:office, 5) and renumbering is null and\s""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DoorProposals(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** With what stands for what was seen when it was prepared. */
    record Kept(Proposal proposal, String mark) {}

    void add(Proposal proposal, String mark) {
        jdbc.sql("""
                        insert into registry.renumbering_proposal
                        (id, office, typed, mark, households, persons, proposed_at, proposed_by)
                        values (?, ?, ?::jsonb, ?, ?, ?, ?, ?)
                        """)
                .params(
                        proposal.id(),
                        proposal.office().value(),
                        json.writeValueAsString(proposal.typed()),
                        mark,
                        proposal.households(),
                        proposal.persons(),
                        Moment.at(proposal.at()),
                        proposal.by())
                .update();
    }

    /** Whether the office has prepared the same, and nobody has decided about it. */
    boolean waits(RenumberingForm typed, OfficeCode office) {
        return jdbc.sql("""
                        select exists (select from registry.renumbering_proposal
                                       where decided_at is null and office = ? and typed = ?::jsonb)
                        """)
                .params(office.value(), json.writeValueAsString(typed))
                .query(Boolean.class)
                .single();
    }

    /** Those that wait before those that were sent back, of which the last are enough. */
    List<Proposal> of(OfficeCode office) {
        return jdbc.sql(SELECT + "true order by decided_at desc nulls first, proposed_at limit 50")
                .param("office", office.value())
                .query((row, n) -> kept(row).proposal())
                .list();
    }

    Optional<Kept> find(UUID id, OfficeCode office) {
        return jdbc.sql(SELECT + "id = :id")
                .param("office", office.value())
                .param("id", id)
                .query((row, n) -> kept(row))
                .optional();
    }

    /** One that waits; nobody else decides about it until the transaction ends. */
    Optional<Proposal> lock(UUID id, OfficeCode office) {
        return jdbc.sql(SELECT + "id = :id and decided_at is null for update")
                .param("office", office.value())
                .param("id", id)
                .query((row, n) -> kept(row).proposal())
                .optional();
    }

    /** @param made null where it was sent back */
    void decide(UUID id, @Nullable RegistrationId made, String reason, Actor by, Instant at) {
        jdbc.sql("""
                        update registry.renumbering_proposal
                        set decided_at = :at, decided_by = :by, reason = :reason, renumbering = :made
                        where id = :id
                        """)
                .param("at", Moment.at(at))
                .param("by", by.id())
                .param("reason", reason)
                .param("made", made == null ? null : made.value(), java.sql.Types.BIGINT)
                .param("id", id)
                .update();
    }

    private Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                new Proposal(
                        row.getObject("id", UUID.class),
                        new OfficeCode(row.getString("office")),
                        json.readValue(row.getString("typed"), RenumberingForm.class),
                        row.getInt("households"),
                        row.getInt("persons"),
                        row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                        row.getString("proposed_by"),
                        Optional.ofNullable(row.getString("decided_by")).orElse(""),
                        row.getString("reason")),
                row.getString("mark"));
    }
}
