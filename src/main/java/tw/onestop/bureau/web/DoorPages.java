package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.agency.Agency;
import tw.onestop.exchange.DoorDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.trust.TrustDesk;

/** 端點與管道頁: by which door the agency's notices come, how its endpoint fares, and the keys with which it verifies our signatures. */
@Controller
class DoorPages {

    private final Officers officers;
    private final DoorDesk doors;
    private final ExchangeDesk exchange;
    private final TrustDesk trust;

    DoorPages(Officers officers, DoorDesk doors, ExchangeDesk exchange, TrustDesk trust) {
        this.officers = officers;
        this.doors = doors;
        this.exchange = exchange;
        this.trust = trust;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    @GetMapping("/bureau/endpoint")
    String endpoint(@ModelAttribute("agency") Agency agency, Model model) {
        return page(agency, List.of(), model);
    }

    @PostMapping("/bureau/endpoint/door")
    String move(
            @RequestParam(required = false) Agency.@Nullable Door door,
            @ModelAttribute("agency") Agency agency,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        List<Refusal> refusals = doors.move(agency.code(), door, officers.actor());
        if (refusals.isEmpty()) {
            next.addFlashAttribute("answer", "bureau.door.moved");
            return "redirect:/bureau/endpoint";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(agency, refusals, model);
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the page. */
    @GetMapping("/bureau/endpoint/door")
    String again() {
        return "redirect:/bureau/endpoint";
    }

    private String page(Agency agency, List<Refusal> refusals, Model model) {
        model.addAttribute("endpoint", exchange.endpoint(agency.code()))
                .addAttribute("standing", doors.standing(agency.code(), officers.actor()))
                .addAttribute("refusals", refusals)
                .addAttribute(
                        "keys", trust.verifyingKeys().stream().map(Key::of).toList());
        return "bureau/endpoint";
    }

    /** 驗章公鑰 as Standard Webhooks write it. */
    record Key(String kid, String whpk) {

        static Key of(TrustDesk.VerifyingKey key) {
            return new Key(key.kid(), key.webhookForm());
        }
    }
}
