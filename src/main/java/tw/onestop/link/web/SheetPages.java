package tw.onestop.link.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.LargeForms;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.SheetDesk;
import tw.onestop.trust.SealDesk;

/**
 * 查驗紙本, open to everybody: by the code that stands on the sheet, posted and never in an address, what the sheet must say; by
 * the file alone whether it is genuine, and nothing of anybody.
 */
@Controller
class SheetPages {

    private static final String PAGE = "link/sheet";

    private final SheetDesk sheets;
    private final SealDesk seals;
    private final AgencyDesk agencies;

    SheetPages(SheetDesk sheets, SealDesk seals, AgencyDesk agencies) {
        this.sheets = sheets;
        this.seals = seals;
        this.agencies = agencies;
    }

    @ModelAttribute("refusals")
    List<Refusal> nothingWrong() {
        return List.of();
    }

    @ModelAttribute("test")
    boolean test() {
        return seals.isTest();
    }

    @GetMapping("/sheet")
    String form() {
        return PAGE;
    }

    /** Who reloads the answer to a file starts from the form; who sent a file that is too large is told so on it. */
    @GetMapping("/sheet/file")
    String again(
            @RequestAttribute(name = LargeForms.SENT, required = false) LargeForms.@Nullable Sent tooLarge,
            Model model) {
        if (tooLarge == null) {
            return "redirect:/sheet";
        }
        model.addAttribute("refusals", List.of(Refusal.of("file", "link.sheet.file.tooLarge", tooLarge.megabytes())));
        return PAGE;
    }

    @PostMapping("/sheet")
    String byCode(@RequestParam(defaultValue = "") String code, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("code", code);
        if (code.isBlank()) {
            return refused("code", "missing", HttpStatus.BAD_REQUEST, model, response);
        }
        if (!sheets.isCode(code)) {
            return refused("code", "malformed", HttpStatus.BAD_REQUEST, model, response);
        }
        var shown = sheets.show(code);
        if (shown.isEmpty()) {
            return refused("code", "unknown", HttpStatus.NOT_FOUND, model, response);
        }
        model.addAttribute("shown", shown.get())
                .addAttribute("agency", name(shown.get().sheet().agency()));
        return PAGE;
    }

    @PostMapping("/sheet/file")
    String byFile(
            @RequestParam(required = false) @Nullable MultipartFile file, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (file == null || file.isEmpty()) {
            return refused("file", "missing", HttpStatus.BAD_REQUEST, model, response);
        }
        SheetDesk.Proof proof = sheets.examine(Bodies.bytes(file));
        SheetDesk.About about = proof.about();
        model.addAttribute("verdict", proof.verdict());
        if (about != null) {
            model.addAttribute("about", about).addAttribute("agency", name(about.agency()));
        }
        return PAGE;
    }

    private static String refused(
            String field, String why, HttpStatus status, Model model, HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("refusals", List.of(Refusal.of(field, "link.sheet.%s.%s".formatted(field, why))));
        return PAGE;
    }

    private String name(AgencyCode code) {
        boolean english = Locale.ENGLISH
                .getLanguage()
                .equals(LocaleContextHolder.getLocale().getLanguage());
        return agencies.find(code).map(english ? Agency::nameEn : Agency::name).orElse(code.value());
    }
}
