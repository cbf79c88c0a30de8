package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.link.KinControlDesk;
import tw.onestop.link.KinControlDesk.Registered;
import tw.onestop.link.KinControlDesk.Registering;
import tw.onestop.link.KinReviewDesk;
import tw.onestop.link.KinshipDesk;
import tw.onestop.link.KinshipDesk.Purpose;

/** 管控稽核頁: the control auditor registers who may ask about whose kin, and looks at what was asked. */
@Controller
class KinControlPages {

    private final Officers officers;
    private final KinControlDesk control;
    private final KinReviewDesk reviews;
    private final KinshipDesk kinship;
    private final Clock clock;

    KinControlPages(
            Officers officers, KinControlDesk control, KinReviewDesk reviews, KinshipDesk kinship, Clock clock) {
        this.reviews = reviews;
        this.officers = officers;
        this.control = control;
        this.kinship = kinship;
        this.clock = clock;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    @GetMapping("/bureau/kinship/control")
    String control(Model model) {
        return control(blank(), new Registered("", List.of()), model);
    }

    /** The code stands on this one page and nowhere else, so the page is its answer. */
    @PostMapping("/bureau/kinship/control")
    String register(
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String querier,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            Model model,
            HttpServletResponse response) {
        Registering typed = new Registering(purpose, querier, number, from, until);
        Registered registered = control.register(typed, officers.actor());
        if (registered.refusals().isEmpty()) {
            return control(blank(), registered, model);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return control(typed, registered, model);
    }

    @PostMapping("/bureau/kinship/control/{id}/withdrawal")
    String withdraw(@PathVariable UUID id, Model model, HttpServletResponse response) {
        List<Refusal> refusals = control.withdraw(id, officers.actor());
        if (refusals.isEmpty()) {
            return "redirect:/bureau/kinship/control#authorisations";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return control(blank(), new Registered("", refusals), model);
    }

    @GetMapping("/bureau/kinship/control/{id}/withdrawal")
    String again(@PathVariable UUID id) {
        return "redirect:/bureau/kinship/control";
    }

    @GetMapping("/bureau/kinship/reviews")
    String reviews(@RequestParam(defaultValue = "") String month, Model model) {
        return reviews(month(month, clock), "", "", "", List.of(), model);
    }

    @PostMapping("/bureau/kinship/reviews/{transaction}")
    String review(
            @PathVariable UUID transaction,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String finding,
            @RequestParam(defaultValue = "") String note,
            Model model,
            HttpServletResponse response) {
        YearMonth of = month(month, clock);
        List<Refusal> refusals = reviews.review(transaction, finding, note, officers.actor());
        if (refusals.isEmpty()) {
            return "redirect:/bureau/kinship/reviews?month=" + of;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return reviews(of, transaction.toString(), finding, note, refusals, model);
    }

    @GetMapping("/bureau/kinship/reviews/{transaction}")
    String reviewed(@PathVariable UUID transaction) {
        return "redirect:/bureau/kinship/reviews";
    }

    /** {@code 2026-11}; the present month where nothing of the sort was said. */
    private static YearMonth month(String typed, Clock clock) {
        YearMonth present = YearMonth.now(clock);
        try {
            YearMonth asked = YearMonth.parse(typed);
            return asked.isAfter(present) || asked.getYear() < 2000 ? present : asked;
        } catch (DateTimeParseException none) {
            return present;
        }
    }

    private Registering blank() {
        String today = RocDate.slashed(LocalDate.now(clock));
        return new Registering("", "", "", today, today);
    }

    private String control(Registering typed, Registered registered, Model model) {
        List<Purpose> controlled = kinship.purposes(officers.actor()).stream()
                .filter(Purpose::controls)
                .toList();
        model.addAttribute("purposes", controlled)
                .addAttribute("typed", typed)
                .addAttribute("code", registered.code())
                .addAttribute("refusals", registered.refusals())
                .addAttribute("authorisations", control.authorisations(officers.actor()));
        return "bureau/kinship-control";
    }

    private String reviews(
            YearMonth month, String of, String finding, String note, List<Refusal> refusals, Model model) {
        model.addAttribute("report", reviews.month(month, officers.actor()))
                .addAttribute("present", YearMonth.now(clock))
                .addAttribute("of", of)
                .addAttribute("finding", finding)
                .addAttribute("note", note)
                .addAttribute("refusals", refusals);
        return "bureau/kinship-reviews";
    }
}
