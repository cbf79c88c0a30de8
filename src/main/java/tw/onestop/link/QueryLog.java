package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.trust.TrustDesk;

/** 查詢紀錄: for what and by whom each query was made; of whom stands in the trail. */
@Repository
class QueryLog {

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final AuditDesk audit;

    QueryLog(JdbcClient jdbc, TrustDesk trust, AuditDesk audit) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.audit = audit;
    }

    /**
     * One query that is answered, how many it asked about and found.
     *
     * @param fields with names of yes/no questions, and {@link Gate#BY_HOUSEHOLD} where persons were found by it: everything the grant was needed for
     */
    record Line(AgencyCode agency, Occasion occasion, List<String> fields, int asked, int found) {

        static Line of(Gate.Passed passed, int asked, int found) {
            QueryDesk.Query query = passed.query();
            return new Line(passed.agency(), query.occasion(), needed(query), asked, found);
        }

        private static List<String> needed(QueryDesk.Query query) {
            if (query.predicates().isEmpty() && query.households().isEmpty()) {
                return query.fields();
            }
            return Stream.of(
                            query.fields().stream(),
                            query.predicates().stream().map(QueryDesk.Predicate::name),
                            query.households().stream().limit(1).map(_ -> Gate.BY_HOUSEHOLD))
                    .flatMap(names -> names)
                    .distinct()
                    .toList();
        }
    }

    void add(List<Line> lines, Instant at) {
        audit.alongside(
                """
                insert into link.query (at, transaction_id, agency, purpose, user_id, case_sealed, case_index, fields, asked, found)
                select ?, id, agency, purpose, user_id, case_sealed, case_index, string_to_array(fields, ','), asked, found
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::text[], ?::int[], ?::int[])
                    as q (id, agency, purpose, user_id, case_sealed, case_index, fields, asked, found)""",
                at.atOffset(ZoneOffset.UTC),
                texts(lines, line -> line.occasion().transactionId().toString()),
                texts(lines, line -> line.agency().value()),
                texts(lines, line -> line.occasion().purposeId()),
                texts(lines, line -> line.occasion().userId()),
                lines.stream()
                        .map(line -> trust.seal(line.occasion().caseNo().getBytes(StandardCharsets.UTF_8)))
                        .toArray(byte[][]::new),
                lines.stream()
                        .map(line -> trust.indexUnder(
                                "link case " + line.agency().value(),
                                line.occasion().caseNo()))
                        .toArray(byte[][]::new),
                texts(lines, line -> String.join(",", line.fields())),
                lines.stream().mapToInt(Line::asked).toArray(),
                lines.stream().mapToInt(Line::found).toArray());
    }

    /** A query as its person may know it. */
    record Asked(AgencyCode agency, String purpose, List<String> fields) {}

    Map<Inquiry, Asked> asked(Collection<Inquiry> inquiries) {
        Map<Inquiry, Asked> asked = new HashMap<>();
        jdbc.sql("""
                select transaction_id, false as file, agency, purpose, fields from link.query
                 where transaction_id = any(:queries::uuid[])
                union all
                select id, true, agency, purpose, fields from link.file where id = any(:files::uuid[])
                """)
                .param("queries", ids(inquiries, false))
                .param("files", ids(inquiries, true))
                .query(row -> {
                    asked.put(
                            new Inquiry(row.getObject("transaction_id", UUID.class), row.getBoolean("file")),
                            new Asked(new AgencyCode(row.getString("agency")), row.getString("purpose"), List.of((String
                                            [])
                                    row.getArray("fields").getArray())));
                });
        return asked;
    }

    private static String[] ids(Collection<Inquiry> inquiries, boolean files) {
        return inquiries.stream()
                .filter(one -> one.file() == files)
                .map(one -> one.transactionId().toString())
                .toArray(String[]::new);
    }

    /** Purposes of which the person learns later. */
    Set<String> discreet(LocalDate on) {
        return Set.copyOf(jdbc.sql("select purpose from link.discreet_purpose where effective @> ?::date")
                .param(on)
                .query(String.class)
                .list());
    }

    private static String[] texts(List<Line> lines, Function<Line, String> text) {
        return lines.stream().map(text).toArray(String[]::new);
    }
}
