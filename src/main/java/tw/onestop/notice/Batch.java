package tw.onestop.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Background;
import tw.onestop.registry.RulesDesk;

/**
 * 當日批次: what an agency takes once a day waits for the hour of the rule {@code errand.batchHour}, and is promised then. What is
 * entered after the hour waits for the next day's.
 */
@Component
class Batch implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final Actor RULE = Actor.rule("notice.batch");
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 500;

    private final ErrandItems items;
    private final ExchangeDesk exchange;
    private final When when;
    private final AuditDesk audit;
    private final TransactionTemplate transaction;
    private final Background rounds;

    Batch(
            ErrandItems items,
            ExchangeDesk exchange,
            When when,
            AuditDesk audit,
            PlatformTransactionManager transactions) {
        this.items = items;
        this.exchange = exchange;
        this.when = when;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.rounds = new Background(
                "notice-batch",
                PAUSE,
                this::leave,
                e -> LOG.warn("the day's batch waits: {}", e.getClass().getSimpleName()));
    }

    @Override
    public Background background() {
        return rounds;
    }

    void hold(List<Outgoing> outgoing) {
        items.hold(outgoing, when.next());
    }

    /** Whether more is due. */
    boolean leave() {
        return Boolean.TRUE.equals(transaction.execute(_ -> promise()));
    }

    private boolean promise() {
        List<Outgoing> due = items.due(when.now(), AT_ONCE);
        if (!due.isEmpty()) {
            exchange.promise(due);
            audit.record(new Act(RULE, "notice.batch", null, null, Act.Outcome.DONE, "items=" + due.size()));
        }
        return due.size() == AT_ONCE;
    }

    /** 批次時間. */
    @Component
    static class When {

        private final RulesDesk rules;
        private final Clock clock;
        private final Duration demonstrated;

        /**
         * @param demonstrated where nobody waits for the evening, so long after it was entered; zero keeps the rule
         */
        When(RulesDesk rules, Clock clock, @Value("${onestop.errands.batch-after:PT0S}") Duration demonstrated) {
            this.rules = rules;
            this.clock = clock;
            this.demonstrated = demonstrated;
        }

        Instant now() {
            return clock.instant();
        }

        Instant next() {
            ZonedDateTime now = ZonedDateTime.now(clock);
            if (!demonstrated.isZero()) {
                return now.plus(demonstrated).toInstant();
            }
            ZonedDateTime today = now.toLocalDate()
                    .atTime(rules.value("errand.batchHour", now.toLocalDate()), 0)
                    .atZone(now.getZone());
            return (now.isBefore(today) ? today : today.plusDays(1)).toInstant();
        }
    }
}
