package tw.onestop.intake;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.intake.IntakeDesk.Conclusion;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.Filing;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.NoticeForm;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistryDesk;

/**
 * 結案: one transaction over registrations, application, promised deliveries and the end of the sitting. Whatever is
 * refused takes everything back, but the draft stays as it was typed.
 */
@Component
class Concluding {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What PostgreSQL says when a lock could not be had in time. */
    private static final String NOT_HAD = "55P03";

    private static final String DEADLOCK = "40P01";

    private final Sittings sittings;
    private final RegistryDesk registry;
    private final NoticeDesk notices;
    private final Approvals approvals;
    private final Aftermath aftermath;
    private final TransactionTemplate transaction;

    Concluding(
            Sittings sittings,
            RegistryDesk registry,
            NoticeDesk notices,
            Approvals approvals,
            Aftermath aftermath,
            PlatformTransactionManager transactions) {
        this.sittings = sittings;
        this.registry = registry;
        this.notices = notices;
        this.approvals = approvals;
        this.aftermath = aftermath;
        this.transaction = new TransactionTemplate(transactions);
    }

    Conclusion conclude(UUID sitting, Actor clerk) {
        Conclusion conclusion = attempted(sitting, clerk);
        if (!(conclusion instanceof Conclusion.Concluded)) {
            // What happened was rolled back with all it wrote; that it was tried is written by itself.
            transaction.executeWithoutResult(status -> aftermath.trail().refused(sitting, conclusion, clerk));
        }
        return conclusion;
    }

    /** Whatever holds what it needs is waited for as long as somebody at the counter can wait; what was typed is kept. */
    private Conclusion attempted(UUID sitting, Actor clerk) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                sittings.waitAtMost(PATIENCE);
                return attempt(sitting, clerk, status);
            }));
        } catch (DataAccessException fault) {
            if (isHeld(fault)) {
                return refused(Refusal.of("", "intake.sitting.held"));
            }
            throw fault;
        }
    }

    private static boolean isHeld(DataAccessException fault) {
        return fault.getMostSpecificCause() instanceof SQLException said
                && Set.of(NOT_HAD, DEADLOCK).contains(String.valueOf(said.getSQLState()));
    }

    /** What is wrong with the notices of a draft; nothing is, where none is ticked. */
    List<Refusal> check(Sitting.Draft draft) {
        if (draft.choices().isEmpty()) {
            return List.of();
        }
        List<Refusal> unreadable = Applications.unreadable(draft);
        return unreadable.isEmpty()
                ? notices.check(Applications.form(
                        draft, draft.earlier().stream().map(RegistrationId::new).toList()))
                : unreadable;
    }

    static Optional<Conclusion.Concluded> outcome(Sittings.Row row) {
        return row.state() == Sittings.State.CONCLUDED
                ? Optional.of(new Conclusion.Concluded(
                        row.registrations().stream().map(RegistrationId::new).toList(), row.receiptNo()))
                : Optional.empty();
    }

    private Conclusion attempt(UUID id, Actor clerk, TransactionStatus status) {
        Optional<Sittings.Row> row = sittings.lock(id, clerk);
        Optional<Conclusion.Concluded> before = row.flatMap(Concluding::outcome);
        if (before.isPresent()) {
            return before.get();
        }
        Conclusion conclusion = row.flatMap(Sittings.Row::open)
                .map(sitting -> carryOut(sitting, clerk))
                .orElseGet(() -> refused(Refusal.of("", "intake.sitting.ended")));
        if (!(conclusion instanceof Conclusion.Concluded)) {
            status.setRollbackOnly();
        }
        return conclusion;
    }

    private Conclusion carryOut(Sitting sitting, Actor clerk) {
        Sitting.Draft draft = sitting.draft();
        List<Refusal> wrong = draft.choices().isEmpty() ? List.of() : Applications.unreadable(draft);
        if (draft.forms().isEmpty() && draft.choices().isEmpty()) {
            return refused(Refusal.of("", "intake.sitting.empty"));
        }
        Map<Integer, List<Refusal>> notYet = aftermath.exOfficio().refusals(sitting);
        if (!notYet.isEmpty()) {
            return new Conclusion.Refused(notYet, wrong);
        }
        if (!approvals.of(sitting, clerk).given()) {
            return refused(Refusal.of("", "intake.approval.needed"));
        }
        Recording recording = draft.forms().isEmpty()
                ? new Recording.Recorded(List.of())
                : registry.record(draft.forms(), seen(draft), clerk);
        return switch (recording) {
            case Recording.Overtaken(var household, var since) -> new Conclusion.Overtaken(household, since);
            case Recording.Refused(var refusals) -> new Conclusion.Refused(refusals, wrong);
            case Recording.Recorded(var made) ->
                wrong.isEmpty() ? file(sitting, made, clerk) : new Conclusion.Refused(Map.of(), wrong);
        };
    }

    private Conclusion file(Sitting sitting, List<RegistrationId> made, Actor clerk) {
        aftermath.exOfficio().registered(sitting, made);
        Optional<String> receiptNo = Optional.empty();
        if (!sitting.draft().choices().isEmpty()) {
            List<RegistrationId> told = Stream.concat(
                            made.stream(), sitting.draft().earlier().stream().map(RegistrationId::new))
                    .distinct()
                    .toList();
            NoticeForm form = Applications.form(sitting.draft(), told);
            switch (notices.file(form, sitting.draft().reader(clerk))) {
                case Filing.Refused(var refusals) -> {
                    return new Conclusion.Refused(Map.of(), refusals);
                }
                case Filing.Filed filed -> receiptNo = Optional.of(filed.receiptNo());
            }
        }
        Trail trail = aftermath.trail();
        sittings.conclude(sitting.id(), made.stream().map(RegistrationId::value).toList(), receiptNo, trail.now());
        trail.concluded(sitting.id(), made.size(), receiptNo.isPresent(), clerk);
        return new Conclusion.Concluded(made, receiptNo);
    }

    private static Map<HouseholdNo, Long> seen(Sitting.Draft draft) {
        return draft.seen().entrySet().stream()
                .collect(Collectors.toMap(e -> new HouseholdNo(e.getKey()), Map.Entry::getValue));
    }

    private static Conclusion refused(Refusal refusal) {
        return new Conclusion.Refused(Map.of(), List.of(refusal));
    }

    /** 結案後續: what is told of a conclusion, and what the office registered by itself. */
    @Component
    record Aftermath(Trail trail, ExOfficio exOfficio) {}

    /** 結案紀錄: what the trail is told of a conclusion. */
    @Component
    static class Trail {

        private final AuditDesk audit;
        private final Clock clock;

        Trail(AuditDesk audit, Clock clock) {
            this.audit = audit;
            this.clock = clock;
        }

        Instant now() {
            return Instant.now(clock);
        }

        void concluded(UUID sitting, int registrations, boolean filed, Actor clerk) {
            audit.record(new Act(
                    clerk,
                    "intake.sitting.conclude",
                    sitting.toString(),
                    null,
                    Act.Outcome.DONE,
                    "registrations=%d notices=%s".formatted(registrations, filed)));
        }

        void refused(UUID sitting, Conclusion conclusion, Actor clerk) {
            String why = switch (conclusion) {
                case Conclusion.Overtaken _ -> "overtaken";
                case Conclusion.Refused(var forms, var notices) ->
                    Stream.concat(forms.values().stream().flatMap(List::stream), notices.stream())
                            .map(Refusal::code)
                            .distinct()
                            .collect(Collectors.joining(" "));
                case Conclusion.Concluded _ -> "";
            };
            audit.record(Act.refused(clerk, "intake.sitting.conclude", sitting.toString(), why));
        }
    }
}
