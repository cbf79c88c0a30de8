package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.Renumbering;
import tw.onestop.registry.RenumberingDesk;
import tw.onestop.registry.RenumberingForm;

/** 門牌整編頁: a supervisor prepares a renumbering of the office's township, sees what becomes of whom, and enacts it. */
@Controller
class RenumberingPages {

    /** So many doors are shown; of the others how many there are. */
    private static final int SHOWN = 200;

    /** What the list says was just done: an act of another office has no page here. */
    private static final Set<String> DONE = Set.of("sent", "enacted", "sentBack");

    private static final RenumberingDesk.Decision UNDECIDED = new RenumberingDesk.Decision("", "", "");

    private final RenumberingDesk renumberings;
    private final AccessDesk access;

    RenumberingPages(RenumberingDesk renumberings, AccessDesk access) {
        this.renumberings = renumberings;
        this.access = access;
    }

    /** What the form sends; what is not sent was not typed. */
    @ModelAttribute("typed")
    RenumberingForm typed(
            @RequestParam(defaultValue = "") String villageCode,
            @RequestParam(defaultValue = "") String neighbourhood,
            @RequestParam(defaultValue = "") String street,
            @RequestParam(defaultValue = "") String lines,
            @RequestParam(defaultValue = "") String newStreet,
            @RequestParam(defaultValue = "") String newVillage,
            @RequestParam(defaultValue = "") String newNeighbourhood,
            @RequestParam(defaultValue = "") String effective,
            @RequestParam(defaultValue = "") String reference) {
        return new RenumberingForm(
                villageCode,
                neighbourhood,
                street,
                lines,
                newStreet,
                newVillage,
                newNeighbourhood,
                effective,
                reference);
    }

    @GetMapping("/supervisor/renumberings")
    String list(@RequestParam(defaultValue = "") String done, Model model) {
        Actor supervisor = supervisor();
        model.addAttribute("done", DONE.contains(done) ? done : "");
        model.addAttribute("me", supervisor.id());
        model.addAttribute("proposals", renumberings.proposals(supervisor));
        model.addAttribute("acts", renumberings.renumberings(supervisor));
        return "counter/renumberings";
    }

    @GetMapping("/supervisor/renumberings/new")
    String blank(Model model) {
        return form(List.of(), model);
    }

    /** What was typed is no part of an address, so a reload begins anew. */
    @GetMapping("/supervisor/renumberings/preview")
    String again() {
        return "redirect:/supervisor/renumberings/new";
    }

    @PostMapping("/supervisor/renumberings/preview")
    String preview(@ModelAttribute("typed") RenumberingForm typed, Model model, HttpServletResponse response) {
        return show(renumberings.preview(typed, supervisor()), model, response);
    }

    @PostMapping("/supervisor/renumberings")
    String enact(
            @ModelAttribute("typed") RenumberingForm typed,
            @RequestParam(defaultValue = "") String seen,
            Model model,
            HttpServletResponse response) {
        RenumberingDesk.Enactment enactment = renumberings.enact(typed, seen, supervisor());
        RegistrationId id = enactment.id();
        if (enactment.proposal() != null) {
            return "redirect:/supervisor/renumberings?done=sent";
        }
        return id == null
                ? show(enactment.preview(), model, response)
                : "redirect:/supervisor/renumberings/" + id.value() + "?done=1";
    }

    @GetMapping("/supervisor/renumberings/proposals/{id}")
    String proposal(@PathVariable UUID id, Model model) {
        return proposal(id, UNDECIDED, List.of(), model);
    }

    @PostMapping("/supervisor/renumberings/proposals/{id}")
    String decide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String seen,
            Model model,
            HttpServletResponse response) {
        RenumberingDesk.Decision decision = new RenumberingDesk.Decision(verdict, reason, seen);
        RenumberingDesk.Enactment enactment = renumberings.decide(id, decision, supervisor());
        RegistrationId made = enactment.id();
        if (made != null) {
            return "redirect:/supervisor/renumberings?done=enacted";
        }
        if (enactment.proposal() != null) {
            return "redirect:/supervisor/renumberings?done=sentBack";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return proposal(id, decision, enactment.preview().refusals(), model);
    }

    /** What was decided by somebody in the meantime leads back to the list. */
    private String proposal(UUID id, RenumberingDesk.Decision decision, List<Refusal> refusals, Model model) {
        Actor supervisor = supervisor();
        Optional<RenumberingDesk.Proposed> found = renumberings.proposal(id, supervisor);
        if (found.isEmpty()) {
            return "redirect:/supervisor/renumberings";
        }
        RenumberingDesk.Proposed proposed = found.get();
        List<Refusal> all = new ArrayList<>(refusals);
        proposed.preview().refusals().stream().filter(why -> !all.contains(why)).forEach(all::add);
        model.addAttribute("proposal", proposed.proposal());
        model.addAttribute("preview", proposed.preview());
        model.addAttribute("changed", proposed.changed());
        model.addAttribute("own", proposed.proposal().by().equals(supervisor.id()));
        model.addAttribute("mine", proposed.proposal().office().equals(supervisor.office()));
        model.addAttribute("decision", decision);
        model.addAttribute("refusals", all);
        doors(proposed.preview().doors(), model);
        return "counter/renumbering-proposal";
    }

    @GetMapping("/supervisor/renumberings/{id}")
    String act(@PathVariable long id, @RequestParam(defaultValue = "") String done, Model model) {
        model.addAttribute("done", !done.isEmpty());
        return act(id, "", UNDECIDED, List.of(), model);
    }

    @PostMapping("/supervisor/renumberings/{id}/revoke")
    String revoke(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        List<Refusal> refusals = renumberings.revoke(new RegistrationId(id), reason, supervisor());
        return ended(id, reason, UNDECIDED, refusals, model, response);
    }

    @PostMapping("/supervisor/renumberings/{id}/takeback")
    String decideRevocation(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        RenumberingDesk.Decision decision = new RenumberingDesk.Decision(verdict, reason, "");
        List<Refusal> refusals = renumberings.decideRevocation(new RegistrationId(id), decision, supervisor());
        return ended(id, "", decision, refusals, model, response);
    }

    private String ended(
            long id,
            String reason,
            RenumberingDesk.Decision decision,
            List<Refusal> refusals,
            Model model,
            HttpServletResponse response) {
        if (refusals.isEmpty()) {
            return "redirect:/supervisor/renumberings/" + id;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return act(id, reason, decision, refusals, model);
    }

    private String show(RenumberingDesk.Preview preview, Model model, HttpServletResponse response) {
        if (!preview.refusals().isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        if (!preview.mark().isEmpty()) {
            model.addAttribute("preview", preview);
            doors(preview.doors(), model);
        }
        return form(preview.refusals(), model);
    }

    private String form(List<Refusal> refusals, Model model) {
        Actor supervisor = supervisor();
        model.addAttribute("refusals", refusals);
        model.addAttribute("two", renumberings.twoPersons());
        model.addAttribute(
                "villages", supervisor.office() == null ? List.of() : renumberings.villages(supervisor.office()));
        return "counter/renumbering";
    }

    private String act(long id, String reason, RenumberingDesk.Decision decision, List<Refusal> refusals, Model model) {
        Actor supervisor = supervisor();
        Renumbering act = renumberings
                .renumbering(new RegistrationId(id), supervisor)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Renumbering.Takeback takeback = act.takeback();
        model.addAttribute("waits", takeback != null && takeback.waits());
        model.addAttribute(
                "own", takeback != null && takeback.waits() && takeback.by().equals(supervisor.id()));
        model.addAttribute("mine", act.office().equals(supervisor.office()));
        model.addAttribute("two", renumberings.twoPersons());
        model.addAttribute("decision", decision);
        model.addAttribute("act", act);
        model.addAttribute("reason", reason);
        model.addAttribute("refusals", refusals);
        doors(act.doors(), model);
        return "counter/renumbering-act";
    }

    private static void doors(List<RenumberingDesk.Door> doors, Model model) {
        model.addAttribute("dwellings", doors.subList(0, Math.min(SHOWN, doors.size())));
        model.addAttribute("more", Math.max(0, doors.size() - SHOWN));
    }

    private Actor supervisor() {
        return access.current().actor();
    }
}
