package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** interfaces.md §4: replies. */
class ReplyInterfaceTests extends ClientCase {

    private static final String RECEIVED = "{\"status\":\"RECEIVED\"}";
    private static final String COMPLETED = "{\"status\":\"COMPLETED\"}";

    private Country.Receipt receipt;
    private String id;

    @BeforeEach
    void aNoticeThatWasPulled() {
        receipt = country.anApplication();
        id = country.notice(receipt, "TAIPOWER").path("id").asString();
    }

    @Test
    void theSameKeyAndBodyGetTheFirstAnswer() {
        Answer first = power.reply(id, "k-" + id, RECEIVED).is(200);
        power.reply(id, COMPLETED).is(200);
        Answer again = power.reply(id, "k-" + id, RECEIVED).is(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(status()).isEqualTo("COMPLETED");
    }

    @Test
    void aRefusalIsAFirstAnswerToo() {
        power.reply(id, COMPLETED).is(200);
        Answer first = power.reply(id, "r-" + id, RECEIVED);
        first.problem(409, "statusNotForward");
        assertThat(power.reply(id, "r-" + id, RECEIVED).body()).isEqualTo(first.body());
    }

    @Test
    void theSameKeyWithAnotherBodyIs422() {
        power.reply(id, "k-" + id, RECEIVED).is(200);
        power.reply(id, "k-" + id, COMPLETED).problem(422, "idempotencyKeyReused");
        assertThat(status()).isEqualTo("RECEIVED");
    }

    @Test
    void theSameKeyForAnotherNoticeIs422() {
        String other =
                country.notice(country.anApplication(), "TAIPOWER").path("id").asString();
        power.reply(id, "k-" + id, RECEIVED).is(200);
        power.reply(other, "k-" + id, RECEIVED).problem(422, "idempotencyKeyReused");
    }

    @Test
    void aMissingKeyIs400() {
        for (String blank : List.of("", " ")) {
            power.reply(id, blank, RECEIVED).problem(400, "idempotencyKeyMissing");
        }
        power.json("POST", "/v1/notices/" + id + "/replies", RECEIVED).problem(400, "idempotencyKeyMissing");
        power.reply(id, "k".repeat(256), RECEIVED).invalid("Idempotency-Key");
        assertThat(status()).isEqualTo("SENT");
    }

    @Test
    void aKeyIsScopedToTheAgency() {
        String land = country.notice(receipt, "LAND").path("id").asString();
        power.reply(id, "shared-" + id, RECEIVED).is(200);
        country.machine("LAND").reply(land, "shared-" + id, COMPLETED).is(200);
    }

    @Test
    void amongManyAtOnceOneActsAndTheOthersGetItsAnswerOrAreToldToWait() throws InterruptedException {
        String bearer = power.bearer();
        assertThat(bearer).isNotBlank();
        List<Integer> answers = new CopyOnWriteArrayList<>();
        List<Thread> threads = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual()
                    .start(() -> answers.add(
                            power.reply(id, "at-once-" + id, COMPLETED).status())));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(answers).hasSize(8).contains(200).allMatch(status -> status == 200 || status == 409);
        assertThat(power.reply(id, "at-once-" + id, COMPLETED).status()).isEqualTo(200);
    }

    @Test
    void statusesGoForward() {
        power.reply(id, RECEIVED).is(200);
        assertThat(status()).isEqualTo("RECEIVED");
        power.reply(id, COMPLETED).is(200);
        assertThat(status()).isEqualTo("COMPLETED");
    }

    @Test
    void aResultMayComeAtOnceAndNoRecordIsOne() {
        power.reply(id, "{\"status\":\"NO_RECORD\"}").is(200);
        assertThat(status()).isEqualTo("NO_RECORD");
    }

    @Test
    void theSameStatusAgainIs200() {
        power.reply(id, RECEIVED).is(200);
        power.reply(id, RECEIVED).is(200);
        power.reply(id, COMPLETED).is(200);
        power.reply(id, COMPLETED).is(200);
    }

    @Test
    void backwardsIs409() {
        power.reply(id, COMPLETED).is(200);
        power.reply(id, RECEIVED).problem(409, "statusNotForward");
        power.reply(id, "{\"status\":\"NO_RECORD\"}").problem(409, "statusNotForward");
        power.reply(id, "{\"status\":\"REJECTED\",\"reason\":\"x\"}").problem(409, "statusNotForward");
        assertThat(status()).isEqualTo("COMPLETED");
    }

    @Test
    void aRejectionWithoutAReasonIs400() {
        power.reply(id, "{\"status\":\"REJECTED\"}").invalid("reason");
        power.reply(id, "{\"status\":\"REJECTED\",\"reason\":\"  \"}").invalid("reason");
        assertThat(status()).isEqualTo("SENT");
    }

    @Test
    void aRejectionWithoutContactIsTakenAndALaterReplyAddsTheContact() {
        power.reply(id, "{\"status\":\"REJECTED\",\"reason\":\"戶名不符\"}").is(200);
        power.reply(
                        id,
                        "{\"status\":\"REJECTED\",\"contactedBy\":\"PHONE\",\"contactedAt\":\"2026-07-01T10:00:00+08:00\"}")
                .is(200);
        assertThat(status()).isEqualTo("REJECTED");
    }

    @Test
    void everyWrongFieldIsNamed() {
        power.reply(id, "{}").invalid("status");
        power.reply(id, "{\"status\":\"SENT\"}").invalid("status");
        power.reply(id, "{\"status\":5}").invalid("status");
        power.reply(id, "{\"status\":\"RECEIVED\",\"contactedBy\":\"PIGEON\"}").invalid("contactedBy");
        power.reply(id, "{\"status\":\"RECEIVED\",\"contactedAt\":\"yesterday\"}")
                .invalid("contactedAt");
        power.reply(id, "{\"status\":\"RECEIVED\",\"contactedAt\":\"+999999999-01-01T00:00:00Z\"}")
                .invalid("contactedAt");
        power.reply(id, "{\"status\":\"REJECTED\",\"reason\":\"" + "長".repeat(1001) + "\"}")
                .invalid("reason");
        power.reply(id, "{\"status\":\"REJECTED\",\"reason\":\"a\\u0000b\"}").invalid("reason");
        power.reply(id, "{\"status\":\"RECEIVED\",\"agencyCaseNo\":\"a\\u0000b\"}")
                .invalid("agencyCaseNo");
        power.reply(id, "{\"status\":\"RECEIVED\",\"agencyCaseNo\":\"" + "1".repeat(101) + "\"}")
                .invalid("agencyCaseNo");
        power.reply(id, "{\"status\":\"RECEIVED\",\"trackingNo\":\"請看 a.example\"}")
                .invalid("trackingNo");
        power.reply(id, "{\"status\":\"COMPLETED\",\"amount\":91600}").invalid("paidOn");
        power.reply(id, "{\"status\":\"COMPLETED\",\"paidOn\":\"2026-01-16\"}").invalid("amount");
        power.reply(id, "{\"status\":\"RECEIVED\",\"amount\":91600,\"paidOn\":\"2026-01-16\"}")
                .invalid("amount");
        power.reply(id, "{\"status\":\"COMPLETED\",\"amount\":0,\"paidOn\":\"2026-01-16\"}")
                .invalid("amount");
        power.reply(id, "{\"status\":\"COMPLETED\",\"amount\":91600.5,\"paidOn\":\"2026-01-16\"}")
                .invalid("amount");
        power.reply(id, "{\"status\":\"COMPLETED\",\"amount\":91600,\"paidOn\":\"115/01/16\"}")
                .invalid("paidOn");
        assertThat(status()).isEqualTo("SENT");
    }

    @Test
    void aNoticeThatNoPictureFollowedHasNone() {
        power.get("/v1/notices/" + id + "/photo").problem(404, "noPhoto");
        power.get("/v1/notices/" + UUID.randomUUID() + "/photo").problem(404, "noPhoto");
        power.get("/v1/notices/no-uuid/photo").problem(404, "noPhoto");
        assertThat(wire.get("/v1/notices/" + id + "/photo").status()).isEqualTo(401);
    }

    @Test
    void anUnknownIdAndAnotherAgencysAreAlike404() {
        Answer unknown = power.reply(UUID.randomUUID().toString(), RECEIVED);
        Answer others = country.machine("LAND").reply(id, RECEIVED);
        Answer none = power.reply("no-uuid", RECEIVED);
        for (Answer answer : List.of(unknown, others, none)) {
            answer.problem(404, "unknownNotice");
            assertThat(answer.json().path("detail")).isEqualTo(unknown.json().path("detail"));
        }
        assertThat(status()).isEqualTo("SENT");
    }

    private String status() {
        return country.status(receipt, "TAIPOWER");
    }
}
