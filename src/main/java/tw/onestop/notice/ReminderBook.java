package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.notice.Reminders.Row;
import tw.onestop.registry.PersonId;

/** 提醒簿: what the counter reads of reminders, and writes down of what people said to them. */
@Repository
class ReminderBook {

    private static final String SELECT = """
            select r.*, (r.told_at at time zone 'Asia/Taipei')::date as told_on from notice.reminder r where r.state = 'OPEN'
            """;

    /** What was told is the family's to do, until its last day is near. */
    private static final String OF_OFFICE = """
             and r.office = :office and r.person <> all (:hidden)
             and (r.told_at is null
                  or (r.again_on <= :today and (r.told_at at time zone 'Asia/Taipei')::date < r.again_on))
            """;

    private final JdbcClient jdbc;

    ReminderBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whom the open ones of an office are about. */
    List<PersonId> people(OfficeCode office) {
        return jdbc.sql("select distinct person from notice.reminder where state = 'OPEN' and office = ?")
                .param(office.value())
                .query((row, n) -> new PersonId(row.getLong(1)))
                .list();
    }

    List<Row> ofOffice(OfficeCode office, Set<PersonId> hidden, LocalDate today, int page) {
        return jdbc.sql(SELECT + OF_OFFICE + " order by r.ends_on, r.id limit :rows offset :skip")
                .param("office", office.value())
                .param("hidden", array(hidden))
                .param("today", today)
                .param("rows", ReminderDesk.ROWS)
                .param("skip", (long) page * ReminderDesk.ROWS)
                .query(Reminders::row)
                .list();
    }

    int count(OfficeCode office, Set<PersonId> hidden, LocalDate today) {
        return jdbc.sql("select count(*) from notice.reminder r where r.state = 'OPEN'" + OF_OFFICE)
                .param("office", office.value())
                .param("hidden", array(hidden))
                .param("today", today)
                .query(Integer.class)
                .single();
    }

    List<Row> ofPeople(Collection<PersonId> people) {
        return jdbc.sql(SELECT + " and r.person = any (?) order by r.ends_on, r.id")
                .param(array(people))
                .query(Reminders::row)
                .list();
    }

    Optional<Row> open(long id) {
        return jdbc.sql(SELECT + " and r.id = ?")
                .param(id)
                .query(Reminders::row)
                .optional();
    }

    /** Who of these wants no reminders, of something or of anything. */
    Set<PersonId> declining(Collection<PersonId> people) {
        return jdbc.sql("select person from notice.reminder_refusal where person = any (?) and ended_at is null")
                .param(array(people))
                .query((row, n) -> new PersonId(row.getLong(1)))
                .set();
    }

    void told(long id, Instant at, String by) {
        jdbc.sql("update notice.reminder set told_at = ?, told_by = ? where id = ? and state = 'OPEN'")
                .params(Reminders.utc(at), by, id)
                .update();
    }

    /**
     * @param programme with its change, or both {@code ""} for all
     */
    int decline(PersonId person, String programme, String change, Instant at, String by) {
        jdbc.sql("""
                insert into notice.reminder_refusal (person, programme, change, declined_at, declined_by)
                values (?, ?, ?, ?, ?) on conflict do nothing
                """)
                .params(person.value(), programme, change, Reminders.utc(at), by)
                .update();
        return jdbc.sql("""
                update notice.reminder set state = 'OPTED_OUT', since = :at
                where person = :person and state in ('WAITING', 'OPEN')
                  and (:programme = '' or (programme = :programme and change = :change))
                """)
                .param("at", Reminders.utc(at))
                .param("person", person.value())
                .param("programme", programme)
                .param("change", change)
                .update();
    }

    /** Whether anything was declined; what can still be done stands as before. */
    boolean resume(PersonId person, LocalDate today, Instant at, String by) {
        int ended = jdbc.sql("""
                update notice.reminder_refusal set ended_at = ?, ended_by = ? where person = ? and ended_at is null
                """).params(Reminders.utc(at), by, person.value()).update();
        jdbc.sql("""
                update notice.reminder set state = case when due_on <= :today then 'OPEN' else 'WAITING' end, since = :at
                where person = :person and state = 'OPTED_OUT' and ends_on >= :today
                """)
                .param("today", today)
                .param("at", Reminders.utc(at))
                .param("person", person.value())
                .update();
        return ended > 0;
    }

    /** 申辦情形, as counted. */
    record Counted(
            LocalDate month,
            String programme,
            String change,
            AgencyCode agency,
            int occasions,
            int atOnce,
            int reminded,
            int taken,
            int declined,
            int lapsed) {}

    List<Counted> counted(YearMonth from, YearMonth until) {
        return jdbc.sql("""
                select date_trunc('month', filed_on)::date as month, programme, change, agency, count(*) as occasions,
                       count(*) filter (where at_once) as at_once,
                       count(*) filter (where state = 'TAKEN' and not at_once and least(told_at, messaged_at) < taken_at) as reminded,
                       count(*) filter (where state = 'TAKEN') as taken,
                       count(*) filter (where state = 'OPTED_OUT') as declined,
                       count(*) filter (where state = 'ENDED') as lapsed
                from (select *, state = 'TAKEN' and (taken_at at time zone 'Asia/Taipei')::date <= filed_on as at_once
                      from notice.reminder where filed_on >= ? and filed_on < ? and state <> 'VOID') r
                group by 1, 2, 3, 4 order by 1 desc, 2, 3, 4
                """)
                .params(from.atDay(1), until.plusMonths(1).atDay(1))
                .query((row, n) -> new Counted(
                        row.getObject("month", LocalDate.class),
                        row.getString("programme"),
                        row.getString("change"),
                        new AgencyCode(row.getString("agency")),
                        row.getInt("occasions"),
                        row.getInt("at_once"),
                        row.getInt("reminded"),
                        row.getInt("taken"),
                        row.getInt("declined"),
                        row.getInt("lapsed")))
                .list();
    }

    private static Long[] array(Collection<PersonId> people) {
        return people.stream().map(PersonId::value).toArray(Long[]::new);
    }
}
