package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.FeeDesk;
import tw.onestop.payment.RefundDesk;
import tw.onestop.payment.RefundDesk.Request;
import tw.onestop.payment.Remittance;
import tw.onestop.payment.Slip;
import tw.onestop.payment.SlipDesk;

/** 規費繳款單頁 of the clerk: the office's slips, one with all money that came on it, printing, cancelling, asking money back. */
@Controller
class SlipPages {

    private static final int SHOWN = 50;
    private static final Request NOTHING = new Request(new UUID(0, 0), "", "", "", "", "");

    private final SlipDesk slips;
    private final RefundDesk refunds;
    private final FeeDesk fees;
    private final AccessDesk access;
    private final Clock clock;

    SlipPages(SlipDesk slips, RefundDesk refunds, FeeDesk fees, AccessDesk access, Clock clock) {
        this.slips = slips;
        this.refunds = refunds;
        this.fees = fees;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/counter/slips")
    String list(Model model) {
        return list("", List.of(), model);
    }

    @PostMapping("/counter/slips")
    String find(@RequestParam(defaultValue = "") String no, Model model, HttpServletResponse response) {
        return slips.slip(no, clerk()).map(slip -> own(slip.no())).orElseGet(() -> {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(no, List.of(Refusal.of("no", "payment.slip.unknown")), model);
        });
    }

    private String list(String no, List<Refusal> refusals, Model model) {
        model.addAttribute("slips", slips.slips(clerk(), SHOWN))
                .addAttribute("no", no)
                .addAttribute("today", LocalDate.now(clock))
                .addAttribute("refusals", refusals);
        return "counter/slips";
    }

    @GetMapping("/counter/slips/{no}")
    String slip(@PathVariable String no, Model model) {
        return page("counter/slip", no, "", NOTHING, List.of(), model);
    }

    @GetMapping("/counter/slips/{no}/refund")
    String refund(@PathVariable String no, Model model) {
        return page("counter/slip-refund", no, "", NOTHING, List.of(), model);
    }

    /** Printing is counted, so it is no link that a browser may follow by itself. */
    @PostMapping("/counter/slips/{no}/paper")
    Object print(@PathVariable String no, Model model) {
        return switch (slips.print(no, clerk())) {
            case SlipDesk.Printed.Paper(byte[] pdf) ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .cacheControl(CacheControl.noStore())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("slip-" + no + ".pdf")
                                        .build()
                                        .toString())
                        .body(pdf);
            case SlipDesk.Printed.Refused(Refusal why) -> refused(no, why, model);
        };
    }

    @PostMapping("/counter/slips/{no}/cancellation")
    String cancel(
            @PathVariable String no,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return answered("counter/slip", no, reason, NOTHING, slips.cancel(no, reason, clerk()), model, response);
    }

    @PostMapping("/counter/slips/{no}/refund")
    String refund(
            @PathVariable String no,
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
        return answered("counter/slip-refund", no, "", typed, refunds.ask(typed, clerk()), model, response);
    }

    /** 另開: the next slip for the same thing is shown at once, to be printed. */
    @PostMapping("/counter/slips/{no}/another")
    Object another(@PathVariable String no, Model model, RedirectAttributes next) {
        return switch (fees.another(no, clerk())) {
            case SlipDesk.Renewed.Issued(Slip slip) -> {
                next.addFlashAttribute("renewed", true);
                yield own(slip.no());
            }
            case SlipDesk.Renewed.Refused(Refusal why) -> refused(no, why, model);
        };
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the slip. */
    @GetMapping({"/counter/slips/{no}/paper", "/counter/slips/{no}/cancellation", "/counter/slips/{no}/another"})
    String own(@PathVariable String no) {
        return "redirect:/counter/slips/" + no;
    }

    private ModelAndView refused(String no, Refusal why, Model model) {
        return new ModelAndView(
                page("counter/slip", no, "", NOTHING, List.of(why), model),
                model.asMap(),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private String answered(
            String view,
            String no,
            String reason,
            Request typed,
            List<Refusal> refusals,
            Model model,
            HttpServletResponse response) {
        if (refusals.isEmpty()) {
            return own(no);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(view, no, reason, typed, refusals, model);
    }

    private String page(String view, String no, String reason, Request typed, List<Refusal> refusals, Model model) {
        Slip slip = slips.slip(no, clerk()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<FeeDesk.PaidFor> paidFor = fees.paidFor(slip.item(), clerk());
        model.addAttribute("slip", slip)
                .addAttribute(
                        "receiptNo", paidFor.map(FeeDesk.PaidFor::receiptNo).orElse(null))
                .addAttribute(
                        "renewable",
                        slips.renewable(slip)
                                && paidFor.filter(FeeDesk.PaidFor::waits).isPresent())
                .addAttribute(
                        "refundable",
                        slip.money().stream().filter(Remittance::refundable).toList())
                .addAttribute("reason", reason)
                .addAttribute("typed", typed)
                .addAttribute("today", LocalDate.now(clock))
                .addAttribute("refusals", refusals);
        return view;
    }

    private Actor clerk() {
        return access.current().actor();
    }
}
