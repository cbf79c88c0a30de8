package tw.onestop.registry;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Registration.Affected;
import tw.onestop.trust.TrustDesk;

/** 登記案: what was registered; who applied and what the values were is sealed. */
@Component
class Registrations {

    private static final String SELECT = """
            select r.id, r.kind, r.office, r.filed_on, r.recorded_at,
                   coalesce((select d.event_date from registry.redating d
                             where d.registration_id = r.id and not exists (
                                 select from registry.revocation v
                                 where v.registration_id = d.corrected_by and v.taken_back_by is null)
                             order by d.corrected_by desc limit 1), r.event_date) as event_date,
                   coalesce(case when r.party = 0
                                 then (select d.reference from registry.renumbering d
                                       where d.id = r.id
                                          or d.id = (select v.registration_id from registry.revocation v
                                                     where v.revoked_by = r.id))
                                 else (select text from registry.annotation a
                                       where a.registration_id = r.id and a.person_id <> all (:hidden)
                                       order by a.person_id <> r.party, ordinal limit 1) end, '')
                   as annotation,
                   (select x.filed_on from registry.revocation v join registry.registration x on x.id = v.revoked_by
                    where v.registration_id = r.id and v.taken_back_by is null) as revoked_on,
                   coalesce((select x.kind from registry.revocation v
                             join registry.registration x on x.id = v.registration_id where v.revoked_by = r.id),
                            r.kind) as about,
                   (select v.registration_id from registry.revocation v where v.revoked_by = r.id) as taken_back
            from registry.registration r
            where r.party <> all (:hidden)
            """;

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final JsonMapper json;

    Registrations(JdbcClient jdbc, TrustDesk trust, JsonMapper json) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.json = json;
    }

    /** What is sealed of an affected person. */
    private record Sealed(
            String nationalId, String name, Sex sex, LocalDate birthDate, Map<String, Registration.Change> changes) {}

    /** A registration about to be written. */
    record Entry(
            RegistrationForm form, LocalDate eventDate, LocalDate filedOn, int daysLate, List<Affected> affected) {}

    RegistrationId write(Entry entry, Actor clerk, OfficeCode office, Instant at) {
        RegistrationId id = new RegistrationId(jdbc.sql("""
                        insert into registry.registration
                        (id, kind, party, office, event_date, filed_on, recorded_at, recorded_by, days_late, details)
                        values (nextval('registry.registration_id'), ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        returning id
                        """)
                .params(
                        entry.form().kind().name(),
                        entry.form().party().value(),
                        office.value(),
                        entry.eventDate(),
                        entry.filedOn(),
                        Moment.at(at),
                        clerk.id(),
                        entry.daysLate(),
                        seal(entry.form()))
                .query(Long.class)
                .single());
        List<Affected> affected = entry.affected();
        jdbc.sql("""
                        insert into registry.registration_affected
                        select ?, line - 1, person, before, after, changes
                        from unnest(?::bigint[], ?::text[], ?::text[], ?::bytea[])
                             with ordinality as t (person, before, after, changes, line)
                        """)
                .params(
                        id.value(),
                        affected.stream().map(a -> a.person().value()).toArray(Long[]::new),
                        affected.stream().map(Affected::townshipBefore).toArray(String[]::new),
                        affected.stream().map(Affected::townshipAfter).toArray(String[]::new),
                        affected.stream()
                                .map(a -> seal(new Sealed(
                                        a.nationalId().value(), a.name(), a.sex(), a.birthDate(), a.changes())))
                                .toArray(byte[][]::new))
                .update();
        return id;
    }

    /** An act about doors: it has no party, and whom it affects is known by their households. */
    RegistrationId writeOfDoors(RegistrationKind kind, LocalDate effective, Recorded by, String details) {
        return new RegistrationId(jdbc.sql("""
                        insert into registry.registration
                        (id, kind, party, office, event_date, filed_on, recorded_at, recorded_by, days_late, details)
                        values (nextval('registry.registration_id'), ?, 0, ?, ?, ?, ?, ?, 0, ?)
                        returning id
                        """)
                .params(
                        kind.name(),
                        by.office().value(),
                        effective,
                        by.filedOn(),
                        Moment.at(by.at()),
                        by.clerk().id(),
                        seal(details))
                .query(Long.class)
                .single());
    }

    /** Who recorded something, at which office, on which day and at which instant. */
    record Recorded(Actor clerk, OfficeCode office, LocalDate filedOn, Instant at) {}

    /** Counts the version of many households up by one, as touched by one act at its instant. */
    void touchAll(RegistrationId id, String[] households, Instant at) {
        jdbc.sql("""
                        with advanced as (
                            update registry.household_anchor set version = version + 1, recorded_at = ?
                            where no = any (?) returning no, version)
                        insert into registry.registration_household select no, version, ? from advanced
                        """).params(Moment.at(at), households, id.value()).update();
    }

    void touch(RegistrationId id, HouseholdNo household, long version) {
        jdbc.sql("insert into registry.registration_household values (?, ?, ?)")
                .params(household.value(), version, id.value())
                .update();
    }

    /**
     * @param hidden of whose registrations, and of whose annotations, nothing is read
     */
    List<Registration> byId(RegistrationId id, Set<PersonId> hidden) {
        return list(SELECT + "and r.id = :key", id.value(), hidden);
    }

    /** Of acts about doors those who see nobody of the household see none. */
    List<Registration> ofHousehold(HouseholdNo no, Set<PersonId> hidden) {
        return list(SELECT + """
                        and r.id in (select registration_id from registry.registration_household where household_no = :key)
                        and (r.party <> 0 or exists (
                            select from registry.stay s
                            where s.household_no = :key and upper_inf(s.valid_during) and s.id <> all (:hidden)))
                        order by r.id desc
                        """, no.value(), hidden);
    }

    List<Registration> ofPerson(PersonId person, Set<PersonId> hidden) {
        return list(
                SELECT
                        + "and r.id in (select registration_id from registry.registration_affected where person_id = :key)"
                        + " order by r.id desc",
                hidden.contains(person) ? 0L : person.value(),
                hidden);
    }

    /** What was recorded about a household after a version of it, newest first. */
    List<Recording.Change> since(HouseholdNo no, long version, Set<PersonId> hidden) {
        return jdbc.sql("""
                        select r.recorded_at, r.kind, r.office, r.recorded_by
                        from registry.registration_household h join registry.registration r on r.id = h.registration_id
                        where h.household_no = :no and h.version > :version and r.party <> all (:hidden)
                        order by h.version desc, r.id desc
                        """)
                .param("no", no.value())
                .param("version", version)
                .param("hidden", PersonId.array(hidden))
                .query((row, n) -> new Recording.Change(
                        instant(row),
                        RegistrationKind.valueOf(row.getString("kind")),
                        row.getString("office"),
                        row.getString("recorded_by")))
                .list();
    }

    private List<Registration> list(String sql, Object key, Set<PersonId> hidden) {
        List<Registration> bare = jdbc.sql(sql)
                .param("key", key)
                .param("hidden", PersonId.array(hidden))
                .query((row, n) -> registration(row))
                .list();
        Map<Long, List<Affected>> affected =
                affected(bare.stream().map(Registration::id).toList());
        return bare.stream()
                .map(r -> r.affecting(affected.getOrDefault(r.id().value(), List.of())))
                .toList();
    }

    /** Whom they changed or annotated; one about doors only annotates. */
    Map<RegistrationId, Set<PersonId>> concerned(List<RegistrationId> ids, Set<PersonId> hidden) {
        Map<RegistrationId, Set<PersonId>> concerned = new HashMap<>();
        jdbc.sql("""
                select registration_id, person_id from registry.registration_affected where registration_id = any(:ids::bigint[])
                 union
                select registration_id, person_id from registry.annotation where registration_id = any(:ids::bigint[])
                """)
                .param("ids", ids.stream().map(RegistrationId::value).toArray(Long[]::new))
                .query(row -> {
                    PersonId person = new PersonId(row.getLong("person_id"));
                    if (!hidden.contains(person)) {
                        concerned
                                .computeIfAbsent(
                                        new RegistrationId(row.getLong("registration_id")), _ -> new HashSet<>())
                                .add(person);
                    }
                });
        return concerned;
    }

    /** What they changed for whom, in the order of each. */
    Map<RegistrationId, List<Affected>> affected(List<RegistrationId> ids, Set<PersonId> hidden) {
        Map<RegistrationId, List<Affected>> affected = new HashMap<>();
        affected(ids)
                .forEach((id, all) -> affected.put(
                        new RegistrationId(id),
                        all.stream()
                                .filter(one -> !hidden.contains(one.person()))
                                .toList()));
        return affected;
    }

    /** Whom the registrations of some days changed, not those about doors, without their names and numbers. */
    List<CaseDesk.Case> cases(
            Collection<RegistrationKind> kinds, LocalDate from, LocalDate until, Set<PersonId> hidden, int most) {
        return jdbc.sql("""
                select a.*, r.kind, r.event_date, r.filed_on
                from registry.registration r join registry.registration_affected a on a.registration_id = r.id
                where r.filed_on >= :from and r.filed_on < :until and r.party <> 0
                  and (cardinality(:kinds) = 0 or r.kind = any (:kinds)) and a.person_id <> all (:hidden)
                order by r.id, a.ordinal limit :most
                """)
                .param("from", from)
                .param("until", until)
                .param("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .param("hidden", PersonId.array(hidden))
                .param("most", most)
                .query((row, n) -> {
                    Affected one = affected(row);
                    return new CaseDesk.Case(
                            new RegistrationId(row.getLong("registration_id")),
                            RegistrationKind.valueOf(row.getString("kind")),
                            row.getObject("event_date", LocalDate.class),
                            row.getObject("filed_on", LocalDate.class),
                            one.sex(),
                            one.birthDate().getYear(),
                            one.townshipBefore(),
                            one.townshipAfter(),
                            one.changes().keySet());
                })
                .list();
    }

    /** Whom the standing registrations of one day changed, so many registrations at once; those of a day lie together. */
    OccasionDesk.Found occasions(
            LocalDate filedOn,
            Collection<RegistrationKind> kinds,
            RegistrationId after,
            Set<PersonId> hidden,
            int most) {
        List<Long> page = jdbc.sql("""
                with filed as materialized (
                    select id from registry.registration
                    where filed_on = :day and kind = any (:kinds) and party <> 0)
                select id from filed where id > :after order by id limit :most
                """)
                .param("day", filedOn)
                .param("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .param("after", after.value())
                .param("most", most)
                .query(Long.class)
                .list();
        List<OccasionDesk.Occasion> occasions = jdbc.sql("""
                select a.*, r.kind, r.office, r.event_date, r.party
                from registry.registration r join registry.registration_affected a on a.registration_id = r.id
                where r.id = any (:page) and a.person_id <> all (:hidden)
                  and not exists (select from registry.revocation v
                                  where v.registration_id = r.id and v.taken_back_by is null)
                order by r.id, a.ordinal
                """)
                .param("page", page.toArray(Long[]::new))
                .param("hidden", PersonId.array(hidden))
                .query((row, n) -> {
                    Affected one = affected(row);
                    return new OccasionDesk.Occasion(
                            new RegistrationId(row.getLong("registration_id")),
                            RegistrationKind.valueOf(row.getString("kind")),
                            new OfficeCode(row.getString("office")),
                            row.getObject("event_date", LocalDate.class),
                            one.person(),
                            one.person().value() == row.getLong("party"),
                            one.townshipBefore().isEmpty(),
                            one.changes().keySet());
                })
                .list();
        return new OccasionDesk.Found(
                occasions, page.isEmpty() ? after : new RegistrationId(page.getLast()), page.size() == most);
    }

    private Map<Long, List<Affected>> affected(List<RegistrationId> registrations) {
        Map<Long, List<Affected>> affected = new HashMap<>();
        jdbc.sql("""
                        select registration_id, person_id, township_before, township_after, changes
                        from registry.registration_affected where registration_id = any (?)
                        order by registration_id, ordinal
                        """)
                .param(registrations.stream().map(RegistrationId::value).toArray(Long[]::new))
                .query(row -> {
                    affected.computeIfAbsent(row.getLong("registration_id"), id -> new ArrayList<>())
                            .add(affected(row));
                });
        return affected;
    }

    private Affected affected(ResultSet row) throws SQLException {
        Sealed sealed = json.readValue(trust.open(row.getBytes("changes")), Sealed.class);
        return new Affected(
                new PersonId(row.getLong("person_id")),
                new NationalId(sealed.nationalId()),
                sealed.name(),
                sealed.sex(),
                sealed.birthDate(),
                row.getString("township_before"),
                row.getString("township_after"),
                sealed.changes());
    }

    private static Registration registration(ResultSet row) throws SQLException {
        return new Registration(
                new RegistrationId(row.getLong("id")),
                RegistrationKind.valueOf(row.getString("kind")),
                new OfficeCode(row.getString("office")),
                row.getObject("event_date", LocalDate.class),
                row.getObject("filed_on", LocalDate.class),
                instant(row),
                row.getString("annotation"),
                List.of(),
                row.getObject("revoked_on", LocalDate.class),
                RegistrationKind.valueOf(row.getString("about")),
                row.getObject("taken_back") == null ? null : new RegistrationId(row.getLong("taken_back")));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("recorded_at", OffsetDateTime.class).toInstant();
    }

    private byte[] seal(Object details) {
        return trust.seal(json.writeValueAsString(details).getBytes(StandardCharsets.UTF_8));
    }
}
