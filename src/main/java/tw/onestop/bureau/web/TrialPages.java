package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.Bulletin;
import tw.onestop.notice.BulletinDesk;
import tw.onestop.rehearsal.RehearsalDesk;

/** 受通報演練頁: the officer has a notice about nobody sent to the agency's own door and answers it there. */
@Controller
class TrialPages {

    private final Officers officers;
    private final BulletinDesk bulletins;
    private final RehearsalDesk keys;

    TrialPages(Officers officers, BulletinDesk bulletins, RehearsalDesk keys) {
        this.officers = officers;
        this.bulletins = bulletins;
        this.keys = keys;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    @GetMapping("/bureau/trial")
    String trial(@ModelAttribute("agency") Agency agency, Model model) {
        return page("", List.of(), agency, model);
    }

    @PostMapping("/bureau/trial")
    String send(RedirectAttributes next) {
        next.addFlashAttribute("result", bulletins.rehearse(officers.actor()) ? "sent" : "notNow");
        return "redirect:/bureau/trial";
    }

    /** 系統金鑰: of the machine that will fetch and answer, of an agency that only receives. */
    @PostMapping("/bureau/trial/keys")
    String keys(
            @RequestParam(defaultValue = "") String typed,
            @ModelAttribute("agency") Agency agency,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        List<Refusal> refusals = keys.goToWork(typed, officers.actor());
        if (refusals.isEmpty()) {
            next.addFlashAttribute("result", "keys");
            return "redirect:/bureau/trial";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        boolean secret = refusals.stream().anyMatch(no -> no.code().equals("rehearsal.keys.secret"));
        // A private key is not sent back over the wire once more.
        return page(secret ? "" : typed, refusals, agency, model);
    }

    @GetMapping("/bureau/trial/keys")
    String again() {
        return "redirect:/bureau/trial";
    }

    private String page(String typed, List<Refusal> refusals, Agency agency, Model model) {
        List<Bulletin> sent = bulletins.rehearsals(agency.code(), officers.actor());
        model.addAttribute("sent", sent)
                .addAttribute("answered", sent.stream().anyMatch(Bulletin::answered))
                .addAttribute("clientId", keys.workingClient(agency.code()))
                .addAttribute("typed", typed)
                .addAttribute("refusals", refusals);
        return "bureau/trial";
    }
}
