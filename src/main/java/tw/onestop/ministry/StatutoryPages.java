package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.agency.Responsibility;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.RuleDesk;
import tw.onestop.notice.RuleForm;
import tw.onestop.registry.RegistrationKind;

/** 法定通報規則頁: who is told by law of what, and a rule prepared for another person to sign. */
@Controller
class StatutoryPages {

    private final RuleDesk rules;
    private final ReceiverPages.Here here;

    StatutoryPages(RuleDesk rules, ReceiverPages.Here here) {
        this.rules = rules;
        this.here = here;
    }

    @GetMapping("/ministry/statutory")
    String list(Model model) {
        model.addAttribute("rules", rules.rules(here.ministerial())).addAttribute("today", here.today());
        return "ministry/statutory";
    }

    @GetMapping("/ministry/statutory/rule")
    String blank(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String change,
            @RequestParam(defaultValue = "") String responsibility,
            Model model) {
        RuleForm typed = rules.rules(here.ministerial()).stream()
                .filter(rule -> rule.kind().name().equals(kind)
                        && rule.change().name().equals(change)
                        && rule.responsibility().name().equals(responsibility)
                        && rule.holds(here.today()))
                .findFirst()
                .map(rule -> new RuleForm(
                        kind,
                        change,
                        responsibility,
                        true,
                        rule.extent().township(),
                        rule.extent().menOnly(),
                        rule.extent().ofSome() ? String.valueOf(rule.extent().ageFrom()) : "",
                        rule.extent().ofSome() ? String.valueOf(rule.extent().ageUntil()) : "",
                        rule.note(),
                        rule.noteEn(),
                        rule.source(),
                        ""))
                .orElse(RuleForm.EMPTY);
        return form(typed, List.of(), model);
    }

    @PostMapping("/ministry/statutory/rule")
    String prepare(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String change,
            @RequestParam(defaultValue = "") String responsibility,
            @RequestParam(defaultValue = "yes") String told,
            @RequestParam(defaultValue = "") String township,
            @RequestParam(defaultValue = "") String menOnly,
            @RequestParam(defaultValue = "") String ageFrom,
            @RequestParam(defaultValue = "") String ageUntil,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String noteEn,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        RuleForm typed = new RuleForm(
                kind,
                change,
                responsibility,
                !told.equals("no"),
                township,
                !menOnly.isEmpty(),
                ageFrom,
                ageUntil,
                note,
                noteEn,
                source,
                reason);
        List<Refusal> refusals = rules.prepare(typed, here.ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/receivers?done=PREPARED";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(typed, refusals, model);
    }

    private static String form(RuleForm typed, List<Refusal> refusals, Model model) {
        model.addAttribute("typed", typed)
                .addAttribute("refusals", refusals)
                .addAttribute(
                        "kinds",
                        Arrays.stream(RegistrationKind.values())
                                .filter(kind -> !kind.isOfDoors())
                                .toList())
                .addAttribute("changes", RuleDesk.CHANGES.stream().sorted().toList())
                .addAttribute(
                        "duties",
                        Arrays.stream(Responsibility.values())
                                .filter(duty -> duty != Responsibility.EARLIER_RECIPIENT)
                                .toList());
        return "ministry/statutory-rule";
    }
}
