package tw.onestop.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * else. What was handed over is noted in the transaction that held it, so only a crash between the two hands it over once more,
 * under the same identification.
 */
class MessageRounds implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(MessageRounds.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);
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
    record Outward(TrustDesk trust, AuditDesk audit, TransactionTemplate transaction, Clock clock) {}

    @Override
    public Background background() {
        return rounds;
    }

    /** Whether one was taken, and the next may be tried at once. */
    boolean round() {
        return gateway.ready() && Boolean.TRUE.equals(outward.transaction().execute(_ -> one()));
    }

    private boolean one() {
        Instant now = outward.clock().instant();
        return messages.take(gateway.channel(), now).map(row -> send(row, now)).orElse(false);
    }

    private boolean send(Messages.Row row, Instant now) {
        String address = new String(outward.trust().open(row.address()), StandardCharsets.UTF_8);
        Gateway.Sent sent = gateway.send(
                row.id(), new MessageDesk.Message(row.channel(), row.about(), address, row.subject(), row.body()));
        messages.attempted(row.id(), now, sent);
        return switch (sent) {
            case TAKEN -> {
                messages.settle(row.id(), "SENT", now);
                record(row, Act.Outcome.DONE, "sent");
                yield true;
            }
            case REFUSED -> {
                messages.settle(row.id(), "DEAD", now);
                record(row, Act.Outcome.REFUSED, "addressRefused");
                yield true;
            }
            case AWAY -> {
                later(row, now);
                yield false;
            }
        };
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
