package tw.onestop.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;

/** 退件簿的儲存: what was given up, until somebody says why it leaves the list. */
@Repository
class DeadLetters {

    private final JdbcClient jdbc;

    DeadLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(List<UUID> ids, Instant now) {
        jdbc.sql("""
                insert into exchange.dead_letter (outbox_id, attempt, agency, type, died_at)
                select id, attempt, agency, type, :now from exchange.outbox where id = any(:ids::uuid[])
                on conflict do nothing
                """)
                .param("now", Outbox.utc(now))
                .param("ids", Outbox.ids(ids))
                .update();
    }

    /** The oldest first, with what became of each since. */
    List<DeadLetterDesk.Letter> open(AgencyCode agency, int limit, long skip) {
        return jdbc.sql("""
                select d.*, case when o.attempt = d.attempt and o.state = 'DEAD' then 'DEAD'
                                 when o.state = 'PENDING' then 'WAITING' else o.state end as now_is
                from exchange.dead_letter d join exchange.outbox o on o.id = d.outbox_id
                where d.agency = ? and d.ended_at is null order by d.died_at, d.outbox_id, d.attempt limit ? offset ?
                """)
                .params(agency.value(), limit, skip)
                .query((row, n) -> new DeadLetterDesk.Letter(
                        row.getObject("outbox_id", UUID.class),
                        row.getInt("attempt"),
                        row.getString("type"),
                        Outbox.instant(row, "died_at"),
                        DeadLetterDesk.State.valueOf(row.getString("now_is"))))
                .list();
    }

    int count(AgencyCode agency) {
        return jdbc.sql("select count(*) from exchange.dead_letter where agency = ? and ended_at is null")
                .param(agency.value())
                .query(Integer.class)
                .single();
    }

    /** Those of the agency that left the list by this. */
    List<UUID> end(AgencyCode agency, List<UUID> ids, byte[] reason, String by, Instant now) {
        return jdbc.sql("""
                update exchange.dead_letter set ended_at = :now, ended_by = :by, reason = :reason
                where agency = :agency and outbox_id = any(:ids::uuid[]) and ended_at is null
                returning outbox_id
                """)
                .param("now", Outbox.utc(now))
                .param("by", by)
                .param("reason", reason)
                .param("agency", agency.value())
                .param("ids", Outbox.ids(ids))
                .query(UUID.class)
                .list();
    }

    int closed() {
        return jdbc.sql("select count(*) from exchange.endpoint where disabled")
                .query(Integer.class)
                .single();
    }

    /** Agencies whose endpoint is closed or fails, or whose list is not empty. */
    List<DeadLetterDesk.Troubled> troubled() {
        return jdbc.sql("""
                select coalesce(e.agency, d.agency) as agency, coalesce(e.disabled, false) as disabled, e.disabled_at,
                       e.failing_since, coalesce(d.letters, 0) as letters
                from (select * from exchange.endpoint where disabled or failing_since is not null) e
                full join (select agency, count(*) as letters from exchange.dead_letter where ended_at is null
                           group by agency) d on d.agency = e.agency
                order by 2 desc, 5 desc, 1
                """)
                .query((row, n) -> new DeadLetterDesk.Troubled(
                        new AgencyCode(row.getString("agency")),
                        row.getBoolean("disabled"),
                        Outbox.instantOrNull(row, "disabled_at"),
                        Outbox.instantOrNull(row, "failing_since"),
                        row.getInt("letters")))
                .list();
    }
}
