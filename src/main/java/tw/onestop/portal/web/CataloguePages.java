package tw.onestop.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.joining.Business;
import tw.onestop.joining.CatalogueDesk;
import tw.onestop.joining.PaperDesk;
import tw.onestop.joining.PaperDesk.Asked;
import tw.onestop.kernel.Refusal;

/**
 * 免附謄本業務項目: anybody looks up whether an agency may still ask for a transcript, follows the laws under review, and says
 * where paper was asked for all the same. Nobody is named and nobody signs in.
 */
@Controller
class CataloguePages {

    private final CatalogueDesk catalogue;
    private final PaperDesk papers;

    CataloguePages(CatalogueDesk catalogue, PaperDesk papers) {
        this.catalogue = catalogue;
        this.papers = papers;
    }

    @GetMapping("/catalogue")
    String items(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String kind, Model model) {
        model.addAttribute("q", q)
                .addAttribute("kind", kind)
                .addAttribute("kinds", catalogue.kinds())
                .addAttribute("items", catalogue.search(q, kind))
                .addAttribute("progress", catalogue.progress());
        return "portal/catalogue";
    }

    @GetMapping("/catalogue/laws")
    String laws(Model model) {
        model.addAttribute("laws", catalogue.laws()).addAttribute("progress", catalogue.progress());
        return "portal/laws";
    }

    @GetMapping("/catalogue/asked")
    String form(
            @RequestParam(defaultValue = "") String item, @RequestParam(defaultValue = "") String told, Model model) {
        model.addAttribute("told", !told.isEmpty());
        Asked about = catalogue
                .item(item)
                .map(found -> new Asked(found.kind().code(), "", found.code(), ""))
                .orElseGet(() -> new Asked("", "", "", ""));
        return page(about, List.of(), model);
    }

    @PostMapping("/catalogue/asked")
    String tell(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String agency,
            @RequestParam(defaultValue = "") String business,
            @RequestParam(defaultValue = "") String purpose,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Asked asked = new Asked(kind, agency, business, purpose);
        List<Refusal> refusals = papers.told(asked, request.getRemoteAddr());
        if (refusals.isEmpty()) {
            return "redirect:/catalogue/asked?told=1";
        }
        boolean tooOften = refusals.getFirst().code().equals("joining.paper.tooOften");
        response.setStatus((tooOften ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_CONTENT).value());
        return page(asked, refusals, model);
    }

    private String page(Asked asked, List<Refusal> refusals, Model model) {
        List<Business> items = catalogue.search("", "");
        model.addAttribute("asked", asked)
                .addAttribute("refusals", refusals)
                .addAttribute("kinds", catalogue.kinds())
                .addAttribute("items", items);
        return "portal/asked";
    }
}
