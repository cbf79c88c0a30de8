package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.Grant;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.OversightDesk.Check;
import tw.onestop.link.OversightDesk.Kind;
import tw.onestop.link.OversightDesk.Unusual;
import tw.onestop.trust.TrustDesk;

/** 使用統計 of a span of time; days and hours are those of Taipei. */
@Repository
class UseFigures {

    private static final String LOCAL = "(at at time zone 'Asia/Taipei')";

    private static final String IN_SPAN =
            "where at >= :begin and at < :end and (:only::text is null or agency = :only)";

    private static final String QUERIES = "link.query";

    /** 檔案: one use each, with its lines. */
    private static final String FILES = """
            (select id as transaction_id, received_at as at, agency, purpose, user_id, case_sealed, fields,
                    lines as asked, coalesce(found, 0) as found from link.file)
            """;

    /** Those that an officer sent at an hour of their own: what a subscription makes comes when it is due. */
    private static final String ASKED_AND_SENT = """
            (select at, agency, user_id from link.query
             union all
             select received_at, agency, user_id from link.file f
              where not exists (select from link.subscription_run r where r.agency = f.agency and r.file = f.id))
            """;

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
            AgencyCode agency, String purpose, List<String> fields, int queries, long asked, long found, int busiest) {

        static Use none(Grant grant) {
            return new Use(grant.agency(), grant.purposeId(), List.of(), 0, 0, 0, 0);
        }

        Use atNoPace() {
            return new Use(agency, purpose, fields, queries, asked, found, 0);
        }

        Use and(Use other) {
            return new Use(
                    agency,
                    purpose,
                    Stream.concat(fields.stream(), other.fields.stream())
                            .distinct()
                            .sorted()
                            .toList(),
                    queries + other.queries,
                    asked + other.asked,
                    found + other.found,
                    Math.max(busiest, other.busiest));
        }
    }

    /** Of every purpose of which there were queries or files, the fields of both. */
    List<Use> uses(Span span) {
        Map<String, Use> uses = new TreeMap<>();
        uses(span, QUERIES).forEach(use -> uses.put(use.agency() + " " + use.purpose(), use));
        // The quota of a minute is one of queries; files have theirs by the day.
        uses(span, FILES).forEach(use -> uses.merge(use.agency() + " " + use.purpose(), use.atNoPace(), Use::and));
        return List.copyOf(uses.values());
    }

    private List<Use> uses(Span span, String source) {
        return in(span, """
                select agency, purpose, count(*)::int as queries, sum(asked)::bigint as asked, sum(found)::bigint as found,
                       coalesce((select array_agg(distinct f order by f)
                                   from %1$s i, unnest(i.fields) f
                                  where i.agency = q.agency and i.purpose = q.purpose
                                    and i.at >= :begin and i.at < :end), '{}') as fields,
                       (select max(n)::int from (select count(*) as n from %1$s m
                                                  where m.agency = q.agency and m.purpose = q.purpose
                                                    and m.at >= :begin and m.at < :end
                                                  group by date_trunc('minute', m.at)) minutes) as busiest
                  from %1$s q %2$s
                 group by agency, purpose order by agency, purpose
                """.formatted(source, IN_SPAN))
                .query((row, n) -> new Use(
                        new AgencyCode(row.getString("agency")),
                        row.getString("purpose"),
                        List.of((String[]) row.getArray("fields").getArray()),
                        row.getInt("queries"),
                        row.getLong("asked"),
                        row.getLong("found"),
                        row.getInt("busiest")))
                .list();
    }

    /** Of queries, which are asked one by one. */
    List<Unusual> bulk(Span span, int most) {
        return bulk(span, Kind.BULK, QUERIES, most);
    }

    List<Unusual> bulkOfFiles(Span span, int most) {
        return bulk(span, Kind.BULK_FILE, FILES, most);
    }

    private List<Unusual> bulk(Span span, Kind kind, String source, int most) {
        return in(span, """
                select agency, user_id, %1$s::date as day, least(sum(asked), 2147483647)::int as count
                  from %2$s q %3$s
                 group by 1, 2, 3 having sum(asked) > :most order by 4 desc
                """.formatted(LOCAL, source, IN_SPAN))
                .param("most", most)
                .query((row, n) -> unusual(kind, row))
                .list();
    }

    /** Before the first hour, from the last one on, and on days off. */
    List<Unusual> outOfHours(Span span, int first, int last, List<LocalDate> off) {
        return in(span, """
                select agency, user_id, %1$s::date as day, count(*)::int as count
                  from %2$s q %3$s
                   and (extract(hour from %1$s) < :first or extract(hour from %1$s) >= :last or %1$s::date = any(:off::date[]))
                 group by 1, 2, 3 order by 4 desc
                """.formatted(LOCAL, ASKED_AND_SENT, IN_SPAN))
                .param("first", first)
                .param("last", last)
                .param("off", off.stream().map(LocalDate::toString).toArray(String[]::new))
                .query((row, n) -> unusual(Kind.OUT_OF_HOURS, row))
                .list();
    }

    /** Under one case number more persons than a case has; a file is of many by its nature, and is looked at by its lines. */
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

    /** 抽查件數 of each agency: queries, and files besides, which among the queries would never be drawn. */
    record Lots(int queries, int files) {}

    /** So many of each agency, drawn by a hash: nobody chooses them, and the same are drawn again. */
    List<Check> checks(Span span, Lots lots) {
        return Stream.concat(
                        drawn(span, QUERIES, lots.queries(), false).stream(),
                        drawn(span, FILES, lots.files(), true).stream())
                .sorted(Comparator.comparing((Check check) -> check.agency().value())
                        .thenComparing(Check::at))
                .toList();
    }

    private List<Check> drawn(Span span, String source, int perAgency, boolean file) {
        return in(span, """
                select * from (
                    select transaction_id, at, agency, purpose, user_id, case_sealed, asked,
                           row_number() over (partition by agency order by md5(transaction_id::text)) as drawn
                      from %s q %s) lots
                 where drawn <= :each order by agency, at
                """.formatted(source, IN_SPAN))
                .param("each", perAgency)
                .query((row, n) -> new Check(
                        row.getObject("transaction_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        new AgencyCode(row.getString("agency")),
                        row.getString("purpose"),
                        row.getString("user_id"),
                        new String(trust.open(row.getBytes("case_sealed")), StandardCharsets.UTF_8),
                        row.getInt("asked"),
                        file))
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
