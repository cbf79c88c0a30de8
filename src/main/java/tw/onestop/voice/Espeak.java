package tw.onestop.voice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * 合成語音 by espeak-ng. It has no voice for Hokkien, and its Hakka reads Latin letters only: sentences of both are read as Mandarin
 * until somebody records them.
 */
final class Espeak implements Speech {

    private static final int HEADER_BYTES = 44;
    private static final int RATE_AT = 24;
    private static final int SECONDS = 10;

    /** Slower than a person of the trade, since numbers are written down. */
    private static final String WORDS_A_MINUTE = "145";

    private final String program;

    private Espeak(String program) {
        this.program = program;
    }

    /** Empty where the program is not installed. */
    static Optional<Speech> of(String program) {
        try {
            Process asked = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return asked.waitFor(SECONDS, TimeUnit.SECONDS) && asked.exitValue() == 0
                    ? Optional.of(new Espeak(program))
                    : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public String by(Tongue tongue) {
        return "espeak-ng " + voice(tongue) + " " + WORDS_A_MINUTE;
    }

    @Override
    public byte[] speak(Tongue tongue, String text) throws IOException, InterruptedException {
        Process speaking = new ProcessBuilder(List.of(
                        program, "-v", voice(tongue), "-s", WORDS_A_MINUTE, "-z", "-b", "1", "--stdin", "--stdout"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            try (OutputStream words = speaking.getOutputStream()) {
                words.write(text.getBytes(StandardCharsets.UTF_8));
            }
            byte[] wave = speaking.getInputStream().readAllBytes();
            if (!speaking.waitFor(SECONDS, TimeUnit.SECONDS)
                    || speaking.exitValue() != 0
                    || wave.length < HEADER_BYTES) {
                throw new IOException("espeak-ng did not speak");
            }
            int rate = ByteBuffer.wrap(wave).order(ByteOrder.LITTLE_ENDIAN).getInt(RATE_AT);
            return G711.ulaw(Arrays.copyOfRange(wave, HEADER_BYTES, wave.length), rate);
        } finally {
            speaking.destroyForcibly();
        }
    }

    /** Plain {@code cmn} reads Han characters as English letters in some versions. */
    private static String voice(Tongue tongue) {
        return switch (tongue) {
            case MANDARIN, HOKKIEN, HAKKA -> "cmn-latn-pinyin";
            case ENGLISH -> "en-us";
        };
    }
}
