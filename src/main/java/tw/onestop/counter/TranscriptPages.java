package tw.onestop.counter;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import tw.onestop.access.AccessDesk;
import tw.onestop.joining.PaperDesk.Asked;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.Transcript;

/** 戶籍謄本頁: to look at before it is handed out; handing out, printed or as PDF, costs a fee and is an act of its own. */
@Controller
class TranscriptPages {

    private final RegistryDesk registry;
    private final AccessDesk access;
    private final TranscriptPaper paper;
    private final AskedFor askedFor;
    private final Clock clock;

    TranscriptPages(RegistryDesk registry, AccessDesk access, TranscriptPaper paper, AskedFor askedFor, Clock clock) {
        this.askedFor = askedFor;
        this.registry = registry;
        this.access = access;
        this.paper = paper;
        this.clock = clock;
    }

    /** 申請內容, raw as sent: the day, up to when registrations count, and which version. */
    record Wish(
            @Nullable String on,
            @Nullable String known,
            @Nullable String version) {

        Transcript.Version chosen() {
            return Stream.of(Transcript.Version.values())
                    .filter(v -> v.name().equals(version))
                    .findFirst()
                    .orElse(Transcript.Version.PRESENT_OMITTED);
        }
    }

    @GetMapping("/counter/persons/{id}/transcript")
    String look(@PathVariable long id, @ModelAttribute Wish wish, Model model) {
        return page(id, wish, typed(wish), false, model);
    }

    /** 謄本用途, raw as sent. */
    record Purpose(
            @Nullable String kind,
            @Nullable String agency,
            @Nullable String business,
            @Nullable String purpose) {

        Asked asked() {
            return new Asked(text(kind), text(agency), text(business), text(purpose));
        }
    }

    @PostMapping("/counter/persons/{id}/transcript")
    Object issue(
            @PathVariable long id,
            @ModelAttribute Wish wish,
            @ModelAttribute Purpose purpose,
            @RequestParam(defaultValue = "print") String as,
            Model model) {
        AsTyped typed = typed(wish);
        Asked asked = purpose.asked();
        model.addAttribute("asked", asked);
        boolean pdf = as.equals("pdf");
        if (!typed.refusals().isEmpty() || (pdf && !paper.printable())) {
            model.addAttribute("noFont", pdf && !paper.printable());
            String page = page(id, wish, typed, false, model);
            HttpStatus status =
                    typed.refusals().isEmpty() ? HttpStatus.NOT_IMPLEMENTED : HttpStatus.UNPROCESSABLE_CONTENT;
            return new ModelAndView(page, model.asMap(), status);
        }
        List<Refusal> wrong = askedFor.keep(asked, clerk());
        if (!wrong.isEmpty()) {
            String page = page(id, wish, typed, false, model);
            model.addAttribute("refusals", wrong);
            return new ModelAndView(page, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return pdf ? pdf(id, wish, typed) : page(id, wish, typed, true, model);
    }

    private ResponseEntity<byte[]> pdf(long id, Wish wish, AsTyped typed) {
        TranscriptSheet sheet = transcript(id, wish, typed, true)
                .map(t -> sheet(t, typed))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename("transcript.pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(paper.pdf(sheet));
    }

    private String page(long id, Wish wish, AsTyped typed, boolean issued, Model model) {
        Person person = registry.person(new PersonId(id), AsOf.on(LocalDate.now(clock)), clerk())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("person", person);
        model.addAttribute("on", text(wish.on()));
        model.addAttribute("known", text(wish.known()));
        model.addAttribute("version", wish.chosen());
        model.addAttribute("versions", Transcript.Version.values());
        model.addAttribute("refusals", typed.refusals());
        askedFor.offer(model.getAttribute("asked") instanceof Asked said ? said : AskedFor.NOTHING, model);
        model.addAttribute("issued", issued);
        model.addAttribute(
                "sheet",
                transcript(id, wish, typed, issued).map(t -> sheet(t, typed)).orElse(null));
        return "counter/transcript";
    }

    private TranscriptSheet sheet(Transcript transcript, AsTyped typed) {
        return paper.sheet(transcript, typed.knownOn(), clerk().office());
    }

    private Optional<Transcript> transcript(long id, Wish wish, AsTyped typed, boolean issued) {
        return registry.person(new PersonId(id), typed.asOf(), clerk())
                .flatMap(p -> issued
                        ? registry.issueTranscript(p.householdNo(), typed.asOf(), wish.chosen(), clerk())
                        : registry.transcript(p.householdNo(), typed.asOf(), wish.chosen(), clerk()));
    }

    private AsTyped typed(Wish wish) {
        return AsTyped.of(text(wish.on()), text(wish.known()), clock);
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent;
    }

    private Actor clerk() {
        return access.current().actor();
    }
}
