package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.FeeChangeDesk;
import tw.onestop.notice.FeeChangeDesk.Charged;
import tw.onestop.notice.FeeForm;
import tw.onestop.registry.AnnouncementDesk;

/** 規費變更頁: what an errand costs, and what it shall cost; another person signs for it. */
@Controller
class FeePages {

    private final FeeChangeDesk fees;
    private final Amounts amounts;
    private final ReceiverPages.Here here;

    FeePages(FeeChangeDesk fees, Amounts amounts, ReceiverPages.Here here) {
        this.fees = fees;
        this.amounts = amounts;
        this.here = here;
    }

    /** 規費數額 by its days, as the pages of a fee and of its proposal show it. */
    @Component("feeAmountsShown")
    record Amounts(AnnouncementDesk rules, ReceiverPages.Here here) {

        /** What holds today and what was announced. */
        List<AnnouncementDesk.Rule> of(String name) {
            return rules.rules(here.ministerial()).stream()
                    .filter(rule -> rule.isOfNumber(name))
                    .toList();
        }
    }

    @GetMapping("/ministry/fees/{name}")
    String present(@PathVariable String name, Model model) {
        return form(new FeeForm(name, String.valueOf(charged(name).amount()), "", ""), List.of(), model);
    }

    @PostMapping("/ministry/fees/{name}")
    String prepare(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        FeeForm typed = new FeeForm(charged(name).name(), amount, source, reason);
        List<Refusal> refusals = fees.prepare(typed, here.ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/receivers?done=PREPARED";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(typed, refusals, model);
    }

    private String form(FeeForm typed, List<Refusal> refusals, Model model) {
        model.addAttribute("typed", typed)
                .addAttribute("charged", charged(typed.name()))
                .addAttribute("rules", amounts.of(typed.name()))
                .addAttribute("today", here.today())
                .addAttribute("refusals", refusals);
        return "ministry/fee";
    }

    private Charged charged(String name) {
        return fees.fees(here.ministerial()).stream()
                .filter(fee -> fee.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
