package tw.onestop.counter;

import java.util.Locale;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tw.onestop.paper.PaperDesk;

/** 作業手冊頁: for staff, to read and to print. Nobody's data stand in them. */
@Controller
class ManualPages {

    private final Manuals manuals;
    private final PaperDesk press;
    private final ITemplateEngine templates;

    ManualPages(Manuals manuals, PaperDesk press, ITemplateEngine templates) {
        this.manuals = manuals;
        this.press = press;
        this.templates = templates;
    }

    @GetMapping("/counter/manual")
    String list(Locale locale, Model model) {
        model.addAttribute("manuals", manuals.all(locale));
        return "counter/manuals";
    }

    @GetMapping("/counter/manual/{programme}/{change}")
    String manual(@PathVariable String programme, @PathVariable String change, Locale locale, Model model) {
        model.addAttribute("manual", found(programme, change, locale)).addAttribute("printable", press.possible());
        return "counter/manual";
    }

    @GetMapping("/counter/manual/{programme}/{change}/paper")
    Object paper(@PathVariable String programme, @PathVariable String change, Locale locale, Model model) {
        Manual manual = found(programme, change, locale);
        if (!press.possible()) {
            model.addAttribute("manual", manual).addAttribute("printable", false);
            return new ModelAndView("counter/manual", model.asMap(), HttpStatus.NOT_IMPLEMENTED);
        }
        Context context = new Context(locale);
        context.setVariable("manual", manual);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("manual-" + programme + "-" + change + ".pdf")
                                .build()
                                .toString())
                .body(press.print(templates.process("counter/manual-pdf", context)));
    }

    private Manual found(String programme, String change, Locale locale) {
        return manuals.find(programme + "/" + change, locale)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
