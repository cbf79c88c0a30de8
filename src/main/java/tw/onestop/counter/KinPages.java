package tw.onestop.counter;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistryDesk;

/** 親屬頁: relatives of a person on a day, and who would have inherited then. */
@Controller
class KinPages {

    private final RegistryDesk registry;
    private final AccessDesk access;
    private final Clock clock;

    KinPages(RegistryDesk registry, AccessDesk access, Clock clock) {
        this.registry = registry;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/counter/persons/{id}/kin")
    String kin(
            @PathVariable long id,
            @RequestParam(defaultValue = "4") String degrees,
            @RequestParam(defaultValue = "") String on,
            Model model) {
        int wanted = degrees.matches("[1-" + Kindred.FARTHEST + "]") ? Integer.parseInt(degrees) : 4;
        AsTyped typed = AsTyped.of(on, "", clock);
        LocalDate today = LocalDate.now(clock);
        Optional<Kindred> then = kindred(id, wanted, typed.day());
        boolean unknown = then.isEmpty() && !typed.present();
        Kindred kindred = then.or(() -> kindred(id, wanted, today))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("degrees", wanted);
        model.addAttribute("farthest", Kindred.FARTHEST);
        model.addAttribute("on", on);
        model.addAttribute("day", unknown ? today : typed.day());
        model.addAttribute("present", unknown || typed.present());
        model.addAttribute("refusals", unknown ? List.of(Refusal.of("on", "counter.kin.notYet")) : typed.refusals());
        model.addAttribute("kindred", kindred);
        return "counter/kin";
    }

    private Optional<Kindred> kindred(long id, int degrees, LocalDate on) {
        return registry.kindred(new PersonId(id), degrees, on, access.current().actor());
    }
}
