package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.joining.Application;
import tw.onestop.joining.JoiningDesk;
import tw.onestop.joining.ReviewDesk;
import tw.onestop.joining.ReviewDesk.Approval;
import tw.onestop.joining.ReviewDesk.Quota;
import tw.onestop.joining.Section;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 連結審查頁: what waits for the ministry; an application is returned once with everything listed, approved or refused. */
@Controller("ministryJoiningPages")
class JoiningPages {

    private final ReviewDesk review;
    private final JoiningDesk joining;
    private final AgencyDesk agencies;
    private final AccessDesk access;

    JoiningPages(ReviewDesk review, JoiningDesk joining, AgencyDesk agencies, AccessDesk access) {
        this.review = review;
        this.joining = joining;
        this.agencies = agencies;
        this.access = access;
    }

    /** 待審案件, with the agency's entry of the directory. */
    record Waiting(Application application, String agency, String agencyEn) {}

    @GetMapping("/ministry/joining")
    String list(@RequestParam(defaultValue = "") String decided, Model model) {
        model.addAttribute("decided", decided)
                .addAttribute(
                        "waiting",
                        review.waiting(ministerial()).stream()
                                .map(this::waiting)
                                .toList());
        return "ministry/joining";
    }

    @GetMapping("/ministry/joining/{id}")
    String look(@PathVariable UUID id, Model model) {
        return page(id, Map.of(), whole(), "", List.of(), model);
    }

    @PostMapping("/ministry/joining/{id}/return")
    String giveBack(
            @PathVariable UUID id, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        Map<Section, String> remarks = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            remarks.put(section, typed.getOrDefault("remark-" + section, ""));
        }
        List<Refusal> refusals = review.giveBack(id, remarks, ministerial());
        return refusals.isEmpty()
                ? "redirect:/ministry/joining?decided=RETURNED"
                : refused(page(id, remarks, whole(), "", refusals, model), response);
    }

    @PostMapping("/ministry/joining/{id}/approval")
    String approve(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String mostIds,
            @RequestParam(defaultValue = "") String perMinute,
            @RequestParam(defaultValue = "") List<String> without,
            @RequestParam(defaultValue = "") String whyWithout,
            Model model,
            HttpServletResponse response) {
        Approval typed = new Approval(new Quota(mostIds, perMinute), Set.copyOf(without), whyWithout);
        List<Refusal> refusals = review.approve(id, typed, ministerial());
        return refusals.isEmpty()
                ? "redirect:/ministry/joining?decided=APPROVED"
                : refused(page(id, Map.of(), typed, "", refusals, model), response);
    }

    @PostMapping("/ministry/joining/{id}/refusal")
    String refuse(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        List<Refusal> refusals = review.refuse(id, reason, ministerial());
        return refusals.isEmpty()
                ? "redirect:/ministry/joining?decided=REFUSED"
                : refused(page(id, Map.of(), whole(), reason, refusals, model), response);
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the application. */
    @GetMapping({"/ministry/joining/{id}/return", "/ministry/joining/{id}/approval", "/ministry/joining/{id}/refusal"})
    String again(@PathVariable UUID id) {
        return "redirect:/ministry/joining/" + id;
    }

    private String page(
            UUID id,
            Map<Section, String> remarks,
            Approval approval,
            String reason,
            List<Refusal> refusals,
            Model model) {
        Application application = review.application(id, ministerial())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("row", waiting(application))
                .addAttribute("filed", application)
                .addAttribute("answers", application.answers())
                .addAttribute("sections", Section.values())
                .addAttribute("chosen", joining.items(application))
                .addAttribute("rules", joining.rules(application))
                .addAttribute("remarks", remarks)
                .addAttribute("approval", approval)
                .addAttribute("reason", reason)
                .addAttribute("refusals", refusals);
        return "ministry/joining-review";
    }

    private Approval whole() {
        return Approval.whole(review.suggested());
    }

    private Waiting waiting(Application application) {
        return agencies.find(application.agency())
                .map(agency -> new Waiting(application, agency.name(), agency.nameEn()))
                .orElseGet(() -> new Waiting(
                        application,
                        application.agency().value(),
                        application.agency().value()));
    }

    private static String refused(String page, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page;
    }

    private Actor ministerial() {
        return access.current().actor();
    }
}
