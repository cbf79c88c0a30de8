package tw.onestop.ministry;

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
import tw.onestop.http.Bodies;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.payment.Refund;
import tw.onestop.payment.RefundDesk;
import tw.onestop.payment.RefundDesk.Request;

/** 退費頁: money that is not owed, and refunds on their way; whoever asked for one does not approve it. */
@Controller
class RefundPages {

    private static final Request NOTHING = new Request(new UUID(0, 0), "", "", "", "", "");

    private final RefundDesk desk;
    private final AccessDesk access;

    RefundPages(RefundDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    @GetMapping("/ministry/refunds")
    String list(Model model) {
        return page(NOTHING, List.of(), model);
    }

    @PostMapping("/ministry/refunds")
    String ask(
            @RequestParam(defaultValue = "") String remittance,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String bank,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String holder,
            Model model,
            HttpServletResponse response) {
        UUID money = Bodies.uuid(remittance).orElse(NOTHING.remittance());
        Request typed = new Request(money, amount, reason, bank, account, holder);
        List<Refusal> refusals = desk.ask(typed, cashier());
        if (refusals.isEmpty()) {
            return again();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(typed, refusals, model);
    }

    /** To be decided: where the money goes is shown whole here and nowhere else. */
    @GetMapping("/ministry/refunds/{no}")
    String one(@PathVariable String no, Model model) {
        return one(no, "", List.of(), model);
    }

    @PostMapping("/ministry/refunds/{no}/decision")
    String decide(
            @PathVariable String no,
            @RequestParam(defaultValue = "") String approve,
            @RequestParam(defaultValue = "") String why,
            Model model,
            HttpServletResponse response) {
        List<Refusal> refusals = desk.decide(no, !approve.isEmpty(), why, cashier()).stream()
                .map(one -> one.field().equals("reason") ? new Refusal("why", one.code(), one.arguments()) : one)
                .toList();
        if (refusals.isEmpty()) {
            return again();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return one(no, why, refusals, model);
    }

    @GetMapping("/ministry/refunds/{no}/decision")
    String again() {
        return "redirect:/ministry/refunds";
    }

    /** What waits for no decision, since another was faster or there is none such, is looked for in the list. */
    private String one(String no, String why, List<Refusal> refusals, Model model) {
        Optional<Refund> refund = desk.toDecide(no, cashier());
        if (refund.isEmpty()) {
            return page(NOTHING, refusals, model);
        }
        model.addAttribute("refund", refund.get()).addAttribute("why", why).addAttribute("refusals", refusals);
        return "ministry/refund";
    }

    private String page(Request typed, List<Refusal> refusals, Model model) {
        model.addAttribute("notOwed", desk.notOwed(cashier()))
                .addAttribute("refunds", desk.refunds(cashier()))
                .addAttribute("typed", typed)
                .addAttribute("refusals", refusals);
        return "ministry/refunds";
    }

    private Actor cashier() {
        return access.current().actor();
    }
}
