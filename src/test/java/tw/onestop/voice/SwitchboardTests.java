package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Office;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.notice.Errand;
import tw.onestop.notice.ItemStatus;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.ProgressAnswer;
import tw.onestop.notice.Receipt;

/** Calls without a telephone, about a register that answers as the test wants it to. */
class SwitchboardTests {

    private static final String KEYS = "1" + "115000000013" + "0123456789";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<String> askedFrom = new AtomicReference<>("");
    private Supplier<ProgressAnswer> register = ProgressAnswer.NotFound::new;
    private final Switchboard switchboard =
            new Switchboard(desk(), new Wording(VoiceTextsTests.messages()), settings(Duration.ofMinutes(1)), meters);

    @Test
    void aRegisterThatAnswersSlowlyIsBridged() {
        register = () -> {
            pause(250);
            return new ProgressAnswer.Wait(Duration.ofSeconds(200));
        };

        Spoken line = call(KEYS);

        assertThat(line.said).containsSubsequence("moment", "tooOften-1", "number.4", "tooOften-2", "goodbye");
        assertThat(askedFrom).hasValue("tel:0912345678");
    }

    @Test
    void aRegisterThatDoesNotAnswerIsNotWaitedForForever() {
        register = () -> {
            pause(5_000);
            return new ProgressAnswer.NotFound();
        };

        assertThat(call(KEYS).said).containsSubsequence("moment", "away", "goodbye");
    }

    @Test
    void aRegisterThatFailsIsSaidToBeBusy() {
        register = () -> {
            throw new IllegalStateException("no database");
        };

        assertThat(call(KEYS).said).containsSubsequence("away", "goodbye");
        assertThat(counted("done")).isEqualTo(1);
    }

    @Test
    void anErrandOfWhichNothingWasFoundIsNotSaidToBeThatOfAnUnknownCustomer() {
        register = () -> new ProgressAnswer.Found(aReceipt(ItemStatus.NO_RECORD));

        assertThat(call(KEYS).said)
                .containsSubsequence("status.NO_RECORD", "means.errand.NO_RECORD")
                .doesNotContain("means.NO_RECORD", "expected-1");
    }

    private static Receipt aReceipt(ItemStatus status) {
        Agency agency = new Agency(
                new AgencyCode("NHIA"),
                "健保署",
                "National Health Insurance Administration",
                Agency.Kind.RECEIVER,
                new Agency.Contact("客服專線", "0800-030-598", "週一至週五 08:30–17:30"),
                7,
                true,
                Agency.Door.WEBHOOK,
                null);
        Receipt.Item item = new Receipt.Item(
                UUID.randomUUID(),
                agency,
                "nhi-card",
                "lost",
                "王○明",
                status,
                Instant.EPOCH,
                "",
                false,
                null,
                new Errand.Words("健保卡遺失補發", "Health card: lost"),
                Receipt.Recall.CITIZEN,
                false,
                null,
                "",
                null,
                null);
        Office office = new Office(new OfficeCode("09007010"), "南竿鄉戶政事務所", "Nangan", "0836-22297", "介壽村76號");
        return new Receipt("115000000013", "0123456789", Instant.EPOCH, office, "王○明", List.of(item));
    }

    @Test
    void whoHangsUpInTheMiddleLeavesNothingBehind() {
        for (int i = 0; i < 10; i++) {
            Spoken line = new Spoken(KEYS.substring(0, 5), true);
            assertThat(switchboard.take()).isTrue();
            switchboard.serve(line, "0912345678");
            assertThat(line.hungUp).isEqualTo(1);
        }

        assertThat(counted("hungUp")).isEqualTo(10);
        assertThat(meters.get("onestop.voice.calls.now").gauge().value()).isZero();
    }

    @Test
    void thereAreAsManyCallsAsPlaces() {
        assertThat(switchboard.take()).isTrue();
        assertThat(switchboard.take()).isTrue();
        assertThat(switchboard.take()).isFalse();
        switchboard.release();
        assertThat(switchboard.take()).isTrue();
        assertThat(counted("busy")).isEqualTo(1);
    }

    @Test
    void aCallDoesNotLastForever() {
        Switchboard impatient = new Switchboard(
                desk(), new Wording(VoiceTextsTests.messages()), settings(Duration.ZERO), new SimpleMeterRegistry());
        Spoken line = new Spoken("1", false);
        assertThat(impatient.take()).isTrue();

        impatient.serve(line, "");

        assertThat(line.said).endsWith("tooLong", "goodbye");
    }

    private Spoken call(String keys) {
        Spoken line = new Spoken(keys, false);
        assertThat(switchboard.take()).isTrue();
        switchboard.serve(line, "0912345678");
        assertThat(line.hungUp).isEqualTo(1);
        return line;
    }

    private double counted(String outcome) {
        return meters.counter("onestop.voice.calls", "outcome", outcome).count();
    }

    private static VoiceSettings settings(Duration longest) {
        return new VoiceSettings(
                2,
                longest,
                Duration.ofMillis(100),
                Duration.ofMillis(600),
                List.of(Tongue.values()),
                new VoiceSettings.Voices(Path.of("target/voice"), "", ""),
                new VoiceSettings.Sip(-1, "127.0.0.1", List.of(), 0),
                new VoiceSettings.Agi(-1, "127.0.0.1", Duration.ofMinutes(1)));
    }

    private NoticeDesk desk() {
        return (NoticeDesk) Proxy.newProxyInstance(
                NoticeDesk.class.getClassLoader(), new Class<?>[] {NoticeDesk.class}, (_, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("progress");
                    askedFrom.set(String.valueOf(arguments[2]));
                    return register.get();
                });
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A line on which keys come at once, and then nothing, or the end of the call. */
    private static final class Spoken implements Line {

        final List<String> said = new ArrayList<>();
        int hungUp;
        private final Queue<Character> keys = new ArrayDeque<>();
        private final boolean gone;

        Spoken(String keys, boolean gone) {
            this.gone = gone;
            keys.chars().forEach(key -> this.keys.add((char) key));
        }

        @Override
        public Optional<Character> say(List<Prompts.Piece> pieces, String breakers) throws HungUp {
            pieces.forEach(piece -> said.add(piece.name()));
            return breakers.isEmpty() || keys.isEmpty() ? Optional.empty() : next();
        }

        @Override
        public Optional<Character> key(Duration patience, int ahead) throws HungUp {
            return next();
        }

        private Optional<Character> next() throws HungUp {
            Character key = keys.poll();
            if (key == null && gone) {
                throw new HungUp();
            }
            return Optional.ofNullable(key);
        }

        @Override
        public void hangUp() {
            hungUp++;
        }
    }
}
