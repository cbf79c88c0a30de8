package tw.onestop.agency;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Text;

/** The tables of the matrix, written by dated rows: what held is closed and stays. */
@Repository
class Matrix {

    private final JdbcClient jdbc;

    Matrix(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a receiver may be prepared under this code: nobody's, or one that was sent back. */
    boolean isFree(String code) {
        return jdbc.sql("""
                select not exists (select from agency.agency where code = :code)
                    or exists (select from agency.proposal p where p.subject = 'RECEIVER' and p.about = :code)
                   and not exists (select from agency.proposal p where p.subject = 'RECEIVER' and p.about = :code
                                   and coalesce(p.verdict, 'ENACTED') = 'ENACTED')
                """).param("code", code).query(Boolean.class).single();
    }

    /** Whether it was prepared by pages and nobody has signed for it yet. */
    boolean isOnlyPrepared(AgencyCode agency) {
        return jdbc.sql("""
                select exists (select from agency.proposal p where p.subject = 'RECEIVER' and p.about = :code)
                   and not exists (select from agency.proposal p where p.subject = 'RECEIVER' and p.about = :code
                                   and p.verdict = 'ENACTED')
                """).param("code", agency.value()).query(Boolean.class).single();
    }

    /** Enters a receiver that was prepared and takes nothing yet, or what was typed for it anew. */
    void enter(ReceiverForm typed) {
        Agency.Body body = Agency.Body.valueOf(typed.body());
        int entered = jdbc.sql("""
                insert into agency.agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                                           promised_days, auto_replies, door, shown_order, body)
                values (:code, :name, :nameEn, :kind, :unit, :phone, :hours, :days, false, :door, 500, :body)
                on conflict (code) do update
                set name = excluded.name, name_en = excluded.name_en, kind = excluded.kind,
                    contact_unit = excluded.contact_unit, contact_phone = excluded.contact_phone,
                    contact_hours = excluded.contact_hours, promised_days = excluded.promised_days,
                    door = excluded.door, body = excluded.body
                where exists (select from agency.proposal p where p.subject = 'RECEIVER' and p.about = agency.code
                              and p.verdict is null)
                  and not exists (select from agency.proposal p where p.subject = 'RECEIVER' and p.about = agency.code
                                  and p.verdict = 'ENACTED')
                """)
                .param("code", typed.code().strip())
                .param("name", typed.name().strip())
                .param("nameEn", typed.nameEn().strip())
                .param("kind", (body == Agency.Body.AUTHORITY ? Agency.Kind.LINKED : Agency.Kind.RECEIVER).name())
                .param("unit", typed.unit().strip())
                .param("phone", typed.phone().strip())
                .param("hours", typed.hours().strip())
                .param("days", Integer.valueOf(Text.halfWidth(typed.days()).strip()))
                .param("door", typed.door())
                .param("body", body.name())
                .update();
        if (entered != 1) {
            throw new IllegalStateException("a receiver that takes something already is not entered anew");
        }
    }

    void cover(AgencyCode agency, List<Coverage.Area> areas, LocalDate from) {
        jdbc.sql("""
                insert into agency.coverage (agency, area, valid_during)
                select :agency, area, daterange(:from, null) from unnest(:areas) as a (area)
                """)
                .param("agency", agency.value())
                .param("from", from)
                .param("areas", areas.stream().map(Coverage.Area::code).toArray(String[]::new))
                .update();
    }

    void addKey(AgencyCode agency, Capability.ExtraKey key) {
        jdbc.sql(
                        "insert into agency.extra_key (agency, name, label, label_en, pattern, example) values (?, ?, ?, ?, ?, ?)")
                .params(agency.value(), key.name(), key.label(), key.labelEn(), key.pattern(), key.example())
                .update();
    }

    List<Capability.ExtraKey> keys(AgencyCode agency) {
        return jdbc.sql("select * from agency.extra_key where agency = ? order by name")
                .param(agency.value())
                .query((row, number) -> Agencies.extraKey(row))
                .list();
    }

    void take(Capability row, LocalDate from) {
        jdbc.sql("""
                insert into agency.capability (agency, change, valid_during, extra_keys, note, note_en, source)
                values (:agency, :change, daterange(:from, null), :keys, :note, :noteEn, :source)
                """)
                .param("agency", row.agency().value())
                .param("change", row.change().name())
                .param("from", from)
                .param(
                        "keys",
                        row.extraKeys().stream().map(Capability.ExtraKey::name).toArray(String[]::new))
                .param("note", row.note())
                .param("noteEn", row.noteEn())
                .param("source", row.source())
                .update();
    }

    /** What holds ends on the day before; what was announced for that day or later and never held goes, its proposal stays. */
    void close(AgencyCode agency, ChangeType change, LocalDate from) {
        jdbc.sql("""
                delete from agency.capability where agency = :agency and change = :change and lower(valid_during) >= :from
                """)
                .param("agency", agency.value())
                .param("change", change.name())
                .param("from", from)
                .update();
        jdbc.sql("""
                update agency.capability set valid_during = daterange(lower(valid_during), :from)
                where agency = :agency and change = :change and valid_during @> cast(:from as date)
                """)
                .param("agency", agency.value())
                .param("change", change.name())
                .param("from", from)
                .update();
    }

    void answered(AgencyCode agency, Instant at) {
        jdbc.sql("insert into agency.receiver_trial (agency, answered_at) values (?, ?) on conflict do nothing")
                .params(agency.value(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Instant> answeredAt(AgencyCode agency) {
        return jdbc.sql("select answered_at from agency.receiver_trial where agency = ?")
                .param(agency.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
