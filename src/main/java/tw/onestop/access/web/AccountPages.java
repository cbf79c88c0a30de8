package tw.onestop.access.web;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.AccountDesk;
import tw.onestop.kernel.Refusal;

/** 我的帳號: one's own passkeys and password. */
@Controller
class AccountPages {

    private static final String PAGE = "access/account";

    private final AccessDesk access;
    private final AccountDesk account;

    AccountPages(AccessDesk access, AccountDesk account) {
        this.access = access;
        this.account = account;
    }

    @GetMapping("/account")
    String account(@RequestParam Optional<String> enrolled, Model model) {
        enrolled.ifPresent(said -> model.addAttribute("done", "access.account.passkeyAdded"));
        return page(model, List.of());
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the account. */
    @GetMapping({"/account/password", "/account/passkeys/remove"})
    String again() {
        return "redirect:/account";
    }

    @PostMapping("/account/passkeys/remove")
    String remove(@RequestParam String id, RedirectAttributes said) {
        account.removePasskey(id);
        said.addFlashAttribute("done", "access.account.passkeyRemoved");
        return "redirect:/account";
    }

    @PostMapping("/account/password")
    String password(
            @RequestParam String present,
            @RequestParam String wanted,
            @RequestParam String again,
            Model model,
            RedirectAttributes said) {
        List<Refusal> refusals = wanted.equals(again)
                ? account.changePassword(present, wanted)
                : List.of(Refusal.of("again", "access.password.differs"));
        if (!refusals.isEmpty()) {
            return page(model, refusals);
        }
        said.addFlashAttribute("done", "access.account.passwordChanged");
        return "redirect:/account";
    }

    private String page(Model model, List<Refusal> refusals) {
        model.addAttribute("member", access.current());
        model.addAttribute("passkeys", account.passkeys());
        model.addAttribute("refusals", refusals);
        return PAGE;
    }
}
