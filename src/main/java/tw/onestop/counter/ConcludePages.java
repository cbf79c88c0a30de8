package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.intake.IntakeDesk.Conclusion;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistryDesk;

/** 確認與送出: everything once more on one page, then all of it or nothing. */
@Controller
class ConcludePages {

    private final IntakeDesk intake;
    private final RegistryDesk registry;
    private final Sheets sheets;
    private final Choices choices;
    private final AccessDesk access;

    ConcludePages(IntakeDesk intake, RegistryDesk registry, Sheets sheets, Choices choices, AccessDesk access) {
        this.intake = intake;
        this.registry = registry;
        this.sheets = sheets;
        this.choices = choices;
        this.access = access;
    }

    @GetMapping("/counter/sittings/{id}/review")
    String review(@PathVariable UUID id, Model model) {
        Actor clerk = access.current().actor();
        return page(id, new Conclusion.Refused(Map.of(), List.of()), clerk, model);
    }

    @PostMapping("/counter/sittings/{id}/conclude")
    String conclude(@PathVariable UUID id, Model model, HttpServletResponse response) {
        Actor clerk = access.current().actor();
        return switch (intake.conclude(id, clerk)) {
            case Conclusion.Concluded _ -> "redirect:/counter/sittings/" + id + "/done";
            case Conclusion.Refused refused -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page(id, refused, clerk, model);
            }
            case Conclusion.Overtaken overtaken -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                model.addAttribute("sitting", open(id, clerk));
                model.addAttribute("overtaken", overtaken);
                yield "counter/overtaken";
            }
        };
    }

    /** 送主管覆核: a second person looks at the forms as they stand. */
    @PostMapping("/counter/sittings/{id}/approval")
    String askApproval(@PathVariable UUID id) {
        intake.askApproval(id, access.current().actor());
        return "redirect:/counter/sittings/" + id + "/review";
    }

    @GetMapping("/counter/sittings/{id}/conclude")
    String again(@PathVariable UUID id) {
        return "redirect:/counter/sittings/" + id + "/review";
    }

    /** What is read for the page is one transaction with its acts. */
    @GetMapping("/counter/sittings/{id}/done")
    @Transactional
    String done(@PathVariable UUID id, Model model) {
        Actor clerk = access.current().actor();
        Optional<Conclusion.Concluded> concluded = intake.concluded(id, clerk);
        if (concluded.isEmpty()) {
            return "redirect:/counter";
        }
        List<Registration> registrations = concluded.get().registrations().stream()
                .flatMap(made -> registry.registration(made, clerk).stream())
                .toList();
        model.addAttribute("registrations", registrations);
        model.addAttribute("receiptNo", concluded.get().receiptNo().orElse(null));
        return "counter/done";
    }

    private String page(UUID id, Conclusion.Refused refused, Actor clerk, Model model) {
        Sitting sitting = open(id, clerk);
        List<Sheet> all = sheets.all(sitting.draft(), clerk);
        List<Refusal> refusals = refused.notices();
        boolean ready = all.stream()
                .allMatch(s -> s.assessment() != null && s.assessment().acceptable());
        model.addAttribute("sitting", sitting);
        model.addAttribute("draft", sitting.draft());
        model.addAttribute("sheets", all);
        model.addAttribute("refused", refused.registrations());
        model.addAttribute("refusals", refusals);
        model.addAttribute("ready", ready);
        model.addAttribute("approval", intake.approval(id, clerk));
        model.addAttribute("choices", choices.of(sitting.draft(), clerk));
        return "counter/review";
    }

    private Sitting open(UUID id, Actor clerk) {
        return intake.sitting(id, clerk).orElseThrow(() -> new SittingEnded(id));
    }
}
