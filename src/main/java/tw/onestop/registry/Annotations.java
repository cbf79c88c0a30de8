package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.HouseholdNo;

/** 記事: what was written beside a person's record, oldest first; never changed afterwards. */
@Component
class Annotations {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Annotations(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A text to be written, from its template. */
    record Draft(
            PersonId person,
            LocalDate eventDate,
            LocalDate filedOn,
            String template,
            int templateVersion,
            Map<String, String> parameters,
            String text) {}

    Map<PersonId, List<Person.Annotation>> of(Collection<PersonId> persons, Moment moment) {
        Map<PersonId, List<Person.Annotation>> found = new HashMap<>();
        if (persons.isEmpty()) {
            return found;
        }
        String known = moment.knownAt() == null ? "" : "and recorded_at <= :knownAt";
        jdbc.sql("""
                        select person_id, event_date, filed_on, kind, text from registry.annotation
                        where person_id = any (:ids) and event_date <= :on::date %s
                        order by person_id, registration_id, ordinal
                        """.formatted(known))
                .param("ids", PersonId.array(persons))
                .params(moment.parameters())
                .query(row -> {
                    found.computeIfAbsent(new PersonId(row.getLong("person_id")), p -> new ArrayList<>())
                            .add(new Person.Annotation(
                                    row.getObject("event_date", LocalDate.class),
                                    row.getObject("filed_on", LocalDate.class),
                                    row.getString("kind"),
                                    row.getString("text")));
                });
        return found;
    }

    /** 戶長變更及全戶動態記事: what was annotated to who headed the household that day about its head, address or members. */
    List<String> ofHousehold(HouseholdNo no, Moment moment, Set<PersonId> hidden) {
        String known = moment.knownAt() == null ? "" : "and a.recorded_at <= :knownAt";
        return jdbc.sql("""
                        select a.text from %s as h
                        join registry.annotation a on a.person_id = h.head and h.valid_during @> a.event_date
                        join registry.registration_household t
                          on t.registration_id = a.registration_id and t.household_no = h.id
                        where h.id = :no and not h.closed and a.event_date <= :on::date %s
                          and (a.template in ('HEAD', 'RENUMBER_REVOKED')
                               or a.kind in ('ADDR', 'MOVE_IN', 'SPLIT', 'MERGE', 'RENUMBER', 'BOUNDARY'))
                          and not exists (select from registry.registration_affected x
                                          where x.registration_id = a.registration_id and x.person_id = any (:hidden))
                        group by a.registration_id, a.ordinal, a.text, a.event_date
                        order by a.event_date, a.registration_id, a.ordinal
                        """.formatted(moment.believed("household", "head, closed"), known))
                .param("no", no.value())
                .param("hidden", PersonId.array(hidden))
                .params(moment.parameters())
                .query(String.class)
                .list();
    }

    /** The days of the annotations of a template that a person has, without those of registrations that were revoked. */
    List<LocalDate> days(PersonId person, String template, Map<String, String> parameters) {
        return jdbc.sql("""
                        select event_date from registry.annotation a
                        where person_id = ? and template = ? and parameters @> ?::jsonb
                        and not exists (select from registry.revocation v
                                        where v.registration_id = a.registration_id and v.taken_back_by is null)
                        """)
                .params(person.value(), template, json.writeValueAsString(parameters))
                .query(LocalDate.class)
                .list();
    }

    void write(RegistrationId registration, RegistrationKind kind, List<Draft> drafts, Instant at) {
        jdbc.sql("""
                        insert into registry.annotation
                        (registration_id, person_id, ordinal, event_date, filed_on, recorded_at, kind,
                         template, template_version, parameters, text)
                        select ?, person, line - 1, event_date, filed_on, ?, ?, template, version, parameters, text
                        from unnest(?::bigint[], ?::date[], ?::date[], ?::text[], ?::int[], ?::jsonb[], ?::text[])
                             with ordinality as t (person, event_date, filed_on, template, version, parameters, text, line)
                        """)
                .params(
                        registration.value(),
                        Moment.at(at),
                        kind.name(),
                        drafts.stream().map(d -> d.person().value()).toArray(Long[]::new),
                        drafts.stream().map(d -> d.eventDate().toString()).toArray(String[]::new),
                        drafts.stream().map(d -> d.filedOn().toString()).toArray(String[]::new),
                        drafts.stream().map(Draft::template).toArray(String[]::new),
                        drafts.stream().map(Draft::templateVersion).toArray(Integer[]::new),
                        drafts.stream()
                                .map(d -> json.writeValueAsString(d.parameters()))
                                .toArray(String[]::new),
                        drafts.stream().map(Draft::text).toArray(String[]::new))
                .update();
    }
}
