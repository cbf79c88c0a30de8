package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.joining.TermsDesk;
import tw.onestop.joining.TermsDesk.Announcement;
import tw.onestop.joining.TermsDesk.Term;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 連結期限公告頁: one of the terms that stand on the page of the rules. */
@Controller
class TermPages {

    private final TermsDesk terms;
    private final AccessDesk access;
    private final Clock clock;

    TermPages(TermsDesk terms, AccessDesk access, Clock clock) {
        this.terms = terms;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/ministry/rules/term")
    String blank(@RequestParam String name, Model model) {
        List<Term> named = named(name);
        String present = String.valueOf(named.getLast().value());
        return form(new Announcement(name, present, "", ""), named, List.of(), model);
    }

    @PostMapping("/ministry/rules/term")
    String announce(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String source,
            Model model,
            HttpServletResponse response) {
        Announcement typed = new Announcement(name, value, from, source);
        List<Term> named = named(name);
        List<Refusal> refusals = terms.announce(typed, ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/rules?announced=1#TERMS";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(typed, named, refusals, model);
    }

    private String form(Announcement typed, List<Term> named, List<Refusal> refusals, Model model) {
        model.addAttribute("typed", typed)
                .addAttribute("terms", named)
                .addAttribute("today", LocalDate.now(clock))
                .addAttribute("refusals", refusals);
        return "ministry/term";
    }

    private List<Term> named(String name) {
        List<Term> named = terms.terms(ministerial()).stream()
                .filter(term -> term.name().equals(name))
                .toList();
        if (named.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return named;
    }

    private Actor ministerial() {
        return access.current().actor();
    }
}
