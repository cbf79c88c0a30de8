package tw.onestop.link;

import java.nio.charset.StandardCharsets;
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

    record Row(UUID transaction, AgencyCode agency, LocalDate monday) {}

    Map<UUID, Ticked> of(LocalDate monday, AgencyCode agency) {
        Map<UUID, Ticked> ticked = new HashMap<>();
        jdbc.sql("select * from link.checked where week = ? and agency = ?")
                .params(monday, agency.value())
                .query(row -> {
                    ticked.put(
                            row.getObject("transaction_id", UUID.class),
                            new Ticked(
                                    row.getBoolean("sound"),
                                    new String(trust.open(row.getBytes("remark_sealed")), StandardCharsets.UTF_8),
                                    row.getString("by_whom"),
                                    row.getObject("at", OffsetDateTime.class).toInstant()));
                });
        return ticked;
    }

    /** Of every query of the week that was ticked, whether it was sound: without the remarks. */
    Map<UUID, Boolean> sound(LocalDate monday) {
        Map<UUID, Boolean> sound = new HashMap<>();
        jdbc.sql("select transaction_id, sound from link.checked where week = ?")
                .param(monday)
                .query(row -> {
                    sound.put(row.getObject("transaction_id", UUID.class), row.getBoolean("sound"));
                });
        return sound;
    }

    /** False when it was ticked before. */
    boolean add(Row row, Ticked ticked) {
        return jdbc.sql("""
                insert into link.checked (transaction_id, agency, week, sound, remark_sealed, by_whom, at)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                        .params(
                                row.transaction(),
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
    Optional<LocalDate> askedOn(UUID transaction, AgencyCode agency) {
        return jdbc.sql("""
                select (at at time zone 'Asia/Taipei')::date as day from (
                    select at from link.query where transaction_id = :id and agency = :agency
                    union all
                    select received_at from link.file where id = :id and agency = :agency) asked
                """)
                .param("id", transaction)
                .param("agency", agency.value())
                .query((row, number) -> row.getObject("day", LocalDate.class))
                .optional();
    }
}
