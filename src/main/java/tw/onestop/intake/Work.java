package tw.onestop.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RulesDesk;

/** 待辦事項處理: the work desk; every step locks its task, asks whether it may be taken, and is written to the trail. */
@Component
class Work implements WorkDesk {

    private final Tasks tasks;
    private final Papers papers;
    private final Matching matching;
    private final ExOfficio exOfficio;
    private final Clock clock;

    Work(Tasks tasks, Papers papers, Matching matching, ExOfficio exOfficio, Clock clock) {
        this.tasks = tasks;
        this.papers = papers;
        this.matching = matching;
        this.exOfficio = exOfficio;
        this.clock = clock;
    }

    /** 卷宗: what a task is kept with, and by which rules it goes on. */
    @Component
    record Papers(
            Works works,
            Reports reports,
            Demanding demanding,
            RulesDesk rules,
            Discretion discretion,
            AuditDesk audit) {}

    @Override
    @Transactional
    public WorkList list(WorkList.Scope scope, String words, Actor clerk) {
        papers.audit().record(Act.done(clerk, "intake.work.list", scope.name(), null));
        return papers.works().list(scope, words.strip(), clerk);
    }

    @Override
    @Transactional
    public Optional<Task> task(long id, Actor clerk) {
        Optional<Task> found = tasks.find(id).filter(task -> theirs(task, clerk));
        papers.audit()
                .record(
                        found.isPresent()
                                ? done(clerk, "read", found.get(), "")
                                : Act.refused(clerk, "intake.task.read", String.valueOf(id), "notTheirs"));
        return found;
    }

    @Override
    @Transactional
    public List<Report> versions(Task task, Actor clerk) {
        papers.audit().record(done(clerk, "versions", task, ""));
        return papers.reports().versions(task.report().source(), task.report().number());
    }

    @Override
    @Transactional
    public List<Refusal> match(long id, String nationalId, Actor clerk) {
        Task task = locked(id, clerk);
        if (task.state() != Task.State.EXCEPTION) {
            return refused(clerk, "match", task, Refusal.of("nationalId", "intake.task.notException"));
        }
        Optional<NationalId> number = NationalId.parse(nationalId);
        if (number.isEmpty()) {
            String what = nationalId.isBlank() ? "missing" : "invalid";
            return refused(clerk, "match", task, Refusal.of("nationalId", "intake.report.nationalId." + what));
        }
        Optional<Refusal> own = papers.discretion().own(task, number.get(), clerk);
        if (own.isPresent()) {
            return refused(clerk, "match", task, own.get());
        }
        Optional<Tasks.Fit> fit = matching.byHand(number.get(), task.report().facts(), clerk);
        if (fit.isEmpty()) {
            return refused(clerk, "match", task, Refusal.of("nationalId", "intake.mismatch.unknownNumber"));
        }
        if (fit.get().state() == Task.State.EXCEPTION) {
            String why = "intake.mismatch." + fit.get().mismatch();
            return refused(clerk, "match", task, Refusal.of("nationalId", why));
        }
        tasks.fit(id, fit.get());
        papers.audit().record(done(clerk, "match", task, fit.get().state().name()));
        return List.of();
    }

    @Override
    @Transactional
    public List<Refusal> dismiss(long id, String reason, Actor clerk) {
        Task task = locked(id, clerk);
        if (!task.state().open()) {
            return refused(clerk, "dismiss", task, Refusal.of("reason", "intake.task.closed"));
        }
        Optional<Refusal> own = papers.discretion().own(task, clerk);
        if (own.isPresent()) {
            return refused(clerk, "dismiss", task, own.get());
        }
        List<Refusal> wrong = new ArrayList<>();
        Demanding.words(reason, Demanding.LONGEST, "reason", wrong);
        if (!wrong.isEmpty()) {
            return refused(clerk, "dismiss", task, wrong.getFirst());
        }
        tasks.dismiss(id, reason.strip(), clerk.id(), LocalDate.now(clock));
        papers.audit().record(done(clerk, "dismiss", task, ""));
        return List.of();
    }

    @Override
    @Transactional
    public Optional<Refusal> exOfficio(Task task, Actor clerk) {
        Optional<Refusal> notYet = exOfficio.notYet(task);
        papers.audit()
                .record(done(clerk, "exOfficio", task, notYet.map(Refusal::code).orElse("may")));
        return notYet;
    }

    @Override
    public Law law(Task task) {
        LocalDate today = LocalDate.now(clock);
        RulesDesk rules = papers.rules();
        Optional<RulesDesk.ExOfficio> rule =
                rules.exOfficio(task.report().facts().kind(), today);
        return new Law(
                rules.value("demand.days", today),
                rule.map(RulesDesk.ExOfficio::afterDemand).orElse(true),
                rule.map(RulesDesk.ExOfficio::article).orElse(""),
                rules.value("fine.from", today),
                rules.value("fine.to", today));
    }

    @Override
    @Transactional
    public void begun(long id, UUID sitting, Actor clerk) {
        Task task = locked(id, clerk);
        tasks.begun(id, sitting, clerk.id());
        papers.audit().record(done(clerk, "begin", task, sitting.toString()));
    }

    @Override
    @Transactional
    public Demanded demand(long id, DemandForm form, Actor clerk) {
        Task task = locked(id, clerk);
        Optional<Refusal> own = papers.discretion().own(task, clerk);
        if (own.isPresent()) {
            return new Demanded.Refused(refused(clerk, "demand", task, own.get()));
        }
        return switch (papers.demanding().issue(task, form, clerk)) {
            case Demanded.Issued issued -> {
                tasks.takenUp(id, clerk.id());
                papers.audit().record(done(clerk, "demand", task, "demand=" + issued.demand()));
                yield issued;
            }
            case Demanded.Refused refused -> {
                refused(clerk, "demand", task, refused.refusals().getFirst());
                yield refused;
            }
        };
    }

    @Override
    @Transactional
    public List<Refusal> delivered(long id, String day, Actor clerk) {
        Task task = locked(id, clerk);
        Optional<Refusal> why = papers.demanding().deliver(task, day);
        if (why.isPresent()) {
            return refused(clerk, "delivered", task, why.get());
        }
        papers.audit().record(done(clerk, "delivered", task, ""));
        return List.of();
    }

    @Override
    @Transactional
    public void notified(long id, Actor clerk) {
        Task task = locked(id, clerk);
        tasks.notified(id, LocalDate.now(clock));
        papers.audit().record(done(clerk, "notified", task, ""));
    }

    /** A task of another office, or of somebody hidden, is answered as one that is not there. */
    private Task locked(long id, Actor clerk) {
        return tasks.lock(id)
                .filter(task -> theirs(task, clerk))
                .orElseThrow(() -> new IllegalArgumentException("no task of this office"));
    }

    private boolean theirs(Task task, Actor clerk) {
        return clerk.office() != null
                && (task.office() == null || task.office().equals(clerk.office()))
                && papers.discretion().shows(task, clerk);
    }

    private List<Refusal> refused(Actor clerk, String act, Task task, Refusal why) {
        papers.audit()
                .record(new Act(
                        clerk,
                        "intake.task." + act,
                        String.valueOf(task.id()),
                        task.report().facts().party(),
                        Act.Outcome.REFUSED,
                        why.code()));
        return List.of(why);
    }

    private static Act done(Actor clerk, String act, Task task, String detail) {
        return new Act(
                clerk,
                "intake.task." + act,
                String.valueOf(task.id()),
                task.report().facts().party(),
                Act.Outcome.DONE,
                detail);
    }
}
