package tw.onestop.notice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;

/** The items of errands, as far as errands know more than other items. */
@Repository
class ErrandItems {

    private final JdbcClient jdbc;
    private final Sealed sealed;

    ErrandItems(JdbcClient jdbc, Sealed sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    /** Whose errand stands for a person: it is under way, or was done after the same registration; the number of who applied. */
    Optional<String> standing(Errand errand, PersonId person, @Nullable RegistrationId registration, String apart) {
        return jdbc.sql("""
                select a.applicant_sealed
                from notice.item i join notice.application a on a.id = i.application
                where i.person = :person and i.programme = :programme and i.change = :change and i.apart = :apart
                  and (i.status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED')
                       or (i.status = 'COMPLETED' and i.registration = cast(:registration as bigint)))
                order by i.id desc limit 1
                """)
                .param("person", person.value())
                .param("programme", errand.programme())
                .param("change", errand.change())
                .param("apart", apart)
                .param("registration", registration == null ? null : registration.value())
                .query(byte[].class)
                .optional()
                .map(applicant ->
                        sealed.json(applicant, Acceptance.Applicant.class).nationalId());
    }

    /** Keeps what leaves later; sealed, since it names persons. */
    void hold(List<Outgoing> outgoing, Instant leavesAt) {
        jdbc.sql("""
                insert into notice.held (item, citizen_key, data_sealed, leaves_at)
                select id::uuid, citizen_key, data_sealed, :leavesAt
                from unnest(:ids, :keys, :data) as h (id, citizen_key, data_sealed)
                """)
                .param("leavesAt", leavesAt.atOffset(ZoneOffset.UTC))
                .param("ids", outgoing.stream().map(one -> one.id().toString()).toArray(String[]::new))
                .param("keys", outgoing.stream().map(Outgoing::citizenKey).toArray(byte[][]::new))
                .param(
                        "data",
                        outgoing.stream()
                                .map(one -> sealed.bytes(one.dataJson()))
                                .toArray(byte[][]::new))
                .update();
    }

    /** Takes out what is due, at most so many; a row that somebody takes back at this moment is left to them. */
    List<Outgoing> due(Instant now, int limit) {
        return jdbc.sql("""
                with leaving as (
                    delete from notice.held where item = any (array(
                        select item from notice.held where leaves_at <= :now
                        order by leaves_at, item limit :limit for update skip locked))
                    returning *
                )
                select l.*, i.agency, i.type from leaving l join notice.item i on i.id = l.item
                order by l.leaves_at, l.item
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> new Outgoing(
                        row.getObject("item", UUID.class),
                        new AgencyCode(row.getString("agency")),
                        row.getString("type"),
                        row.getBytes("citizen_key"),
                        sealed.open(row.getBytes("data_sealed"))))
                .list();
    }

    /** Whether it still waited, and does not any more. */
    boolean drop(UUID item) {
        return jdbc.sql("delete from notice.held where item = ?").param(item).update() == 1;
    }

    /** Which of these wait for their batch. */
    Set<UUID> held(Collection<UUID> ids) {
        return jdbc.sql("select item from notice.held where item = any (?::uuid[])")
                .param(ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(UUID.class)
                .set();
    }
}
