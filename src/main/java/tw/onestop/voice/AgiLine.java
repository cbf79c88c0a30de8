package tw.onestop.voice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 交換機通話: one call that an exchange answered; it is told which files to play and says which keys were pressed. */
final class AgiLine implements Line {

    private static final Logger LOG = LoggerFactory.getLogger(AgiLine.class);
    private static final String KEYS = "0123456789*#";

    /** What {@code GET DATA} answers when it could not listen. */
    private static final String FAULT = "-1";

    /** How many samples were played; none, where the exchange does not find the file. */
    private static final String PLAYED = "endpos";

    private final AgiChannel channel;
    private final Prompts prompts;
    private final Queue<Character> fetched = new ArrayDeque<>();
    private boolean over;
    private @Nullable String unheard;
    private boolean told;

    AgiLine(AgiChannel channel, Prompts prompts) {
        this.channel = channel;
        this.prompts = prompts;
    }

    @Override
    public Optional<Character> say(List<Prompts.Piece> pieces, String breakers) throws HungUp {
        while (!fetched.isEmpty()) {
            char key = fetched.remove();
            if (breakers.indexOf(key) >= 0) {
                return Optional.of(key);
            }
        }
        for (Prompts.Piece piece : pieces) {
            String file = prompts.of(piece).file().toString();
            Optional<Character> key = asked(() -> channel.streamFile(file, breakers));
            if (key.isPresent()) {
                return key;
            }
            listen(file);
        }
        return Optional.empty();
    }

    private void listen(String file) {
        if ("0".equals(channel.getLastReply().getAttribute(PLAYED))) {
            unheard = file;
        }
    }

    /**
     * An exchange does not complain of a file that it does not find; its caller would hear silence, and nobody would know why. That it
     * goes on answering shows that it was not the caller who went.
     */
    private void complain() {
        if (unheard != null && !told) {
            told = true;
            LOG.warn("the exchange played nothing: it must see {} under the same path and may read it", unheard);
        }
    }

    @Override
    public Optional<Character> key(Duration patience, int ahead) throws HungUp {
        if (fetched.isEmpty() && ahead > 1) {
            fetch(patience, ahead);
            return Optional.ofNullable(fetched.poll());
        }
        return fetched.isEmpty()
                ? asked(() -> channel.waitForDigit((int) patience.toMillis()))
                : Optional.of(fetched.remove());
    }

    /** Several by one command: an exchange forgets keys that are pressed between one command and the next. */
    private void fetch(Duration patience, int ahead) throws HungUp {
        String pause = prompts.of(Prompts.Piece.pause(Tongue.MANDARIN)).file().toString();
        try {
            String keys = channel.getData(pause, patience.toMillis(), ahead);
            if (FAULT.equals(keys)) {
                // No key among them: it did not find the pause, or the caller went in this moment.
                unheard = pause;
                return;
            }
            complain();
            for (int i = 0; keys != null && i < keys.length(); i++) {
                if (KEYS.indexOf(keys.charAt(i)) >= 0) {
                    fetched.add(keys.charAt(i));
                }
            }
        } catch (AgiException gone) {
            over = true;
            throw new HungUp();
        }
    }

    @Override
    public void hangUp() {
        if (!over) {
            over = true;
            try {
                channel.hangup();
            } catch (AgiException gone) {
                // The exchange has forgotten the call.
                return;
            }
        }
    }

    /** 指令. */
    private interface Command {

        char run() throws AgiException;
    }

    private Optional<Character> asked(Command command) throws HungUp {
        try {
            char key = command.run();
            complain();
            return KEYS.indexOf(key) >= 0 ? Optional.of(key) : Optional.empty();
        } catch (AgiException gone) {
            over = true;
            throw new HungUp();
        }
    }
}
