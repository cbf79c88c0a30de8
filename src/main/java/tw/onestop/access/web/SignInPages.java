package tw.onestop.access.web;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.CardDesk;

/** 登入頁. */
@Controller
class SignInPages {

    private static final String CARD = "access.card-refused";

    private final AccessDesk access;
    private final CardDesk cards;

    SignInPages(AccessDesk access, CardDesk cards) {
        this.access = access;
        this.cards = cards;
    }

    /** 挑戰值, for the page's script. */
    @PostMapping(path = "/sign-in/certificate/challenge", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ToSign challenge() {
        return new ToSign(cards.challenge());
    }

    @GetMapping("/sign-in")
    String signIn(
            @RequestParam Optional<String> wrong,
            @RequestParam Optional<String> busy,
            @RequestParam Optional<Integer> wait,
            @RequestParam Optional<String> left,
            @RequestParam Optional<String> ended,
            @RequestParam Optional<String> stale,
            @RequestParam Optional<String> card,
            HttpSession session,
            CsrfToken csrf,
            Model model) {
        if (access.present().isPresent()) {
            return "redirect:/account";
        }
        // Asked for now: a session cannot begin any more once a long page is on its way.
        model.addAttribute("csrfToken", csrf.getToken());
        model.addAttribute("csrfHeader", csrf.getHeaderName());
        model.addAttribute("typed", session.getAttribute("access.typed"));
        session.removeAttribute("access.typed");
        wrong.ifPresent(said -> model.addAttribute("error", "access.signIn.wrong"));
        busy.ifPresent(said -> model.addAttribute("error", "access.signIn.busy"));
        wait.ifPresent(minutes -> {
            model.addAttribute("error", "access.signIn.wait");
            model.addAttribute("minutes", Math.clamp(minutes, 1, 15));
        });
        card.map(said -> session.getAttribute(CARD)).ifPresent(why -> {
            model.addAttribute("error", why);
            model.addAttribute("field", "card-pin");
        });
        session.removeAttribute(CARD);
        model.addAttribute("cards", cards.isOffered());
        left.ifPresent(said -> model.addAttribute("notice", "access.signIn.left"));
        ended.ifPresent(said -> model.addAttribute("notice", "access.signIn.ended"));
        stale.ifPresent(said -> model.addAttribute("notice", "access.signIn.stale"));
        return "access/sign-in";
    }
}
