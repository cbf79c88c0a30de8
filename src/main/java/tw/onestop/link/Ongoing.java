package tw.onestop.link;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.Grant;

/** 持續使用: grants under which nothing needs to be asked, since somebody is followed or a file subscribed. */
@Repository
class Ongoing {

    private static final String GRANTS = "unnest(:agencies::text[], :purposes::text[]) as g (agency, purpose)";

    private static final String FOLLOWED =
            "exists (select from link.follow f where f.agency = g.agency and f.purpose = g.purpose)";

    private static final String SUBSCRIBED = """
            exists (select from link.subscription s where s.agency = g.agency and s.purpose = g.purpose and s.stopped = '')
            """;

    private final JdbcClient jdbc;

    Ongoing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By purpose, the latest day since then on which a machine looked what came of it. */
    Map<String, LocalDate> lookedAt(Collection<Grant> grants, LocalDate since) {
        Map<String, LocalDate> looked = new HashMap<>();
        of(grants, """
                select g.purpose, max(l.day) as day from %s join link.looked l on l.agency = g.agency and l.day >= :since
                 where %s or %s group by g.purpose
                """.formatted(GRANTS, FOLLOWED, SUBSCRIBED))
                .param("since", since)
                .query(row -> {
                    looked.put(row.getString("purpose"), row.getObject("day", LocalDate.class));
                });
        return looked;
    }

    /**
     * By purpose, the fields that are needed so that it goes on: those of every subscription that stands; all that were granted where
     * somebody is followed and the feed was read in these days, since it tells of changes in any of them.
     */
    Map<String, Set<String>> fields(Collection<Grant> grants, LocalDate from, LocalDate until) {
        Set<String> followed = Set.copyOf(of(grants, """
                select g.purpose from %s where %s
                   and exists (select from link.looked l where l.agency = g.agency and l.day between :from and :until)
                """.formatted(GRANTS, FOLLOWED))
                .param("from", from)
                .param("until", until)
                .query(String.class)
                .list());
        Map<String, Set<String>> fields = new HashMap<>();
        of(grants, """
                select g.purpose, array_agg(distinct field) as fields
                  from %s join link.subscription s on s.agency = g.agency and s.purpose = g.purpose and s.stopped = '',
                       unnest(s.fields) field
                 group by g.purpose
                """.formatted(GRANTS)).query(row -> {
            fields.put(row.getString("purpose"), Set.of((String[])
                    row.getArray("fields").getArray()));
        });
        grants.stream()
                .filter(grant -> followed.contains(grant.purposeId()))
                .forEach(grant -> fields.merge(
                        grant.purposeId(),
                        told(grant),
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet())));
        return fields;
    }

    /** What the feed can tell of: everything granted that is a field. */
    private static Set<String> told(Grant grant) {
        return grant.fields().stream()
                .filter(name -> Field.named(name).isPresent())
                .collect(Collectors.toSet());
    }

    private StatementSpec of(Collection<Grant> grants, String sql) {
        List<Grant> all = List.copyOf(grants);
        return jdbc.sql(sql)
                .param(
                        "agencies",
                        all.stream().map(grant -> grant.agency().value()).toArray(String[]::new))
                .param("purposes", all.stream().map(Grant::purposeId).toArray(String[]::new));
    }
}
