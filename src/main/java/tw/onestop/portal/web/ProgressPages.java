package tw.onestop.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.kernel.Text;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.ProgressAnswer;
import tw.onestop.notice.Receipt;

/**
 * 進度查詢: the citizen follows an application by the number and the code of the receipt. Both are posted, never in an
 * address; a wrong code and an unknown number get the same sentence.
 */
@Controller
class ProgressPages {

    private static final String PAGE = "portal/progress";

    private final NoticeDesk notices;
    private final String voiceLine;

    ProgressPages(NoticeDesk notices, @Value("${onestop.voice.number:}") String voiceLine) {
        this.notices = notices;
        this.voiceLine = voiceLine;
    }

    @ModelAttribute("voiceLine")
    String voiceLine() {
        return voiceLine;
    }

    @GetMapping("/progress")
    String form() {
        return PAGE;
    }

    @PostMapping("/progress")
    String look(
            @RequestParam(defaultValue = "") String receiptNo,
            @RequestParam(defaultValue = "") String code,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        found(receiptNo, code, model, request, response).ifPresent(receipt -> show(receipt, model));
        return PAGE;
    }

    /** 撤回: takes an item back as long as the agency has not taken it up. */
    @PostMapping("/progress/withdraw")
    String withdraw(
            @RequestParam(defaultValue = "") String receiptNo,
            @RequestParam(defaultValue = "") String code,
            @RequestParam UUID item,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (found(receiptNo, code, model, request, response).isPresent()) {
            boolean withdrawn = notices.withdraw(tidy(receiptNo), tidy(code), item);
            model.addAttribute("withdrawn", withdrawn);
            if (!withdrawn) {
                response.setStatus(HttpStatus.CONFLICT.value());
            }
            notices.progress(tidy(receiptNo), tidy(code)).ifPresent(receipt -> show(receipt, model));
        }
        return PAGE;
    }

    private Optional<Receipt> found(
            String receiptNo, String code, Model model, HttpServletRequest request, HttpServletResponse response) {
        model.addAttribute("receiptNo", receiptNo).addAttribute("code", code);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String number = tidy(receiptNo);
        if (number.isEmpty() || tidy(code).isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("refusal", "portal.progress.incomplete");
            return Optional.empty();
        }
        return switch (notices.progress(number, tidy(code), request.getRemoteAddr())) {
            case ProgressAnswer.Found(Receipt receipt) -> Optional.of(receipt);
            case ProgressAnswer.NotFound() -> {
                response.setStatus(HttpStatus.NOT_FOUND.value());
                model.addAttribute("refusal", "portal.progress.unknown");
                yield Optional.empty();
            }
            case ProgressAnswer.Wait(Duration atLeast) -> {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(atLeast.toSeconds() + 1));
                model.addAttribute("refusal", "portal.progress.tooOften")
                        .addAttribute("minutes", atLeast.toMinutes() + 1);
                yield Optional.empty();
            }
        };
    }

    private static void show(Receipt receipt, Model model) {
        model.addAttribute("receipt", receipt);
        model.addAttribute("steps", ProgressStep.of(receipt));
    }

    /** Full width, blanks and hyphens are forgiven: the paper is read by tired eyes. */
    private static String tidy(String typed) {
        return Text.halfWidth(typed).replaceAll("[\\s-]", "");
    }
}
