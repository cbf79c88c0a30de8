package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.ProtectiveMark;
import tw.onestop.registry.RegistryDesk;

/** 保護註記頁: any clerk places a mark and sees none; which marks there are is a supervisor's to see, and to lift. */
@Controller
class MarkPages {

    private final MarkDesk marks;
    private final RegistryDesk registry;
    private final AccessDesk access;
    private final Clock clock;

    MarkPages(MarkDesk marks, RegistryDesk registry, AccessDesk access, Clock clock) {
        this.marks = marks;
        this.registry = registry;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/counter/persons/{id}/mark")
    String blank(@PathVariable long id, @RequestParam(defaultValue = "") String placed, Model model) {
        return form(MarkForm.blank(new PersonId(id)), List.of(), !placed.isEmpty(), model);
    }

    @PostMapping("/counter/persons/{id}/mark")
    String place(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(defaultValue = "") String reference,
            @RequestParam(defaultValue = "") String barred,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            Model model,
            HttpServletResponse response) {
        MarkForm typed = new MarkForm(new PersonId(id), ground, scope, reference, barred, from, until);
        List<Refusal> refusals = marks.place(typed, clerk());
        if (refusals.isEmpty()) {
            return "redirect:/counter/persons/" + id + "/mark?placed=1";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(typed, refusals, false, model);
    }

    @GetMapping("/counter/marks/{id}")
    String marks(@PathVariable long id, Model model) {
        return list(id, "", "", List.of(), model);
    }

    @PostMapping("/counter/marks/{id}/lift")
    String lift(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long mark,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        List<Refusal> refusals = marks.lift(new ProtectiveMark.Id(mark), reason, clerk());
        if (refusals.isEmpty()) {
            return "redirect:/counter/marks/" + id;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return list(id, String.valueOf(mark), reason, refusals, model);
    }

    private String form(MarkForm typed, List<Refusal> refusals, boolean placed, Model model) {
        model.addAttribute("placed", placed);
        model.addAttribute("person", person(typed.person()));
        model.addAttribute("typed", typed);
        model.addAttribute("refusals", refusals);
        model.addAttribute("grounds", ProtectiveMark.Ground.values());
        model.addAttribute("scopes", ProtectiveMark.Scope.values());
        model.addAttribute("supervisor", access.current().roles().contains(Role.SUPERVISOR));
        return "counter/mark";
    }

    private String list(long id, String mark, String reason, List<Refusal> refusals, Model model) {
        model.addAttribute("person", person(new PersonId(id)));
        model.addAttribute("marks", marks.marks(new PersonId(id), clerk()));
        model.addAttribute("today", today());
        model.addAttribute("lifting", mark);
        model.addAttribute("reason", reason);
        model.addAttribute(
                "refusals",
                refusals.stream()
                        .map(r ->
                                r.field().isEmpty() ? r : new Refusal(r.field() + "-" + mark, r.code(), r.arguments()))
                        .toList());
        return "counter/marks";
    }

    private Person person(PersonId id) {
        return registry.person(id, AsOf.on(today()), clerk())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Actor clerk() {
        return access.current().actor();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
