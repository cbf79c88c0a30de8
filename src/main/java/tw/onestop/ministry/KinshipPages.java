package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.KinReviewDesk;

/** 親等關聯查詢抽查頁 of the ministry: which agency looked at how much of what it asked about kinship. */
@Controller("ministryKinshipPages")
class KinshipPages {

    private final KinReviewDesk reviews;
    private final AccessDesk access;
    private final Clock clock;

    KinshipPages(KinReviewDesk reviews, AccessDesk access, Clock clock) {
        this.reviews = reviews;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/ministry/kinship")
    String shares(@RequestParam(defaultValue = "") String month, Model model, HttpServletResponse response) {
        YearMonth present = YearMonth.now(clock);
        YearMonth of = present;
        List<Refusal> refusals = List.of();
        try {
            of = month.isBlank() ? present : YearMonth.parse(month.strip());
        } catch (DateTimeParseException unreadable) {
            refusals = List.of(Refusal.of("month", "ministry.kinship.month.unreadable"));
        }
        if (of.isAfter(present)) {
            refusals = List.of(Refusal.of("month", "ministry.kinship.month.future"));
            of = present;
        }
        if (!refusals.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("month", of)
                .addAttribute("typed", month.isBlank() ? of.toString() : month)
                .addAttribute("shares", reviews.shares(of, access.current().actor()))
                .addAttribute("refusals", refusals);
        return "ministry/kinship";
    }
}
