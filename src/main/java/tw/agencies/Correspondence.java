package tw.agencies;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * 回覆往來: gives every reply when it is due, one after the other for the same notice, again and again until it is taken. A
 * virtual thread each; when the program ends, the casebook knows what is still owed.
 */
final class Correspondence {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 16;

    private final Agency agency;
    private final Casebook casebook;
    private final Product product;
    private final Executor threads;
    private final Clock clock;
    private final Log log;
    private final Semaphore lines = new Semaphore(AT_ONCE);

    Correspondence(Agency agency, Casebook casebook, Product product, Executor threads, Clock clock) {
        this.agency = agency;
        this.casebook = casebook;
        this.product = product;
        this.threads = threads;
        this.clock = clock;
        this.log = agency.log();
    }

    /** Takes up what an earlier run left. */
    void resume() {
        casebook.open().forEach(left -> begin(left.id()));
    }

    void begin(String noticeId) {
        threads.execute(() -> {
            try {
                giveAll(noticeId);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void giveAll(String noticeId) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (Optional<Reply> next = casebook.next(noticeId); next.isPresent(); next = casebook.next(noticeId)) {
            waitFor(next.get());
            Duration asked = give(noticeId, next.get());
            if (asked.isNegative()) {
                pause = FIRST_PAUSE;
            } else {
                Thread.sleep(asked.compareTo(pause) > 0 ? asked : jittered(pause));
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void waitFor(Reply reply) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), reply.due());
        if (left.isPositive()) {
            Thread.sleep(left);
        }
        agency.awaitOpen();
    }

    /** Tries once. Returns how long the product wants us to wait at least, or less than nothing when the reply is settled. */
    private Duration give(String noticeId, Reply reply) throws InterruptedException {
        boolean lost = agency.dials().strikes(Dial.LOSE_REPLIES);
        if (lost && ThreadLocalRandom.current().nextBoolean()) {
            log.line("reply-lost-on-the-way-there", noticeId, reply.body().status());
            return Duration.ZERO;
        }
        lines.acquire();
        try {
            Product.Answer answer = product.reply(noticeId, reply);
            if (lost) {
                log.line("reply-lost-on-the-way-back", noticeId, reply.body().status());
                return Duration.ZERO;
            }
            log.line("replied", noticeId, reply.body().status(), answer.status(), answer.code());
            if (!answer.isFinal()) {
                return answer.retryAfter();
            }
            casebook.told(noticeId, reply, answer);
            return Duration.ofMillis(-1);
        } catch (IOException unreachable) {
            log.line(
                    "reply-failed",
                    noticeId,
                    reply.body().status(),
                    unreachable.getClass().getSimpleName());
            return Duration.ZERO;
        } finally {
            lines.release();
        }
    }

    private static Duration jittered(Duration pause) {
        return pause.multipliedBy(ThreadLocalRandom.current().nextInt(80, 121)).dividedBy(100);
    }
}
