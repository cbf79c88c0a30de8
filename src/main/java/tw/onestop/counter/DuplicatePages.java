package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
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
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Likeness;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistryDesk;

/** 疑似重複清查: for the supervisor of an office: who may be entered twice, side by side, and what was found. */
@Controller
class DuplicatePages {

    private final RegistryDesk registry;
    private final AccessDesk access;

    DuplicatePages(RegistryDesk registry, AccessDesk access) {
        this.registry = registry;
        this.access = access;
    }

    @GetMapping("/supervisor")
    String supervisor() {
        return "redirect:/supervisor/duplicates";
    }

    @GetMapping("/supervisor/duplicates")
    String duplicates(Model model) {
        model.addAttribute("pairs", registry.likenesses(access.current().actor()));
        model.addAttribute("most", Likeness.SHOWN);
        return "counter/duplicates";
    }

    @GetMapping("/supervisor/duplicates/{one}/{other}")
    String pair(@PathVariable long one, @PathVariable long other, Model model) {
        return page(new Likeness.Finding(new PersonId(one), new PersonId(other), "", "", ""), List.of(), model);
    }

    @PostMapping("/supervisor/duplicates/{one}/{other}")
    String judge(
            @PathVariable long one,
            @PathVariable long other,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String settledBy,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        Likeness.Finding finding =
                new Likeness.Finding(new PersonId(one), new PersonId(other), verdict, settledBy, reason);
        List<Refusal> refusals = registry.judge(finding, access.current().actor());
        if (refusals.isEmpty()) {
            return "redirect:/supervisor/duplicates";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(finding, refusals, model);
    }

    private String page(Likeness.Finding finding, List<Refusal> refusals, Model model) {
        model.addAttribute(
                "pair",
                registry.likeness(
                                finding.one(), finding.other(), access.current().actor())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("finding", finding);
        model.addAttribute("refusals", refusals);
        return "counter/duplicate";
    }
}
