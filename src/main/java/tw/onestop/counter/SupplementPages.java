package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.intake.Sitting;
import tw.onestop.intake.Supplement;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;

/** 一次告知補正: what is missing, ticked from what the examination found; the notice for the applicant; the way back. */
@Controller
class SupplementPages {

    private final IntakeDesk intake;
    private final Sheets sheets;
    private final AccessDesk access;

    SupplementPages(IntakeDesk intake, Sheets sheets, AccessDesk access) {
        this.intake = intake;
        this.sheets = sheets;
        this.access = access;
    }

    /** The notice, once it was made; before that the page on which it is made, with all that was found ticked. */
    @GetMapping("/counter/sittings/{id}/supplement")
    String supplement(@PathVariable UUID id, Model model) {
        Actor clerk = access.current().actor();
        Optional<Supplement> asked = intake.supplement(id, clerk);
        if (asked.isPresent()) {
            model.addAttribute("asked", asked.get());
            return "counter/supplement-notice";
        }
        String due = RocDate.slashed(intake.supplementSpan().suggested());
        return page(id, null, "", due, List.of(), clerk, model);
    }

    @PostMapping("/counter/sittings/{id}/supplement")
    String ask(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> missing,
            @RequestParam(defaultValue = "") String more,
            @RequestParam(defaultValue = "") String due,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        List<String> lines = new ArrayList<>(missing == null ? List.of() : missing);
        lines.add(more);
        List<Refusal> refusals = intake.askSupplement(id, new Supplement.Request(lines, due), clerk);
        if (refusals.isEmpty()) {
            return "redirect:/counter/sittings/" + id + "/supplement";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(id, lines, more, due, refusals, clerk, model);
    }

    @GetMapping("/counter/supplements")
    String waiting(Model model) {
        return waiting("", List.of(), model);
    }

    @PostMapping("/counter/supplements")
    String resume(@RequestParam(defaultValue = "") String number, Model model, HttpServletResponse response) {
        Optional<UUID> sitting = intake.resume(number, access.current().actor());
        if (sitting.isPresent()) {
            return "redirect:/counter/sittings/" + sitting.get();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return waiting(number, List.of(Refusal.of("number", "intake.supplement.number")), model);
    }

    private String waiting(String number, List<Refusal> refusals, Model model) {
        model.addAttribute("waiting", intake.waiting(access.current().actor()));
        model.addAttribute("number", number);
        model.addAttribute("refusals", refusals);
        return "counter/supplements";
    }

    /**
     * @param ticked null as long as nothing was sent: then everything is
     */
    private String page(
            UUID id,
            @Nullable List<String> ticked,
            String more,
            String due,
            List<Refusal> refusals,
            Actor clerk,
            Model model) {
        Sitting sitting = intake.sitting(id, clerk).orElseThrow(() -> new SittingEnded(id));
        model.addAttribute("sitting", sitting);
        model.addAttribute("sheets", sheets.all(sitting.draft(), clerk));
        model.addAttribute("ticked", ticked);
        model.addAttribute("more", more);
        model.addAttribute("due", due);
        model.addAttribute("latest", intake.supplementSpan().latest());
        model.addAttribute("refusals", refusals);
        return "counter/supplement";
    }
}
