package tw.onestop.notice;

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
import tw.onestop.kernel.CheckDigit;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sha256;
import tw.onestop.notice.Confirmation.Against;
import tw.onestop.notice.Confirmation.Companion;
import tw.onestop.notice.Confirmation.Decision;
import tw.onestop.notice.Confirmation.Result;
import tw.onestop.notice.Confirmation.Words;
import tw.onestop.registry.PersonId;

/** 人別確認的儲存; pictures are read by themselves, since lists do not show them. */
@Repository
class Confirmations {

    private static final String COLUMNS = """
            select id, person, office, begun_by, begun_at, no, result, compared_with, alike, companion, words_sealed, decided_by,
                   decided_at, decided_on, valid_until
              from notice.confirmation
            """;

    private final JdbcClient jdbc;
    private final Sealed sealed;

    Confirmations(JdbcClient jdbc, Sealed sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    void add(Confirmation begun, byte[] jpeg) {
        jdbc.sql("""
                        insert into notice.confirmation (id, person, photo_sealed, sha256, office, begun_by, begun_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        begun.id(),
                        begun.person().value(),
                        sealed.bytes(jpeg),
                        Sha256.of(jpeg),
                        begun.office().value(),
                        begun.begunBy(),
                        at(begun.begunAt()))
                .update();
    }

    Optional<Confirmation> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(this::confirmation)
                .optional();
    }

    /** Kept from others until the transaction ends. */
    Optional<Confirmation> lock(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ? for update")
                .param(id)
                .query(this::confirmation)
                .optional();
    }

    /** Decided ones, the newest first. */
    List<Confirmation> decided(PersonId person) {
        return jdbc.sql(COLUMNS + "where person = ? and result is not null order by decided_at desc")
                .param(person.value())
                .query(this::confirmation)
                .list();
    }

    /** The decision that counts: a later doubt or refusal ends what was confirmed before. */
    Optional<Confirmation> newest(PersonId person) {
        return jdbc.sql(COLUMNS + "where person = ? and result is not null order by decided_at desc limit 1")
                .param(person.value())
                .query(this::confirmation)
                .optional();
    }

    /** Whether its picture has not been erased. */
    boolean pictured(UUID id) {
        return jdbc.sql("select photo_sealed is not null from notice.confirmation where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    Optional<byte[]> picture(UUID id) {
        return jdbc.sql("select photo_sealed from notice.confirmation where id = ? and photo_sealed is not null")
                .param(id)
                .query(byte[].class)
                .optional()
                .map(sealed::open);
    }

    String nextNo(LocalDate on) {
        String stem = "%03d%08d"
                .formatted(
                        on.getYear() - 1911,
                        jdbc.sql("select nextval('notice.confirmation_serial')")
                                .query(Long.class)
                                .single());
        return "C" + stem + CheckDigit.of(stem);
    }

    void decide(UUID id, Decision decision) {
        jdbc.sql("""
                        update notice.confirmation
                           set no = :no, result = :result, compared_with = :against, alike = :alike, companion = :companion,
                               words_sealed = :words, decided_by = :by, decided_at = :at, decided_on = :on, valid_until = :until
                         where id = :id
                        """)
                .param("no", decision.no())
                .param("result", decision.result().name())
                .param("against", decision.against().name())
                .param("alike", decision.alike())
                .param("companion", decision.companion().name())
                .param("words", sealed.json(decision.words()))
                .param("by", decision.by())
                .param("at", at(decision.at()))
                .param("on", decision.on())
                .param("until", decision.validUntil())
                .param("id", id)
                .update();
    }

    private Confirmation confirmation(ResultSet row, int n) throws SQLException {
        return new Confirmation(
                row.getObject("id", UUID.class),
                new PersonId(row.getLong("person")),
                new OfficeCode(row.getString("office")),
                row.getString("begun_by"),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                decision(row));
    }

    private @Nullable Decision decision(ResultSet row) throws SQLException {
        String result = row.getString("result");
        return result == null
                ? null
                : new Decision(
                        row.getString("no"),
                        Result.valueOf(result),
                        Against.valueOf(row.getString("compared_with")),
                        row.getBoolean("alike"),
                        Companion.valueOf(row.getString("companion")),
                        sealed.json(row.getBytes("words_sealed"), Words.class),
                        row.getString("decided_by"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                        row.getObject("decided_on", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
