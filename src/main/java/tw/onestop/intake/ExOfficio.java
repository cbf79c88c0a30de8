package tw.onestop.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RulesDesk;

/** 逕為登記 (戶籍法 §48-1, §48-2): what the office registers by itself follows from a task, and from its demand where one is due. */
@Component
class ExOfficio {

    private final Tasks tasks;
    private final RulesDesk rules;
    private final Clock clock;

    ExOfficio(Tasks tasks, RulesDesk rules, Clock clock) {
        this.tasks = tasks;
        this.rules = rules;
        this.clock = clock;
    }

    /** Why the office may not register it now. */
    Optional<Refusal> notYet(Task task) {
        LocalDate today = LocalDate.now(clock);
        if (task.state() != Task.State.WAITING) {
            return Optional.of(Refusal.of("", "intake.task.notWaiting"));
        }
        Optional<RulesDesk.ExOfficio> rule =
                rules.exOfficio(task.report().facts().kind(), today);
        if (rule.isEmpty()) {
            return Optional.of(Refusal.of("", "intake.exOfficio.notByLaw"));
        }
        return !rule.get().afterDemand() || task.stage(today) == Task.Stage.EX_OFFICIO
                ? Optional.empty()
                : Optional.of(Refusal.of("", "intake.exOfficio.demandFirst"));
    }

    /** The same of every form of a sitting whose applicant is the office, by its position. */
    Map<Integer, List<Refusal>> refusals(Sitting sitting) {
        Map<Integer, List<Refusal>> refusals = new LinkedHashMap<>();
        List<RegistrationForm> forms = sitting.draft().forms();
        for (int i = 0; i < forms.size(); i++) {
            RegistrationForm form = forms.get(i);
            if (form.applicant().byOffice()) {
                Optional<Refusal> why = tasks.ofSitting(sitting.id(), form.kind(), form.party())
                        .map(this::notYet)
                        .orElseGet(() -> Optional.of(Refusal.of("", "intake.exOfficio.noTask")));
                if (why.isPresent()) {
                    refusals.put(i, List.of(why.get()));
                }
            }
        }
        return refusals;
    }

    /** Remembers which registrations nobody applied for: who is concerned is told of them. */
    void registered(Sitting sitting, List<RegistrationId> made) {
        List<RegistrationForm> forms = sitting.draft().forms();
        for (int i = 0; i < forms.size(); i++) {
            if (forms.get(i).applicant().byOffice()) {
                tasks.exOfficio(made.get(i));
            }
        }
    }
}
