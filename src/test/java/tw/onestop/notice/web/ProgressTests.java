package tw.onestop.notice.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tw.onestop.ProductTest;
import tw.onestop.notice.Filed;
import tw.onestop.notice.Filing;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.NoticeWorld;

@ProductTest
@Import(NoticeWorld.class)
class ProgressTests {

    @Autowired
    NoticeDesk desk;

    @Autowired
    Filed filed;

    @Test
    void numberAndCodeShowStatusesAndContactsOnly() {
        Filing.Filed receipt = filed.anApplication();

        MvcTestResult answer = ask("10.1.0.1", receipt.receiptNo(), receipt.queryCode());

        assertThat(answer).hasStatusOk();
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.items[*].agency")
                .asArray()
                .containsExactly("TAIPOWER", "LAND");
        assertThat(answer).bodyJson().extractingPath("$.items[0].status").isEqualTo("ACCEPTED");
        assertThat(answer).bodyJson().extractingPath("$.items[0].programme").isEqualTo("registration-change");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.items[0].contact")
                .asString()
                .contains("1911");
        assertThat(answer).bodyText().doesNotContain("陳", "王");
    }

    @Test
    void aWrongCodeAndAnUnknownNumberAreAnsweredAlike() throws Exception {
        Filing.Filed receipt = filed.anApplication();

        MvcTestResult wrong = ask("10.1.0.2", receipt.receiptNo(), "0000000000");
        MvcTestResult unknown = ask("10.1.0.2", "999999999999", "0000000000");

        assertThat(wrong).hasStatus(404).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(unknown).hasStatus(404);
        assertThat(wrong.getResponse().getContentAsString())
                .isEqualTo(unknown.getResponse().getContentAsString());
    }

    @Test
    void whoGuessesTheCodeOfANumberHasToWaitWhereverTheyAskFrom() {
        Filing.Filed receipt = filed.anApplication();
        for (int i = 0; i < 10; i++) {
            assertThat(ask("10.2.0." + i, receipt.receiptNo(), "000000000" + i)).hasStatus(404);
        }

        assertThat(ask("10.2.0.99", receipt.receiptNo(), receipt.queryCode()))
                .hasStatus(429)
                .containsHeader("Retry-After");
    }

    @Test
    void whoGuessesNumbersHasToWait() {
        for (int i = 0; i < 30; i++) {
            assertThat(ask("10.3.0.1", "09900000%04d".formatted(i), "0000000000"))
                    .hasStatus(404);
        }

        assertThat(ask("10.3.0.1", "099000009999", "0000000000")).hasStatus(429);
        Filing.Filed receipt = filed.anApplication();
        assertThat(ask("10.3.0.2", receipt.receiptNo(), receipt.queryCode())).hasStatusOk();
    }

    @Test
    void whoFollowsTheirOwnProgressIsNotStopped() {
        Filing.Filed receipt = filed.anApplication();
        for (int i = 0; i < 60; i++) {
            assertThat(ask("10.4.0.1", receipt.receiptNo(), receipt.queryCode()))
                    .hasStatusOk();
        }
    }

    @Test
    void aMissingValueIsNamed() {
        MvcTestResult answer = ask("10.5.0.1", "{\"receiptNo\":\"115000000013\"}");

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.invalidParams[0].name").isEqualTo("code");
    }

    private MvcTestResult ask(String from, String receiptNo, String code) {
        return ask(from, "{\"receiptNo\":\"%s\",\"code\":\"%s\"}".formatted(receiptNo, code));
    }

    private MvcTestResult ask(String from, String body) {
        return MockMvcTester.create(
                        MockMvcBuilders.standaloneSetup(new ProgressApi(desk)).build())
                .post()
                .uri("/v1/progress")
                .remoteAddress(from)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
