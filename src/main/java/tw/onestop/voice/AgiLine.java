package tw.onestop.voice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;

/** 交換機通話: one call that an exchange answered; it is told which files to play and says which keys were pressed. */
final class AgiLine implements Line {

    private static final String KEYS = "0123456789*#";

    private final AgiChannel channel;
    private final Prompts prompts;
    private final Queue<Character> fetched = new ArrayDeque<>();
    private boolean over;

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
        }
        return Optional.empty();
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
            return KEYS.indexOf(key) >= 0 ? Optional.of(key) : Optional.empty();
        } catch (AgiException gone) {
            over = true;
            throw new HungUp();
        }
    }
}
