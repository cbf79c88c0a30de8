package tw.onestop.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.FileDesk.Progress;
import tw.onestop.link.FileDesk.State;

/** 查詢檔簿: the files and their blocks. */
@Repository
class FileBook {

    private static final String PROGRESS = """
            select f.*, coalesce((select sum(b.lines) from link.file_block b where b.file = f.id and b.answer is not null), 0) as done
            from link.file f
            """;

    private static final String BY_LINE = "not exists (select from link.media_set m where m.id = f.id)";

    private final JdbcClient jdbc;

    FileBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A file and whose it is. */
    record Row(
            UUID id,
            AgencyCode agency,
            String client,
            String purpose,
            String user,
            List<String> fields,
            LocalDate asOf) {}

    /** The blocks are counted when all are there. */
    void open(Row row, byte[] caseSealed, Instant at) {
        jdbc.sql("""
                        insert into link.file
                        (id, agency, client, purpose, user_id, case_sealed, fields, as_of, received_at, lines, wrong, blocks, state)
                        values (:id, :agency, :client, :purpose, :user, :case, :fields, :asOf, :at, 0, 0, 0, 'WAITING')
                        """)
                .param("id", row.id())
                .param("agency", row.agency().value())
                .param("client", row.client())
                .param("purpose", row.purpose())
                .param("user", row.user())
                .param("case", caseSealed)
                .param("fields", row.fields().toArray(String[]::new))
                .param("asOf", row.asOf())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether a query had this id before. A query does not look for files: it would cost each of them its time. */
    boolean isOfQuery(UUID id) {
        return jdbc.sql("select exists (select from link.query where transaction_id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    void add(UUID file, int no, int lines, byte[] numbers, byte[] wrong) {
        jdbc.sql("insert into link.file_block (file, no, lines, numbers, wrong) values (?, ?, ?, ?, ?)")
                .params(file, no, lines, numbers, wrong)
                .update();
    }

    void whole(UUID file, int lines, int wrong, int blocks) {
        jdbc.sql("update link.file set lines = ?, wrong = ?, blocks = ? where id = ?")
                .params(lines, wrong, blocks, file)
                .update();
    }

    /** Lines that came for a purpose since an instant; until the transaction ends no other file of that purpose comes. */
    long linesSince(String purpose, Instant since) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 20488))")
                .param(purpose)
                .query(row -> {});
        return jdbc.sql("select coalesce(sum(lines), 0) from link.file where purpose = ? and received_at >= ?")
                .params(purpose, since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** What came on media is not the agency's machine's: it neither takes nor erases the answer. */
    Optional<Progress> progress(UUID id, AgencyCode agency) {
        return jdbc.sql(PROGRESS + "where f.id = ? and f.agency = ? and " + BY_LINE)
                .params(id, agency.value())
                .query((row, n) -> progress(row))
                .optional();
    }

    List<Progress> progress(AgencyCode agency, int most) {
        return jdbc.sql(PROGRESS + "where f.agency = ? and " + BY_LINE + " order by f.received_at desc limit ?")
                .params(agency.value(), most)
                .query((row, n) -> progress(row))
                .list();
    }

    /** The file that has waited longest for somebody to answer a block of it. */
    Optional<Row> waiting() {
        return jdbc.sql("select * from link.file where state = 'WAITING' order by received_at limit 1")
                .query(FileBook::row)
                .optional();
    }

    static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new AgencyCode(row.getString("agency")),
                row.getString("client"),
                row.getString("purpose"),
                row.getString("user_id"),
                List.of((String[]) row.getArray("fields").getArray()),
                row.getObject("as_of", LocalDate.class));
    }

    /** Whether no operator has taken this lock to pause. */
    boolean goesOn(long lock) {
        return jdbc.sql("select pg_try_advisory_xact_lock_shared(?)")
                .param(lock)
                .query(Boolean.class)
                .single();
    }

    /** 未答區塊. */
    record Open(int no, byte[] numbers) {}

    /** Blocks that nobody else is answering. */
    List<Open> open(UUID file, int most) {
        return jdbc.sql("""
                        select no, numbers from link.file_block where file = ? and answer is null
                        order by no limit ? for update skip locked
                        """)
                .params(file, most)
                .query((row, n) -> new Open(row.getInt("no"), row.getBytes("numbers")))
                .list();
    }

    void answered(UUID file, int no, byte[] answer, int found) {
        jdbc.sql("update link.file_block set answer = ?, found = ? where file = ? and no = ?")
                .params(answer, found, file, no)
                .update();
    }

    /** Whether nothing of it is open any more. */
    boolean finish(UUID file, Instant at) {
        return jdbc.sql("""
                        update link.file
                           set state = 'ANSWERED', answered_at = ?,
                               found = (select coalesce(sum(b.found), 0) from link.file_block b where b.file = id)
                        where id = ? and state = 'WAITING'
                          and not exists (select from link.file_block b where b.file = id and b.answer is null)
                        """).params(at.atOffset(ZoneOffset.UTC), file).update() > 0;
    }

    void stop(UUID file, String reason) {
        jdbc.sql("update link.file set state = 'STOPPED', reason = ? where id = ?")
                .params(reason, file)
                .update();
        jdbc.sql("delete from link.file_block where file = ?").param(file).update();
    }

    void collected(UUID file, Instant at) {
        jdbc.sql("update link.file set collected_at = coalesce(collected_at, ?) where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), file)
                .update();
    }

    byte[] answer(UUID file, int no) {
        return jdbc.sql("select answer from link.file_block where file = ? and no = ?")
                .params(file, no)
                .query(byte[].class)
                .single();
    }

    byte[] wrong(UUID file, int no) {
        return jdbc.sql("select wrong from link.file_block where file = ? and no = ?")
                .params(file, no)
                .query(byte[].class)
                .single();
    }

    int blocks(UUID file) {
        return jdbc.sql("select blocks from link.file where id = ?")
                .param(file)
                .query(Integer.class)
                .single();
    }

    /** Whether it was not erased before. */
    boolean erase(UUID file) {
        jdbc.sql("delete from link.file_block where file = ?").param(file).update();
        return jdbc.sql("update link.file set state = 'ERASED' where id = ? and state <> 'ERASED'")
                        .param(file)
                        .update()
                > 0;
    }

    /** Files whose answers have waited long enough. */
    List<UUID> overdue(Instant now) {
        return jdbc.sql("select id from link.file where state = 'ANSWERED' and answered_at < ?")
                .param(now.minus(FileDesk.KEPT_DAYS, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    private static Progress progress(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        Instant answeredAt = instant(row, "answered_at");
        return new Progress(
                row.getObject("id", UUID.class),
                row.getString("purpose"),
                List.of((String[]) row.getArray("fields").getArray()),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getInt("lines"),
                row.getInt("wrong"),
                state == State.WAITING ? row.getInt("done") : answeredAt == null ? 0 : row.getInt("lines"),
                state,
                row.getString("reason"),
                answeredAt == null ? null : answeredAt.plus(FileDesk.KEPT_DAYS, ChronoUnit.DAYS),
                instant(row, "collected_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
