package tw.onestop.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;

/**
 * Table 1 of 戶政一站式為民服務 (106年度): its cases, recorded, give its figures at the public page and in its file; and where two of the
 * printed figures are wrong, the right ones.
 */
@ProductTest
class Table1Tests {

    /** As printed: 109,985 × 50 is 5,499,250, not 5,199,250; the total inherits the 300,000 that are missing. */
    private static final long PRINTED_POLICY_TRAVEL = 5_199_250;

    private static final long PRINTED_TOTAL_TRAVEL = 1_053_196_000;
    private static final long MISSING = 300_000;

    @LocalServerPort
    int port;

    @Autowired
    Republished articles;

    @BeforeEach
    void theArticlesCasesWereRecorded() throws IOException {
        articles.record();
    }

    @AfterEach
    void asBefore() {
        articles.takeAway();
    }

    @Test
    void thePageShowsTheFiguresOfTheArticle() throws Exception {
        Document page = Jsoup.parse(new String(get("/statistics?year=2017"), StandardCharsets.UTF_8));

        assertThat(row(page, "link-query")).startsWith("18,454,517", "9,227,258.5", "922,725,850");
        assertThat(row(page, "passport")).startsWith("455,370", "227,685", "22,768,500");
        assertThat(row(page, "e-transcript")).startsWith("54,748", "27,374", "2,737,400");
        assertThat(row(page, "change")).startsWith("1,703,702", "851,851", "85,185,100");
        assertThat(row(page, "nhi-card")).startsWith("291,598", "145,799", "14,579,900");
        assertThat(row(page, "life-policy")).startsWith("109,985", "54,992.5", "5,499,250", "27,496,250");
        assertThat(row(page, "total")).startsWith("21,069,920", "10,534,960", "1,053,496,000");
        assertThat(page.select("#sum-travel b").text()).isEqualTo("1,053,496,000");
        assertThat(page.select("[data-tariff]").text()).contains("30", "50", "15", "250");
        assertThat(page.select("[data-carried]").text()).contains("表1");
    }

    @Test
    void theFileHasTheSameAndWhereTheArticleIsWrongTheRightFigure() throws Exception {
        Map<String, CSVRecord> lines = new HashMap<>();
        try (CSVParser parser = CSVFormat.EXCEL
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new InputStreamReader(
                        new ByteArrayInputStream(withoutMark(get("/statistics/services.csv?year=106"))),
                        StandardCharsets.UTF_8))) {
            parser.forEach(line -> lines.put(line.get("service"), line));
        }

        assertThat(number(lines, "link-query", "minutes_saved")).isEqualTo(9_227_258L * 60 + 30);
        assertThat(number(lines, "life-policy", "travel_saved_ntd"))
                .isEqualTo(5_499_250)
                .isEqualTo(PRINTED_POLICY_TRAVEL + MISSING);
        assertThat(number(lines, "total", "cases")).isEqualTo(21_069_920);
        assertThat(number(lines, "total", "minutes_saved")).isEqualTo(10_534_960L * 60);
        assertThat(number(lines, "total", "travel_saved_ntd"))
                .isEqualTo(1_053_496_000)
                .isEqualTo(PRINTED_TOTAL_TRAVEL + MISSING);
        // 1,758,450 cases × 2 sheets × 15, and 250 for each search for policies.
        assertThat(number(lines, "e-transcript", "fees_saved_ntd") + number(lines, "change", "fees_saved_ntd"))
                .isEqualTo(52_753_500);
        assertThat(number(lines, "life-policy", "fees_saved_ntd")).isEqualTo(27_496_250);
        assertThat(number(lines, "total", "fees_saved_ntd")).isEqualTo(52_753_500 + 27_496_250);
    }

    private static long number(Map<String, CSVRecord> lines, String service, String column) {
        return Long.parseLong(Objects.requireNonNull(lines.get(service)).get(column));
    }

    private static List<String> row(Document page, String service) {
        return page.select("[data-services] [data-service=" + service + "] td").eachText();
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    private static byte[] withoutMark(byte[] file) {
        return Arrays.copyOfRange(file, 3, file.length);
    }
}
