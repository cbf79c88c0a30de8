package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tw.onestop.PaymentWorld;
import tw.onestop.TestDatabase;

/** The collecting bank's machine: what it tells of money, and refunds. */
class PaymentInterfaceTests extends ClientCase {

    @Autowired
    PaymentWorld payments;

    private Machine bank;

    @BeforeEach
    void aBank() {
        bank = country.machine("COLLECTING-BANK");
    }

    @Test
    void moneyForASlipIsBookedAndTheSameAgainGetsTheSameAnswer() {
        String body = told(transaction(), payments.slipNo(), "1300");
        Answer first = tell(body).is(200);
        assertThat(first.json().path("result").asString()).isEqualTo("BOOKED");
        assertThat(first.json().path("reason").isNull()).isTrue();
        assertThat(tell(body).is(200).body()).isEqualTo(first.body());
    }

    @Test
    void moneyThatIsNotOwedIsTakenToBeRefunded() {
        String slip = payments.slipNo();
        assertRefunded(slip, "1299", "otherAmount");
        assertRefunded("0000000000000000", "1300", "unknownSlip");
        tell(told(transaction(), slip, "1300")).is(200);
        assertRefunded(slip, "1300", "paidAlready");
    }

    private void assertRefunded(String slip, String amount, String reason) {
        JsonNode answer = tell(told(transaction(), slip, amount)).is(200).json();
        assertThat(answer.path("result").asString()).isEqualTo("TO_BE_REFUNDED");
        assertThat(answer.path("reason").asString()).isEqualTo(reason);
    }

    @Test
    void oneTransactionWithTwoSumsIsAConflict() {
        String transaction = transaction();
        String slip = payments.slipNo();
        tell(told(transaction, slip, "1300")).is(200);
        tell(told(transaction, slip, "1301")).problem(409, "transactionDiffers");
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        String slip = payments.slipNo();
        tell(told("no", slip, "1300")).invalid("transactionId");
        tell(told(transaction(), "", "1300")).invalid("slipNo");
        for (String amount : new String[] {"0", "-1", "1300.5", "\"1300\"", "99999999999", "null"}) {
            tell(told(transaction(), slip, amount)).invalid("amount");
        }
        String good = told(transaction(), slip, "1300");
        tell(good.replaceAll("\"paidAt\":\"[^\"]*\"", "\"paidAt\":\"today\"")).invalid("paidAt");
        tell(good.replaceAll("\"paidAt\":\"[^\"]*\"", "\"paidAt\":\"2099-01-01T00:00:00Z\""))
                .invalid("paidAt");
        tell(good.replace("STORE", "PIGEON")).invalid("channel");
        tell("[]").invalid("transactionId");
    }

    @Test
    void whatCannotBeReadIsAnAct() {
        long told = refusals("payment.collect", "channel unknown");
        long ended = refusals("payment.refund.end", "result unknown");
        tell(told(transaction(), payments.slipNo(), "1300").replace("STORE", "PIGEON"))
                .invalid("channel");
        bank.json("POST", "/v1/payments/refunds/R1/result", "{\"result\":\"GONE\"}")
                .invalid("result");
        assertThat(refusals("payment.collect", "channel unknown")).isEqualTo(told + 1);
        assertThat(refusals("payment.refund.end", "result unknown")).isEqualTo(ended + 1);
    }

    private static long refusals(String action, String detail) {
        return TestDatabase.asOwner("client")
                .sql("select count(*) from audit.trail where action = ? and outcome = 'REFUSED' and detail = ?")
                .params(action, detail)
                .query(Long.class)
                .single();
    }

    @Test
    void whoCollectsNothingIsTurnedAway() {
        power.json("POST", "/v1/payments/callback", told(transaction(), payments.slipNo(), "1300"))
                .problem(403, "noCollector");
        power.get("/v1/payments/refunds").problem(403, "noCollector");
        power.json("POST", "/v1/payments/refunds/R1/result", "{\"result\":\"PAID\",\"bankReference\":\"B-000001\"}")
                .problem(403, "noCollector");
        assertThat(wire.json("POST", "/v1/payments/callback", "{}").status()).isEqualTo(401);
    }

    @Test
    void aRefundIsFetchedCarriedOutAndConfirmed() {
        String slip = payments.slipNo();
        String transaction = transaction();
        tell(told(transaction, slip, "1300")).is(200);
        payments.agreeOnRefund(slip);
        JsonNode refund = null;
        for (JsonNode one : bank.get("/v1/payments/refunds").is(200).json().path("refunds")) {
            if (one.path("transactionId").asString().equals(transaction)) {
                refund = one;
            }
        }
        assertThat(refund).isNotNull();
        assertThat(refund.path("amount").asInt()).isEqualTo(1300);
        assertThat(refund.path("account").path("number").asString()).isEqualTo("00412345678");
        String path = "/v1/payments/refunds/" + refund.path("refundNo").asString() + "/result";
        bank.json("POST", path, "{\"result\":\"GONE\",\"bankReference\":\"B-000001\"}")
                .invalid("result");
        bank.json("POST", path, "{\"result\":\"PAID\"}").invalid("bankReference");
        String paid = "{\"result\":\"PAID\",\"bankReference\":\"B-000001\"}";
        String first = bank.json("POST", path, paid).is(200).body();
        assertThat(bank.json("POST", path, paid).is(200).body()).isEqualTo(first);
        bank.json("POST", path, paid.replace("PAID", "RETURNED")).problem(409, "statusNotForward");
        bank.json("POST", "/v1/payments/refunds/R000000000000/result", paid).problem(404, "unknownRefund");
    }

    /** A day of its own, long before today. */
    @Test
    void aDaysFileIsTakenOnceAndComparedAndWrongLinesComeBack() {
        String path = "/v1/payments/days/2019-03-04";
        String transaction = transaction();
        String line = transaction + ",1080304000000012,1300,2019-03-04T14:05:00+08:00,STORE\n";
        String header = "transactionId,slipNo,amount,paidAt,channel\n";
        Answer first = csv(path, header + line + "T,1,1300\n").is(201);
        assertThat(first.json().path("version").asInt()).isEqualTo(1);
        assertThat(first.json().path("differences").asInt()).isEqualTo(1);
        assertThat(csv(path, header + line + "T,1,1300\n").is(200).body()).isEqualTo(first.body());

        Answer wrong = csv(path, header + line + line + "no,x,0,today,PIGEON\nT,3,2600\n");
        wrong.problem(400, "paramsValidation");
        assertThat(wrong.body()).contains("Line 3: this transaction", "Line 4: the transaction");
        csv(path, header + line).invalid("file");
        csv(path, header + line + "T,2,1300\n").invalid("file");
        csv(path, "").invalid("file");
        csv("/v1/payments/days/someday", header + "T,0,0\n").invalid("day");
        csv("/v1/payments/days/2199-01-01", header + "T,0,0\n").invalid("day");
        String other = transaction() + ",1080304000000012,50,2019-03-04T15:05:00+08:00,BANK\n";
        JsonNode second =
                csv(path, header + line + other + "T,2,1350\n").is(201).json();
        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(second.path("differences").asInt()).isEqualTo(2);
        csv(power, path, header + "T,0,0\n").problem(403, "noCollector");
    }

    /** Just below what may be sent, and just above it. */
    @Test
    void aDaysFileOfNearlyTwoMegabytesIsTakenAndALargerOneLeavesItAsItIs() {
        String path = "/v1/payments/days/2019-03-05";
        StringBuilder file = new StringBuilder("transactionId,slipNo,amount,paidAt,channel\n");
        int lines = 0;
        while (file.length() < 2 * 1024 * 1024 - 200) {
            lines++;
            file.append("T-%032d,1080305000000012,1300,2019-03-05T14:05:00+08:00,STORE\n".formatted(lines));
        }
        String whole = file + "T,%d,%d\n".formatted(lines, lines * 1300L);
        assertThat(csv(path, whole).is(201).json().path("lines").asInt()).isEqualTo(lines);

        String larger = file.append("#".repeat(1000)).toString();
        Answer refused = csv(path, larger);
        refused.problem(413, "bodyTooLarge");
        assertThat(refused.body()).contains("2097152 bytes");
        assertThat(csv(path, whole).is(200).json().path("version").asInt()).isEqualTo(1);
    }

    private Answer csv(String path, String body) {
        return csv(bank, path, body);
    }

    private Answer csv(Machine machine, String path, String body) {
        return wire.send("PUT", path, body, "Authorization", machine.bearer(), "Content-Type", "text/csv");
    }

    private Answer tell(String body) {
        return bank.json("POST", "/v1/payments/callback", body);
    }

    private static String transaction() {
        return "T-" + UUID.randomUUID();
    }

    private static String told(String transaction, String slip, String amount) {
        return "{\"transactionId\":\"%s\",\"slipNo\":\"%s\",\"amount\":%s,\"paidAt\":\"%s\",\"channel\":\"STORE\"}"
                .formatted(transaction, slip, amount, Instant.now().minusSeconds(60));
    }
}
