package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.trust.TrustDesk;

/** 紙本紀錄: which sheets were handed out; their contents open with their codes only. */
@Repository
class SheetFile {

    private final JdbcClient jdbc;
    private final TrustDesk trust;

    SheetFile(JdbcClient jdbc, TrustDesk trust) {
        this.jdbc = jdbc;
        this.trust = trust;
    }

    /** A query as it was recorded. */
    record Recorded(Occasion occasion, AgencyCode agency, Instant at) {}

    /** A sheet that was handed out; contents as sealed. */
    record Kept(UUID transactionId, Instant issuedAt, byte[] contents) {}

    Optional<Recorded> recorded(UUID transactionId) {
        return jdbc.sql("select * from link.query where transaction_id = ?")
                .param(transactionId)
                .query((row, n) -> new Recorded(
                        new Occasion(
                                transactionId,
                                row.getString("purpose"),
                                new String(trust.open(row.getBytes("case_sealed")), StandardCharsets.UTF_8),
                                row.getString("user_id")),
                        new AgencyCode(row.getString("agency")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void add(SheetCode code, Kept sheet, byte[] digest, LocalDate keepUntil) {
        jdbc.sql("""
                insert into link.sheet (code_index, transaction_id, issued_at, digest, contents, keep_until)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(
                        index(code),
                        sheet.transactionId(),
                        sheet.issuedAt().atOffset(ZoneOffset.UTC),
                        digest,
                        trust.sealUnder(code.value(), sheet.contents()),
                        keepUntil)
                .update();
    }

    /** Contents in clear. */
    Optional<Kept> find(SheetCode code, LocalDate today) {
        return jdbc.sql("""
                select transaction_id, issued_at, contents from link.sheet
                where code_index = ? and contents is not null and keep_until >= ?
                """)
                .params(index(code), today)
                .query((row, n) -> new Kept(
                        row.getObject("transaction_id", UUID.class),
                        row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                        trust.openUnder(code.value(), row.getBytes("contents"))))
                .optional();
    }

    /** Which query a file was handed out about. */
    Optional<UUID> transaction(byte[] digest) {
        return jdbc.sql("select transaction_id from link.sheet where digest = ?")
                .param(digest)
                .query(UUID.class)
                .optional();
    }

    /** What is over is forgotten; that a file was handed out stays known. */
    void forget(LocalDate today) {
        jdbc.sql("update link.sheet set contents = null where contents is not null and keep_until < ?")
                .param(today)
                .update();
    }

    private byte[] index(SheetCode code) {
        return trust.index("sheet " + code.value());
    }
}
