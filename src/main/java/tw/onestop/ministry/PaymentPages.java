package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.LargeForms;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.payment.ReconciliationDesk;
import tw.onestop.payment.ReconciliationDesk.Day;

/** 規費對帳頁: the days, the bank's file of each, and the differences, which somebody settles line by line. */
@Controller
class PaymentPages {

    private static final UUID NONE = new UUID(0, 0);

    private final ReconciliationDesk desk;
    private final AccessDesk access;
    private final Clock clock;

    PaymentPages(ReconciliationDesk desk, AccessDesk access, Clock clock) {
        this.desk = desk;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/ministry/payments")
    String days(
            @RequestAttribute(name = LargeForms.SENT, required = false) LargeForms.@Nullable Sent tooLarge,
            Model model) {
        if (tooLarge != null) {
            return list(
                    tooLarge.typed("day"),
                    List.of(Refusal.of("file", "payment.file.tooLarge", tooLarge.megabytes())),
                    model);
        }
        return list(RocDate.slashed(LocalDate.now(clock).minusDays(1)), List.of(), model);
    }

    @PostMapping("/ministry/payments")
    String take(
            @RequestParam(defaultValue = "") String day,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            HttpServletResponse response) {
        List<Refusal> refusals = desk.take(day, file == null ? new byte[0] : Bodies.bytes(file), cashier());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/payments/" + RocDate.parse(day).orElseThrow();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return list(day, refusals, model);
    }

    private String list(String day, List<Refusal> refusals, Model model) {
        model.addAttribute("days", desk.days(cashier()))
                .addAttribute("day", day)
                .addAttribute("refusals", refusals);
        return "ministry/payments";
    }

    @GetMapping("/ministry/payments/{day}")
    String day(@PathVariable String day, Model model) {
        return page(day, NONE, "", List.of(), model);
    }

    @PostMapping("/ministry/payments/{day}/settlement")
    String settle(
            @PathVariable String day,
            @RequestParam(defaultValue = "") String difference,
            @RequestParam(defaultValue = "") String book,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        UUID which = Bodies.uuid(difference).orElse(NONE);
        List<Refusal> refusals = desk.settle(which, !book.isEmpty(), reason, cashier());
        if (refusals.isEmpty()) {
            return again(day);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(day, which, reason, refusals, model);
    }

    @GetMapping("/ministry/payments/{day}/settlement")
    String again(@PathVariable String day) {
        return "redirect:/ministry/payments/" + day;
    }

    private String page(String day, UUID which, String reason, List<Refusal> refusals, Model model) {
        Optional<LocalDate> on = RocDate.parse(day);
        Day found = on.flatMap(asked -> desk.day(asked, cashier()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("found", found)
                .addAttribute("which", which)
                .addAttribute("reason", reason)
                .addAttribute("refusals", refusals);
        return "ministry/payment-day";
    }

    private Actor cashier() {
        return access.current().actor();
    }
}
