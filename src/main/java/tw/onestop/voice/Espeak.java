package tw.onestop.voice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 合成語音 by espeak-ng. A language has its own voice where the installed version has one that reads its characters; version 1.51 has
 * none for Hokkien, and its Hakka reads Latin letters only. What has none is read as Mandarin, until somebody records it.
 */
final class Espeak implements Speech {

    private static final Logger LOG = LoggerFactory.getLogger(Espeak.class);

    private static final int HEADER_BYTES = 44;
    private static final int RATE_AT = 24;
    private static final int SECONDS = 10;

    /** Slower than a person of the trade, since numbers are written down. */
    private static final String WORDS_A_MINUTE = "145";

    /** Two that every language has and that sound unlike each other; a voice that cannot read them says the same for both. */
    private static final List<String> CHARACTERS = List.of("人", "五");

    /** How it says that it goes on in another language. */
    private static final String FOREIGN = "(";

    private final String program;
    private final Map<Tongue, String> voices = new EnumMap<>(Tongue.class);

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
        byte[] wave = said(text, "-v", voice(tongue), "-s", WORDS_A_MINUTE, "-z", "-b", "1", "--stdin", "--stdout");
        if (wave.length < HEADER_BYTES) {
            throw new IOException("espeak-ng did not speak");
        }
        int rate = ByteBuffer.wrap(wave).order(ByteOrder.LITTLE_ENDIAN).getInt(RATE_AT);
        return G711.ulaw(Arrays.copyOfRange(wave, HEADER_BYTES, wave.length), rate);
    }

    /** Looked for once, when something has to be spoken. */
    private synchronized String voice(Tongue tongue) {
        String known = voices.get(tongue);
        if (known == null) {
            known = found(tongue);
            voices.put(tongue, known);
        }
        return known;
    }

    private String found(Tongue tongue) {
        List<String> own = own(tongue);
        for (String voice : own) {
            if (tongue == Tongue.ENGLISH || reads(voice)) {
                return voice;
            }
        }
        if (tongue == Tongue.MANDARIN) {
            LOG.warn("espeak-ng has no voice that reads Han characters");
            return own.getFirst();
        }
        LOG.info("espeak-ng has no voice for {}: until it is recorded, it is read as Mandarin", tongue);
        return voice(Tongue.MANDARIN);
    }

    /** Its own voices, the best first. Plain {@code cmn} reads Han characters as English letters in some versions. */
    private static List<String> own(Tongue tongue) {
        return switch (tongue) {
            case MANDARIN -> List.of("cmn-latn-pinyin", "cmn");
            case HOKKIEN -> List.of("nan");
            case HAKKA -> List.of("hak");
            case ENGLISH -> List.of("en-us");
        };
    }

    /** Whether it says something of its own for every character, rather than spelling that there is one. */
    private boolean reads(String voice) {
        try {
            Set<String> sounds = new HashSet<>();
            for (String character : CHARACTERS) {
                String phonemes =
                        new String(said(character, "-v", voice, "-q", "-x", "--stdin"), StandardCharsets.UTF_8);
                if (!phonemes.contains(FOREIGN) && !phonemes.isBlank()) {
                    sounds.add(phonemes);
                }
            }
            return sounds.size() == CHARACTERS.size();
        } catch (IOException none) {
            return false;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private byte[] said(String text, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(options));
        Process speaking = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            try (OutputStream words = speaking.getOutputStream()) {
                words.write(text.getBytes(StandardCharsets.UTF_8));
            }
            byte[] sound = speaking.getInputStream().readAllBytes();
            if (!speaking.waitFor(SECONDS, TimeUnit.SECONDS) || speaking.exitValue() != 0) {
                throw new IOException("espeak-ng did not speak");
            }
            return sound;
        } finally {
            speaking.destroyForcibly();
        }
    }
}
