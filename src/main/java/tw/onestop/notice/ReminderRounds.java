package tw.onestop.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Background;
import tw.onestop.notice.ReminderRules.Rule;
import tw.onestop.registry.OccasionDesk;
import tw.onestop.registry.OccasionDesk.Occasion;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistrationRecorded;
import tw.onestop.registry.RegistryDesk;

/**
 * 主動提醒的時程: looks through the registrations of every day that is over, opens what nobody filed by its day, and ends what is too late.
 * Each step is a transaction of its own and leaves behind how far it came: a round that is walked twice does nothing more.
 */
@Component
class ReminderRounds implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(ReminderRounds.class);
    private static final Actor RULE = Actor.rule("notice.reminder");
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 500;

    /** What was registered before, nobody is reminded of: the product begins with this many days behind it. */
    private static final int DAYS_BACK = 30;

    private static final Set<RegistrationKind> DEATHS = Set.of(RegistrationKind.DEATH, RegistrationKind.DEATH_DECL);

    private final OccasionDesk occasions;
    private final ReminderRules rules;
    private final Reminders reminders;
    private final ReminderMessages messages;
    private final Office office;
    private final Background rounds = new Background(
            "reminders",
            PAUSE,
            this::round,
            e -> LOG.warn(
                    "reminders of what was not taken wait: {}", e.getClass().getSimpleName()));

    ReminderRounds(
            OccasionDesk occasions,
            ReminderRules rules,
            Reminders reminders,
            ReminderMessages messages,
            Office office) {
        this.occasions = occasions;
        this.rules = rules;
        this.reminders = reminders;
        this.messages = messages;
        this.office = office;
    }

    /** 作業所需. */
    @Component("reminderOffice")
    record Office(
            Deadlines deadlines,
            AuditDesk audit,
            TransactionTemplate transaction,
            RegistryDesk registry,
            WakingHours hours) {}

    @Override
    public Background background() {
        return rounds;
    }

    /** Whether there is more to do at once. */
    boolean round() {
        boolean walked = alone(this::walk);
        boolean opened = alone(this::open);
        boolean ended = alone(this::end);
        return walked || opened || ended;
    }

    /** In the caller's transaction; the next round begins when it has ended. */
    void lookAgain(LocalDate since) {
        reminders.forgetDays(since);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                rounds.wake();
            }
        });
    }

    private boolean alone(BooleanSupplier step) {
        return Boolean.TRUE.equals(office.transaction().execute(_ -> reminders.mayGoRound() && step.getAsBoolean()));
    }

    private boolean walk() {
        Optional<Reminders.Day> next = reminders.unseen(
                today().minusDays(DAYS_BACK), office.deadlines().settled());
        next.ifPresent(this::lookThrough);
        return next.isPresent();
    }

    private void lookThrough(Reminders.Day next) {
        List<Rule> inForce = rules.inForce(next.day());
        Set<RegistrationKind> kinds = EnumSet.copyOf(DEATHS);
        inForce.forEach(rule -> kinds.addAll(rule.kinds()));
        OccasionDesk.Found found = occasions.of(next.day(), kinds, next.after(), RULE);
        int added = 0;
        for (Rule rule : inForce) {
            List<Occasion> those =
                    found.occasions().stream().filter(rule::follows).toList();
            if (!those.isEmpty()) {
                added += reminders.add(rule, next.day(), those, now());
                reminders.supersede(those, rule.programme(), rule.change(), now());
            }
        }
        // Last, since a child may be born and die on one day: then the birth stands in the list by now.
        reminders.moot(
                found.occasions().stream()
                        .filter(one -> DEATHS.contains(one.kind()) && one.party())
                        .toList(),
                now());
        reminders.seen(next.day(), found.through(), !found.more());
        record("notice.reminder.walk", "filed=%s found=%d".formatted(next.day(), added));
    }

    private boolean open() {
        // What opens may send a message, and nobody needs the list while the offices are closed.
        if (!office.hours().open(now())) {
            return false;
        }
        Reminders.Opened opened = reminders.open(today(), now(), AT_ONCE);
        if (opened.all() > 0) {
            int told = messages.remind(opened.open(), now());
            record(
                    "notice.reminder.open",
                    "open=%d messages=%d".formatted(opened.open().size(), told));
        }
        return opened.all() == AT_ONCE;
    }

    private boolean end() {
        int ended = reminders.end(today(), now(), AT_ONCE);
        if (ended > 0) {
            record("notice.reminder.end", "ended=" + ended);
        }
        return ended == AT_ONCE;
    }

    /** 撤銷: of what never was, nobody is reminded. */
    @EventListener
    void on(RegistrationRecorded event) {
        if (event.kind() == RegistrationKind.REVOKE) {
            office.registry()
                    .registration(event.registration(), RULE)
                    .flatMap(revocation -> Optional.ofNullable(revocation.takenBack()))
                    .ifPresent(takenBack ->
                            record("notice.reminder.void", "ended=" + reminders.takenBack(takenBack, now())));
        }
    }

    private void record(String action, String detail) {
        office.audit().record(new Act(RULE, action, null, null, Act.Outcome.DONE, detail));
    }

    private Instant now() {
        return office.deadlines().now();
    }

    private LocalDate today() {
        return office.deadlines().today();
    }
}
