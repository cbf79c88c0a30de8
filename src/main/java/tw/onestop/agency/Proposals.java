package tw.onestop.agency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.Actor;

/** The proposals as they are stored; what was decided stays. */
@Repository
class Proposals {

    private static final int SHOWN = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Proposals(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** False where one of the same waits. */
    boolean add(Proposal.Subject subject, String about, Object typed, String reason, Actor by, Instant at) {
        return jdbc.sql("""
                insert into agency.proposal (id, subject, about, typed, reason, prepared_by, prepared_at)
                values (gen_random_uuid(), ?, ?, ?::jsonb, ?, ?, ?)
                on conflict (subject, about) where verdict is null do nothing
                """)
                        .params(
                                subject.name(),
                                about,
                                json.writeValueAsString(typed),
                                reason,
                                by.id(),
                                at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    List<Proposal> all() {
        return jdbc.sql("""
                select * from agency.proposal
                order by verdict is not null, coalesce(decided_at, prepared_at) desc limit ?
                """).param(SHOWN).query(Proposals::proposal).list();
    }

    /** All there ever were about an agency, those that wait first. */
    List<Proposal> about(String agency) {
        return jdbc.sql("""
                select * from agency.proposal where split_part(about, '/', 1) = ? and subject not in ('STATUTORY_RULE', 'FEE', 'ERRAND_FIELD')
                order by verdict is not null, coalesce(decided_at, prepared_at) desc
                """).param(agency).query(Proposals::proposal).list();
    }

    Optional<Proposal> find(UUID id) {
        return jdbc.sql("select * from agency.proposal where id = ?")
                .param(id)
                .query(Proposals::proposal)
                .optional();
    }

    /** One that waits, until the end of the transaction nobody else's. */
    Optional<Proposal> lock(UUID id) {
        return jdbc.sql("select * from agency.proposal where id = ? and verdict is null for update")
                .param(id)
                .query(Proposals::proposal)
                .optional();
    }

    void decide(UUID id, Proposal.Verdict verdict, @Nullable LocalDate from, String note, Actor by, Instant at) {
        jdbc.sql("""
                update agency.proposal
                set verdict = :verdict, effective = :from, note = :note, decided_by = :by, decided_at = :at where id = :id
                """)
                .param("verdict", verdict.name())
                .param("from", from, java.sql.Types.DATE)
                .param("note", note)
                .param("by", by.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private static Proposal proposal(ResultSet row, int number) throws SQLException {
        String verdict = row.getString("verdict");
        OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Proposal(
                row.getObject("id", UUID.class),
                Proposal.Subject.valueOf(row.getString("subject")),
                row.getString("about"),
                row.getString("typed"),
                row.getString("reason"),
                row.getString("prepared_by"),
                row.getObject("prepared_at", OffsetDateTime.class).toInstant(),
                verdict == null ? null : Proposal.Verdict.valueOf(verdict),
                Optional.ofNullable(row.getString("decided_by")).orElse(""),
                decided == null ? null : decided.toInstant(),
                row.getString("note"),
                row.getObject("effective", LocalDate.class));
    }
}
