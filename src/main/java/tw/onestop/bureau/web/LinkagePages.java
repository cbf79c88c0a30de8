package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.agency.Agency;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.MachineAccessDesk;
import tw.onestop.joining.KinControllersDesk;
import tw.onestop.joining.Linkage;
import tw.onestop.joining.LinkageDesk;
import tw.onestop.joining.LinkageDesk.AuditForm;
import tw.onestop.joining.LinkageDesk.OfficerForm;
import tw.onestop.kernel.Refusal;

/** 連結管理頁 of an agency: who may ask, its own audits, what it was told, and ending it. */
@Controller
class LinkagePages {

    private static final OfficerForm NOBODY = new OfficerForm("", "", "");
    private static final AuditForm NO_AUDIT = new AuditForm("", "", "", "", "", "");

    private final Officers officers;
    private final LinkageDesk linkages;
    private final KinControllersDesk controllers;
    private final MachineAccessDesk machines;
    private final GrantDesk grants;

    LinkagePages(
            Officers officers,
            LinkageDesk linkages,
            KinControllersDesk controllers,
            MachineAccessDesk machines,
            GrantDesk grants) {
        this.grants = grants;
        this.controllers = controllers;
        this.machines = machines;
        this.officers = officers;
        this.linkages = linkages;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    @GetMapping("/bureau/linkages/{purpose}")
    String linkage(@PathVariable String purpose, Model model) {
        return page(purpose, List.of(), model);
    }

    @PostMapping("/bureau/linkages/{purpose}/officers")
    String comes(
            @PathVariable String purpose,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String on,
            Model model,
            HttpServletResponse response) {
        OfficerForm typed = new OfficerForm(username, number, on);
        model.addAttribute("typedOfficer", typed);
        return answered(purpose, linkages.officerComes(purpose, typed, officers.actor()), model, response);
    }

    @PostMapping("/bureau/linkages/{purpose}/officers/leaving")
    String leaves(
            @PathVariable String purpose,
            @RequestParam(defaultValue = "") String leaving,
            @RequestParam(defaultValue = "") String leavingOn,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("leaving", leaving).addAttribute("leavingOn", leavingOn);
        OfficerForm typed = new OfficerForm(leaving, "", leavingOn);
        List<Refusal> refusals = linkages.officerLeaves(purpose, typed, officers.actor());
        return answered(purpose, beside(refusals, Map.of("username", "leaving", "on", "leavingOn")), model, response);
    }

    @PostMapping("/bureau/linkages/{purpose}/controllers")
    String appoint(
            @PathVariable String purpose,
            @RequestParam(defaultValue = "") String controller,
            @RequestParam(defaultValue = "") String leaving,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("controller", controller);
        List<Refusal> refusals = leaving.isEmpty()
                ? controllers.appoint(purpose, controller, officers.actor())
                : controllers.relieve(purpose, leaving, officers.actor());
        return answered(purpose, refusals, model, response);
    }

    @PostMapping("/bureau/linkages/{purpose}/audits")
    String audit(
            @PathVariable String purpose,
            @ModelAttribute("typedAudit") AuditForm typed,
            Model model,
            HttpServletResponse response) {
        return answered(purpose, linkages.fileAudit(purpose, typed, officers.actor()), model, response);
    }

    @PostMapping("/bureau/linkages/{purpose}/end")
    String end(
            @PathVariable String purpose,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String endsOn,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("reason", reason).addAttribute("endsOn", endsOn);
        List<Refusal> refusals = linkages.announceEnd(purpose, reason, endsOn, officers.actor());
        return answered(purpose, beside(refusals, Map.of("on", "endsOn")), model, response);
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the linkage. */
    @GetMapping({
        "/bureau/linkages/{purpose}/officers",
        "/bureau/linkages/{purpose}/officers/leaving",
        "/bureau/linkages/{purpose}/controllers",
        "/bureau/linkages/{purpose}/audits",
        "/bureau/linkages/{purpose}/end"
    })
    String again(@PathVariable String purpose) {
        return "redirect:/bureau/linkages/" + purpose;
    }

    private String answered(String purpose, List<Refusal> refusals, Model model, HttpServletResponse response) {
        if (refusals.isEmpty()) {
            return again(purpose);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(purpose, refusals, model);
    }

    /** The page has several forms with a day each; every sentence stands beside its own. */
    private static List<Refusal> beside(List<Refusal> refusals, Map<String, String> boxes) {
        return refusals.stream()
                .map(no -> new Refusal(boxes.getOrDefault(no.field(), no.field()), no.code(), no.arguments()))
                .toList();
    }

    private String page(String purpose, List<Refusal> refusals, Model model) {
        Linkage linkage = linkages.linkage(purpose, officers.actor())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!model.containsAttribute("typedOfficer")) {
            model.addAttribute("typedOfficer", NOBODY);
        }
        if (!model.containsAttribute("typedAudit")) {
            model.addAttribute("typedAudit", NO_AUDIT);
        }
        model.addAttribute("linkage", linkage)
                .addAttribute("everybody", grants.isOpen(linkage.agency(), purpose))
                .addAttribute("machinesOpen", machines.isOpen(linkage.agency(), purpose))
                .addAttribute(
                        "allowed",
                        linkage.kinship()
                                ? controllers.kinship(linkage, officers.actor()).orElse(null)
                                : null)
                .addAttribute("audits", linkages.audits(linkage))
                .addAttribute("sample", linkages.sample(linkage))
                .addAttribute("refusals", refusals);
        return "bureau/linkage";
    }
}
