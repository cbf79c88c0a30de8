package tw.onestop.voice;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** SIP 通話: one call that the line answered itself. */
final class SipCall implements Line {

    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(10);
    private static final byte[] SILENCE = {G711.ULAW_SILENCE};

    private final Media media;
    private final Prompts prompts;
    private final Runnable bye;
    private final CountDownLatch acknowledged = new CountDownLatch(1);
    private volatile boolean over;

    /**
     * @param bye tells the caller that we hang up
     */
    SipCall(Media media, Prompts prompts, Runnable bye) {
        this.media = media;
        this.prompts = prompts;
        this.bye = bye;
    }

    /** The caller knows that we answered: now somebody hears us. */
    void acknowledge() {
        acknowledged.countDown();
    }

    /** Whether that happened in time. */
    boolean stands() {
        try {
            return acknowledged.await(ACKNOWLEDGED.toMillis(), TimeUnit.MILLISECONDS) && !over;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The caller is gone. */
    void gone() {
        over = true;
        acknowledged.countDown();
    }

    @Override
    public Optional<Character> say(List<Prompts.Piece> pieces, String breakers) throws HungUp {
        for (Prompts.Piece piece : pieces) {
            byte[] sound = prompts.of(piece).ulaw();
            for (int at = 0; at < sound.length; at += G711.FRAME) {
                Optional<Character> key = broken(breakers);
                if (key.isPresent()) {
                    return key;
                }
                send(sound, at);
            }
        }
        return broken(breakers);
    }

    @Override
    public Optional<Character> key(Duration patience, int ahead) throws HungUp {
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            Character key = media.pressed();
            if (key != null) {
                return Optional.of(key);
            }
            send(SILENCE, 0);
        }
        return Optional.ofNullable(media.pressed());
    }

    private Optional<Character> broken(String breakers) {
        for (Character key = media.pressed(); key != null; key = media.pressed()) {
            if (breakers.indexOf(key) >= 0) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private void send(byte[] sound, int at) throws HungUp {
        if (over) {
            throw new HungUp();
        }
        try {
            media.send(sound, at);
        } catch (IOException unreachable) {
            throw new HungUp();
        }
    }

    @Override
    public void hangUp() {
        media.close();
        if (!over) {
            over = true;
            bye.run();
        }
    }
}
