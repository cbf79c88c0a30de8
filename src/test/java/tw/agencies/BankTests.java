package tw.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The collecting bank's page, against the product's side written by hand. */
class BankTests {

    private static final String SLIP = "1150109000000012";

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private FakeProduct product;
    private Bank bank;

    @BeforeEach
    void open() throws IOException, JOSEException {
        product = new FakeProduct();
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("bank-key").generate();
        Files.writeString(data.resolve("bank.jwk.json"), key.toJSONString());
        product.admit("client-bank", key.toPublicJWK());
        bank = opened();
    }

    private Bank opened() throws IOException {
        return new Bank(
                new Bank.Settings(product.baseUrl(), "BANK", "某銀行", "client-bank", data.resolve("bank.jwk.json"), 0),
                data.resolve("bank.jsonl"),
                http,
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        bank.close();
        product.close();
    }

    @Test
    void whatIsPaidIsToldAndStandsInTheFileOfTheDay() throws IOException, InterruptedException {
        HttpResponse<String> page = post("/pay", "slipNo=1150+1090+0000+0012&amount=1300&channel=STORE");
        assertThat(page.body()).contains("BOOKED", SLIP);
        JsonNode told = product.payments.getFirst();
        assertThat(Json.text(told, "slipNo")).isEqualTo(SLIP);
        assertThat(told.path("amount").asInt()).isEqualTo(1300);
        assertThat(bank.dayFile(bank.today()))
                .isEqualTo("transactionId,slipNo,amount,paidAt,channel\n%s\nT,1,1300\n"
                        .formatted(bank.transactions().getFirst().line()));
    }

    @Test
    void aNoticeThatIsLostLeavesTheMoneyInTheFileAndCanBeToldLaterAsItWas() throws IOException, InterruptedException {
        post("/pay", "slipNo=" + SLIP + "&amount=900&channel=BANK&silent=yes");
        assertThat(product.payments).isEmpty();
        assertThat(bank.dayFile(bank.today())).contains(SLIP, "T,1,900");
        bank.close();
        bank = opened();
        Bank.Transaction kept = bank.transactions().getFirst();
        post("/again", "transaction=" + kept.transactionId());
        assertThat(Json.text(product.payments.getFirst(), "transactionId")).isEqualTo(kept.transactionId());
        assertThat(Json.text(product.payments.getFirst(), "paidAt")).isEqualTo(kept.paidAt());
        assertThat(bank.transactions()).hasSize(1);
    }

    @Test
    void whatIsPaidOutInPartsStandsInTheFileOfTheDayOnceEach() throws IOException, InterruptedException {
        post("/pay", "slipNo=" + SLIP + "&amount=1300&channel=BANK");
        String paid = bank.transactions().getFirst().transactionId();
        for (int part : new int[] {300, 400}) {
            product.refunds.add(Json.object()
                    .put("refundNo", "R11500000" + part + "0")
                    .put("transactionId", paid)
                    .put("amount", part));
        }
        assertThat(post("/refunds", "").body()).contains("已辦理退費 2 件");
        post("/refunds", "");
        assertThat(bank.dayFile(bank.today()).lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("R115000003000," + SLIP + ",300,") && line.endsWith(",REFUND"))
                .endsWith("T,3,600");
    }

    @Test
    void theFileOfTheDayIsDeliveredAsItIs() throws IOException, InterruptedException {
        post("/pay", "slipNo=" + SLIP + "&amount=900&channel=BANK&silent=yes");
        assertThat(post("/deliver", "").body()).contains("已傳送代收檔");
        assertThat(product.dayFiles).containsExactly(bank.dayFile(bank.today()));
    }

    @Test
    void whatIsWrongIsSaidAndAnotherSitesFormRefused() throws IOException, InterruptedException {
        assertThat(post("/pay", "slipNo=&amount=1300").statusCode()).isEqualTo(400);
        assertThat(post("/pay", "slipNo=1&amount=none").body()).contains("請輸入金額");
        assertThat(http.send(
                                request("/pay")
                                        .header("Sec-Fetch-Site", "cross-site")
                                        .POST(HttpRequest.BodyPublishers.ofString("slipNo=1&amount=1"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        assertThat(bank.transactions()).isEmpty();
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bank.port() + path));
    }
}
