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
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.Errand;
import tw.onestop.notice.ErrandFieldDesk;
import tw.onestop.notice.ErrandFieldForm;

/** 申辦欄位頁: the errands, what one of them asks, asked and will ask, and one of its fields as it shall be. */
@Controller
class ErrandFieldPages {

    private final ErrandFieldDesk fields;
    private final ReceiverPages.Here here;

    ErrandFieldPages(ErrandFieldDesk fields, ReceiverPages.Here here) {
        this.fields = fields;
        this.here = here;
    }

    @GetMapping("/ministry/errands")
    String all(Model model) {
        model.addAttribute("errands", fields.errands(here.ministerial())).addAttribute("today", here.today());
        return "ministry/errands";
    }

    @GetMapping("/ministry/errands/{programme}/{change}")
    String errand(@PathVariable String programme, @PathVariable String change, Model model) {
        ErrandFieldDesk.Asking asking = fields.errands(here.ministerial()).stream()
                .filter(one -> one.errand().key().equals(programme + "/" + change))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("asking", asking).addAttribute("today", here.today());
        return "ministry/errand";
    }

    @GetMapping("/ministry/errands/{programme}/{change}/field")
    String blank(@PathVariable String programme, @PathVariable String change, Model model) {
        return form(blank(programme, change), true, List.of(), model);
    }

    @PostMapping("/ministry/errands/{programme}/{change}/field")
    String prepareNew(
            @PathVariable String programme,
            @PathVariable String change,
            @RequestParam MultiValueMap<String, String> sent,
            Model model,
            HttpServletResponse response) {
        ReceiverPages.Sent typed = new ReceiverPages.Sent(sent);
        return prepare(read(blank(programme, change), typed.one("name"), typed), true, model, response);
    }

    @GetMapping("/ministry/errands/{programme}/{change}/fields/{name}")
    String one(@PathVariable String programme, @PathVariable String change, @PathVariable String name, Model model) {
        return form(present(programme, change, name), false, List.of(), model);
    }

    @PostMapping("/ministry/errands/{programme}/{change}/fields/{name}")
    String prepare(
            @PathVariable String programme,
            @PathVariable String change,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> sent,
            Model model,
            HttpServletResponse response) {
        ReceiverPages.Sent typed = new ReceiverPages.Sent(sent);
        return prepare(read(present(programme, change, name), name, typed), false, model, response);
    }

    private String prepare(ErrandFieldForm typed, boolean fresh, Model model, HttpServletResponse response) {
        List<Refusal> refusals = fields.prepare(typed, here.ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/receivers?done=PREPARED";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(typed, fresh, refusals, model);
    }

    /** The kind of a field that there is stays. */
    private static ErrandFieldForm read(ErrandFieldForm of, String name, ReceiverPages.Sent typed) {
        return new ErrandFieldForm(
                of.programme(),
                of.change(),
                name,
                of.kind().isEmpty() ? typed.one("kind") : of.kind(),
                typed.one("asked"),
                typed.one("told").equals("yes"),
                typed.one("label"),
                typed.one("labelEn"),
                typed.one("hint"),
                typed.one("hintEn"),
                typed.one("pattern"),
                typed.one("example"),
                typed.one("choices"),
                typed.one("source"),
                typed.one("reason"));
    }

    private static String form(ErrandFieldForm typed, boolean fresh, List<Refusal> refusals, Model model) {
        model.addAttribute("typed", typed)
                .addAttribute("fresh", fresh)
                .addAttribute("kinds", Errand.Kind.values())
                .addAttribute("ways", ErrandFieldForm.Asked.values())
                .addAttribute("refusals", refusals);
        return "ministry/errand-field";
    }

    private ErrandFieldForm blank(String programme, String change) {
        return fields.blank(programme, change).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ErrandFieldForm present(String programme, String change, String name) {
        return fields.present(programme, change, name, here.ministerial())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
