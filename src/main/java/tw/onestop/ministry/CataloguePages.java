package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.joining.Business;
import tw.onestop.joining.CatalogueDesk;
import tw.onestop.joining.CatalogueDesk.BusinessForm;
import tw.onestop.joining.CatalogueDesk.LawForm;
import tw.onestop.joining.LawReview;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 目錄維護頁: the ministry adds items and laws and changes them, each from a day on. */
@Controller("ministryCataloguePages")
class CataloguePages {

    private final CatalogueDesk catalogue;
    private final AccessDesk access;
    private final Clock clock;

    CataloguePages(CatalogueDesk catalogue, AccessDesk access, Clock clock) {
        this.catalogue = catalogue;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/ministry/catalogue")
    String list(@RequestParam(defaultValue = "") String published, Model model) {
        model.addAttribute("published", !published.isEmpty())
                .addAttribute("items", catalogue.search("", ""))
                .addAttribute("laws", catalogue.laws())
                .addAttribute("progress", catalogue.progress());
        return "ministry/catalogue";
    }

    @GetMapping("/ministry/catalogue/item")
    String item(@RequestParam(defaultValue = "") String code, Model model) {
        BusinessForm form = code.isEmpty()
                ? new BusinessForm("", "", "", "", "", "", "", List.of(), "SELF", false, "", "")
                : catalogue
                        .item(code)
                        .map(Business::form)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return item(form, List.of(), model);
    }

    @PostMapping("/ministry/catalogue/item")
    String publish(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String nameEn,
            @RequestParam(defaultValue = "") String law,
            @RequestParam(defaultValue = "") String article,
            @RequestParam(defaultValue = "") String lawOn,
            @RequestParam(required = false) @Nullable List<String> fields,
            @RequestParam(defaultValue = "") String needs,
            @RequestParam(defaultValue = "false") boolean verified,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String from,
            Model model,
            HttpServletResponse response) {
        BusinessForm typed = new BusinessForm(
                code,
                kind,
                name,
                nameEn,
                law,
                article,
                lawOn,
                fields == null ? List.of() : fields,
                needs,
                verified,
                source,
                from);
        List<Refusal> refusals = catalogue.publish(typed, ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/catalogue?published=1";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return item(typed, refusals, model);
    }

    @GetMapping("/ministry/catalogue/law")
    String law(@RequestParam(defaultValue = "") String code, Model model) {
        LawForm form = code.isEmpty()
                ? new LawForm("", "", "", "", "", "REVIEW", "", "", false, "", "")
                : catalogue.laws().stream()
                        .filter(law -> law.code().equals(code))
                        .findFirst()
                        .map(LawReview::form)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return law(form, List.of(), model);
    }

    @PostMapping("/ministry/catalogue/law")
    String publishLaw(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String law,
            @RequestParam(defaultValue = "") String article,
            @RequestParam(defaultValue = "") String oldWording,
            @RequestParam(defaultValue = "") String newWording,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(defaultValue = "") String stageOn,
            @RequestParam(defaultValue = "") String frees,
            @RequestParam(defaultValue = "false") boolean verified,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String from,
            Model model,
            HttpServletResponse response) {
        LawForm typed =
                new LawForm(code, law, article, oldWording, newWording, stage, stageOn, frees, verified, source, from);
        List<Refusal> refusals = catalogue.publish(typed, ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/catalogue?published=1#laws";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return law(typed, refusals, model);
    }

    private String item(BusinessForm typed, List<Refusal> refusals, Model model) {
        model.addAttribute("typed", typed)
                .addAttribute("refusals", refusals)
                .addAttribute("kinds", catalogue.kinds())
                .addAttribute("needs", Business.Needs.values())
                .addAttribute("fields", catalogue.fields())
                .addAttribute("history", catalogue.history(typed.code()))
                .addAttribute("today", LocalDate.now(clock));
        return "ministry/catalogue-item";
    }

    private String law(LawForm typed, List<Refusal> refusals, Model model) {
        model.addAttribute("typed", typed)
                .addAttribute("refusals", refusals)
                .addAttribute("stages", LawReview.Stage.values())
                .addAttribute(
                        "history",
                        catalogue.laws().stream()
                                .filter(law -> law.code().equals(typed.code()))
                                .findFirst()
                                .map(catalogue::history)
                                .orElse(List.of()));
        return "ministry/catalogue-law";
    }

    private Actor ministerial() {
        return access.current().actor();
    }
}
