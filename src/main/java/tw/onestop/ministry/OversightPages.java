package tw.onestop.ministry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.link.OversightDesk;
import tw.onestop.link.WeeklyAuditDesk;

/** 連結稽核頁: what agencies were granted and use, what is unusual, and what is to be looked at this week. */
@Controller
class OversightPages {

    private static final int WEEK = 7;
    private static final int LONGEST = 366;

    private final OversightDesk desk;
    private final WeeklyAuditDesk weekly;
    private final AccessDesk access;
    private final Clock clock;

    OversightPages(OversightDesk desk, WeeklyAuditDesk weekly, AccessDesk access, Clock clock) {
        this.desk = desk;
        this.weekly = weekly;
        this.access = access;
        this.clock = clock;
    }

    /** As typed. */
    record Span(String from, String until) {}

    @GetMapping("/ministry/oversight")
    ModelAndView oversight(
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String until, Model model) {
        LocalDate today = LocalDate.now(clock);
        Optional<LocalDate> last = until.isBlank() ? Optional.of(today) : RocDate.parse(until);
        Optional<LocalDate> first = from.isBlank() ? last.map(day -> day.minusDays(WEEK - 1L)) : RocDate.parse(from);
        List<Refusal> refusals = refusals(first, last, today);
        model.addAttribute("refusals", refusals)
                .addAttribute(
                        "typed",
                        new Span(
                                from.isBlank() ? first.map(RocDate::slashed).orElse("") : from,
                                until.isBlank() ? last.map(RocDate::slashed).orElse("") : until));
        if (refusals.isEmpty()) {
            model.addAttribute(
                    "report",
                    desk.report(
                            first.orElseThrow(),
                            last.orElseThrow(),
                            access.current().actor()));
            model.addAttribute("joined", Set.of());
            model.addAttribute(
                    "kept",
                    weekly.kept(
                            last.orElseThrow().minusDays(WEEK), access.current().actor()));
        }
        return new ModelAndView(
                "ministry/oversight",
                model.asMap(),
                refusals.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static List<Refusal> refusals(Optional<LocalDate> first, Optional<LocalDate> last, LocalDate today) {
        if (first.isEmpty()) {
            return List.of(Refusal.of("from", "ministry.oversight.day"));
        }
        if (last.isEmpty()) {
            return List.of(Refusal.of("until", "ministry.oversight.day"));
        }
        if (last.get().isAfter(today)) {
            return List.of(Refusal.of("until", "ministry.oversight.future"));
        }
        if (first.get().isAfter(last.get()) || first.get().plusDays(LONGEST).isBefore(last.get())) {
            return List.of(Refusal.of("from", "ministry.oversight.order"));
        }
        return List.of();
    }
}
