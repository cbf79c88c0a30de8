package tw.onestop.counter;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.Report;
import tw.onestop.intake.Task;
import tw.onestop.intake.WorkDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.RocDate;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/** 公文: the demand, and the notice of what was registered ex officio, as they are printed; in Chinese, as letters are. */
@Controller
class LetterPages {

    private final WorkDesk work;
    private final Prefilling prefilling;
    private final RegistryDesk registry;
    private final AccessDesk access;
    private final Clock clock;

    LetterPages(WorkDesk work, Prefilling prefilling, RegistryDesk registry, AccessDesk access, Clock clock) {
        this.work = work;
        this.prefilling = prefilling;
        this.registry = registry;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/counter/tasks/{id}/demands/{demand}")
    String demand(@PathVariable long id, @PathVariable long demand, Model model) {
        Actor clerk = access.current().actor();
        Task task = found(id, clerk);
        Task.Demand sent = task.demands().stream()
                .filter(d -> d.id() == demand)
                .findFirst()
                .orElseThrow(LetterPages::notFound);
        model.addAttribute("demand", sent);
        letter(task, clerk, model);
        return "counter/demand";
    }

    @GetMapping("/counter/tasks/{id}/notice")
    String notice(@PathVariable long id, Model model) {
        Actor clerk = access.current().actor();
        Task task = found(id, clerk);
        Registration made = Optional.ofNullable(task.registration())
                .filter(_ -> task.exOfficio())
                .flatMap(registration -> registry.registration(registration, clerk))
                .orElseThrow(LetterPages::notFound);
        model.addAttribute("registration", made);
        model.addAttribute("to", task.lastDemand().map(Task.Demand::addressee).orElseGet(() -> home(task, clerk)));
        letter(task, clerk, model);
        return "counter/ex-officio-notice";
    }

    private Task.Addressee home(Task task, Actor clerk) {
        WorkDesk.DemandForm home = prefilling.addressee(task, prefilling.party(task, clerk), clerk);
        return new Task.Addressee(home.name(), home.address());
    }

    private void letter(Task task, Actor clerk, Model model) {
        model.addAttribute("task", task);
        model.addAttribute("facts", task.report().facts());
        model.addAttribute("party", prefilling.party(task, clerk).orElseThrow(LetterPages::notFound));
        model.addAttribute("office", String.valueOf(clerk.office()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("law", work.law(task));
        model.addAttribute("chinese", new Chinese());
    }

    /** 公文用語: dates and events as letters write them. */
    static final class Chinese {

        public String day(LocalDate day) {
            return RocDate.format(day);
        }

        public String kind(RegistrationKind kind) {
            return switch (kind) {
                case BIRTH -> "出生";
                case DEATH_DECL -> "死亡宣告";
                default -> "死亡";
            };
        }

        /** Of a birth the register knows the mother only. */
        public String whose(Report.Facts facts, String party) {
            return facts.kind() == RegistrationKind.BIRTH
                    ? "台端（%s）於%s所生子女".formatted(party, day(facts.onDay()))
                    : party + "君";
        }

        public String event(Report.Facts facts) {
            return switch (facts.kind()) {
                case BIRTH -> "該子女於%s出生".formatted(day(facts.onDay()));
                case DEATH_DECL -> "法院宣告推定於%s死亡".formatted(day(facts.onDay()));
                default -> "當事人於%s死亡".formatted(day(facts.onDay()));
            };
        }
    }

    private Task found(long id, Actor clerk) {
        return work.task(id, clerk).orElseThrow(LetterPages::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
