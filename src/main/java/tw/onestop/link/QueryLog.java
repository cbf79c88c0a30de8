package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.trust.TrustDesk;

/** 查詢紀錄: for what and by whom each query was made; of whom stands in the trail. */
@Repository
class QueryLog {

    private final JdbcClient jdbc;
    private final TrustDesk trust;

    QueryLog(JdbcClient jdbc, TrustDesk trust) {
        this.jdbc = jdbc;
        this.trust = trust;
    }

    /** One query that is answered, and how many it found. */
    record Line(Gate.Passed passed, int found) {

        private Occasion occasion() {
            return passed.query().occasion();
        }
    }

    void add(List<Line> lines, Instant at) {
        jdbc.sql("""
                insert into link.query (transaction_id, at, agency, purpose, user_id, case_sealed, fields, asked, found)
                select id, :at, agency, purpose, user_id, case_sealed, string_to_array(fields, ','), asked, found
                from unnest(:ids::uuid[], :agencies::text[], :purposes::text[], :users::text[], :cases::bytea[],
                            :fields::text[], :asked::int[], :found::int[])
                    as q (id, agency, purpose, user_id, case_sealed, fields, asked, found)
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param(
                        "ids",
                        texts(lines, line -> line.occasion().transactionId().toString()))
                .param("agencies", texts(lines, line -> line.passed().agency().value()))
                .param("purposes", texts(lines, line -> line.occasion().purposeId()))
                .param("users", texts(lines, line -> line.occasion().userId()))
                .param(
                        "cases",
                        lines.stream()
                                .map(line -> trust.seal(line.occasion().caseNo().getBytes(StandardCharsets.UTF_8)))
                                .toArray(byte[][]::new))
                .param(
                        "fields",
                        texts(
                                lines,
                                line -> String.join(",", line.passed().query().fields())))
                .param(
                        "asked",
                        lines.stream()
                                .mapToInt(line -> line.passed().numbers().size())
                                .toArray())
                .param("found", lines.stream().mapToInt(Line::found).toArray())
                .update();
    }

    private static String[] texts(List<Line> lines, Function<Line, String> text) {
        return lines.stream().map(text).toArray(String[]::new);
    }
}
