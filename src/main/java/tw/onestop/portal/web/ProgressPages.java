package tw.onestop.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.notice.ItemStatus;
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
    private static final int NUMBER_DIGITS = 12;
    private static final int CODE_DIGITS = 10;

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

    @ModelAttribute("refusals")
    List<Refusal> nothingWrong() {
        return List.of();
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

    /** 撤回: takes items that are shown as one back, as long as the agency has not taken them up. */
    @PostMapping("/progress/withdraw")
    String withdraw(
            @RequestParam(defaultValue = "") String receiptNo,
            @RequestParam(defaultValue = "") String code,
            @RequestParam List<UUID> item,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Receipt> found = found(receiptNo, code, model, request, response);
        if (found.isPresent()) {
            // Pressed twice it is withdrawn all the same.
            boolean withdrawn = item.stream()
                    .map(one -> isWithdrawn(found.get(), one) || notices.withdraw(tidy(receiptNo), tidy(code), one))
                    .reduce(true, Boolean::logicalAnd);
            model.addAttribute("withdrawn", withdrawn);
            if (!withdrawn) {
                response.setStatus(HttpStatus.CONFLICT.value());
            }
            notices.progress(tidy(receiptNo), tidy(code)).ifPresent(receipt -> show(receipt, model));
        }
        return PAGE;
    }

    /** Who reloads the answer to a withdrawal starts from the form. */
    @GetMapping("/progress/withdraw")
    String again() {
        return "redirect:/progress";
    }

    private static boolean isWithdrawn(Receipt receipt, UUID id) {
        return receipt.items().stream().anyMatch(item -> item.id().equals(id) && item.status() == ItemStatus.WITHDRAWN);
    }

    private Optional<Receipt> found(
            String receiptNo, String code, Model model, HttpServletRequest request, HttpServletResponse response) {
        model.addAttribute("receiptNo", receiptNo).addAttribute("code", code);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String number = tidy(receiptNo);
        List<Refusal> refusals = refusals(number, tidy(code));
        if (!refusals.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("refusals", refusals);
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

    /** What can be said of the shape alone: it tells a guesser nothing, and a tired reader which line to look at. */
    private static List<Refusal> refusals(String number, String code) {
        return Stream.of(
                        digits("receiptNo", number, NUMBER_DIGITS, "portal.progress.number"),
                        digits("code", code, CODE_DIGITS, "portal.progress.code"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Refusal> digits(String field, String typed, int wanted, String key) {
        if (typed.isEmpty()) {
            return Optional.of(Refusal.of(field, key + ".missing"));
        }
        if (!typed.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Refusal.of(field, key + ".digits"));
        }
        return typed.length() == wanted
                ? Optional.empty()
                : Optional.of(
                        Refusal.of(field, key + ".length", Integer.toString(wanted), Integer.toString(typed.length())));
    }

    private static void show(Receipt receipt, Model model) {
        model.addAttribute("receipt", receipt);
        List<ProgressStep> steps = ProgressStep.of(receipt);
        model.addAttribute("steps", steps).addAttribute("moves", steps.stream().anyMatch(ProgressStep::moves));
    }

    /** Full width, blanks and hyphens are forgiven: the paper is read by tired eyes. */
    private static String tidy(String typed) {
        return Text.unspaced(typed);
    }
}
