package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.TestDatabase;
import tw.onestop.notice.Filed;
import tw.onestop.notice.Filing;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.ProgressAnswer;
import tw.proof.Phone;

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
    CallsNow calls;

    @LocalServerPort
    int port;

    @Test
    void theNumberStandsOnTheFirstPageAndWhereProgressIsLookedUp() throws IOException {
        for (String path : List.of("/", "/progress")) {
            assertThat(Jsoup.connect("http://localhost:" + port + path).get().text())
                    .contains("電話語音查詢：02-2500-7000");
        }
    }

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
        calls.nobodyIsLeft();
    }

    @Test
    void theCallIsHeldInTheLanguageThatWasChosen() throws Exception {
        sideBySide(Arrays.stream(Tongue.values())
                .map(tongue -> callIn(tongue, filed.anApplication()))
                .toList());
        calls.nobodyIsLeft();
    }

    private Call callIn(Tongue tongue, Filing.Filed receipt) {
        return () -> {
            try (Phone phone = dial("0900000002")) {
                phone.pressFast(tongue.key() + receipt.receiptNo() + receipt.queryCode());

                assertThat(hears(phone, tongue, Phrase.of("items", new Phrase.Count(2))))
                        .as("%s", tongue)
                        .isTrue();
                assertThat(hears(phone, tongue, Phrase.of("status.ACCEPTED")))
                        .as("%s", tongue)
                        .isTrue();
            }
        };
    }

    @Test
    void thirtyCallAtOnceAndNoDigitIsWrong() throws Exception {
        List<Filing.Filed> receipts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            receipts.add(filed.anApplication());
        }
        Queue<String> told = new ConcurrentLinkedQueue<>();
        sideBySide(receipts.stream()
                .<Call>map(receipt -> () -> {
                    try (Phone phone = dial("09000001" + told.size())) {
                        phone.press("1" + receipt.receiptNo() + "#" + receipt.queryCode() + "#");
                        if (hears(phone, Tongue.MANDARIN, Phrase.of("items", new Phrase.Count(2)))) {
                            told.add(receipt.receiptNo());
                        }
                    }
                })
                .toList());

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        receipts.stream().map(Filing.Filed::receiptNo).toList());
        for (Filing.Filed receipt : receipts) {
            assertThat(acts(receipt.receiptNo(), "DONE")).isEqualTo(1);
            assertThat(acts(receipt.receiptNo(), "REFUSED")).isZero();
        }
        calls.nobodyIsLeft();
    }

    @Test
    void keysArriveOnceEachOverABadLine() throws Exception {
        sideBySide(IntStream.rangeClosed(1, 5)
                .mapToObj(seed -> badCall(seed, filed.anApplication()))
                .toList());
        calls.nobodyIsLeft();
    }

    private Call badCall(int seed, Filing.Filed receipt) {
        return () -> {
            try (Phone phone = dial("0900000003")) {
                phone.pressBadly("1" + receipt.receiptNo() + receipt.queryCode(), new Random(seed));

                assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("items", new Phrase.Count(2))))
                        .as("seed %d", seed)
                        .isTrue();
            }
        };
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
        calls.nobodyIsLeft();
        dial("0900000005").close();
        calls.nobodyIsLeft();
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
            phone.pressFast("1" + receipt.receiptNo() + "1111111111");
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("unknown"))).isTrue();
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("number"))).isTrue();
            phone.pressFast(receipt.receiptNo() + receipt.queryCode());
            assertThat(hears(phone, Tongue.MANDARIN, Phrase.of("tooOften", new Phrase.Count(5))))
                    .isTrue();
            assertThat(phone.ends(SOON)).isTrue();
        }
        assertThat(notices.progress(receipt.receiptNo(), receipt.queryCode(), "10.9.0.2"))
                .isInstanceOf(ProgressAnswer.Wait.class);
        assertThat(acts(receipt.receiptNo(), "DONE")).isZero();
        assertThat(acts(receipt.receiptNo(), "REFUSED")).isEqualTo(12);
        calls.nobodyIsLeft();
    }

    /** 通話. */
    private interface Call {

        void hold() throws Exception;
    }

    /** What goes wrong in one of them is thrown when all have ended. */
    private static void sideBySide(List<Call> calls) throws Exception {
        List<Callable<Boolean>> held = calls.stream()
                .<Callable<Boolean>>map(call -> () -> {
                    call.hold();
                    return true;
                })
                .toList();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : callers.invokeAll(held)) {
                assertThat(one.get()).isTrue();
            }
        }
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

    static long acts(String receiptNo, String outcome) {
        return TestDatabase.asOwner()
                .sql("select count(*) from audit.trail where action = 'notice.progress' and object = ? and outcome = ?")
                .params(receiptNo, outcome)
                .query(Long.class)
                .single();
    }
}
