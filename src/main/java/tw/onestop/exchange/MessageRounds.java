package tw.onestop.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Background;
import tw.onestop.trust.TrustDesk;

/**
 * 訊息傳送: one gateway's messages, one after the other on a thread of its own; a gateway that is away holds up no other and nothing
 * else. It is taken, sent and noted in three steps, and while it is sent no row and no connection is held. A crash before it was noted
 * leaves it in hand: it is sent once more, under the same identification, and after a second crash no more.
 */
class MessageRounds implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(MessageRounds.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    /** Longer than any attempt takes with all its steps. */
    private static final Duration IN_HAND = Duration.ofMinutes(30);

    private static final int MOST_IN_HAND = 2;
    private static final Actor RULE = Actor.rule("exchange.message");

    private final Gateway gateway;
    private final Messages messages;
    private final MessageSettings settings;
    private final Outward outward;
    private final Background rounds;

    MessageRounds(Gateway gateway, Messages messages, MessageSettings settings, Outward outward) {
        this.gateway = gateway;
        this.messages = messages;
        this.settings = settings;
        this.outward = outward;
        this.rounds = new Background(
                "messages-" + gateway.channel(),
                PAUSE,
                this::round,
                e -> LOG.warn("messages wait: {}", e.getClass().getSimpleName()));
    }

    /** 傳送所需. */
    @Component("messageOutward")
    record Outward(
            TrustDesk trust, AuditDesk audit, TransactionTemplate transaction, Clock clock, MessageHours hours) {}

    @Override
    public Background background() {
        return rounds;
    }

    /** Whether one was taken, and the next may be tried at once. */
    boolean round() {
        if (!gateway.ready()) {
            return false;
        }
        Instant now = outward.clock().instant();
        boolean day = outward.hours().open(now);
        Optional<Messages.Row> taken = Objects.requireNonNull(
                outward.transaction().execute(_ -> messages.take(gateway.channel(), now, now.plus(IN_HAND), day)));
        return taken.map(row -> row.inHand() > MOST_IN_HAND ? lost(row) : noted(row, sent(row)))
                .orElse(false);
    }

    private Gateway.Sent sent(Messages.Row row) {
        try {
            String address = new String(outward.trust().open(row.address()), StandardCharsets.UTF_8);
            return gateway.send(
                    row.id(), new MessageDesk.Message(row.channel(), row.about(), address, row.subject(), row.body()));
        } catch (RuntimeException fault) {
            // A seal that does not open, a gateway whose address is none: it waits, and those behind it do not. Its
            // text may hold the
            // address.
            LOG.warn(
                    "the message {} was not sent: {}",
                    row.id(),
                    fault.getClass().getSimpleName());
            return Gateway.Sent.AWAY;
        }
    }

    private boolean noted(Messages.Row row, Gateway.Sent sent) {
        outward.transaction()
                .executeWithoutResult(_ -> note(row, sent, outward.clock().instant()));
        return sent != Gateway.Sent.AWAY;
    }

    private void note(Messages.Row row, Gateway.Sent sent, Instant now) {
        messages.attempted(row.id(), now, sent);
        messages.fared(row.channel(), sent, now);
        switch (sent) {
            case TAKEN -> {
                messages.settle(row.id(), "SENT", now);
                record(row, Act.Outcome.DONE, "sent");
            }
            case REFUSED -> {
                messages.settle(row.id(), "DEAD", now);
                record(row, Act.Outcome.REFUSED, "addressRefused");
            }
            case AWAY -> later(row, now);
        }
    }

    /** Nobody knows whether it arrived, and twice was enough. */
    private boolean lost(Messages.Row row) {
        outward.transaction().executeWithoutResult(_ -> {
            messages.settle(row.id(), "DEAD", outward.clock().instant());
            record(row, Act.Outcome.REFUSED, "neverNoted");
        });
        return true;
    }

    private void later(Messages.Row row, Instant now) {
        int tries = row.tries() + 1;
        if (row.promisedAt().plus(settings.giveUpAfter()).isBefore(now)) {
            messages.settle(row.id(), "DEAD", now);
            record(row, Act.Outcome.REFUSED, "givenUp");
        } else {
            messages.again(row.id(), tries, now.plus(settings.pause(tries)));
        }
    }

    private void record(Messages.Row row, Act.Outcome outcome, String how) {
        outward.audit()
                .record(new Act(
                        RULE,
                        "exchange.message.send",
                        row.id().toString(),
                        null,
                        outcome,
                        "%s %s %s".formatted(row.channel(), row.about(), how)));
    }
}
