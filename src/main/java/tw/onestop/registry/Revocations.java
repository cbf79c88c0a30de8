package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.HouseholdNo;

/** 撤銷紀錄: which registration took back which, and which corrected the day of which. Nothing of either is ever deleted. */
@Component
class Revocations {

    private final JdbcClient jdbc;

    Revocations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The households a registration touched. */
    Set<HouseholdNo> touched(RegistrationId id) {
        return new LinkedHashSet<>(jdbc.sql("""
                        select distinct household_no from registry.registration_household
                        where registration_id = ? order by household_no
                        """)
                .param(id.value())
                .query((row, n) -> new HouseholdNo(row.getString("household_no")))
                .list());
    }

    /** Everybody who was ever registered in these households, by whatever was believed. */
    Set<PersonId> everResidents(Collection<HouseholdNo> households) {
        return new LinkedHashSet<>(jdbc.sql("""
                        select id from registry.stay where household_no = any (:nos)
                        union select id from registry.stay_superseded where household_no = any (:nos) order by id
                        """)
                .param("nos", households.stream().map(HouseholdNo::value).toArray(String[]::new))
                .query((row, n) -> new PersonId(row.getLong("id")))
                .list());
    }

    /** The day of the event as it was typed when it was registered, whatever was corrected since. */
    LocalDate recordedDate(RegistrationId id) {
        return jdbc.sql("select event_date from registry.registration where id = ?")
                .param(id.value())
                .query(LocalDate.class)
                .single();
    }

    /** The corrections of its day that stand, the newest first. */
    List<RegistrationId> redatedBy(RegistrationId id) {
        return jdbc.sql("""
                        select d.corrected_by from registry.redating d
                        where d.registration_id = ? and not exists (
                            select from registry.revocation v
                            where v.registration_id = d.corrected_by and v.taken_back_by is null)
                        order by d.corrected_by desc
                        """)
                .param(id.value())
                .query((row, n) -> new RegistrationId(row.getLong("corrected_by")))
                .list();
    }

    /** Registrations that still stand, recorded at one of these instants about one of these, the newest first. */
    List<RegistrationId> standing(
            Collection<Instant> instants, Collection<PersonId> people, Collection<HouseholdNo> households) {
        return jdbc.sql("""
                        select r.id from registry.registration r
                        where r.recorded_at = any (:instants::timestamptz[]) and r.kind <> 'REVOKE'
                          and r.id in (select registration_id from registry.registration_affected
                                       where person_id = any (:people)
                                       union select registration_id from registry.registration_household
                                       where household_no = any (:nos))
                          and not exists (select from registry.revocation v
                                          where v.registration_id = r.id and v.taken_back_by is null)
                        order by r.id desc
                        """)
                .param("instants", instants.stream().map(Instant::toString).toArray(String[]::new))
                .param("people", PersonId.array(people))
                .param("nos", households.stream().map(HouseholdNo::value).toArray(String[]::new))
                .query((row, n) -> new RegistrationId(row.getLong("id")))
                .list();
    }

    /** Remembers whose day was corrected, and what a revocation took back; what it took back of a revocation stands again. */
    void link(RegistrationForm form, RegistrationId id) {
        if (CorrectedItem.EVENT_DATE.isOf(form)) {
            jdbc.sql("insert into registry.redating (registration_id, corrected_by, event_date) values (?, ?, ?)")
                    .params(
                            Revocation.named(form, EventDateCorrection.REGISTRATION)
                                    .orElseThrow()
                                    .value(),
                            id.value(),
                            EventDateCorrection.right(form))
                    .update();
        }
        if (form.kind() != RegistrationKind.REVOKE) {
            return;
        }
        long revoked = Revocation.named(form).orElseThrow().value();
        jdbc.sql("update registry.revocation set taken_back_by = null where taken_back_by = ?")
                .param(revoked)
                .update();
        jdbc.sql("update registry.revocation set taken_back_by = ? where revoked_by = ?")
                .params(id.value(), revoked)
                .update();
        jdbc.sql("insert into registry.revocation (registration_id, revoked_by) values (?, ?)")
                .params(revoked, id.value())
                .update();
    }
}
