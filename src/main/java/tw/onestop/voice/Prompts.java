package tw.onestop.voice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Sha256;

/**
 * 語音檔: the sound of every piece: as a person recorded it, else as it was made before, else made now. Kept in memory and as files,
 * so that no caller waits for a sentence that was said before.
 */
@Component
class Prompts {

    private static final Logger LOG = LoggerFactory.getLogger(Prompts.class);
    private static final String ENDING = Recorded.ENDING;
    private static final int MOST = 5_000;
    private static final int PAUSE_SAMPLES = G711.RATE / 4;

    private final VoiceSettings.Voices settings;
    private final Map<Piece, Prompt> known = new ConcurrentHashMap<>();
    private final Tones tones = new Tones();
    private final Recorded recorded;
    private final Speech speech;

    Prompts(VoiceSettings settings) {
        this.settings = settings.prompts();
        this.recorded = new Recorded(settings.on() ? this.settings.recordings() : "");
        this.speech = settings.on() && !this.settings.speech().isEmpty()
                ? Espeak.of(this.settings.speech()).orElse(tones)
                : tones;
    }

    /**
     * 語音片段.
     *
     * @param name of its recording
     * @param text {@code ""}: a pause
     */
    record Piece(Tongue tongue, String name, String text) {

        static Piece pause(Tongue tongue) {
            return new Piece(tongue, "pause", "");
        }
    }

    /**
     * 語音.
     *
     * @param ulaw a byte a sample
     * @param file without its ending, as an exchange is told of it
     */
    record Prompt(byte[] ulaw, Path file) {}

    Recorded recorded() {
        return recorded;
    }

    Prompt of(Piece piece) {
        if (known.size() > MOST) {
            known.clear();
        }
        return known.computeIfAbsent(piece, this::found);
    }

    private Prompt found(Piece piece) {
        Optional<Path> spoken = recorded.of(piece);
        if (spoken.isPresent()) {
            return read(spoken.get());
        }
        Path made = settings.directory().toAbsolutePath().resolve(piece.tongue().folder());
        String name = Sha256.hex((speech.by(piece.tongue()) + "\n" + piece.text()).getBytes(StandardCharsets.UTF_8))
                .substring(0, 32);
        if (Files.isReadable(made.resolve(name + ENDING))) {
            return read(made.resolve(name));
        }
        byte[] sound = made(piece);
        keep(made, name, sound);
        return new Prompt(sound, made.resolve(name));
    }

    private static Prompt read(Path file) {
        try {
            return new Prompt(Files.readAllBytes(file.resolveSibling(file.getFileName() + ENDING)), file);
        } catch (IOException e) {
            throw new IllegalStateException("the prompt " + file.getFileName() + " cannot be read", e);
        }
    }

    private byte[] made(Piece piece) {
        if (piece.text().isEmpty()) {
            byte[] pause = new byte[PAUSE_SAMPLES];
            Arrays.fill(pause, G711.ULAW_SILENCE);
            return pause;
        }
        try {
            return speech.speak(piece.tongue(), piece.text());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while speaking", ending);
        } catch (IOException silent) {
            LOG.warn("the prompt {} cannot be spoken, a tune is played: {}", piece.name(), silent.getMessage());
            return tones.speak(piece.tongue(), piece.text());
        }
    }

    /**
     * Whole or not at all: another call may read it at this moment. With the rights of every new file, not those of a temporary one,
     * which nobody else may read: an exchange is another user of the machine.
     */
    private static void keep(Path directory, String name, byte[] sound) {
        try {
            Files.createDirectories(directory);
            Path fresh = directory.resolve(name + "." + UUID.randomUUID() + ".new");
            Files.write(fresh, sound, StandardOpenOption.CREATE_NEW);
            try {
                Files.move(fresh, directory.resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException plainly) {
                Files.move(fresh, directory.resolve(name + ENDING), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException unkept) {
            LOG.warn(
                    "a prompt cannot be kept in {}: {}",
                    directory,
                    unkept.getClass().getSimpleName());
        }
    }
}
