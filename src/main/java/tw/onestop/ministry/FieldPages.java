package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.agency.Agency;
import tw.onestop.agency.FieldMap;
import tw.onestop.agency.FieldMapDesk;
import tw.onestop.agency.FieldMapForm;
import tw.onestop.kernel.Refusal;

/** 欄位對應頁: every field that a receiver can be told, and under which name and in which form its payload carries it. */
@Controller
class FieldPages {

    private final FieldMapDesk maps;
    private final ReceiverPages.Here here;

    FieldPages(FieldMapDesk maps, ReceiverPages.Here here) {
        this.maps = maps;
        this.here = here;
    }

    @GetMapping("/ministry/receivers/{code}/fields")
    String present(@PathVariable String code, Model model) {
        Agency agency = here.receiver(code).agency();
        return form(agency, maps.present(agency.code(), here.ministerial()), List.of(), model);
    }

    @PostMapping("/ministry/receivers/{code}/fields")
    String prepare(
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> sent,
            Model model,
            HttpServletResponse response) {
        Agency agency = here.receiver(code).agency();
        ReceiverPages.Sent typed = new ReceiverPages.Sent(sent);
        List<FieldMapForm.Line> known =
                maps.present(agency.code(), here.ministerial()).fields();
        FieldMapForm form = new FieldMapForm(
                agency.code().value(),
                IntStream.range(0, known.size())
                        .mapToObj(at -> new FieldMapForm.Line(
                                known.get(at).path(),
                                typed.one("field" + at + ".name"),
                                typed.one("field" + at + ".form")))
                        .toList(),
                typed.one("source"),
                typed.one("reason"));
        List<Refusal> refusals = maps.prepare(form, here.ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/receivers?done=PREPARED";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(agency, form, refusals, model);
    }

    private static String form(Agency agency, FieldMapForm typed, List<Refusal> refusals, Model model) {
        model.addAttribute("agency", agency)
                .addAttribute("typed", typed)
                .addAttribute("forms", FieldMap.Form.values())
                .addAttribute("refusals", refusals);
        return "ministry/fields";
    }
}
