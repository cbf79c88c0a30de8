package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.WeeklyAuditDesk.Ticked;
import tw.onestop.trust.TrustDesk;

/** 勾稽紀錄; remarks are sealed, since an agency writes into them what it likes. */
@Repository
class Checked {

    private final JdbcClient jdbc;
    private final TrustDesk trust;

    Checked(JdbcClient jdbc, TrustDesk trust) {
        this.jdbc = jdbc;
        this.trust = trust;
    }

    record Row(Inquiry inquiry, AgencyCode agency, LocalDate monday) {}

    Map<Inquiry, Ticked> of(LocalDate monday, AgencyCode agency) {
        Map<Inquiry, Ticked> ticked = new HashMap<>();
        jdbc.sql("select * from link.checked where week = ? and agency = ?")
                .params(monday, agency.value())
                .query(row -> {
                    ticked.put(
                            inquiry(row),
                            new Ticked(
                                    row.getBoolean("sound"),
                                    new String(trust.open(row.getBytes("remark_sealed")), StandardCharsets.UTF_8),
                                    row.getString("by_whom"),
                                    row.getObject("at", OffsetDateTime.class).toInstant()));
                });
        return ticked;
    }

    /** Of every query of the week that was ticked, whether it was sound: without the remarks. */
    Map<Inquiry, Boolean> sound(LocalDate monday) {
        Map<Inquiry, Boolean> sound = new HashMap<>();
        jdbc.sql("select transaction_id, file, sound from link.checked where week = ?")
                .param(monday)
                .query(row -> {
                    sound.put(inquiry(row), row.getBoolean("sound"));
                });
        return sound;
    }

    /** False when it was ticked before. */
    boolean add(Row row, Ticked ticked) {
        return jdbc.sql("""
                insert into link.checked (transaction_id, file, agency, week, sound, remark_sealed, by_whom, at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                        .params(
                                row.inquiry().transactionId(),
                                row.inquiry().file(),
                                row.agency().value(),
                                row.monday(),
                                ticked.sound(),
                                trust.seal(ticked.remark().getBytes(StandardCharsets.UTF_8)),
                                ticked.by(),
                                ticked.at().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The day of a query or a file of the agency. */
    Optional<LocalDate> askedOn(Inquiry inquiry, AgencyCode agency) {
        return jdbc.sql(
                        inquiry.file()
                                ? "select (received_at at time zone 'Asia/Taipei')::date as day from link.file where id = ? and agency = ?"
                                : "select (at at time zone 'Asia/Taipei')::date as day from link.query where transaction_id = ? and agency = ?")
                .params(inquiry.transactionId(), agency.value())
                .query((row, number) -> row.getObject("day", LocalDate.class))
                .optional();
    }

    private static Inquiry inquiry(ResultSet row) throws SQLException {
        return new Inquiry(row.getObject("transaction_id", UUID.class), row.getBoolean("file"));
    }
}
