package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.DiscreetDesk;
import tw.onestop.link.DiscreetDesk.Marking;

/** 保密目的頁: of which purposes citizens learn later, since when and by which law. */
@Controller
class DiscreetPages {

    private static final Marking NOTHING = new Marking("", "", "");

    private final DiscreetDesk desk;
    private final AgencyDesk agencies;
    private final GrantDesk grants;
    private final AccessDesk access;
    private final Clock clock;

    DiscreetPages(DiscreetDesk desk, AgencyDesk agencies, GrantDesk grants, AccessDesk access, Clock clock) {
        this.desk = desk;
        this.agencies = agencies;
        this.grants = grants;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/ministry/discreet")
    String list(Model model) {
        return page(NOTHING, List.of(), model);
    }

    @PostMapping("/ministry/discreet")
    String mark(
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String legalBasis,
            Model model,
            HttpServletResponse response) {
        Marking typed = new Marking(purpose, from, legalBasis);
        return answered(typed, desk.mark(typed, ministerial()), model, response);
    }

    @PostMapping("/ministry/discreet/end")
    String lift(@RequestParam(defaultValue = "") String purpose, Model model, HttpServletResponse response) {
        return answered(NOTHING, desk.lift(purpose, ministerial()), model, response);
    }

    @GetMapping("/ministry/discreet/end")
    String again() {
        return "redirect:/ministry/discreet";
    }

    private String answered(Marking typed, List<Refusal> refusals, Model model, HttpServletResponse response) {
        if (refusals.isEmpty()) {
            return again();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(typed, refusals, model);
    }

    private String page(Marking typed, List<Refusal> refusals, Model model) {
        LocalDate today = LocalDate.now(clock);
        List<Grant> standing = agencies.all().stream()
                .flatMap(agency -> grants.grants(agency.code()).stream())
                .filter(grant -> grant.holdsOn(today))
                .toList();
        model.addAttribute("marks", desk.marks(ministerial()))
                .addAttribute("grants", standing)
                .addAttribute("today", today)
                .addAttribute("typed", typed)
                .addAttribute("refusals", refusals);
        return "ministry/discreet";
    }

    private Actor ministerial() {
        return access.current().actor();
    }
}
