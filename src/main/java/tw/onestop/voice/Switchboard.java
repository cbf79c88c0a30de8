package tw.onestop.voice;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.ProgressAnswer;

/**
 * 語音總機: holds the conversation of each call between a {@link Dialogue}, the line it came by and the desk that knows the progress.
 * The desk writes the act and counts wrong codes, by number and by caller, as it does for the page.
 */
@Component
class Switchboard {

    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
    private static final int LONGEST_CALLER = 24;

    /** Between one sentence that bridges and the next. */
    private static final Duration AGAIN = Duration.ofSeconds(6);

    private final NoticeDesk notices;
    private final Wording wording;
    private final VoiceSettings settings;
    private final MeterRegistry meters;
    private final Semaphore places;

    Switchboard(NoticeDesk notices, Wording wording, VoiceSettings settings, MeterRegistry meters) {
        this.notices = notices;
        this.wording = wording;
        this.settings = settings;
        this.meters = meters;
        this.places = new Semaphore(settings.calls());
        meters.gauge("onestop.voice.calls.now", places, free -> settings.calls() - free.availablePermits());
    }

    /** A place for one more call, which {@link #serve} gives back; false when all are taken. */
    boolean take() {
        boolean taken = places.tryAcquire();
        if (!taken) {
            count("busy");
        }
        return taken;
    }

    /** Gives back a place of which nothing came. */
    void release() {
        places.release();
    }

    /**
     * Speaks with the caller until the call ends, in the call's own thread.
     *
     * @param caller as the network tells it; it counts for the limit of wrong tries only and is kept nowhere
     */
    void serve(Line line, String caller) {
        try {
            converse(line, "tel:" + caller.substring(0, Math.min(caller.length(), LONGEST_CALLER)));
            count("done");
        } catch (HungUp gone) {
            count("hungUp");
        } catch (RuntimeException fault) {
            LOG.warn("a call ended by a fault", fault);
            count("fault");
        } finally {
            line.hangUp();
            release();
        }
    }

    private void converse(Line line, String caller) throws HungUp {
        Dialogue dialogue = new Dialogue(settings.tongues());
        long end = System.nanoTime() + settings.longest().toNanos();
        Turn turn = dialogue.begin();
        Asked asked = null;
        boolean ending = false;
        while (true) {
            Optional<Character> key = line.say(wording.pieces(turn.say()), turn.breakers());
            switch (turn.next()) {
                case Turn.Next.Goodbye() -> {
                    return;
                }
                case Turn.Next.Then(Turn next) -> turn = next;
                case Turn.Next.Key(Duration patience, int ahead) -> {
                    Optional<Character> pressed = key.isPresent() ? key : line.key(patience, ahead);
                    turn = dialogue.hear(pressed.<Heard>map(Heard.Key::new).orElseGet(Heard.Silence::new));
                }
                case Turn.Next.LookUp(String receiptNo, String code) -> {
                    asked = ask(receiptNo, code, caller);
                    turn = dialogue.hear(answer(asked, settings.bridge()));
                }
                case Turn.Next.Wait() -> turn = dialogue.hear(answer(asked, AGAIN));
            }
            if (!ending && System.nanoTime() > end) {
                ending = true;
                turn = dialogue.hear(new Heard.TooLong());
            }
        }
    }

    /** 已詢問, and until when an answer is waited for. */
    private record Asked(CompletableFuture<Heard> answer, long until) {}

    private Asked ask(String receiptNo, String code, String caller) {
        return new Asked(
                CompletableFuture.supplyAsync(
                        () -> heard(notices.progress(receiptNo, code, caller)),
                        task -> Thread.ofVirtual().name("voice-asking").start(task)),
                System.nanoTime() + settings.giveUp().toNanos());
    }

    private static Heard heard(ProgressAnswer answer) {
        return switch (answer) {
            case ProgressAnswer.Found(var receipt) -> new Heard.Found(Standing.of(receipt));
            case ProgressAnswer.NotFound() -> new Heard.Unknown();
            case ProgressAnswer.Wait(Duration atLeast) -> new Heard.Wait((int) atLeast.toMinutes() + 1);
        };
    }

    private static Heard answer(@Nullable Asked asked, Duration atMost) {
        if (asked == null) {
            return new Heard.Away();
        }
        long left = asked.until() - System.nanoTime();
        try {
            return asked.answer().get(Math.min(left, atMost.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            return left <= atMost.toNanos() ? new Heard.Away() : new Heard.Slow();
        } catch (ExecutionException away) {
            LOG.warn(
                    "a caller's question was not answered: {}",
                    away.getCause() == null ? "" : away.getCause().getClass().getSimpleName());
            return new Heard.Away();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return new Heard.Away();
        }
    }

    private void count(String outcome) {
        meters.counter("onestop.voice.calls", "outcome", outcome).increment();
    }
}
