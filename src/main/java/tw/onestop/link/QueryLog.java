package tw.onestop.link;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
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

    /** One query that is answered. */
    record Line(Occasion occasion, AgencyCode agency, byte[] caseNo, List<String> fields, int asked, int found) {}

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
                .param("agencies", texts(lines, line -> line.agency().value()))
                .param("purposes", texts(lines, line -> line.occasion().purposeId()))
                .param("users", texts(lines, line -> line.occasion().userId()))
                .param(
                        "cases",
                        lines.stream().map(line -> trust.seal(line.caseNo())).toArray(byte[][]::new))
                .param("fields", texts(lines, line -> String.join(",", line.fields())))
                .param("asked", lines.stream().mapToInt(Line::asked).toArray())
                .param("found", lines.stream().mapToInt(Line::found).toArray())
                .update();
    }

    private static String[] texts(List<Line> lines, Function<Line, String> text) {
        return lines.stream().map(text).toArray(String[]::new);
    }
}
