package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.notice.ReminderRules.Rule;
import tw.onestop.registry.OccasionDesk.Occasion;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;

/** 主動提醒的儲存: every occasion of a matter, and how far it has come. */
@Repository
class Reminders {

    /** When the matter {@code m} was applied for after its occasion, at whichever office; null where it was not. */
    private static final String FILED = """
            (select min(i.accepted_at) from notice.item i
             where i.person = m.person and i.programme = m.programme and i.change = m.change and i.agency = m.agency
               and i.application is not null and i.status <> 'WITHDRAWN'
               and (i.registration = m.registration
                    or (i.registration is null and (i.accepted_at at time zone 'Asia/Taipei')::date >= m.filed_on)))
            """;

    private final JdbcClient jdbc;

    Reminders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row as it is kept. */
    record Row(
            long id,
            RegistrationId registration,
            PersonId person,
            String programme,
            String change,
            AgencyCode agency,
            OfficeCode office,
            LocalDate filedOn,
            @Nullable LocalDate againOn,
            LocalDate endsOn,
            @Nullable LocalDate toldOn) {}

    /** Whether this node goes round now; until the transaction ends no other does. */
    boolean mayGoRound() {
        return jdbc.sql("select pg_try_advisory_xact_lock(20500)")
                .query(Boolean.class)
                .single();
    }

    /** The first of these days whose registrations were not looked through, and behind which of them. */
    record Day(LocalDate day, RegistrationId after) {}

    Optional<Day> unseen(LocalDate from, LocalDate until) {
        return jdbc.sql("""
                select d.day::date as day, coalesce(seen.through, 0) as through
                from generate_series(?::date, ?::date, interval '1 day') as d (day)
                left join notice.reminder_day seen on seen.day = d.day::date
                where seen.done is not true
                order by d.day limit 1
                """)
                .params(from, until)
                .query((row, n) ->
                        new Day(row.getObject("day", LocalDate.class), new RegistrationId(row.getLong("through"))))
                .optional();
    }

    /** Whoever goes round now would note a day again that was forgotten meanwhile: this waits until that round has ended. */
    void forgetDays(LocalDate since) {
        jdbc.sql("select pg_advisory_xact_lock(20500)").query(row -> {});
        jdbc.sql("delete from notice.reminder_day where day >= ?").param(since).update();
    }

    void seen(LocalDate day, RegistrationId through, boolean done) {
        jdbc.sql("""
                insert into notice.reminder_day values (?, ?, ?)
                on conflict (day) do update set through = excluded.through, done = excluded.done
                """).params(day, through.value(), done).update();
    }

    /** New occasions of a matter; what was filed with the registration is taken already, what is not wanted is not reminded of. */
    int add(Rule rule, LocalDate filedOn, List<Occasion> occasions, Instant now) {
        return jdbc.sql("""
                insert into notice.reminder (registration, programme, change, agency, person, office, filed_on, due_on,
                                             again_on, ends_on, state, since, taken_at)
                select f.registration, f.programme, f.change, f.agency, f.person, f.office, f.filed_on, :due,
                       nullif(f.again, '')::date, f.ends::date,
                       case when f.at is not null then 'TAKEN'
                            when exists (select from notice.reminder_refusal r
                                         where r.person = f.person and r.ended_at is null
                                           and (r.programme = '' or (r.programme = f.programme and r.change = f.change)))
                            then 'OPTED_OUT' else 'WAITING' end, :now, f.at
                from (select m.*, %s as at
                      from (select o.*, :programme as programme, :change as change, :agency as agency, :filed::date as filed_on
                            from unnest(:registrations, :persons, :offices, :agains, :ends)
                                as o (registration, person, office, again, ends)) m) f
                on conflict do nothing
                """.formatted(FILED))
                .param("due", rule.due(filedOn))
                .param("now", utc(now))
                .param("programme", rule.programme())
                .param("change", rule.change())
                .param("agency", rule.agency().value())
                .param("filed", filedOn)
                .param(
                        "registrations",
                        occasions.stream()
                                .map(one -> one.registration().value())
                                .toArray(Long[]::new))
                .param("persons", persons(occasions))
                .param("offices", texts(occasions, one -> one.office().value()))
                .param("agains", texts(occasions, one -> text(rule.again(filedOn, one))))
                .param("ends", texts(occasions, one -> rule.ends(one).toString()))
                .update();
    }

    /** 已無必要: who died since is not reminded of what was for the living, and it is no occasion any more. */
    void moot(List<Occasion> deaths, Instant now) {
        supersede(deaths, "", "", now);
    }

    /** 已無必要: who moved again is not reminded of the earlier address. */
    void supersede(List<Occasion> occasions, String programme, String change, Instant now) {
        jdbc.sql("""
                update notice.reminder r set state = 'VOID', since = :now
                from unnest(:registrations, :persons) as o (registration, person)
                where r.person = o.person and r.registration < o.registration and r.state in ('WAITING', 'OPEN', 'OPTED_OUT')
                  and (:programme = '' or (r.programme = :programme and r.change = :change))
                """)
                .param("now", utc(now))
                .param("programme", programme)
                .param("change", change)
                .param(
                        "registrations",
                        occasions.stream()
                                .map(one -> one.registration().value())
                                .toArray(Long[]::new))
                .param("persons", persons(occasions))
                .update();
    }

    /** What opened, and how many were looked at: what was filed meanwhile is taken. */
    record Opened(List<Long> open, int all) {}

    Opened open(LocalDate today, Instant now, int most) {
        List<Long> open = new ArrayList<>();
        int[] all = {0};
        jdbc.sql("""
                update notice.reminder r
                set state = case when f.at is null then 'OPEN' else 'TAKEN' end, since = :now, taken_at = f.at
                from (select m.id, %s as at from notice.reminder m where m.id = any (array(
                          select id from notice.reminder where state = 'WAITING' and due_on <= :today and ends_on >= :today
                          order by due_on, id limit :most for update skip locked))) f
                where r.id = f.id returning r.id, r.state
                """.formatted(FILED))
                .param("today", today)
                .param("now", utc(now))
                .param("most", most)
                .query(row -> {
                    all[0]++;
                    if (row.getString("state").equals("OPEN")) {
                        open.add(row.getLong("id"));
                    }
                });
        return new Opened(List.copyOf(open), all[0]);
    }

    /** What is over. */
    int end(LocalDate today, Instant now, int most) {
        return jdbc.sql("""
                update notice.reminder set state = 'ENDED', since = :now where id = any (array(
                    select id from notice.reminder where state in ('WAITING', 'OPEN') and ends_on < :today
                    order by ends_on, id limit :most for update skip locked))
                """)
                .param("today", today)
                .param("now", utc(now))
                .param("most", most)
                .update();
    }

    /** What an application asks for is taken, in its transaction. */
    void taken(UUID application, Instant now) {
        jdbc.sql("""
                update notice.reminder r set state = 'TAKEN', since = :now, taken_at = :now
                from notice.item i
                where i.application = :application and r.person = i.person and r.programme = i.programme
                  and r.change = i.change and r.agency = i.agency and r.state in ('WAITING', 'OPEN', 'OPTED_OUT')
                  and (i.registration is null or i.registration = r.registration)
                """).param("application", application).param("now", utc(now)).update();
    }

    /**
     * What was withdrawn took nothing, in its transaction: it stands as if nobody had filed it, unless somebody else did; and where the
     * same was registered again since, the earlier one is no occasion any more.
     */
    void withdrawn(UUID item, LocalDate today, Instant now) {
        jdbc.sql("""
                update notice.reminder r
                set state = case when f.at is not null then 'TAKEN' when f.moot then 'VOID' when f.declined then 'OPTED_OUT'
                                 when f.ends_on < :today then 'ENDED' when f.due_on <= :today then 'OPEN' else 'WAITING' end,
                    since = :now, taken_at = f.at
                from (select m.id, m.due_on, m.ends_on, %s as at,
                             exists (select from notice.reminder n
                                     where n.person = m.person and n.programme = m.programme and n.change = m.change
                                       and n.registration > m.registration and n.state <> 'VOID') as moot,
                             exists (select from notice.reminder_refusal r
                                     where r.person = m.person and r.ended_at is null
                                       and (r.programme = '' or (r.programme = m.programme and r.change = m.change))) as declined
                      from notice.item w
                      join notice.reminder m
                           on m.person = w.person and m.programme = w.programme and m.change = w.change and m.agency = w.agency
                      where w.id = :item and m.state = 'TAKEN'
                        and (w.registration is null or w.registration = m.registration)) f
                where r.id = f.id
                """.formatted(FILED))
                .param("item", item)
                .param("today", today)
                .param("now", utc(now))
                .update();
    }

    /** Those of a registration that was taken back. */
    int takenBack(RegistrationId registration, Instant now) {
        return jdbc.sql("""
                update notice.reminder set state = 'VOID', since = ?, taken_at = null where registration = ? and state <> 'VOID'
                """).params(utc(now), registration.value()).update();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                new RegistrationId(row.getLong("registration")),
                new PersonId(row.getLong("person")),
                row.getString("programme"),
                row.getString("change"),
                new AgencyCode(row.getString("agency")),
                new OfficeCode(row.getString("office")),
                row.getObject("filed_on", LocalDate.class),
                row.getObject("again_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getObject("told_on", LocalDate.class));
    }

    private static Long[] persons(Collection<Occasion> occasions) {
        return occasions.stream().map(one -> one.person().value()).toArray(Long[]::new);
    }

    private static String[] texts(List<Occasion> occasions, Function<Occasion, String> text) {
        return occasions.stream().map(text).toArray(String[]::new);
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }
}
