package tw.onestop.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 受理: keeps sittings; how one is concluded stands in {@link Concluding}. */
@Component
class Intake implements IntakeDesk {

    private final Sittings sittings;
    private final Concluding concluding;
    private final Supplements supplements;
    private final Approvals approvals;
    private final Discretion discretion;
    private final AuditDesk audit;
    private final Clock clock;

    Intake(Sittings sittings, Concluding concluding, Others others, AuditDesk audit, Clock clock) {
        this.sittings = sittings;
        this.concluding = concluding;
        this.supplements = others.supplements();
        this.approvals = others.approvals();
        this.discretion = others.discretion();
        this.audit = audit;
        this.clock = clock;
    }

    /** 同仁協辦: where others of the office come in: who goes on, who approves, and who keeps away. */
    @Component
    record Others(Supplements supplements, Approvals approvals, Discretion discretion) {}

    @Override
    @Transactional
    public UUID open(Sitting.Draft draft, Actor clerk) {
        UUID id = UUID.randomUUID();
        sittings.add(id, draft, Instant.now(clock), clerk);
        audit.record(Act.done(clerk, "intake.sitting.open", id.toString(), null));
        return id;
    }

    @Override
    @Transactional
    public Optional<Sitting> change(UUID sitting, UnaryOperator<Sitting.Draft> change, Actor clerk) {
        return kept(sitting, change, 0, _ -> true, clerk);
    }

    @Override
    @Transactional
    public Optional<Sitting> keep(UUID sitting, UnaryOperator<Sitting.Draft> change, Actor clerk) {
        return kept(sitting, change, 1, _ -> true, clerk);
    }

    @Override
    @Transactional
    public Optional<Sitting> keepMeanwhile(
            UUID sitting, long version, UnaryOperator<Sitting.Draft> change, Actor clerk) {
        return kept(sitting, change, 0, now -> now == version, clerk);
    }

    /**
     * @param raise so much the version goes up
     * @param inTime whether a change is kept where the sitting's version is this one
     */
    private Optional<Sitting> kept(
            UUID sitting, UnaryOperator<Sitting.Draft> change, int raise, LongPredicate inTime, Actor clerk) {
        Optional<Sitting> open = sittings.lock(sitting, clerk).flatMap(Sittings.Row::open);
        Optional<Sitting> changed = open.map(now -> now.with(change.apply(now.draft()), now.version() + raise));
        boolean late = open.isPresent() && !inTime.test(open.get().version());
        if (!late) {
            changed.ifPresent(sittings::keep);
        }
        String action = "intake.sitting.keep";
        audit.record(
                changed.isPresent() && !late
                        ? Act.done(clerk, action, sitting.toString(), null)
                        : Act.refused(clerk, action, sitting.toString(), late ? "late" : "notOpen"));
        return changed;
    }

    @Override
    @Transactional
    public Optional<Sitting> sitting(UUID id, Actor clerk) {
        Optional<Sitting> found = sittings.find(id, clerk).flatMap(Sittings.Row::open);
        audit.record(
                found.isPresent()
                        ? Act.done(clerk, "intake.sitting.read", id.toString(), null)
                        : Act.refused(clerk, "intake.sitting.read", id.toString(), "notOpen"));
        return found;
    }

    @Override
    @Transactional
    public List<Sitting> open(Actor clerk, int limit) {
        List<Sitting> own = sittings.open(clerk, limit).stream()
                .flatMap(row -> row.open().stream())
                .toList();
        List<Sitting> open = discretion.shown(own, sitting -> Discretion.parties(sitting.draft()), clerk);
        audit.record(Act.done(clerk, "intake.sitting.list", null, null));
        return open;
    }

    @Override
    @Transactional
    public void discard(UUID sitting, Actor clerk) {
        if (sittings.discard(sitting, clerk, Instant.now(clock))) {
            audit.record(Act.done(clerk, "intake.sitting.discard", sitting.toString(), null));
        }
    }

    @Override
    @Transactional
    public List<Refusal> check(UUID sitting, Actor clerk) {
        return sitting(sitting, clerk)
                .map(open -> concluding.check(open.draft()))
                .orElseGet(() -> List.of(Refusal.of("", "intake.sitting.ended")));
    }

    @Override
    @Transactional
    public Approval approval(UUID sitting, Actor clerk) {
        return sitting(sitting, clerk).map(open -> approvals.of(open, clerk)).orElse(Approval.NEEDED);
    }

    @Override
    @Transactional
    public List<Refusal> askApproval(UUID sitting, Actor clerk) {
        return told("intake.approval.ask", sitting, approvals.ask(sitting, clerk), clerk);
    }

    @Override
    @Transactional
    public List<Approval.Asked> approvalsAsked(Actor supervisor) {
        audit.record(Act.done(supervisor, "intake.approval.list", null, null));
        return shown(approvals.asked(supervisor), supervisor);
    }

    @Override
    @Transactional
    public Optional<Approval.Asked> approvalAsked(UUID sitting, Actor supervisor) {
        audit.record(Act.done(supervisor, "intake.approval.read", sitting.toString(), null));
        return asked(sitting, supervisor);
    }

    private Optional<Approval.Asked> asked(UUID sitting, Actor supervisor) {
        return shown(approvals.asked(sitting, supervisor).stream().toList(), supervisor).stream()
                .findFirst();
    }

    private List<Approval.Asked> shown(List<Approval.Asked> asked, Actor supervisor) {
        return discretion.shown(asked, one -> Discretion.parties(one.draft()), supervisor);
    }

    @Override
    @Transactional
    public List<Refusal> decide(UUID sitting, Approval.Decision decision, Actor supervisor) {
        Optional<Approval.Asked> asked = asked(sitting, supervisor);
        Optional<Refusal> why = asked.isEmpty()
                ? Optional.of(Refusal.of("", "intake.approval.none"))
                : discretion.own(asked.get().draft(), supervisor).or(() -> Approvals.unseen(asked.get(), decision));
        List<Refusal> refusals = why.map(List::of).orElseGet(() -> approvals.decide(sitting, decision, supervisor));
        return told("intake.approval.decide", sitting, refusals, supervisor);
    }

    /** Writes an act: done, where nothing was refused. */
    private List<Refusal> told(String action, UUID sitting, List<Refusal> refusals, Actor actor) {
        String codes = refusals.stream().map(Refusal::code).collect(Collectors.joining(" "));
        audit.record(
                refusals.isEmpty()
                        ? Act.done(actor, action, sitting.toString(), null)
                        : Act.refused(actor, action, sitting.toString(), codes));
        return refusals;
    }

    @Override
    @Transactional
    public List<Refusal> askSupplement(UUID sitting, Supplement.Request request, Actor clerk) {
        return told("intake.supplement.ask", sitting, supplements.ask(sitting, request, clerk), clerk);
    }

    @Override
    @Transactional
    public Optional<Supplement> supplement(UUID sitting, Actor clerk) {
        audit.record(Act.done(clerk, "intake.supplement.read", sitting.toString(), null));
        return supplements.of(sitting, clerk);
    }

    @Override
    @Transactional
    public List<Supplement> waiting(Actor clerk) {
        audit.record(Act.done(clerk, "intake.supplement.list", null, null));
        return supplements.waiting(clerk);
    }

    @Override
    public Supplement.Span supplementSpan() {
        return supplements.span();
    }

    @Override
    @Transactional
    public Optional<UUID> resume(String number, Actor clerk) {
        Optional<UUID> sitting = supplements.resume(number, clerk);
        audit.record(
                sitting.isPresent()
                        ? Act.done(
                                clerk, "intake.supplement.resume", sitting.get().toString(), null)
                        : Act.refused(clerk, "intake.supplement.resume", null, "unknown"));
        return sitting;
    }

    @Override
    public Conclusion conclude(UUID sitting, Actor clerk) {
        return concluding.conclude(sitting, clerk);
    }

    @Override
    @Transactional
    public Optional<Conclusion.Concluded> concluded(UUID sitting, Actor clerk) {
        audit.record(Act.done(clerk, "intake.sitting.outcome", sitting.toString(), null));
        return sittings.find(sitting, clerk).flatMap(Concluding::outcome);
    }
}
