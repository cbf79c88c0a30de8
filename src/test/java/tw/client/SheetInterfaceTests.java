package tw.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.LinkWorld;
import tw.onestop.TestDatabase;

/** 連結查詢結果紙本: an answer as a signed PDF, verified by what everybody has, and proved at /sheet. */
class SheetInterfaceTests extends ClientCase {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Autowired
    LinkWorld link;

    private Machine tax;
    private String number;

    @BeforeEach
    void aGrant() {
        link.grant("NTAX", "CLIENT-SHEET", "name", "birthDate", "address.full", "ageAtLeast");
        tax = country.machine("NTAX");
        number = world.someone("單據證");
    }

    @Test
    void anAnswerComesAsASheetThatAnybodyCanVerify() throws Exception {
        UUID transaction = UUID.randomUUID();
        Got answer = sheet(transaction, "\"fields\":[\"name\",\"birthDate\",\"address.full\"]");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(answer.header("RIS-Transaction-Id")).isEqualTo(transaction.toString());
        assertThat(answer.header("Cache-Control")).contains("no-store");

        assertThat(ArchiveVerifier.faults(answer.body())).isEmpty();
        assertThat(verifier().verify(answer.body()))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(1)),
                        Instant.now().plus(Duration.ofMinutes(1)));
        String text = SheetVerifier.text(answer.body()).replaceAll("\\s", "");
        assertThat(text)
                .contains(
                        "115-遺-7",
                        "稅捐稽徵法第30條",
                        "CLIENT-SHEET",
                        LinkWorld.OFFICER,
                        transaction.toString(),
                        number,
                        "單據證",
                        "民國69年1月9日",
                        "罕字路1號",
                        "測試憑證簽章，不具效力");
        String leaf = tax.get("/v1/audit/proof?transactionId=" + transaction)
                .is(200)
                .json()
                .path("leaf")
                .asString();
        assertThat(text)
                .contains(Base64.getEncoder()
                        .encodeToString(SheetVerifier.sha256(new byte[] {0}, leaf.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void yesNoQuestionsComeAsASheetToo() throws Exception {
        byte[] pdf = sheet(
                        UUID.randomUUID(),
                        "\"type\":\"predicate\",\"predicates\":[{\"name\":\"ageAtLeast\",\"years\":18}]")
                .body();
        verifier().verify(pdf);
        assertThat(ArchiveVerifier.faults(pdf)).isEmpty();
        assertThat(SheetVerifier.text(pdf)).contains("年滿 18 歲", "是").doesNotContain("單據證");
    }

    /** What finds no fault would prove nothing if it never found one. */
    @Test
    void aPaperThatIsNoneToBeKeptIsFoundToBeNone() throws Exception {
        try (PDDocument plain = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            plain.addPage(new PDPage());
            plain.save(bytes);
            assertThat(ArchiveVerifier.faults(bytes.toByteArray())).isNotEmpty();
        }
    }

    @Test
    void theCodeOnTheSheetShowsWhatItMustSay() throws Exception {
        UUID transaction = UUID.randomUUID();
        byte[] pdf = sheet(transaction, "\"fields\":[\"name\"]").body();
        String scanned = SheetVerifier.scanned(pdf);
        assertThat(scanned).matches(".*/sheet#[2-9A-Z]{24}");
        String code = scanned.substring(scanned.indexOf('#') + 1);

        HttpResponse<String> shown = posted("/sheet", "code=" + code);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("單據證", number, "115-遺-7", transaction.toString());
        assertThat(posted(
                                "/sheet",
                                "code="
                                        + code.toLowerCase(java.util.Locale.ROOT)
                                                .replaceAll("(.{4})", "$1-"))
                        .body())
                .contains("單據證");

        char last = code.charAt(23) == '2' ? '3' : '2';
        HttpResponse<String> other = posted("/sheet", "code=" + code.substring(0, 23) + last);
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(other.body()).contains("沒有這個查驗碼").doesNotContain("單據證");
        assertThat(posted("/sheet", "code=ABC").body()).contains("查驗碼是 24 個字");
        assertThat(posted("/sheet", "code=").body()).contains("請輸入紙本上的查驗碼");

        assertThat(TestDatabase.asOwner("client")
                        .sql("select action || ' ' || outcome from audit.trail where object = ? order by seq")
                        .param(transaction.toString())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "link.query DONE", "link.sheet.issue DONE", "link.sheet.show DONE", "link.sheet.show DONE");
    }

    @Test
    void whatIsOverIsForgottenAndTheFileStaysProvable() throws Exception {
        UUID transaction = UUID.randomUUID();
        byte[] pdf = sheet(transaction, "\"fields\":[\"name\"]").body();
        String scanned = SheetVerifier.scanned(pdf);
        TestDatabase.asOwner("client")
                .sql("update link.sheet set keep_until = date '2020-01-01' where transaction_id = ?")
                .param(transaction)
                .update();
        assertThat(posted("/sheet", "code=" + scanned.substring(scanned.indexOf('#') + 1))
                        .statusCode())
                .isEqualTo(404);
        sheet(UUID.randomUUID(), "\"fields\":[\"name\"]");
        assertThat(TestDatabase.asOwner("client")
                        .sql("select contents is null from link.sheet where transaction_id = ?")
                        .param(transaction)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(proved(pdf).body()).contains("真實");
    }

    @Test
    void theFileAloneIsProvedWithoutAWordOfAnybody() throws Exception {
        UUID transaction = UUID.randomUUID();
        byte[] pdf = sheet(transaction, "\"fields\":[\"name\"]").body();
        Country.eventually(() -> proved(pdf).body().contains("真實"));
        assertThat(proved(pdf).body())
                .contains(transaction.toString(), "CLIENT-SHEET", "測試憑證")
                .doesNotContain(number, "單據證", "115-遺-7");

        byte[] altered = pdf.clone();
        altered[pdf.length / 3] ^= 1;
        assertThatThrownBy(() -> verifier().verify(altered)).isNotNull();
        assertThat(proved(altered).body()).containsAnyOf("經變造", "不是可讀取的 PDF").doesNotContain("真實");
        byte[] longer = Arrays.copyOf(pdf, pdf.length + 1);
        longer[pdf.length] = '\n';
        assertThat(proved(longer).body()).containsAnyOf("不是原檔", "經變造").doesNotContain("真實");
        assertThat(proved(unsigned()).body()).contains("不是本系統簽章的檔案");
        assertThat(proved("這不是 PDF".getBytes(StandardCharsets.UTF_8)).body()).contains("不是可讀取的 PDF");
        assertThat(proved(new byte[0]).body()).contains("請選擇要查驗的 PDF 檔");
    }

    @Test
    void aRefusalIsAProblemAlsoWherePdfIsAskedFor() throws Exception {
        Got answer = sheet(UUID.randomUUID(), "\"fields\":[\"annotations\"]");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private SheetVerifier verifier() {
        return new SheetVerifier(
                wire.get("/.well-known/seal-certificates.pem").is(200).body());
    }

    /** What came back; names of headers as they were sent. */
    private record Got(int status, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    /** By the older client of the JDK, since it sends a header's bytes as curl does: in UTF-8. */
    private Got sheet(UUID transaction, String members) throws IOException {
        HttpURLConnection wired = (HttpURLConnection)
                URI.create(wire.base() + "/v1/persons/query").toURL().openConnection();
        wired.setRequestMethod("POST");
        wired.setRequestProperty("Authorization", tax.bearer());
        wired.setRequestProperty("Content-Type", "application/json");
        wired.setRequestProperty("Accept", "application/pdf");
        wired.setRequestProperty("RIS-Purpose-Id", "CLIENT-SHEET");
        wired.setRequestProperty("RIS-Case-No", "115-遺-7");
        wired.setRequestProperty("RIS-User-Id", LinkWorld.OFFICER);
        wired.setRequestProperty("RIS-Transaction-Id", transaction.toString());
        wired.setDoOutput(true);
        try (OutputStream body = wired.getOutputStream()) {
            body.write(
                    "{\"nationalIds\":[\"%s\"],%s}".formatted(number, members).getBytes(StandardCharsets.UTF_8));
        }
        int status = wired.getResponseCode();
        try (InputStream answer = status < 400 ? wired.getInputStream() : wired.getErrorStream()) {
            return new Got(status, wired.getHeaderFields(), answer.readAllBytes());
        }
    }

    private HttpResponse<String> proved(byte[] file) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            String[] form = form();
            body.write(("--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + form[1] + "\r\n--b\r\n"
                            + "Content-Disposition: form-data; name=\"file\"; filename=\"x.pdf\"\r\n"
                            + "Content-Type: application/pdf\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.write(file);
            body.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
            return send("/sheet/file", "multipart/form-data; boundary=b", form[0], body.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> posted(String path, String fields) {
        String[] form = form();
        return send(
                path,
                "application/x-www-form-urlencoded",
                form[0],
                (fields + "&_csrf=" + form[1]).getBytes(StandardCharsets.UTF_8));
    }

    /** Cookie and token of a form that nobody has signed in for. */
    private String[] form() {
        Answer page = wire.get("/sheet").is(200);
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).isTrue();
        return new String[] {page.header("Set-Cookie").replaceAll(";.*", ""), token.group(1)};
    }

    private HttpResponse<String> send(String path, String type, String cookie, byte[] body) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(wire.base() + path))
                            .header("Content-Type", type)
                            .header("Cookie", cookie)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unsigned() throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(pdf);
        }
        return pdf.toByteArray();
    }
}
