package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
import tw.onestop.payment.RefundDesk;
import tw.onestop.payment.RefundDesk.Request;

/** 退費頁: money that is not owed, and refunds on their way; whoever asked for one does not approve it. */
@Controller
class RefundPages {

    private static final Request NOTHING = new Request(new UUID(0, 0), "", "", "", "");

    private final RefundDesk desk;
    private final AccessDesk access;

    RefundPages(RefundDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    @GetMapping("/ministry/refunds")
    String list(Model model) {
        return page(NOTHING, "", "", List.of(), model);
    }

    @PostMapping("/ministry/refunds")
    String ask(
            @RequestParam(defaultValue = "") String remittance,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String bank,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String holder,
            Model model,
            HttpServletResponse response) {
        UUID money = Bodies.uuid(remittance).orElse(NOTHING.remittance());
        Request typed = new Request(money, reason, bank, account, holder);
        List<Refusal> refusals = desk.ask(typed, cashier());
        return answered(typed, "", "", refusals, model, response);
    }

    @PostMapping("/ministry/refunds/{no}/decision")
    String decide(
            @PathVariable String no,
            @RequestParam(defaultValue = "") String approve,
            @RequestParam(defaultValue = "") String why,
            Model model,
            HttpServletResponse response) {
        List<Refusal> refusals = desk.decide(no, !approve.isEmpty(), why, cashier()).stream()
                .map(one -> one.field().equals("reason") ? new Refusal("why-" + no, one.code(), one.arguments()) : one)
                .toList();
        return answered(NOTHING, no, why, refusals, model, response);
    }

    @GetMapping("/ministry/refunds/{no}/decision")
    String again() {
        return "redirect:/ministry/refunds";
    }

    private String answered(
            Request typed, String no, String why, List<Refusal> refusals, Model model, HttpServletResponse response) {
        if (refusals.isEmpty()) {
            return again();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(typed, no, why, refusals, model);
    }

    private String page(Request typed, String no, String why, List<Refusal> refusals, Model model) {
        model.addAttribute("notOwed", desk.notOwed(cashier()))
                .addAttribute("refunds", desk.refunds(cashier()))
                .addAttribute("typed", typed)
                .addAttribute("no", no)
                .addAttribute("why", why)
                .addAttribute("refusals", refusals);
        return "ministry/refunds";
    }

    private Actor cashier() {
        return access.current().actor();
    }
}
