package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.agency.Agency;
import tw.onestop.agency.PromiseDesk;
import tw.onestop.agency.PromiseDesk.Officer;
import tw.onestop.http.LargeForms;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.ClearingDesk;
import tw.onestop.notice.ClearingDesk.Answered;
import tw.onestop.notice.ClearingDesk.Line;
import tw.onestop.notice.ClearingDesk.Part;
import tw.onestop.notice.ClearingDesk.Which;

/** 清查頁: the agency's lists, compared by page or by file, and whom the agency named for it. */
@Controller("bureauClearingPages")
class ClearingPages {

    private static final int PAGE = 50;
    private static final int PART = 1000;
    private static final int MOST_LATE = 200;

    private final Officers officers;
    private final ClearingDesk clearing;
    private final PromiseDesk promises;
    private final Clock clock;

    ClearingPages(Officers officers, ClearingDesk clearing, PromiseDesk promises, Clock clock) {
        this.officers = officers;
        this.clearing = clearing;
        this.promises = promises;
        this.clock = clock;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    @GetMapping("/bureau/clearing")
    ModelAndView overview(@ModelAttribute("agency") Agency agency, Model model) {
        Officer named = promises.officer(agency.code());
        return overview(named == null ? new Officer("", "", "") : named, List.of(), HttpStatus.OK, model);
    }

    @PostMapping("/bureau/clearing/officer")
    ModelAndView name(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String email,
            Model model,
            RedirectAttributes next) {
        Officer typed = new Officer(name, phone, email);
        List<Refusal> refusals = promises.name(typed, officers.actor());
        if (!refusals.isEmpty()) {
            return overview(typed, refusals, HttpStatus.UNPROCESSABLE_CONTENT, model);
        }
        next.addFlashAttribute("named", true);
        return new ModelAndView("redirect:/bureau/clearing");
    }

    @GetMapping("/bureau/clearing/{month}")
    ModelAndView list(
            @PathVariable String month,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "0") int after,
            Model model) {
        return list(month, new Shown(all, after, Set.of()), ClearingForm.EMPTY, List.of(), HttpStatus.OK, model);
    }

    @PostMapping("/bureau/clearing/{month}")
    ModelAndView answer(
            @PathVariable String month,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "0") int after,
            Model model,
            RedirectAttributes next) {
        ClearingForm form = ClearingForm.of(sent);
        Shown shown = new Shown(all, after, form.chosen());
        if ("all".equals(sent.getFirst("then"))) {
            return list(month, shown.everything(), form, List.of(), HttpStatus.OK, model);
        }
        List<Refusal> refusals = form.refusals(clock);
        if (!refusals.isEmpty()) {
            return list(month, shown, form, refusals, HttpStatus.UNPROCESSABLE_CONTENT, model);
        }
        List<Answered> answered = clearing.answer(parsed(month), form.answers(clock), officers.actor());
        long taken = answered.stream().filter(one -> one.result().taken()).count();
        List<Refusal> not = answered.stream()
                .filter(one -> !one.result().taken())
                .map(one -> Refusal.of(
                        "", "clearing.result." + one.result(), one.id().toString()))
                .distinct()
                .toList();
        if (!not.isEmpty()) {
            return list(month, shown, form, not, HttpStatus.CONFLICT, model);
        }
        next.addFlashAttribute("taken", taken).addFlashAttribute("finding", form.finding());
        return new ModelAndView("redirect:/bureau/clearing/" + month + (all ? "?all=true&after=" + after : ""));
    }

    /** The whole list, to be filled in and sent back; it goes out part by part, however long it is. */
    @GetMapping("/bureau/clearing/{month}/list.csv")
    void file(@PathVariable String month, HttpServletResponse response) throws IOException {
        Part part = part(month, new Which(false, 0, PART, false));
        response.setContentType(new MediaType("text", "csv", StandardCharsets.UTF_8).toString());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("clearing-" + part.head().number() + ".csv")
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (ClearingFile file = new ClearingFile(response.getWriter())) {
            file.write(part.lines());
            while (part.more()) {
                part = part(month, new Which(false, part.lines().getLast().no(), PART, false));
                file.write(part.lines());
            }
        }
    }

    /** A filled-in list; every line is answered by itself. */
    @PostMapping("/bureau/clearing/{month}/file")
    ModelAndView take(
            @PathVariable String month, @RequestParam(required = false) @Nullable MultipartFile file, Model model) {
        ClearingFile.Read read = ClearingFile.read(file, clock);
        if (!read.refusals().isEmpty()) {
            return refused(month, read.refusals(), HttpStatus.UNPROCESSABLE_CONTENT, model);
        }
        List<Answered> answered = clearing.answer(
                parsed(month),
                read.rows().stream()
                        .map(ClearingFile.Row::answer)
                        .filter(Objects::nonNull)
                        .toList(),
                officers.actor());
        model.addAttribute("month", parsed(month))
                .addAttribute("rows", ClearingFile.results(read, answered))
                .addAttribute(
                        "taken",
                        answered.stream().filter(one -> one.result().taken()).count());
        return new ModelAndView("bureau/clearing-file", model.asMap());
    }

    /** Who reloads the page of a file's results comes back to the list, and so does who sent a file that is too large. */
    @GetMapping("/bureau/clearing/{month}/file")
    ModelAndView again(
            @PathVariable String month,
            @RequestAttribute(name = LargeForms.SENT, required = false) LargeForms.@Nullable Sent tooLarge,
            Model model) {
        return tooLarge == null
                ? new ModelAndView("redirect:/bureau/clearing/" + parsed(month))
                : refused(
                        month,
                        List.of(Refusal.of("file", "clearing.file.tooLarge", tooLarge.megabytes())),
                        HttpStatus.CONTENT_TOO_LARGE,
                        model);
    }

    private ModelAndView refused(String month, List<Refusal> refusals, HttpStatus status, Model model) {
        return list(month, new Shown(false, 0, Set.of()), ClearingForm.EMPTY, refusals, status, model);
    }

    private ModelAndView overview(Officer typed, List<Refusal> refusals, HttpStatus status, Model model) {
        model.addAttribute("lists", clearing.lists(officers.actor()))
                .addAttribute("late", clearing.late(MOST_LATE, officers.actor()))
                .addAttribute("officer", typed)
                .addAttribute("refusals", refusals);
        return new ModelAndView("bureau/clearing", model.asMap(), status);
    }

    private ModelAndView list(
            String month, Shown shown, ClearingForm form, List<Refusal> refusals, HttpStatus status, Model model) {
        Part part = part(month, new Which(!shown.all(), Math.max(0, shown.after()), PAGE, true));
        model.addAttribute("part", part)
                .addAttribute("month", parsed(month))
                .addAttribute("shown", shown.ticks(part.lines()))
                .addAttribute(
                        "next",
                        part.lines().isEmpty() ? 0 : part.lines().getLast().no())
                .addAttribute("form", form)
                .addAttribute("refusals", refusals);
        return new ModelAndView("bureau/clearing-list", model.asMap(), status);
    }

    private Part part(String month, Which which) {
        return clearing.lines(parsed(month), which, officers.actor())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static YearMonth parsed(String month) {
        return ClearingDesk.month(month).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** What of the list is shown, and which lines are ticked; null is every one that waits. */
    record Shown(boolean all, int after, @Nullable Set<UUID> ticked) {

        Shown everything() {
            return new Shown(all, after, null);
        }

        Shown ticks(List<Line> lines) {
            return ticked != null
                    ? this
                    : new Shown(
                            all,
                            after,
                            lines.stream().filter(Line::waits).map(Line::id).collect(Collectors.toSet()));
        }
    }
}
