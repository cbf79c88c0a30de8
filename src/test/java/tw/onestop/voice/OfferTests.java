package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OfferTests {

    private static final String KEYS = "a=rtpmap:101 telephone-event/8000\r\n";

    @Test
    void aVoiceAndKeysAreEnough() {
        assertThat(offer("m=audio 4000 RTP/AVP 8 0 101\r\n" + KEYS)).contains(new Offer("192.0.2.7", 4000, 0, 101));
        assertThat(offer("m=audio 4000 RTP/AVP 8 101\r\n" + KEYS)).contains(new Offer("192.0.2.7", 4000, 8, 101));
    }

    @Test
    void whatCannotBeHeldIsNoOffer() {
        assertThat(offer("m=audio 4000 RTP/AVP 0\r\n")).as("no keys").isEmpty();
        assertThat(offer("m=audio 4000 RTP/AVP 18 101\r\n" + KEYS))
                .as("another codec")
                .isEmpty();
        assertThat(offer("m=audio 0 RTP/AVP 0 101\r\n" + KEYS)).as("no voice").isEmpty();
        assertThat(offer("m=audio 70000 RTP/AVP 0 101\r\n" + KEYS))
                .as("no port")
                .isEmpty();
        assertThat(offer("m=audio 4000 RTP/SAVP 0 101\r\n" + KEYS))
                .as("encrypted")
                .isEmpty();
        assertThat(offer("m=audio 4000 RTP/AVP 0 101\r\n" + KEYS + "a=x\r\n".repeat(1_000)))
                .as("too long")
                .isEmpty();
        assertThat(Offer.of(new byte[0])).isEmpty();
    }

    @Test
    void theAnswerIsOfTheSameKind() {
        byte[] answer = new Offer("192.0.2.7", 4000, 8, 96).answer("127.0.0.1", 5004, 7);

        assertThat(Offer.of(answer)).contains(new Offer("127.0.0.1", 5004, 8, 96));
        assertThat(new String(answer, StandardCharsets.US_ASCII))
                .contains("PCMA/8000\r\n")
                .doesNotContain("PCMU");
    }

    @Test
    void packetsComeBackAsTheyWereWrittenAndNoiseIsNone() {
        Rtp packet = new Rtp(true, 101, 65_535, -5, 42, new byte[] {1, 2, 3, 4});
        ByteBuffer buffer = ByteBuffer.allocate(100);
        packet.write(buffer);
        Optional<Rtp> read = Rtp.read(buffer.flip());

        assertThat(read).isPresent();
        assertThat(read.orElseThrow()).usingRecursiveComparison().isEqualTo(packet);
        Random noise = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] junk = new byte[noise.nextInt(40)];
            noise.nextBytes(junk);
            Rtp.read(ByteBuffer.wrap(junk)).ifPresent(any -> new Presses().of(any));
        }
    }

    @Test
    void aKeyIsOneHoweverItsPacketsCome() {
        Presses presses = new Presses();

        assertThat(presses.of(event(5, 1_600))).contains('5');
        assertThat(presses.of(event(5, 1_600))).as("its next packet").isEmpty();
        assertThat(presses.of(event(5, 3_200))).as("the same key again").contains('5');
        assertThat(presses.of(event(5, 1_600))).as("one that is late").isEmpty();
        assertThat(presses.of(event(11, 4_800))).contains('#');
        assertThat(presses.of(event(12, 6_400))).as("no key of a telephone").isEmpty();
        assertThat(presses.of(new Rtp(false, 101, 1, 8_000, 1, new byte[2])))
                .as("half an event")
                .isEmpty();
    }

    @Test
    void timestampsGoRound() {
        Presses presses = new Presses();

        assertThat(presses.of(event(1, Integer.MAX_VALUE - 10))).contains('1');
        assertThat(presses.of(event(2, Integer.MIN_VALUE + 1_590))).contains('2');
    }

    private static Rtp event(int key, int timestamp) {
        return new Rtp(false, 101, 1, timestamp, 1, new byte[] {(byte) key, 10, 0, (byte) 160});
    }

    private static Optional<Offer> offer(String media) {
        return Offer.of(("v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n" + media)
                .getBytes(StandardCharsets.UTF_8));
    }
}
