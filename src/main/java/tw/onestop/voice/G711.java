package tw.onestop.voice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** 電話語音編碼 (ITU-T G.711), by the codecs of the JDK. */
final class G711 {

    static final int RATE = 8_000;

    /** Samples, which are bytes, of the twenty milliseconds that one packet carries. */
    static final int FRAME = 160;

    static final byte ULAW_SILENCE = (byte) 0xFF;

    private static final byte[] ALAW = alawOfEach();

    private G711() {}

    /** Of samples at 8,000 a second. */
    static byte[] ulaw(short[] samples) {
        ByteBuffer pcm = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        pcm.asShortBuffer().put(samples);
        return ulaw(pcm.array(), RATE);
    }

    /** Of little-endian samples of sixteen bits at any rate. */
    static byte[] ulaw(byte[] pcm, float rate) {
        AudioInputStream given = stream(pcm, linear(rate));
        AudioInputStream slower = rate == RATE ? given : AudioSystem.getAudioInputStream(linear(RATE), given);
        return bytes(AudioSystem.getAudioInputStream(AudioFormat.Encoding.ULAW, slower));
    }

    static byte alaw(byte ulaw) {
        return ALAW[ulaw & 0xFF];
    }

    private static byte[] alawOfEach() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        AudioInputStream pcm = AudioSystem.getAudioInputStream(
                linear(RATE), stream(all, new AudioFormat(AudioFormat.Encoding.ULAW, RATE, 8, 1, 1, RATE, false)));
        return bytes(AudioSystem.getAudioInputStream(AudioFormat.Encoding.ALAW, pcm));
    }

    private static AudioFormat linear(float rate) {
        return new AudioFormat(rate, 16, 1, true, false);
    }

    private static AudioInputStream stream(byte[] bytes, AudioFormat format) {
        return new AudioInputStream(new ByteArrayInputStream(bytes), format, bytes.length / format.getFrameSize());
    }

    private static byte[] bytes(AudioInputStream sound) {
        try (sound) {
            return sound.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
