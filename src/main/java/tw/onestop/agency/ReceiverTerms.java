package tw.onestop.agency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.AgencyDesk.DueDoor;
import tw.onestop.kernel.AgencyCode;

/** 聯絡窗口、期限、管道及範圍, by dated rows: what held is closed and stays; what was announced and never held goes. */
@Repository
class ReceiverTerms {

    private final JdbcClient jdbc;

    ReceiverTerms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void contact(AgencyCode agency, Agency.Contact contact, String source, LocalDate from) {
        close("contact", agency, from);
        jdbc.sql("insert into agency.contact values (?, daterange(?, null), ?, ?, ?, ?)")
                .params(agency.value(), from, contact.unit(), contact.phone(), contact.hours(), source)
                .update();
    }

    /** Of all for which the agency promised nothing else. */
    void days(AgencyCode agency, int days, String source, LocalDate from) {
        endDays(agency, "", from);
        days(agency, "", days, source, from);
    }

    /** @param matter programme and change; {@code ""} for all else */
    void days(AgencyCode agency, String matter, int days, String source, LocalDate from) {
        jdbc.sql("insert into agency.promised_days values (?, ?, ?, daterange(?, null), ?)")
                .params(agency.value(), matter, days, from, source)
                .update();
    }

    /** From a day on nothing is promised for this matter alone. */
    void endDays(AgencyCode agency, String matter, LocalDate from) {
        jdbc.sql("delete from agency.promised_days where agency = ? and matter = ? and lower(effective) >= ?")
                .params(agency.value(), matter, from)
                .update();
        jdbc.sql("""
                update agency.promised_days set effective = daterange(lower(effective), :from)
                where agency = :agency and matter = :matter and effective @> cast(:from as date)
                """)
                .param("agency", agency.value())
                .param("matter", matter)
                .param("from", from)
                .update();
    }

    /** Who has no row yet served the nation until that day, and has to go on doing so. */
    void cover(AgencyCode agency, List<Coverage.Area> areas, LocalDate from) {
        jdbc.sql("""
                insert into agency.coverage (agency, area, valid_during)
                select :agency, '', daterange(null, :from)
                where not exists (select from agency.coverage where agency = :agency)
                """).param("agency", agency.value()).param("from", from).update();
        close("coverage", agency, from);
        String[] codes = areas.isEmpty()
                ? new String[] {""}
                : areas.stream().map(Coverage.Area::code).toArray(String[]::new);
        jdbc.sql("insert into agency.coverage select ?, area, daterange(?, null) from unnest(?::text[]) as a (area)")
                .params(agency.value(), from, codes)
                .update();
    }

    void door(AgencyCode agency, Agency.Door door, LocalDate due) {
        jdbc.sql("""
                insert into agency.door_due values (?, ?, ?)
                on conflict (agency) do update set door = excluded.door, due = excluded.due
                """).params(agency.value(), door.name(), due).update();
    }

    /** The move that was signed for is not wanted any more. */
    void stay(AgencyCode agency) {
        jdbc.sql("delete from agency.door_due where agency = ?")
                .param(agency.value())
                .update();
    }

    /** By whomever: what was signed for has come to pass. */
    void moved(AgencyCode agency, Agency.Door door) {
        jdbc.sql("delete from agency.door_due where agency = ? and door = ?")
                .params(agency.value(), door.name())
                .update();
    }

    Optional<DueDoor> door(AgencyCode agency) {
        return jdbc.sql("select * from agency.door_due where agency = ?")
                .param(agency.value())
                .query(ReceiverTerms::dueDoor)
                .optional();
    }

    /** What was signed for and is due, and was not moved yet. */
    List<DueDoor> dueDoors(LocalDate on) {
        return jdbc.sql("""
                select d.* from agency.door_due d join agency.agency a on a.code = d.agency
                where d.due <= ? and d.door <> a.door order by d.agency
                """).param(on).query(ReceiverTerms::dueDoor).list();
    }

    private static DueDoor dueDoor(ResultSet row, int number) throws SQLException {
        return new DueDoor(
                new AgencyCode(row.getString("agency")),
                Agency.Door.valueOf(row.getString("door")),
                row.getObject("due", LocalDate.class));
    }

    private void close(String table, AgencyCode agency, LocalDate from) {
        jdbc.sql("delete from agency.%s where agency = ? and lower(valid_during) >= ?".formatted(table))
                .params(agency.value(), from)
                .update();
        jdbc.sql(
                        "update agency.%s set valid_during = daterange(lower(valid_during), ?) where agency = ? and valid_during @> ?::date"
                                .formatted(table))
                .params(from, agency.value(), from)
                .update();
    }
}
