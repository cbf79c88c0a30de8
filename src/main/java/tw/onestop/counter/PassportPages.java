package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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
import tw.onestop.notice.PassportDesk;
import tw.onestop.notice.PassportDesk.Begun;
import tw.onestop.notice.PassportDesk.Case;
import tw.onestop.notice.PassportDesk.Finding;
import tw.onestop.notice.PassportDesk.Standing;
import tw.onestop.registry.PersonId;

/**
 * 首次申請護照親辦人別確認頁: the picture first, which is kept from then on, so that nothing is lost when something else is wrong;
 * then the comparison side by side, and the result.
 */
@Controller
class PassportPages {

    private final PassportDesk desk;
    private final AccessDesk access;
    private final Clock clock;

    PassportPages(PassportDesk desk, AccessDesk access, Clock clock) {
        this.desk = desk;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/counter/persons/{id}/passport")
    String standing(
            @PathVariable long id,
            @RequestAttribute(name = LargeForms.SENT, required = false) LargeForms.@Nullable Sent tooLarge,
            Model model) {
        return standing(
                id,
                tooLarge == null ? List.of() : List.of(Refusal.of("photo", "notice.passport.photo.tooLarge")),
                model);
    }

    @PostMapping("/counter/persons/{id}/passport")
    String begin(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable MultipartFile photo,
            Model model,
            HttpServletResponse response) {
        return switch (desk.begin(new PersonId(id), photo == null ? new byte[0] : Bodies.bytes(photo), clerk())) {
            case Begun.Case(UUID begun) -> "redirect:/counter/passports/" + begun;
            case Begun.Refused(List<Refusal> refusals) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield standing(id, refusals, model);
            }
        };
    }

    private String standing(long id, List<Refusal> refusals, Model model) {
        Standing standing = desk.standing(new PersonId(id), clerk()).orElseThrow(PassportPages::notFound);
        model.addAttribute("standing", standing)
                .addAttribute("person", standing.person())
                .addAttribute("today", LocalDate.now(clock))
                .addAttribute("refusals", refusals);
        return "counter/passport";
    }

    @GetMapping("/counter/passports/{id}")
    String compare(@PathVariable UUID id, Model model) {
        return page(id, Finding.nothing(), List.of(), model);
    }

    /** 確認內容, raw as sent. */
    record Sent(
            @Nullable String former,
            @Nullable List<String> papers,
            @Nullable String companionNumber,
            @Nullable String companionName,
            @Nullable String companionNationality,
            @Nullable String proof,
            @Nullable String consent,
            @Nullable String representative,
            @Nullable String representativeName,
            @Nullable String representativeNationality,
            @Nullable String consentProof,
            @Nullable String against,
            @Nullable String alike,
            @Nullable String result,
            @Nullable String why) {

        Finding typed() {
            return new Finding(
                    text(former),
                    papers == null ? Set.of() : new HashSet<>(papers),
                    text(companionNumber),
                    text(companionName),
                    text(companionNationality),
                    text(proof),
                    text(consent),
                    text(representative),
                    text(representativeName),
                    text(representativeNationality),
                    text(consentProof),
                    text(against),
                    text(alike),
                    text(result),
                    text(why));
        }

        private static String text(@Nullable String sent) {
            return sent == null ? "" : sent;
        }
    }

    @PostMapping("/counter/passports/{id}")
    String decide(@PathVariable UUID id, @ModelAttribute Sent sent, Model model, HttpServletResponse response) {
        Finding typed = sent.typed();
        List<Refusal> refusals = desk.decide(id, typed, clerk());
        if (refusals.isEmpty()) {
            return "redirect:/counter/passports/" + id;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(id, typed, refusals, model);
    }

    private String page(UUID id, Finding typed, List<Refusal> refusals, Model model) {
        Case found = desk.confirmation(id, clerk()).orElseThrow(PassportPages::notFound);
        model.addAttribute("found", found)
                .addAttribute("person", found.standing().person())
                .addAttribute("needs", found.standing().needs())
                .addAttribute("typed", typed)
                .addAttribute("today", LocalDate.now(clock))
                .addAttribute("refusals", refusals);
        return "counter/passport-case";
    }

    @GetMapping("/counter/passports/{id}/photo")
    ResponseEntity<byte[]> photo(@PathVariable UUID id) {
        return desk.picture(id, clerk())
                .map(jpeg -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.noStore())
                        .body(jpeg))
                .orElseThrow(PassportPages::notFound);
    }

    private Actor clerk() {
        return access.current().actor();
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
