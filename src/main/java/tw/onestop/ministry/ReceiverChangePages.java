package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.agency.Agency;
import tw.onestop.agency.ReceiverChange;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.kernel.Refusal;

/** 受通報機關變更頁: how an agency is reached, how soon it answers, and where it serves, as it is and as it shall be. */
@Controller
class ReceiverChangePages {

    private final ReceiverDesk receivers;
    private final ReceiverPages.Here here;

    ReceiverChangePages(ReceiverDesk receivers, ReceiverPages.Here here) {
        this.receivers = receivers;
        this.here = here;
    }

    @GetMapping("/ministry/receivers/{code}/change")
    String present(@PathVariable String code, Model model) {
        return form(here.receiver(code).asItIs(), List.of(), model);
    }

    @PostMapping("/ministry/receivers/{code}/change")
    String prepare(
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> sent,
            Model model,
            HttpServletResponse response) {
        ReceiverPages.Sent typed = new ReceiverPages.Sent(sent);
        ReceiverChange change = new ReceiverChange(
                here.receiver(code).agency().code().value(),
                typed.one("unit"),
                typed.one("phone"),
                typed.one("hours"),
                typed.one("days"),
                typed.one("door"),
                typed.one("areas"),
                typed.one("source"),
                typed.one("reason"));
        List<Refusal> refusals = receivers.prepare(change, here.ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/receivers?done=PREPARED";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(change, refusals, model);
    }

    private String form(ReceiverChange typed, List<Refusal> refusals, Model model) {
        model.addAttribute("typed", typed)
                .addAttribute("agency", here.receiver(typed.agency()).agency())
                .addAttribute("ways", Agency.Door.values())
                .addAttribute("refusals", refusals);
        return "ministry/receiver-change";
    }
}
