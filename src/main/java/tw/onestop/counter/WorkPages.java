package tw.onestop.counter;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.intake.WorkDesk;
import tw.onestop.intake.WorkList;
import tw.onestop.intake.WorkList.Scope;
import tw.onestop.payment.SlipDesk;

/** 工作清單頁: what is to be done, the most pressing first: a clerk's own, the office's, and for supervisors everybody's; beneath, the office's slips that nobody has paid in time. */
@Controller
class WorkPages {

    private final WorkDesk work;
    private final SlipDesk slips;
    private final AccessDesk access;
    private final Clock clock;

    WorkPages(WorkDesk work, SlipDesk slips, AccessDesk access, Clock clock) {
        this.slips = slips;
        this.clock = clock;
        this.work = work;
        this.access = access;
    }

    @GetMapping("/counter/work")
    String work(@RequestParam(defaultValue = "office") String scope, Model model) {
        return page(scope, "", model);
    }

    /** What was searched is no part of an address. */
    @PostMapping("/counter/work")
    String search(
            @RequestParam(defaultValue = "office") String scope,
            @RequestParam(defaultValue = "") String words,
            Model model) {
        return page(scope, words, model);
    }

    private String page(String wanted, String words, Model model) {
        StaffMember member = access.current();
        boolean supervisor = member.roles().contains(Role.SUPERVISOR);
        Scope scope = switch (wanted.toUpperCase(Locale.ROOT)) {
            case "MINE" -> Scope.MINE;
            case "TEAM" -> supervisor ? Scope.TEAM : Scope.OFFICE;
            default -> Scope.OFFICE;
        };
        model.addAttribute("scope", scope);
        model.addAttribute("supervisor", supervisor);
        model.addAttribute("words", words);
        model.addAttribute("me", member.username());
        model.addAttribute("scopes", Scope.values());
        model.addAttribute("groups", WorkList.Group.values());
        model.addAttribute("work", work.list(scope, words, member.actor()));
        model.addAttribute("slips", slips.due(member.actor()));
        model.addAttribute("today", LocalDate.now(clock));
        return "counter/work";
    }
}
