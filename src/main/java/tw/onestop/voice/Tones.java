package tw.onestop.voice;

import java.nio.charset.StandardCharsets;
import tw.onestop.kernel.Sha256;

/** 提示音, where nothing on the machine speaks: a short tune for each text, always the same one. */
final class Tones implements Speech {

    private static final int NOTES = 5;
    private static final int NOTE_SAMPLES = 192;
    private static final int[] HERTZ = {523, 587, 659, 698, 784, 880, 988, 1047};
    private static final double LOUDNESS = 6_000;

    @Override
    public String by(Tongue tongue) {
        return "tones";
    }

    @Override
    public byte[] speak(Tongue tongue, String text) {
        byte[] score = Sha256.of((tongue + text).getBytes(StandardCharsets.UTF_8));
        short[] samples = new short[NOTES * NOTE_SAMPLES];
        for (int note = 0; note < NOTES; note++) {
            double step = 2 * Math.PI * HERTZ[score[note] & 7] / G711.RATE;
            for (int i = 0; i < NOTE_SAMPLES; i++) {
                double swell = Math.sin(Math.PI * i / NOTE_SAMPLES);
                samples[note * NOTE_SAMPLES + i] = (short) (LOUDNESS * swell * Math.sin(step * i));
            }
        }
        return G711.ulaw(samples);
    }
}
