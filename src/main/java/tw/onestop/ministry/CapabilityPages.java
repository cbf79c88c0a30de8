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
import tw.onestop.agency.CapabilityForm;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.agency.ReceiverForm;
import tw.onestop.kernel.Refusal;

/** 受理能力頁: one row of the matrix as it holds, and what it shall be. */
@Controller
class CapabilityPages {

    private final ReceiverDesk receivers;
    private final ReceiverPages.Here here;

    CapabilityPages(ReceiverDesk receivers, ReceiverPages.Here here) {
        this.receivers = receivers;
        this.here = here;
    }

    @GetMapping("/ministry/receivers/{code}/changes/{change}")
    String row(@PathVariable String code, @PathVariable ChangeType change, Model model) {
        ReceiverDesk.Receiver receiver = here.receiver(code);
        CapabilityForm present = receiver.rows().stream()
                .filter(row -> row.capability().change() == change && row.holds(here.today()))
                .map(row -> new CapabilityForm(
                        code,
                        change.name(),
                        true,
                        row.capability().extraKeys().stream()
                                .map(key -> key.name())
                                .toList(),
                        ReceiverForm.Key.EMPTY,
                        row.capability().note(),
                        row.capability().noteEn(),
                        row.capability().source(),
                        ""))
                .findFirst()
                .orElseGet(() -> new CapabilityForm(
                        code, change.name(), true, List.of(), ReceiverForm.Key.EMPTY, "", "", "", ""));
        return row(present, receiver, List.of(), model);
    }

    @PostMapping("/ministry/receivers/{code}/changes/{change}")
    String prepareRow(
            @PathVariable String code,
            @PathVariable ChangeType change,
            @RequestParam MultiValueMap<String, String> sent,
            Model model,
            HttpServletResponse response) {
        ReceiverDesk.Receiver receiver = here.receiver(code);
        ReceiverPages.Sent typed = new ReceiverPages.Sent(sent);
        CapabilityForm form = new CapabilityForm(
                code,
                change.name(),
                !typed.one("takes").equals("no"),
                sent.getOrDefault("keys", List.of()),
                typed.key("fresh."),
                typed.one("note"),
                typed.one("noteEn"),
                typed.one("source"),
                typed.one("reason"));
        List<Refusal> refusals = receivers.prepare(form, here.ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/receivers?done=PREPARED";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return row(form, receiver, refusals, model);
    }

    private String row(CapabilityForm typed, ReceiverDesk.Receiver receiver, List<Refusal> refusals, Model model) {
        model.addAttribute("typed", typed)
                .addAttribute("receiver", receiver)
                .addAttribute("agency", receiver.agency())
                .addAttribute("today", here.today())
                .addAttribute("refusals", refusals);
        return "ministry/capability";
    }
}
