package tw.proof;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

/**
 * 錄音 as an office lays them down, one for every piece of every Mandarin sentence, under the names that {@code docs/operations.md}
 * gives. Each is a noise of its own, so that an ear without a mind knows which one it hears.
 */
final class Recordings {

    /** A fifth of a second at 8,000 a second: whole packets of twenty milliseconds. */
    private static final int SAMPLES = 1_600;

    private static final int NUMBERS = 31;

    private final Map<String, byte[]> sounds = new HashMap<>();

    private final Path directory;

    private Recordings(Path directory) {
        this.directory = directory;
    }

    /** Lays down those of all sentences and numbers. */
    static Recordings in(Path directory) throws IOException {
        Recordings recordings = new Recordings(Files.createDirectories(directory.resolve("cmn")));
        for (Map.Entry<Object, Object> sentence : sentences().entrySet()) {
            recordings.cut(sentence.getKey().toString().replaceFirst("^voice\\.", ""), sentence.getValue());
        }
        for (int number = 0; number <= NUMBERS; number++) {
            recordings.add("number." + number);
        }
        return recordings;
    }

    /** The sound under a name. */
    byte[] of(String name) {
        byte[] sound = sounds.get(name);
        if (sound == null) {
            throw new IllegalArgumentException("nobody recorded " + name);
        }
        return sound.clone();
    }

    /** A sentence is cut where something stands in it, and its parts are numbered. */
    private void cut(String name, Object text) throws IOException {
        List<String> parts = Arrays.asList(text.toString().split("\\{\\d}", -1));
        if (parts.size() == 1) {
            add(name);
            return;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).codePoints().anyMatch(Character::isLetterOrDigit)) {
                add(name + "-" + (i + 1));
            }
        }
    }

    /** Another one, as of the name of an agency. */
    void add(String name) throws IOException {
        byte[] noise = new byte[SAMPLES];
        new Random(name.hashCode()).nextBytes(noise);
        sounds.put(name, noise);
        Files.write(directory.resolve(name + ".ulaw"), noise);
    }

    private static Properties sentences() throws IOException {
        Properties sentences = new Properties();
        try (Reader reader =
                new InputStreamReader(Resources.open("/messages/voice.properties"), StandardCharsets.UTF_8)) {
            sentences.load(reader);
        }
        return sentences;
    }
}
