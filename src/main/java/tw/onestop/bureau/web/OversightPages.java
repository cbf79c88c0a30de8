package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.agency.Agency;
import tw.onestop.joining.JoiningDesk;
import tw.onestop.joining.JoiningDesk.Begun;
import tw.onestop.joining.Linkage;
import tw.onestop.joining.LinkageDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.link.Inquiry;
import tw.onestop.link.OversightDesk;
import tw.onestop.link.WeeklyAuditDesk;

/** 自行稽核頁: what the agency was granted and uses, what is unusual, and the week's list that somebody ticks off. */
@Controller("bureauOversightPages")
class OversightPages {

    private static final int MONTH = 30;
    private static final int WEEK = 7;

    private final Officers officers;
    private final Desks desks;
    private final Clock clock;

    OversightPages(Officers officers, Desks desks, Clock clock) {
        this.officers = officers;
        this.desks = desks;
        this.clock = clock;
    }

    /** 窗口. */
    @org.springframework.stereotype.Component("oversightDesks")
    record Desks(OversightDesk oversight, WeeklyAuditDesk weekly, JoiningDesk joining, LinkageDesk linkages) {}

    /** As typed. */
    record Tick(String inquiry, String sound, String remark) {}

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    @GetMapping("/bureau/oversight")
    String oversight(@RequestParam(defaultValue = "") String week, Model model) {
        return page(week, new Tick("", "", ""), List.of(), model);
    }

    @PostMapping("/bureau/oversight/checks/{transaction}")
    String tick(
            @PathVariable UUID transaction,
            @RequestParam(defaultValue = "false") boolean file,
            @RequestParam(defaultValue = "") String week,
            @RequestParam(defaultValue = "") String sound,
            @RequestParam(defaultValue = "") String remark,
            Model model,
            HttpServletResponse response) {
        Inquiry inquiry = new Inquiry(transaction, file);
        List<Refusal> refusals = desks.weekly().tick(inquiry, sound, remark, officers.actor());
        if (refusals.isEmpty()) {
            return "redirect:/bureau/oversight?week=" + day(week) + "#checks";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(week, new Tick(inquiry.name(), sound, remark), refusals, model);
    }

    /** One click makes a change of the linkage out of what is used. */
    @PostMapping("/bureau/oversight/narrower")
    String narrower(
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String fields,
            Model model,
            HttpServletResponse response) {
        Set<String> used =
                Arrays.stream(fields.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        return switch (desks.joining().narrow(purpose, used, officers.actor())) {
            case Begun.Draft(UUID id) -> "redirect:/bureau/joining/%s/parts/FIELDS".formatted(id);
            case Begun.Refused(Refusal refusal) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page("", new Tick("", "", ""), List.of(refusal), model);
            }
        };
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the page. */
    @GetMapping({"/bureau/oversight/checks/{transaction}", "/bureau/oversight/narrower"})
    String again() {
        return "redirect:/bureau/oversight";
    }

    private String page(String week, Tick typed, List<Refusal> refusals, Model model) {
        LocalDate today = LocalDate.now(clock);
        WeeklyAuditDesk.Week shown = desks.weekly().week(day(week), officers.actor());
        model.addAttribute("report", desks.oversight().report(today.minusDays(MONTH), today, officers.actor()))
                .addAttribute("week", shown)
                .addAttribute("sunday", shown.monday().plusDays(WEEK - 1L))
                .addAttribute("earlier", shown.monday().minusDays(WEEK))
                .addAttribute("later", shown.monday().plusDays(WEEK))
                .addAttribute("from", today.minusDays(MONTH))
                .addAttribute("joined", joined())
                .addAttribute("typed", typed)
                .addAttribute("refusals", refusals);
        return "bureau/oversight";
    }

    /** Those that an application can go on with. */
    private Set<String> joined() {
        return desks.linkages().linkages(officers.actor()).stream()
                .filter(linkage -> linkage.days().endedOn() == null && linkage.application() != null)
                .map(Linkage::purposeId)
                .collect(Collectors.toSet());
    }

    /** Any day of the week; what cannot be read is the last one that is over. */
    private LocalDate day(String typed) {
        Optional<LocalDate> day = RocDate.parse(typed);
        return day.orElseGet(() -> LocalDate.now(clock).minusDays(WEEK));
    }
}
