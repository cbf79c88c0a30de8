package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RegistryDesk;

/** 某日某址之居民: who was registered at an address on a day, as it was known on a day. */
@Controller
class ResidentsPages {

    private final RegistryDesk registry;
    private final AccessDesk access;
    private final Clock clock;

    ResidentsPages(RegistryDesk registry, AccessDesk access, Clock clock) {
        this.registry = registry;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/counter/residents")
    String empty(Model model) {
        return page("", "", "", List.of(), model);
    }

    /** An address is no part of an address: it is sent, and a reload begins anew. */
    @PostMapping("/counter/residents")
    String residents(
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String known,
            Model model,
            HttpServletResponse response) {
        AsTyped typed = AsTyped.of(on, known, clock);
        List<Refusal> refusals = new ArrayList<>(typed.refusals());
        if (refusals.isEmpty()) {
            RegistryDesk.Found found =
                    registry.residents(address, typed.asOf(), access.current().actor());
            refusals.addAll(found.refusals());
            model.addAttribute("found", found);
            model.addAttribute("typed", typed);
        }
        if (!refusals.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return page(address, on, known, refusals, model);
    }

    private static String page(String address, String on, String known, List<Refusal> refusals, Model model) {
        model.addAttribute("address", address);
        model.addAttribute("on", on);
        model.addAttribute("known", known);
        model.addAttribute("refusals", refusals);
        return "counter/residents";
    }
}
