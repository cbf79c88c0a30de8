package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.joining.TermsDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.FeeChangeDesk;
import tw.onestop.registry.AnnouncementDesk;
import tw.onestop.registry.AnnouncementDesk.Announcement;
import tw.onestop.registry.AnnouncementDesk.Holiday;
import tw.onestop.registry.AnnouncementDesk.Rule;
import tw.onestop.registry.AnnouncementDesk.Table;

/** 規則公告頁: what holds, what was announced, and announcing a new value from a day on. */
@Controller
class RulePages {

    private final AnnouncementDesk desk;
    private final TermsDesk terms;
    private final FeeChangeDesk fees;
    private final AccessDesk access;
    private final Clock clock;

    RulePages(AnnouncementDesk desk, TermsDesk terms, FeeChangeDesk fees, AccessDesk access, Clock clock) {
        this.desk = desk;
        this.terms = terms;
        this.fees = fees;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/ministry")
    String ministry() {
        return "redirect:/ministry/rules";
    }

    @GetMapping("/ministry/rules")
    String rules(@RequestParam(defaultValue = "") String announced, Model model) {
        model.addAttribute("announced", !announced.isEmpty());
        return list(new Holiday("", "", "", true), List.of(), model);
    }

    @GetMapping("/ministry/rules/announcement")
    String blank(@RequestParam Table table, @RequestParam String name, Model model) {
        if (takesTwo(table, name)) {
            return "redirect:/ministry/fees/" + name;
        }
        List<Rule> rules = ofThis(table, name);
        return form(new Announcement(table, name, rules.getLast().value(), "", ""), rules, List.of(), model);
    }

    @PostMapping("/ministry/rules/announcement")
    String announce(
            @RequestParam Table table,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String office,
            Model model,
            HttpServletResponse response) {
        if (takesTwo(table, name)) {
            return "redirect:/ministry/fees/" + name;
        }
        Announcement typed = new Announcement(table, name, value, from, source, office);
        List<Rule> rules = ofThis(table, name);
        List<Refusal> refusals = desk.announce(typed, ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/rules?announced=1";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(typed, rules, refusals, model);
    }

    @PostMapping("/ministry/rules/holiday")
    String holiday(
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "true") boolean off,
            Model model,
            HttpServletResponse response) {
        Holiday typed = new Holiday(day, name, source, off);
        List<Refusal> refusals = desk.announce(typed, ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/rules?announced=1#holidays";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return list(typed, refusals, model);
    }

    private String list(Holiday typed, List<Refusal> refusals, Model model) {
        model.addAttribute("rules", desk.rules(ministerial()));
        model.addAttribute("terms", terms.terms(ministerial()));
        model.addAttribute(
                "tables", List.of(Table.JURISDICTION, Table.EX_OFFICIO, Table.APPROVAL, Table.VALUE, Table.TEMPLATE));
        model.addAttribute("today", today());
        model.addAttribute("typed", typed);
        model.addAttribute("refusals", refusals);
        return "ministry/rules";
    }

    private String form(Announcement typed, List<Rule> rules, List<Refusal> refusals, Model model) {
        model.addAttribute("rules", rules);
        model.addAttribute("today", today());
        model.addAttribute("typed", typed);
        model.addAttribute("refusals", refusals);
        return "ministry/announcement";
    }

    /** What errands cost is signed for by a second person. */
    private boolean takesTwo(Table table, String name) {
        return table == Table.VALUE
                && fees.fees(ministerial()).stream().anyMatch(fee -> fee.name().equals(name));
    }

    /** What holds and was announced under a name; a page for a rule that does not exist does not either. */
    private List<Rule> ofThis(Table table, String name) {
        return Optional.of(desk.rules(ministerial()).stream()
                        .filter(rule -> table != Table.HOLIDAY
                                && rule.table() == table
                                && rule.name().equals(name))
                        .toList())
                .filter(found -> !found.isEmpty())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Actor ministerial() {
        return access.current().actor();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
