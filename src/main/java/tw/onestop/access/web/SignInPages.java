package tw.onestop.access.web;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;

/** 登入頁. */
@Controller
class SignInPages {

    private final AccessDesk access;

    SignInPages(AccessDesk access) {
        this.access = access;
    }

    @GetMapping("/sign-in")
    String signIn(
            @RequestParam Optional<String> wrong,
            @RequestParam Optional<String> busy,
            @RequestParam Optional<Integer> wait,
            @RequestParam Optional<String> left,
            @RequestParam Optional<String> ended,
            @RequestParam Optional<String> stale,
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
        left.ifPresent(said -> model.addAttribute("notice", "access.signIn.left"));
        ended.ifPresent(said -> model.addAttribute("notice", "access.signIn.ended"));
        stale.ifPresent(said -> model.addAttribute("notice", "access.signIn.stale"));
        return "access/sign-in";
    }
}
