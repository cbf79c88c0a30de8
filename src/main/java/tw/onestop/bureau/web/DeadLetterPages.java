package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.agency.Agency;
import tw.onestop.exchange.DeadLetterDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/** 退件與重送頁: what was given up, sending again since a time, and opening an endpoint that was closed. */
@Controller
class DeadLetterPages {

    private static final String AGAIN = "redirect:/bureau/letters";

    private final Officers officers;
    private final DeadLetterDesk desk;
    private final ExchangeDesk exchange;
    private final Clock clock;

    DeadLetterPages(Officers officers, DeadLetterDesk desk, ExchangeDesk exchange, Clock clock) {
        this.officers = officers;
        this.desk = desk;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** As typed: each of the three forms has a reason of its own. */
    record Typed(Set<String> letters, String reason, String since, String time, String why, String mended) {

        static final Typed NOTHING = new Typed(Set.of(), "", "", "", "", "");
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    @GetMapping("/bureau/letters")
    String letters(
            @RequestParam(defaultValue = "0") String page, @ModelAttribute("agency") Agency agency, Model model) {
        return page(agency, number(page), Typed.NOTHING, List.of(), model);
    }

    @PostMapping("/bureau/letters")
    String end(
            @RequestParam(required = false) @Nullable List<UUID> letter,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "0") String page,
            @ModelAttribute("agency") Agency agency,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        List<UUID> chosen = letter == null ? List.of() : letter;
        boolean sendAgain = act.equals("again");
        List<Refusal> refusals = desk.end(agency.code(), chosen, sendAgain, reason, officers.actor());
        if (refusals.isEmpty()) {
            next.addFlashAttribute("answer", sendAgain ? "bureau.letters.sent" : "bureau.letters.closed");
            return AGAIN;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        Set<String> ticked = chosen.stream().map(UUID::toString).collect(Collectors.toSet());
        return page(agency, number(page), new Typed(ticked, reason, "", "", "", ""), refusals, model);
    }

    @PostMapping("/bureau/letters/replay")
    String replay(
            @RequestParam Map<String, String> typed,
            @ModelAttribute("agency") Agency agency,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        String day = typed.getOrDefault("since", "").strip();
        String time = typed.getOrDefault("time", "").strip();
        String why = typed.getOrDefault("why", "");
        Optional<LocalDate> on = RocDate.parse(day);
        Optional<LocalTime> at = time(time);
        Optional<Instant> since = on.flatMap(
                date -> at.map(hour -> date.atTime(hour).atZone(clock.getZone()).toInstant()));
        List<Refusal> refusals = since.map(
                        from -> desk.replay(agency.code(), from, clock.instant(), why, officers.actor()))
                .map(replayed -> {
                    next.addFlashAttribute("answer", "bureau.replay.sent").addFlashAttribute("sent", replayed.sent());
                    return replayed.refusals();
                })
                .orElseGet(() -> unread(on.isPresent(), at.isPresent()));
        if (refusals.isEmpty()) {
            return AGAIN;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        List<Refusal> here = refusals.stream()
                .map(one -> one.field().equals("reason") ? one.at("why") : one)
                .toList();
        return page(agency, 0, new Typed(Set.of(), "", day, time, why, ""), here, model);
    }

    @PostMapping("/bureau/letters/endpoint")
    String reopen(
            @RequestParam(defaultValue = "") String mended,
            @ModelAttribute("agency") Agency agency,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        List<Refusal> refusals = desk.reopen(agency.code(), mended, officers.actor());
        if (refusals.isEmpty()) {
            next.addFlashAttribute("answer", "bureau.letters.reopened");
            return AGAIN;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        List<Refusal> here = refusals.stream().map(one -> one.at("mended")).toList();
        return page(agency, 0, new Typed(Set.of(), "", "", "", "", mended), here, model);
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the page. */
    @GetMapping({"/bureau/letters/replay", "/bureau/letters/endpoint"})
    String again() {
        return AGAIN;
    }

    /** As in a reply; an hour may stand alone, and nothing is midnight. */
    private static Optional<LocalTime> time(String typed) {
        String said = Text.halfWidth(typed);
        return said.isEmpty()
                ? Optional.of(LocalTime.MIDNIGHT)
                : ReplyForm.time(said.matches("\\d{1,2}") ? said + ":00" : said);
    }

    private static List<Refusal> unread(boolean day, boolean time) {
        List<Refusal> unread = new ArrayList<>();
        if (!day) {
            unread.add(Refusal.of("since", "bureau.replay.since.format"));
        }
        if (!time) {
            unread.add(Refusal.of("time", "bureau.replay.time.format"));
        }
        return unread;
    }

    private static int number(String page) {
        return page.matches("\\d{1,5}") ? Integer.parseInt(page) : 0;
    }

    private String page(Agency agency, int page, Typed typed, List<Refusal> refusals, Model model) {
        model.addAttribute("letters", desk.letters(agency.code(), page, officers.actor()))
                .addAttribute("page", page)
                .addAttribute("typed", typed)
                .addAttribute("refusals", refusals)
                .addAttribute("endpoint", exchange.endpoint(agency.code()));
        return "bureau/letters";
    }
}
