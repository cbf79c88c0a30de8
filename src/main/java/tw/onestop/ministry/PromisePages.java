package tw.onestop.ministry;

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
import tw.onestop.agency.Agency;
import tw.onestop.agency.PromiseChangeDesk;
import tw.onestop.agency.PromiseForm;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.kernel.Refusal;

/** 單項辦理期限頁: what an agency promises for each matter, and other days for one of them. */
@Controller
class PromisePages {

    private final PromiseChangeDesk promises;
    private final ReceiverPages.Here here;

    PromisePages(PromiseChangeDesk promises, ReceiverPages.Here here) {
        this.promises = promises;
        this.here = here;
    }

    @GetMapping("/ministry/receivers/{code}/promises")
    String all(@PathVariable String code, Model model) {
        Agency agency = here.receiver(code).agency();
        model.addAttribute("agency", agency)
                .addAttribute("today", here.today())
                .addAttribute("rows", promises.promises(agency.code(), here.ministerial()));
        return "ministry/promises";
    }

    @GetMapping("/ministry/receivers/{code}/promises/{matter}")
    String one(@PathVariable String code, @PathVariable String matter, Model model) {
        PromiseChangeDesk.Row row = row(code, matter);
        String days = row.dated().isEmpty() ? "" : String.valueOf(row.days());
        return form(row, new PromiseForm(code, matter, days, "", ""), List.of(), model);
    }

    @PostMapping("/ministry/receivers/{code}/promises/{matter}")
    String prepare(
            @PathVariable String code,
            @PathVariable String matter,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        PromiseChangeDesk.Row row = row(code, matter);
        PromiseForm typed = new PromiseForm(code, matter, days, source, reason);
        List<Refusal> refusals = promises.prepare(typed, here.ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/receivers?done=PREPARED";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(row, typed, refusals, model);
    }

    private String form(PromiseChangeDesk.Row row, PromiseForm typed, List<Refusal> refusals, Model model) {
        ReceiverDesk.Receiver receiver = here.receiver(typed.agency());
        model.addAttribute("row", row)
                .addAttribute("typed", typed)
                .addAttribute("receiver", receiver)
                .addAttribute("agency", receiver.agency())
                .addAttribute("today", here.today())
                .addAttribute("refusals", refusals);
        return "ministry/promise";
    }

    private PromiseChangeDesk.Row row(String code, String matter) {
        return promises.promises(here.receiver(code).agency().code(), here.ministerial()).stream()
                .filter(row -> row.matter().equals(matter))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
