package tw.onestop.voice;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Background;

/** 預製語音: every sentence of every language is made once, before somebody calls. */
@Component
class Preparing implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Preparing.class);
    private static final int NUMBERS = 31;
    private static final int AT_ONCE = 5;

    /** Between a few and the next few: whoever starts the product waits for more important things. */
    private static final Duration BREATH = Duration.ofMillis(100);

    private final VoiceSettings settings;
    private final Wording wording;
    private final Prompts prompts;
    private final Background background;
    private final Queue<Turn.Said> left = new ArrayDeque<>();
    private boolean gathered;

    Preparing(VoiceSettings settings, Wording wording, Prompts prompts) {
        this.settings = settings;
        this.wording = wording;
        this.prompts = prompts;
        this.background = new Background(
                "voice-preparing",
                Duration.ofDays(1),
                this::round,
                fault -> LOG.warn("a prompt was not prepared: {}", fault.getMessage()));
    }

    @Override
    public Background background() {
        return background;
    }

    private boolean round() throws InterruptedException {
        if (!settings.on()) {
            return false;
        }
        if (!gathered) {
            gathered = true;
            gather();
        }
        for (int i = 0; i < AT_ONCE && !left.isEmpty(); i++) {
            wording.pieces(List.of(left.remove())).forEach(prompts::of);
        }
        Thread.sleep(BREATH);
        return !left.isEmpty();
    }

    private void gather() {
        Properties sentences = new Properties();
        try (Reader reader = new InputStreamReader(
                new ClassPathResource("messages/voice.properties").getInputStream(), StandardCharsets.UTF_8)) {
            sentences.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("the sentences of the telephone line are missing", e);
        }
        // A number stands wherever a sentence has a place for something.
        List<Phrase> fillers = Collections.nCopies(3, new Phrase.Ordinal(1));
        for (Tongue tongue : settings.tongues()) {
            sentences.stringPropertyNames().stream()
                    .sorted()
                    .forEach(key -> left.add(new Turn.Said(tongue, new Phrase.Sentence(key, fillers))));
            IntStream.rangeClosed(0, NUMBERS)
                    .forEach(number -> left.add(new Turn.Said(tongue, new Phrase.Ordinal(number))));
        }
        if (prompts.recorded().any()) {
            List<Prompts.Piece> pieces = wording.pieces(List.copyOf(left));
            settings.tongues()
                    .forEach(tongue -> LOG.info("prompts {}", prompts.recorded().account(tongue, pieces)));
        }
    }
}
