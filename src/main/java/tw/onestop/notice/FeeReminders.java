package tw.onestop.notice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Background;
import tw.onestop.payment.Slip;
import tw.onestop.payment.SlipDesk;

/** 繳費提醒: who wished for messages is reminded once before the last day of a slip and once after it: nothing is made before it is paid. */
@Component
class FeeReminders implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(FeeReminders.class);
    private static final Actor RULE = Actor.rule("notice.fee.remind");
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 500;

    private final SlipDesk slips;
    private final ResultMessages messages;
    private final Deadlines deadlines;
    private final AuditDesk audit;
    private final TransactionTemplate transaction;
    private final Background rounds;

    FeeReminders(
            SlipDesk slips,
            ResultMessages messages,
            Deadlines deadlines,
            AuditDesk audit,
            PlatformTransactionManager transactions) {
        this.slips = slips;
        this.messages = messages;
        this.deadlines = deadlines;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.rounds = new Background(
                "fee-reminders",
                PAUSE,
                this::round,
                e -> LOG.warn("reminders wait: {}", e.getClass().getSimpleName()));
    }

    @Override
    public Background background() {
        return rounds;
    }

    /** Whether more are due. */
    boolean round() {
        return Boolean.TRUE.equals(transaction.execute(_ -> remind()));
    }

    private boolean remind() {
        List<Slip> due = slips.remind(AT_ONCE);
        if (!due.isEmpty()) {
            Map<Boolean, List<UUID>> items = due.stream()
                    .collect(Collectors.partitioningBy(
                            slip -> slip.overdue(deadlines.today()),
                            Collectors.mapping(Slip::item, Collectors.toList())));
            messages.feeDue(items.getOrDefault(false, List.of()));
            messages.feeOverdue(items.getOrDefault(true, List.of()));
            audit.record(new Act(RULE, "notice.fee.remind", null, null, Act.Outcome.DONE, "slips=" + due.size()));
        }
        return due.size() == AT_ONCE;
    }
}
