package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.notice.Filed;
import tw.onestop.notice.Filing;
import tw.proof.Receipts.Receipt;
import tw.proof.SippCalls;

/** Calls by a program that is not ours: sipp, which keys by RFC 4733. */
@VoiceTest
class SippTests {

    private static final int CALLS = 30;

    /** A key takes it some 400 ms, and there are 25. */
    private static final Duration STAYS = Duration.ofMillis(12_500);

    @Autowired
    SipDoor door;

    @Autowired
    Filed filed;

    @Autowired
    CallsNow calls;

    @Test
    void thirtyCallsOfAnotherProgramAreAnsweredAndNoDigitIsWrong() throws Exception {
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            Filing.Filed receipt = filed.anApplication();
            receipts.add(new Receipt(receipt.receiptNo(), receipt.queryCode()));
        }

        assertThat(SippCalls.make(door.port(), "progress", STAYS, receipts)).isEmpty();

        for (Receipt receipt : receipts) {
            assertThat(SipCallTests.acts(receipt.number(), "DONE")).isEqualTo(1);
            assertThat(SipCallTests.acts(receipt.number(), "REFUSED")).isZero();
        }
        calls.nobodyIsLeft();
    }
}
