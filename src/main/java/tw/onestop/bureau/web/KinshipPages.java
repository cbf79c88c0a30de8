package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.KinshipDesk;
import tw.onestop.link.KinshipDesk.Answer;
import tw.onestop.link.KinshipDesk.Asking;
import tw.onestop.link.KinshipDesk.Purpose;
import tw.onestop.link.SheetDesk;

/** 親等關聯查詢頁: an officer asks with the code that the control auditor handed on. */
@Controller
class KinshipPages {

    private final Officers officers;
    private final KinshipDesk kinship;
    private final SheetDesk sheets;

    KinshipPages(Officers officers, KinshipDesk kinship, SheetDesk sheets) {
        this.officers = officers;
        this.kinship = kinship;
        this.sheets = sheets;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    /**
     * @param refused why the sheet asked for just now was not handed out
     */
    @GetMapping("/bureau/kinship")
    String form(
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(required = false) @Nullable String refused,
            Model model) {
        return page(new Asking(purpose, "", "", "", "", ""), null, SheetToFile.notPrinted(refused), model);
    }

    /** 連結查詢結果紙本 of the relatives told of just now, as a signed PDF. */
    @PostMapping("/bureau/kinship/sheet")
    Object sheet(@RequestParam(defaultValue = "") String offer) {
        return SheetToFile.of(sheets.issue(offer, officers.actor()), "/bureau/kinship");
    }

    @PostMapping("/bureau/kinship")
    String ask(
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String caseNo,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String father,
            @RequestParam(defaultValue = "") String mother,
            @RequestParam(defaultValue = "false") boolean noneRegistered,
            Model model,
            HttpServletResponse response) {
        Asking typed = new Asking(purpose, code, caseNo, number, father, mother, noneRegistered);
        return switch (kinship.ask(typed, officers.actor())) {
            case Answer.Told told -> {
                model.addAttribute(
                        "offer",
                        sheets.possible()
                                ? sheets.offer(told, officers.actor().id()).sealed()
                                : null);
                yield page(new Asking(purpose, "", "", "", "", ""), told, List.of(), model);
            }
            case Answer.Refused(List<Refusal> refusals) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page(typed, null, refusals, model);
            }
        };
    }

    private String page(Asking typed, Answer.@Nullable Told told, List<Refusal> refusals, Model model) {
        List<Purpose> purposes = kinship.purposes(officers.actor());
        Purpose chosen = purposes.stream()
                .filter(one -> one.grant().purposeId().equals(typed.purposeId()))
                .findFirst()
                .or(() -> purposes.stream().findFirst())
                .orElse(null);
        model.addAttribute("purposes", purposes)
                .addAttribute("chosen", chosen)
                .addAttribute("controls", purposes.stream().anyMatch(Purpose::controls))
                .addAttribute("typed", typed)
                .addAttribute("told", told)
                .addAttribute("refusals", refusals);
        return "bureau/kinship";
    }
}
