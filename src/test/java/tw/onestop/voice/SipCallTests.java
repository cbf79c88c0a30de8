package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.bench.Phone;
import tw.onestop.TestDatabase;
import tw.onestop.notice.Filed;
import tw.onestop.notice.Filing;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.ProgressAnswer;

/** Real calls by SIP on loopback, to the running product. */
@VoiceTest
class SipCallTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    SipDoor door;

    @Autowired
    Prompts prompts;

    @Autowired
    Wording wording;

    @Autowired
    Filed filed;

    @Autowired
    NoticeDesk notices;

    @Autowired
    MeterRegistry meters;

    @Test
    void numberAndCodeAreAnsweredWithWhatThePageShows() throws Exception {
        Filing.Filed receipt = filed.anApplication();
        try (Phone phone = dial("0900000001")) {
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("welcome"))).isTrue();
            phone.press("1");
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("number"))).isTrue();
            phone.press(receipt.receiptNo());
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("code"))).isTrue();
            phone.press(receipt.queryCode());

            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("items", new Phrase.Count(2))))
                    .isTrue();
            assertThat(hears(phone, Tongue.MANDARIN, new Phrase.Name("台灣電力公司", "")))
                    .isTrue();
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("change.ADDRESS")))
                    .isTrue();
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("status.ACCEPTED")))
                    .isTrue();
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("means.ACCEPTED")))
                    .isTrue();
            phone.press("2");
            assertThat(hears(phone, Tongue.MANDARIN, new Phrase.Digits("1911"))).isTrue();
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("telephone.again", new Phrase.Digits("1911"))))
                    .isTrue();
            phone.press("9");
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("goodbye"))).isTrue();
            assertThat(phone.ends(SOON)).isTrue();
        }
        assertThat(acts(receipt.receiptNo(), "DONE")).isEqualTo(1);
        nobodyIsLeft();
    }

    @Test
    void theCallIsHeldInTheLanguageThatWasChosen() throws Exception {
        for (Tongue tongue : Tongue.values()) {
            Filing.Filed receipt = filed.anApplication();
            try (Phone phone = dial("0900000002")) {
                phone.press(tongue.key() + receipt.receiptNo() + receipt.queryCode());

                assertThat(hears(phone, tongue, Phrase.of("items", new Phrase.Count(2))))
                        .isTrue();
                assertThat(hears(phone, tongue, Phrase.of("status.ACCEPTED"))).isTrue();
            }
        }
        nobodyIsLeft();
    }

    @Test
    void thirtyCallAtOnceAndNoDigitIsWrong() throws Exception {
        List<Filing.Filed> receipts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            receipts.add(filed.anApplication());
        }
        Queue<String> told = new ConcurrentLinkedQueue<>();
        Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        for (Filing.Filed receipt : receipts) {
            callers.add(Thread.ofVirtual().start(() -> {
                try (Phone phone = dial("09000001" + told.size())) {
                    phone.press("1" + receipt.receiptNo() + "#" + receipt.queryCode() + "#");
                    if (hears(phone, Tongue.MANDARIN, Phrase.of("items", new Phrase.Count(2)))) {
                        told.add(receipt.receiptNo());
                    }
                } catch (Throwable fault) {
                    faults.add(fault);
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(faults).isEmpty();
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        receipts.stream().map(Filing.Filed::receiptNo).toList());
        for (Filing.Filed receipt : receipts) {
            assertThat(acts(receipt.receiptNo(), "DONE")).isEqualTo(1);
            assertThat(acts(receipt.receiptNo(), "REFUSED")).isZero();
        }
        nobodyIsLeft();
    }

    @Test
    void keysArriveOnceEachOverABadLine() throws Exception {
        for (int seed = 1; seed <= 3; seed++) {
            Filing.Filed receipt = filed.anApplication();
            try (Phone phone = dial("0900000003")) {
                phone.pressBadly("1" + receipt.receiptNo() + receipt.queryCode(), new Random(seed));

                assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("items", new Phrase.Count(2))))
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
        nobodyIsLeft();
    }

    @Test
    void whoIsOneTooManyHearsTheBusyTone() throws Exception {
        List<Phone> phones = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            phones.add(dial("0900000004"));
        }

        try (Phone late = Phone.dial("127.0.0.1", door.port(), "0900000005")) {
            assertThat(late.status()).isEqualTo(486);
        }
        for (Phone phone : phones) {
            phone.close();
        }
        nobodyIsLeft();
        dial("0900000005").close();
        nobodyIsLeft();
    }

    /** Where codes are tried the page and the line are one door: who is held up at one is held up at the other. */
    @Test
    void whoTriesCodesIsHeldUpAsOnThePage() throws Exception {
        Filing.Filed receipt = filed.anApplication();
        for (int i = 0; i < 9; i++) {
            assertThat(notices.progress(receipt.receiptNo(), "000000000" + i, "10.9.0.1"))
                    .isInstanceOf(ProgressAnswer.NotFound.class);
        }
        try (Phone phone = dial("0900000006")) {
            phone.press("1" + receipt.receiptNo() + "1111111111");
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("unknown"))).isTrue();
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("number"))).isTrue();
            phone.press(receipt.receiptNo() + receipt.queryCode());
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("tooOften", new Phrase.Count(5))))
                    .isTrue();
            assertThat(phone.ends(SOON)).isTrue();
        }
        assertThat(notices.progress(receipt.receiptNo(), receipt.queryCode(), "10.9.0.2"))
                .isInstanceOf(ProgressAnswer.Wait.class);
        assertThat(acts(receipt.receiptNo(), "DONE")).isZero();
        assertThat(acts(receipt.receiptNo(), "REFUSED")).isEqualTo(12);
        nobodyIsLeft();
    }

    @Test
    void whatIsNoCallIsRefusedAndTheDoorStaysOpen() throws Exception {
        assertThat(send("INVITE", "m=audio 9000 RTP/AVP 18", "127.0.0.1")).startsWith("SIP/2.0 488");
        assertThat(send("INVITE", "m=audio 9000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000", "192.0.2.1"))
                .as("a voice to somebody who did not call")
                .startsWith("SIP/2.0 488");
        assertThat(send("OPTIONS", "", "127.0.0.1")).startsWith("SIP/2.0 200");
        assertThat(send("REGISTER", "", "127.0.0.1")).startsWith("SIP/2.0 405");
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Random noise = new Random(1);
            for (int i = 0; i < 200; i++) {
                byte[] junk = new byte[noise.nextInt(1, 9_000)];
                noise.nextBytes(junk);
                socket.send(new DatagramPacket(junk, junk.length, InetAddress.getLoopbackAddress(), door.port()));
            }
        }

        dial("0900000008").close();
        nobodyIsLeft();
    }

    private Phone dial(String caller) throws IOException {
        Phone phone = Phone.dial("127.0.0.1", door.port(), caller);
        assertThat(phone.status()).isEqualTo(200);
        return phone;
    }

    private boolean hears(Phone phone, Tongue tongue, Phrase phrase) throws InterruptedException {
        for (Prompts.Piece piece : wording.pieces(List.of(new Turn.Said(tongue, phrase)))) {
            if (!phone.hears(prompts.of(piece).ulaw(), SOON)) {
                return false;
            }
        }
        return true;
    }

    private void nobodyIsLeft() throws InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        while (meters.get("onestop.voice.calls.now").gauge().value() > 0 && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(meters.get("onestop.voice.calls.now").gauge().value()).isZero();
    }

    static long acts(String receiptNo, String outcome) {
        return TestDatabase.asOwner()
                .sql("select count(*) from audit.trail where action = 'notice.progress' and object = ? and outcome = ?")
                .params(receiptNo, outcome)
                .query(Long.class)
                .single();
    }

    private String send(String method, String media, String host) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(5_000);
            String sdp =
                    "v=0\r\no=- 1 1 IN IP4 %1$s\r\ns=-\r\nc=IN IP4 %1$s\r\nt=0 0\r\n%2$s\r\n".formatted(host, media);
            String branch = Long.toHexString(System.nanoTime());
            byte[] message = """
                    %1$s sip:progress@127.0.0.1:%2$d SIP/2.0
                    Via: SIP/2.0/UDP 127.0.0.1:%3$d;branch=z9hG4bK%4$s
                    Max-Forwards: 70
                    From: <sip:x@127.0.0.1>;tag=%4$s
                    To: <sip:progress@127.0.0.1>
                    Call-ID: %4$s
                    CSeq: 1 %1$s
                    Contact: <sip:x@127.0.0.1:%3$d>
                    Content-Type: application/sdp
                    Content-Length: %5$d

                    """.formatted(method, door.port(), socket.getLocalPort(), branch, sdp.length())
                    .replace("\n", "\r\n")
                    .concat(sdp)
                    .getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), door.port()));
            String answer = "SIP/2.0 100";
            while (answer.startsWith("SIP/2.0 100")) {
                DatagramPacket packet = new DatagramPacket(new byte[8_000], 8_000);
                socket.receive(packet);
                answer = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            }
            return answer;
        }
    }
}
