package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.MachineAccessDesk;
import tw.onestop.joining.AreasDesk;
import tw.onestop.joining.KinControllersDesk;
import tw.onestop.joining.Linkage;
import tw.onestop.joining.LinkageDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.KinControlDesk;

/** 連結管理頁 of the ministry: every linkage by its days, orders to improve, suspension, end. */
@Controller("ministryLinkagePages")
class LinkagePages {

    private final LinkageDesk linkages;
    private final MachineAccessDesk machines;
    private final Allowing allowing;
    private final AccessDesk access;
    private final Clock clock;

    LinkagePages(LinkageDesk linkages, MachineAccessDesk machines, Allowing allowing, AccessDesk access, Clock clock) {
        this.machines = machines;
        this.linkages = linkages;
        this.allowing = allowing;
        this.access = access;
        this.clock = clock;
    }

    /** 另行核定: kinship by the grounds of the law, and areas of which a linkage may be told. */
    @Component("ministryAllowing")
    record Allowing(KinControllersDesk controllers, KinControlDesk control, AreasDesk areas) {}

    @GetMapping("/ministry/linkages")
    String list(Model model) {
        model.addAttribute("linkages", linkages.linkages(ministerial()))
                .addAttribute("today", LocalDate.now(clock))
                .addAttribute("refusals", List.of());
        return "ministry/linkages";
    }

    @GetMapping("/ministry/linkages/{purpose}")
    String linkage(@PathVariable String purpose, Model model) {
        return page(purpose, List.of(), model);
    }

    @PostMapping("/ministry/linkages/{purpose}/improvement")
    String improve(
            @PathVariable String purpose,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String on,
            Model model,
            HttpServletResponse response) {
        return answered(
                purpose, reason, on, linkages.orderImprovement(purpose, reason, on, ministerial()), model, response);
    }

    @PostMapping("/ministry/linkages/{purpose}/suspension")
    String suspend(
            @PathVariable String purpose,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String on,
            Model model,
            HttpServletResponse response) {
        return answered(purpose, reason, on, linkages.suspend(purpose, reason, ministerial()), model, response);
    }

    @PostMapping("/ministry/linkages/{purpose}/resumption")
    String resume(@PathVariable String purpose, Model model, HttpServletResponse response) {
        return answered(purpose, "", "", linkages.resume(purpose, ministerial()), model, response);
    }

    @PostMapping("/ministry/linkages/{purpose}/end")
    String end(
            @PathVariable String purpose,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String on,
            Model model,
            HttpServletResponse response) {
        return answered(purpose, reason, on, linkages.announceEnd(purpose, reason, on, ministerial()), model, response);
    }

    @PostMapping("/ministry/linkages/{purpose}/kinship")
    String allow(
            @PathVariable String purpose,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String degrees,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("ground", ground).addAttribute("degrees", degrees);
        List<Refusal> refusals = allowing.controllers().allow(purpose, ground, degrees, ministerial());
        return answered(purpose, "", "", refusals, model, response);
    }

    @PostMapping("/ministry/linkages/{purpose}/areas")
    String areas(
            @PathVariable String purpose,
            @RequestParam(defaultValue = "") String areas,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("areas", areas);
        return answered(purpose, "", "", allowing.areas().allow(purpose, areas, ministerial()), model, response);
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the linkage. */
    @GetMapping({
        "/ministry/linkages/{purpose}/improvement",
        "/ministry/linkages/{purpose}/suspension",
        "/ministry/linkages/{purpose}/resumption",
        "/ministry/linkages/{purpose}/kinship",
        "/ministry/linkages/{purpose}/areas",
        "/ministry/linkages/{purpose}/end"
    })
    String again(@PathVariable String purpose) {
        return "redirect:/ministry/linkages/" + purpose;
    }

    private String answered(
            String purpose,
            String reason,
            String on,
            List<Refusal> refusals,
            Model model,
            HttpServletResponse response) {
        if (refusals.isEmpty()) {
            return again(purpose);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("reason", reason).addAttribute("on", on);
        return page(purpose, refusals, model);
    }

    private String page(String purpose, List<Refusal> refusals, Model model) {
        Linkage linkage = linkages.linkage(purpose, ministerial())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("linkage", linkage)
                .addAttribute("machinesOpen", machines.isOpen(linkage.agency(), purpose))
                .addAttribute("audits", linkages.audits(linkage))
                .addAttribute(
                        "allowed",
                        linkage.kinship()
                                ? allowing.controllers()
                                        .kinship(linkage, ministerial())
                                        .orElse(null)
                                : null)
                .addAttribute(
                        "allowedAreas",
                        String.join(" ", new TreeSet<>(allowing.areas().areas(linkage, ministerial()))))
                .addAttribute("grounds", allowing.control().grounds())
                .addAttribute("refusals", refusals);
        return "ministry/linkage";
    }

    private Actor ministerial() {
        return access.current().actor();
    }
}
