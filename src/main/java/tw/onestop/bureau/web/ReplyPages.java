package tw.onestop.bureau.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.agency.Agency;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.ExchangeDesk.Envelope;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.Errand;
import tw.onestop.notice.NoticeDesk;

/** 通報項目與回復: one notice as the agency may read it, and its answer, by the same road as the machines'. */
@Controller
class ReplyPages {

    private final Officers officers;
    private final NoticeDesk notices;
    private final ExchangeDesk exchange;
    private final Clock clock;

    ReplyPages(Officers officers, NoticeDesk notices, ExchangeDesk exchange, Clock clock) {
        this.officers = officers;
        this.notices = notices;
        this.exchange = exchange;
        this.clock = clock;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    @GetMapping("/bureau/notices/{id}")
    ModelAndView notice(@PathVariable UUID id, @ModelAttribute("agency") Agency agency, Model model) {
        return page(id, agency, ReplyForm.EMPTY, List.of(), HttpStatus.OK, model);
    }

    @PostMapping("/bureau/notices/{id}/replies")
    ModelAndView reply(
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            @ModelAttribute("agency") Agency agency,
            Model model,
            RedirectAttributes next) {
        ReplyForm form = ReplyForm.of(typed);
        boolean adds = form.isRejection() && wantsContact(id, agency);
        List<Refusal> refusals = adds ? form.additionRefusals(clock) : form.refusals(clock);
        if (!refusals.isEmpty()) {
            return page(id, agency, form, refusals, HttpStatus.BAD_REQUEST, model);
        }
        ReplyAnswer answer = exchange.reply(agency.code(), id, form.reply(clock), officers.actor());
        return switch (answer) {
            case TAKEN, SAME_AGAIN -> {
                next.addFlashAttribute("answer", adds ? "bureau.answer.CONTACT_ADDED" : "bureau.answer." + answer);
                yield new ModelAndView("redirect:/bureau");
            }
            case NOT_FORWARD, RESULT_NOT_WANTED ->
                page(id, agency, form, refused("status", answer), HttpStatus.CONFLICT, model);
            case REASON_MISSING -> page(id, agency, form, refused("reason", answer), HttpStatus.BAD_REQUEST, model);
            case UNKNOWN -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    /** Who reads the page that refused a reply in the other language, or reloads it, comes back to the notice. */
    @GetMapping("/bureau/notices/{id}/replies")
    String again(@PathVariable UUID id) {
        return "redirect:/bureau/notices/" + id;
    }

    private boolean wantsContact(UUID id, Agency agency) {
        return notices.agencyItem(agency.code(), id, officers.actor())
                .filter(NoticeDesk.AgencyAnswer::wantsContact)
                .isPresent();
    }

    private ModelAndView page(
            UUID id, Agency agency, ReplyForm form, List<Refusal> refusals, HttpStatus status, Model model) {
        Envelope envelope = exchange.envelope(agency.code(), id, officers.actor())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("envelope", envelope)
                .addAttribute("data", NoticeData.read(envelope.dataJson()))
                .addAttribute("form", form)
                .addAttribute("discreet", is(envelope, Errand.Manner::discreet))
                .addAttribute("pays", is(envelope, Errand.Manner::pays))
                .addAttribute("refusals", refusals);
        notices.agencyItem(agency.code(), id, officers.actor())
                .ifPresent(answered -> model.addAttribute("answered", answered).addAttribute("item", answered.item()));
        return new ModelAndView("bureau/notice", model.asMap(), status);
    }

    /** Whether its errand is of a manner: may only be said that it is done, or pays something. */
    private boolean is(Envelope envelope, Predicate<Errand.Manner> manner) {
        NoticeType type = NoticeType.of(envelope.type());
        return notices.errand(type.programme(), type.change())
                .map(Errand::manner)
                .filter(manner)
                .isPresent();
    }

    private static List<Refusal> refused(String field, ReplyAnswer answer) {
        return List.of(Refusal.of(field, "bureau.answer." + answer));
    }
}
