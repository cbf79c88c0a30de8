package tw.onestop.exchange;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.MachineDesk.Replied;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Together;

/** 回復併批: replies of machines that come at the same time are written in one transaction before any of them is told. */
@Component
class Answering {

    private static final int BATCH = 64;
    private static final Duration GATHER = Duration.ofMillis(20);

    private final FirstAnswers answers;
    private final HandingOut handingOut;
    private final AuditDesk audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Together<Asked, Replied> together;

    Answering(
            FirstAnswers answers,
            HandingOut handingOut,
            AuditDesk audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.answers = answers;
        this.handingOut = handingOut;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        // One batch after the other, and in each one reply about a notice and one with a key: so both are in order.
        this.together = new Together<>(
                new Together.Work<>(BATCH, 1, GATHER, asked -> List.of(asked.key(), asked.id()), AuditDesk::isAway));
    }

    /** A machine's reply. */
    record Asked(UUID id, Reply reply, FirstAnswers.Key key, byte[] digest, Actor machine) {}

    Replied answer(Asked asked) {
        return together.ask(asked, batch -> Objects.requireNonNull(transaction.execute(_ -> answered(batch))));
    }

    private List<Replied> answered(List<Asked> batch) {
        List<FirstAnswers.Key> keys = batch.stream().map(Asked::key).toList();
        Set<FirstAnswers.Key> ours = answers.begin(keys);
        Map<FirstAnswers.Key, FirstAnswers.Given> given = answers.given(keys);
        Map<FirstAnswers.Key, Replied> replied = new HashMap<>();
        List<Asked> fresh = new ArrayList<>();
        for (Asked asked : batch) {
            FirstAnswers.Given before = given.get(asked.key());
            if (!ours.contains(asked.key())) {
                record(asked, "exchange.reply", "inProgress");
                replied.put(asked.key(), new Replied.InProgress());
            } else if (before != null) {
                boolean same = MessageDigest.isEqual(before.digest(), asked.digest());
                record(asked, "exchange.reply.repeated", same ? "" : "keyReused");
                replied.put(asked.key(), same ? new Replied.Answered(before.answer()) : new Replied.KeyReused());
            } else {
                fresh.add(asked);
            }
        }
        if (!fresh.isEmpty()) {
            take(fresh, replied);
        }
        return keys.stream()
                .map(key -> Objects.requireNonNull(replied.get(key)))
                .toList();
    }

    private void take(List<Asked> fresh, Map<FirstAnswers.Key, Replied> replied) {
        List<ReplyAnswer> said = handingOut.reply(fresh.stream()
                .map(asked -> new InboundHandler.Replying(asked.id(), asked.reply(), asked.machine()))
                .toList());
        Map<FirstAnswers.Key, FirstAnswers.Given> first = new HashMap<>();
        for (int i = 0; i < fresh.size(); i++) {
            FirstAnswers.Key key = fresh.get(i).key();
            first.put(key, new FirstAnswers.Given(fresh.get(i).digest(), said.get(i)));
            replied.put(key, new Replied.Answered(said.get(i)));
        }
        answers.keep(first, clock.instant());
    }

    private void record(Asked asked, String action, String refusal) {
        audit.record(
                refusal.isEmpty()
                        ? Act.done(asked.machine(), action, asked.id().toString(), null)
                        : Act.refused(asked.machine(), action, asked.id().toString(), refusal));
    }
}
