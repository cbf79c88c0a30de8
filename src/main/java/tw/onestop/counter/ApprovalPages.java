package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.Approval;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 待覆核案件: for the supervisor of an office: what a clerk typed and what would follow, to approve of or to send back. */
@Controller
class ApprovalPages {

    private final IntakeDesk intake;
    private final Sheets sheets;
    private final AccessDesk access;

    ApprovalPages(IntakeDesk intake, Sheets sheets, AccessDesk access) {
        this.intake = intake;
        this.sheets = sheets;
        this.access = access;
    }

    @GetMapping("/supervisor/approvals")
    String approvals(Model model) {
        model.addAttribute("asked", intake.approvalsAsked(access.current().actor()));
        return "counter/approvals";
    }

    @GetMapping("/supervisor/approvals/{id}")
    String approval(@PathVariable UUID id, Model model) {
        return page(id, new Approval.Decision("", "", ""), List.of(), model);
    }

    @PostMapping("/supervisor/approvals/{id}")
    String decide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String seen,
            Model model,
            HttpServletResponse response) {
        Approval.Decision decision = new Approval.Decision(verdict, reason, seen);
        List<Refusal> refusals = intake.decide(id, decision, access.current().actor());
        if (refusals.isEmpty()) {
            return "redirect:/supervisor/approvals";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(id, decision, refusals, model);
    }

    /** What was decided, changed or ended in the meantime leads back to the list. */
    private String page(UUID id, Approval.Decision decision, List<Refusal> refusals, Model model) {
        Actor supervisor = access.current().actor();
        Optional<Approval.Asked> asked = intake.approvalAsked(id, supervisor);
        if (asked.isEmpty()) {
            return "redirect:/supervisor/approvals";
        }
        model.addAttribute("asked", asked.get());
        model.addAttribute("sheets", sheets.all(asked.get().draft(), supervisor));
        model.addAttribute("decision", decision);
        model.addAttribute("refusals", refusals);
        return "counter/approval";
    }
}
