package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.OversightDesk.Check;
import tw.onestop.link.OversightDesk.Kind;
import tw.onestop.link.OversightDesk.Unusual;
import tw.onestop.trust.TrustDesk;

/** 使用統計 of a span of time; days and hours are those of Taipei. */
@Repository
class UseFigures {

    private static final String LOCAL = "(at at time zone 'Asia/Taipei')";

    private final JdbcClient jdbc;
    private final TrustDesk trust;

    UseFigures(JdbcClient jdbc, TrustDesk trust) {
        this.jdbc = jdbc;
        this.trust = trust;
    }

    /**
     * @param only of this agency; null of all
     */
    record Span(Instant begin, Instant end, @Nullable AgencyCode only) {}

    /** 各目的之使用; {@code busiest}: the most queries in one minute. */
    record Use(
            AgencyCode agency, String purpose, List<String> fields, int queries, int asked, int found, int busiest) {}

    List<Use> uses(Span span) {
        return in(span, """
                select agency, purpose, count(*)::int as queries, sum(asked)::int as asked, sum(found)::int as found,
                       coalesce((select array_agg(distinct f order by f)
                                   from link.query i, unnest(i.fields) f
                                  where i.agency = q.agency and i.purpose = q.purpose
                                    and i.at >= :begin and i.at < :end), '{}') as fields,
                       (select max(n)::int from (select count(*) as n from link.query m
                                                  where m.agency = q.agency and m.purpose = q.purpose
                                                    and m.at >= :begin and m.at < :end
                                                  group by date_trunc('minute', m.at)) minutes) as busiest
                  from link.query q where at >= :begin and at < :end and (:only::text is null or agency = :only)
                 group by agency, purpose order by agency, purpose
                """)
                .query((row, n) -> new Use(
                        new AgencyCode(row.getString("agency")),
                        row.getString("purpose"),
                        List.of((String[]) row.getArray("fields").getArray()),
                        row.getInt("queries"),
                        row.getInt("asked"),
                        row.getInt("found"),
                        row.getInt("busiest")))
                .list();
    }

    List<Unusual> bulk(Span span, int most) {
        return in(span, """
                select agency, user_id, %1$s::date as day, sum(asked)::int as count
                  from link.query where at >= :begin and at < :end and (:only::text is null or agency = :only)
                 group by 1, 2, 3 having sum(asked) > :most order by 4 desc
                """.formatted(LOCAL))
                .param("most", most)
                .query((row, n) -> unusual(Kind.BULK, row))
                .list();
    }

    /** Before the first hour, from the last one on, and on Saturdays and Sundays. */
    List<Unusual> outOfHours(Span span, int first, int last) {
        return in(span, """
                select agency, user_id, %1$s::date as day, count(*)::int as count
                  from link.query where at >= :begin and at < :end and (:only::text is null or agency = :only)
                   and (extract(hour from %1$s) < :first or extract(hour from %1$s) >= :last or extract(isodow from %1$s) > 5)
                 group by 1, 2, 3 order by 4 desc
                """.formatted(LOCAL))
                .param("first", first)
                .param("last", last)
                .query((row, n) -> unusual(Kind.OUT_OF_HOURS, row))
                .list();
    }

    /** Under one case number more persons than a case has. */
    List<Unusual> crowdedCases(Span span, int most) {
        return in(span, """
                select agency, user_id, max(%1$s)::date as day, sum(asked)::int as count
                  from link.query where at >= :begin and at < :end and (:only::text is null or agency = :only) and case_index is not null
                 group by agency, user_id, case_index having sum(asked) > :most order by 4 desc
                """.formatted(LOCAL))
                .param("most", most)
                .query((row, n) -> unusual(Kind.NO_CASE, row))
                .list();
    }

    /** Of machines, as they were compared the night after (近親比對). */
    List<Unusual> ownKin(Span span) {
        return in(span, """
                select agency, user_id, max(%1$s)::date as day, count(*)::int as count
                  from link.own_kin where at >= :begin and at < :end and (:only::text is null or agency = :only)
                 group by 1, 2 order by 4 desc
                """.formatted(LOCAL))
                .query((row, n) -> unusual(Kind.OWN_FAMILY, row))
                .list();
    }

    /** So many of each agency, drawn by a hash: nobody chooses them, and the same are drawn again. */
    List<Check> checks(Span span, int perAgency) {
        return in(span, """
                select * from (
                    select *, row_number() over (partition by agency order by md5(transaction_id::text)) as drawn
                      from link.query where at >= :begin and at < :end and (:only::text is null or agency = :only)) q
                 where drawn <= :each order by agency, at
                """)
                .param("each", perAgency)
                .query((row, n) -> new Check(
                        row.getObject("transaction_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        new AgencyCode(row.getString("agency")),
                        row.getString("purpose"),
                        row.getString("user_id"),
                        new String(trust.open(row.getBytes("case_sealed")), StandardCharsets.UTF_8),
                        row.getInt("asked")))
                .list();
    }

    private StatementSpec in(Span span, String sql) {
        return jdbc.sql(sql)
                .param("begin", span.begin().atOffset(ZoneOffset.UTC))
                .param("end", span.end().atOffset(ZoneOffset.UTC))
                .param("only", span.only() == null ? null : span.only().value());
    }

    private static Unusual unusual(Kind kind, ResultSet row) throws SQLException {
        return new Unusual(
                kind,
                new AgencyCode(row.getString("agency")),
                row.getString("user_id"),
                row.getObject("day", LocalDate.class),
                row.getInt("count"));
    }
}
