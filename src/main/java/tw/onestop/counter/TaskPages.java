package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.Task;
import tw.onestop.intake.WorkDesk;
import tw.onestop.intake.WorkDesk.DemandForm;
import tw.onestop.intake.WorkDesk.Demanded;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Person;

/** 待辦事項頁: one report with all its versions, and the steps that can follow: match, register, demand, dismiss. */
@Controller
class TaskPages {

    private final WorkDesk work;
    private final Prefilling prefilling;
    private final AccessDesk access;
    private final Clock clock;

    TaskPages(WorkDesk work, Prefilling prefilling, AccessDesk access, Clock clock) {
        this.work = work;
        this.prefilling = prefilling;
        this.access = access;
        this.clock = clock;
    }

    /** What was typed into the page's boxes, so that a refusal loses nothing; a demand begins with whom it would go to. */
    record Boxes(String nationalId, String reason, @Nullable DemandForm demand, String deliveredOn) {

        static final Boxes EMPTY = new Boxes("", "", null, "");

        Boxes with(DemandForm form) {
            return new Boxes(nationalId, reason, form, deliveredOn);
        }
    }

    @GetMapping("/counter/tasks/{id}")
    String task(@PathVariable long id, Model model) {
        Actor clerk = access.current().actor();
        Task task = found(id, clerk);
        return page(task, Boxes.EMPTY, List.of(), clerk, model);
    }

    @PostMapping("/counter/tasks/{id}/match")
    String match(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String nationalId,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        Task task = found(id, clerk);
        List<Refusal> refusals = work.match(id, nationalId, clerk);
        Boxes typed = new Boxes(nationalId, "", null, "");
        return answer(task, typed, refusals, clerk, model, response);
    }

    @PostMapping("/counter/tasks/{id}/dismiss")
    String dismiss(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        Task task = found(id, clerk);
        List<Refusal> refusals = work.dismiss(id, reason, clerk);
        Boxes typed = new Boxes("", reason, null, "");
        return answer(task, typed, refusals, clerk, model, response);
    }

    /** The registration's form, filled in with what was reported; as the office's own where the law lets it. */
    @PostMapping("/counter/tasks/{id}/begin")
    String begin(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean exOfficio,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        Task task = found(id, clerk);
        Optional<Refusal> no = exOfficio
                ? work.exOfficio(task, clerk)
                : task.state() == Task.State.WAITING
                        ? Optional.empty()
                        : Optional.of(Refusal.of("", "intake.task.notWaiting"));
        Optional<Refusal> why = no.or(() -> prefilling.own(task, clerk));
        if (why.isPresent()) {
            return answer(task, Boxes.EMPTY, List.of(why.get()), clerk, model, response);
        }
        return "redirect:/counter/sittings/" + prefilling.begin(task, exOfficio, clerk);
    }

    @PostMapping("/counter/tasks/{id}/demand")
    String demand(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String days,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        Task task = found(id, clerk);
        DemandForm form = new DemandForm(name, address, days);
        return switch (work.demand(id, form, clerk)) {
            case Demanded.Issued(long demand) -> "redirect:/counter/tasks/%d/demands/%d".formatted(id, demand);
            case Demanded.Refused(var refusals) ->
                answer(task, Boxes.EMPTY.with(form), refusals, clerk, model, response);
        };
    }

    @PostMapping("/counter/tasks/{id}/delivered")
    String delivered(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String deliveredOn,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        Task task = found(id, clerk);
        List<Refusal> refusals = work.delivered(id, deliveredOn, clerk);
        Boxes typed = new Boxes("", "", null, deliveredOn);
        return answer(task, typed, refusals, clerk, model, response);
    }

    @PostMapping("/counter/tasks/{id}/notified")
    String notified(@PathVariable long id) {
        Actor clerk = access.current().actor();
        work.notified(found(id, clerk).id(), clerk);
        return "redirect:/counter/work";
    }

    /** A reload of an answer to a form asks for the task. */
    @GetMapping({
        "/counter/tasks/{id}/match",
        "/counter/tasks/{id}/dismiss",
        "/counter/tasks/{id}/begin",
        "/counter/tasks/{id}/demand",
        "/counter/tasks/{id}/delivered"
    })
    String again(@PathVariable long id) {
        return "redirect:/counter/tasks/" + id;
    }

    private String answer(
            Task task, Boxes typed, List<Refusal> refusals, Actor clerk, Model model, HttpServletResponse response) {
        if (refusals.isEmpty()) {
            return "redirect:/counter/tasks/" + task.id();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(task, typed, refusals, clerk, model);
    }

    private String page(Task task, Boxes typed, List<Refusal> refusals, Actor clerk, Model model) {
        LocalDate today = LocalDate.now(clock);
        Optional<Person> party = prefilling.party(task, clerk);
        model.addAttribute("task", task);
        model.addAttribute("facts", task.report().facts());
        model.addAttribute("stage", task.stage(today));
        model.addAttribute("daysLate", task.daysLate(today));
        model.addAttribute("versions", work.versions(task, clerk));
        model.addAttribute("party", party.orElse(null));
        model.addAttribute("law", work.law(task));
        model.addAttribute("mayExOfficio", work.exOfficio(task, clerk).isEmpty());
        model.addAttribute(
                "typed", typed.demand() == null ? typed.with(prefilling.addressee(task, party, clerk)) : typed);
        model.addAttribute("refusals", refusals);
        return "counter/task";
    }

    private Task found(long id, Actor clerk) {
        return work.task(id, clerk).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
