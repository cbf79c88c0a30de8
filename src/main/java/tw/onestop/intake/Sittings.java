package tw.onestop.intake;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.ObjectMapper;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sha256;
import tw.onestop.trust.TrustDesk;

/** 受理案件 as stored: drafts sealed, gone when the sitting ends. */
@Repository
class Sittings {

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final ObjectMapper json;

    Sittings(JdbcClient jdbc, TrustDesk trust, ObjectMapper json) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.json = json;
    }

    /** In this transaction: what others hold is waited for so long, and then it is given up. */
    void waitAtMost(Duration patience) {
        jdbc.sql("select set_config('lock_timeout', ?, true)")
                .param(patience.toMillis() + "ms")
                .query(String.class)
                .single();
    }

    /** A sitting in whichever state. */
    record Row(
            UUID id,
            Instant openedAt,
            long version,
            State state,
            Sitting.@Nullable Draft draft,
            List<Long> registrations,
            Optional<String> receiptNo) {

        Optional<Sitting> open() {
            return draft == null ? Optional.empty() : Optional.of(new Sitting(id, openedAt, version, draft));
        }
    }

    /** 狀態. */
    enum State {
        OPEN,
        CONCLUDED,
        DISCARDED
    }

    void add(UUID id, Sitting.Draft draft, Instant at, Actor clerk) {
        jdbc.sql("""
                insert into intake.sitting (id, clerk, office, opened_at, draft)
                values (:id, :clerk, :office, :at, :draft)
                """)
                .param("id", id)
                .param("clerk", clerk.id())
                .param("office", clerk.office() == null ? null : clerk.office().value())
                .param("at", Timestamp.from(at))
                .param("draft", sealed(draft))
                .update();
    }

    /** One that is open and locked. */
    void keep(Sitting sitting) {
        jdbc.sql("update intake.sitting set draft = :draft, version = :version where id = :id")
                .param("id", sitting.id())
                .param("draft", sealed(sitting.draft()))
                .param("version", sitting.version())
                .update();
    }

    Optional<Row> find(UUID id, Actor clerk) {
        return one("", id, clerk);
    }

    /** Nobody else can conclude or change it until the transaction ends. */
    Optional<Row> lock(UUID id, Actor clerk) {
        return one("for update", id, clerk);
    }

    List<Row> open(Actor clerk, int limit) {
        return jdbc.sql("""
                select id, opened_at, version, state, draft, registrations, receipt_no from intake.sitting
                where clerk = :clerk and state = 'OPEN' order by opened_at desc limit :limit
                """)
                .param("clerk", clerk.id())
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** Everybody's open ones of an office with whose they are, the oldest first. */
    Map<Sitting, String> openOf(OfficeCode office, int limit) {
        Map<Sitting, String> open = new LinkedHashMap<>();
        jdbc.sql("""
                select * from intake.sitting where office = :office and state = 'OPEN' order by opened_at limit :limit
                """).param("office", office.value()).param("limit", limit).query(rs -> {
            String clerk = rs.getString("clerk");
            row(rs, 0).open().ifPresent(sitting -> open.put(sitting, clerk));
        });
        return open;
    }

    void conclude(UUID id, List<Long> registrations, Optional<String> receiptNo, Instant at) {
        jdbc.sql("""
                update intake.sitting
                set state = 'CONCLUDED', draft = null, ended_at = :at, registrations = :registrations,
                    receipt_no = :receiptNo, version = version + 1
                where id = :id
                """)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("registrations", registrations.toArray(Long[]::new))
                .param("receiptNo", receiptNo.orElse(null))
                .update();
    }

    boolean discard(UUID id, Actor clerk, Instant at) {
        return jdbc.sql("""
                update intake.sitting set state = 'DISCARDED', draft = null, ended_at = :at, version = version + 1
                where id = :id and clerk = :clerk and state = 'OPEN'
                """)
                        .param("id", id)
                        .param("clerk", clerk.id())
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    private Optional<Row> one(String lock, UUID id, Actor clerk) {
        return jdbc.sql("""
                select id, opened_at, version, state, draft, registrations, receipt_no from intake.sitting
                where id = :id and clerk = :clerk\s""" + lock)
                .param("id", id)
                .param("clerk", clerk.id())
                .query(this::row)
                .optional();
    }

    private Row row(ResultSet rs, int n) throws SQLException {
        byte @Nullable [] sealed = rs.getBytes("draft");
        Array registrations = rs.getArray("registrations");
        return new Row(
                rs.getObject("id", UUID.class),
                rs.getTimestamp("opened_at").toInstant(),
                rs.getLong("version"),
                State.valueOf(rs.getString("state")),
                sealed == null ? null : opened(sealed),
                registrations == null ? List.of() : Arrays.asList((Long[]) registrations.getArray()),
                Optional.ofNullable(rs.getString("receipt_no")));
    }

    private byte[] sealed(Sitting.Draft draft) {
        return seal(json.writeValueAsString(draft));
    }

    /** What is kept of a sitting beside its draft is sealed as it is. */
    byte[] seal(String text) {
        return trust.seal(text.getBytes(StandardCharsets.UTF_8));
    }

    String open(byte[] sealed) {
        return new String(trust.open(sealed), StandardCharsets.UTF_8);
    }

    /** Of the forms alone: notices are the citizen's own business. Values in order, the same in every program. */
    byte[] digest(Sitting.Draft draft) {
        List<List<Object>> forms = draft.forms().stream()
                .map(f -> List.<Object>of(f.kind(), f.party(), f.applicant(), new TreeMap<>(f.values())))
                .toList();
        return Sha256.of(json.writeValueAsString(forms).getBytes(StandardCharsets.UTF_8));
    }

    Sitting.Draft opened(byte[] sealed) {
        return json.readValue(trust.open(sealed), Sitting.Draft.class);
    }
}
