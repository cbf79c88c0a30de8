package tw.onestop.link;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.registry.PersonId;

/** 區域異動: of whom something changed in townships that are subscribed, until every subscription was told. */
@Repository
class AreaChanges {

    private final JdbcClient jdbc;

    AreaChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One person by one registration.
     *
     * @param townships where they were and are registered
     * @param fields that may read otherwise, by their names
     */
    record Change(PersonId person, Collection<String> townships, Collection<String> fields) {}

    /** Counties and townships that anybody subscribes, by code. */
    Set<String> subscribed() {
        return Set.copyOf(
                jdbc.sql("select distinct area from link.subscription where area is not null and stopped = ''")
                        .query(String.class)
                        .list());
    }

    void add(Collection<Change> changes) {
        jdbc.sql("""
                        insert into link.area_change (person, townships, fields)
                        select person, string_to_array(townships, ' '), string_to_array(fields, ' ')
                        from unnest(?::bigint[], ?::text[], ?::text[]) with ordinality as t (person, townships, fields, line)
                        order by line
                        """)
                .params(
                        changes.stream().map(one -> one.person().value()).toArray(Long[]::new),
                        changes.stream()
                                .map(one -> String.join(" ", one.townships()))
                                .toArray(String[]::new),
                        changes.stream()
                                .map(one -> String.join(" ", one.fields()))
                                .toArray(String[]::new))
                .update();
    }

    /** The last place there is, at least {@code known}. */
    long last(long known) {
        return jdbc.sql("select greatest(coalesce(max(position), 0), ?) from link.area_change")
                .param(known)
                .query(Long.class)
                .single();
    }

    /** Who changed in one of these fields in the area, each once. */
    List<PersonId> told(String area, Collection<String> fields, long since, long until) {
        return jdbc.sql("""
                        select person from link.area_change
                        where position > ? and position <= ? and fields && ?::text[]
                          and exists (select from unnest(townships) as township where starts_with(township, ?))
                        group by person order by min(position)
                        """)
                .params(since, until, fields.toArray(String[]::new), area)
                .query((row, n) -> new PersonId(row.getLong("person")))
                .list();
    }

    /** Drops what everybody who subscribes an area was told. */
    void drop() {
        jdbc.sql("""
                delete from link.area_change
                where position <= coalesce((select min(since) from link.subscription where area is not null and stopped = ''),
                                           (select max(position) from link.area_change))
                """).update();
    }
}
